"""A face made of drawings: SVG path data becomes outlines, outlines become a small OpenType file.

Every glyph is an em wide, its box from 880 above the baseline to 120 below it. The same drawings give the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from compositor.model.drawing import Matrix, Step
from compositor.records import dataclass

EM: Final = 1000
HEAD: Final = 880
"""Where the head of the em box is, over the baseline."""
MOST_STEPS: Final = 5_000
"""Lines and curves of one drawing; a character written with a brush and traced has a few hundred."""

_FARTHEST: Final = 20 * EM
_LEAST_AREA: Final = 20.0
_SPECK: Final = 1.0
_BEYOND: Final = 1e7
_AS_PDF: Final = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "qCurveTo": "c", "closePath": "h"}
_LETTERS: Final = re.compile(r"[MmZzLlHhVvCcSsQqTtAaeE0-9+\-.,\s]*")


class DrawingError(ValueError):
    """A drawing can't become a glyph: why, what to do, and which figure is at fault (None: all together)."""

    def __init__(self, message: str, hint: str, figure: int | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.figure = message, hint, figure


@dataclass(frozen=True, slots=True)
class Figure:
    """One filled shape: SVG path data, the matrix that takes it to the em (y upwards), and its fill rule."""

    path: str
    matrix: Matrix
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph's outline in thousandths of an em, filled by the nonzero rule: drawing steps as pens take them."""

    steps: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, bottom, right and top of all its points."""
        points = [point for _, step in self.steps for point in step]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)


def outlined(figures: Sequence[Figure]) -> Glyph:
    """Unite figures into one outline, each by its own fill rule (SVG 2, 13.4.2).

    Raises ``DrawingError`` where a path can't be read, isn't closed, or nothing is left to be inked.
    """
    import pathops  # late: only issues with drawn glyphs pay for it

    paths = [_path(figure, at) for at, figure in enumerate(figures)]
    union = pathops.OpBuilder(fix_winding=True, keep_starting_points=False)
    try:
        for path in paths:
            path.simplify(fix_winding=True, keep_starting_points=False)
            union.add(path, pathops.PathOp.UNION)
        whole = union.resolve()
    except pathops.PathOpsError:
        raise DrawingError("its paths can't be united", "unite them in the drawing program, then save it") from None
    steps = _steps(whole)
    if not steps or abs(whole.area) < _LEAST_AREA:
        raise DrawingError("it has no outline: nothing in it is filled", "fill the shapes black")
    return Glyph(steps)


def _path(figure: Figure, at: int) -> Any:
    import pathops

    steps = _recorded(figure, at)
    _expect_sound(steps, at)
    rule = pathops.FillType.EVEN_ODD if figure.even_odd else pathops.FillType.WINDING
    path = pathops.Path(fillType=rule)
    pen = path.getPen()
    for name, points in steps:
        getattr(pen, "closePath" if name == "endPath" else name)(*points)
    return path


def _recorded(figure: Figure, at: int | None) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.svgLib.path import parse_path

    hint = "save the drawing anew as plain SVG"
    if not _LETTERS.fullmatch(figure.path):
        raise DrawingError("its path data has letters that mean nothing", hint, at)
    drawn = RecordingPen()
    try:
        parse_path(" ".join(figure.path.split()), TransformPen(drawn, figure.matrix))
    except (ValueError, IndexError, TypeError, ArithmeticError):
        raise DrawingError("its path data can't be read", hint, at) from None
    steps: list[tuple[str, tuple[tuple[float, float], ...]]] = drawn.value
    return steps


def traced(figure: Figure) -> tuple[Step, ...]:
    """Return a figure's path, moved by its matrix, in the steps of a PDF; open parts stay open.

    Raises ``DrawingError`` where the path can't be read.
    """
    steps: list[Step] = []
    last = (0.0, 0.0)
    for name, points in _recorded(figure, None):
        numbers = [value for point in points for value in point]
        if not all(math.isfinite(value) and abs(value) < _BEYOND for value in numbers):
            raise DrawingError("it reaches far out of its viewBox", "let the viewBox enclose the drawing")
        if name == "qCurveTo":
            (x1, y1), (x2, y2) = points
            (x0, y0) = last
            numbers = [x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3, x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3]
            numbers += [x2, y2]
        if name != "endPath":
            steps.append((_AS_PDF[name], tuple(numbers)))
        if points:
            last = points[-1]
    return tuple(steps)


def _expect_sound(steps: Sequence[tuple[str, tuple[tuple[float, float], ...]]], at: int) -> None:
    if len(steps) > MOST_STEPS:
        raise DrawingError(
            f"it has {len(steps):,} lines and curves", f"simplify its path; at most {MOST_STEPS:,} are read", at
        )
    start = last = (0.0, 0.0)
    for name, points in steps:
        if not all(math.isfinite(value) and abs(value) < _FARTHEST for point in points for value in point):
            raise DrawingError("it reaches far out of its viewBox", "let the viewBox enclose the drawing", at)
        if name == "moveTo":
            start = points[0]
        if name == "endPath" and math.dist(start, last) > _SPECK:
            raise DrawingError(
                "a path isn't closed", "close it (z at its end); if it is a stroke, convert strokes to outlines", at
            )
        if points:
            last = points[-1]


def _steps(path: Any) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Return the steps of a path's contours in whole units, specks left out."""
    from fontTools.pens.recordingPen import RecordingPen

    steps: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    for contour in path.contours:
        if abs(contour.area) < _SPECK:
            continue
        pen = RecordingPen()
        contour.draw(pen)
        steps += [(name, tuple((round(x), round(y)) for x, y in points)) for name, points in pen.value]
    return tuple(steps)


def drawn_face(name: str, glyphs: Mapping[str, Glyph]) -> bytes:
    """Return an OpenType file (CFF) of glyphs by their character, em-wide in lines of both directions.

    ``name`` is its PostScript name: letters, digits and hyphens.
    """
    from fontTools.fontBuilder import FontBuilder

    order = sorted(glyphs)
    names = {character: f"u{ord(character):04X}" for character in order}
    builder = FontBuilder(EM, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(character): names[character] for character in order})
    charstrings = {".notdef": _charstring(None)}
    charstrings |= {names[character]: _charstring(glyphs[character]) for character in order}
    builder.setupCFF(name, {"FullName": name}, charstrings, {})
    boxes = {names[character]: glyphs[character].box for character in order}
    builder.setupHorizontalMetrics({".notdef": (EM, 0)} | {one: (EM, box[0]) for one, box in boxes.items()})
    builder.setupHorizontalHeader(ascent=HEAD, descent=HEAD - EM)
    builder.setupVerticalMetrics({".notdef": (EM, HEAD)} | {one: (EM, HEAD - box[3]) for one, box in boxes.items()})
    builder.setupVerticalHeader(ascent=EM // 2, descent=-EM // 2)
    builder.setupVerticalOrigins({}, defaultVerticalOrigin=HEAD)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=HEAD, sTypoDescender=HEAD - EM)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _charstring(glyph: Glyph | None) -> Any:
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    pen = T2CharStringPen(EM, None)
    for name, points in glyph.steps if glyph is not None else ():
        getattr(pen, name)(*points)
    return pen.getCharString()
