"""Set lines as filled paths, for RIPs that trust no fonts: every glyph once as a form, painted where the line has it.

A form takes the colour and the overprint of the page that paints it (ISO 32000-1 8.10.1). Paths are filled by the
nonzero rule (8.5.3.3.2), as glyphs of fonts are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from compositor.faces import Face, Segment
from compositor.model.lines import Line, Run
from compositor.model.settings import Direction, Posture
from compositor.pdf.file import Stream, packed
from compositor.pdf.numbers import decimal, length
from compositor.units import SP

_STEPS = {"move": "m", "line": "l", "curve": "c"}
_EM = 1000
"""Units of an em in a form; points of finer faces have a decimal, a hundredth of a point in type of 100."""
_Spot = tuple[int, int, int]
"""Where a glyph is painted: its code, and the x and y of its origin in scaled points."""


class OutlineSetter:
    """Writes lines; ``glyph_of`` names the form of a face's glyph, or nothing for one without ink."""

    def __init__(self, face_of: Callable[[str], Face], glyph_of: Callable[[str, int], str]) -> None:
        self._face_of, self._glyph_of = face_of, glyph_of

    def forget(self) -> None:
        """Start a new content stream; nothing outlives a line."""

    def line(self, line: Line, x: int, y: int) -> list[str]:
        """Return the operators of a line: a horizontal one's measure begins at ``x`` on the baseline ``y``.

        A vertical line's centre is ``x``, its measure begins at ``y``; y upwards, both in scaled points.
        """
        out: list[str] = []
        at = line.indent
        for run in line.runs:
            vertical = line.direction is Direction.VERTICAL
            narrow = 1000 if vertical and run.posture is not Posture.ABREAST else run.condensed
            turn = f"0 -{_size(run)} {_size(run)} 0" if vertical and run.posture is Posture.SIDEWAYS else ""
            turn = turn or f"{_size(run, narrow)} 0 0 {_size(run)}"
            spots = self._standing(run, x + run.rise, y - at) if vertical else _lying(run, x + at, y + run.rise)
            for code, left, foot in spots:
                name = self._glyph_of(run.face, code)
                if name:
                    out.append(f"q {turn} {length(left)} {length(foot)} cm /{name} Do Q")
            at += sum(run.advances)
        return out

    def _standing(self, run: Run, x: int, y: int) -> Iterator[_Spot]:
        """Yield the glyphs of a run of a vertical line: upright ones hang from their vertical origins.

        Those that stand abreast have them so far to the right of the centre line as the run says.
        """
        if run.posture is Posture.SIDEWAYS:
            yield from ((code, x, y - along) for code, along in _along(run))
            return
        face, abreast = self._face_of(run.face), run.posture is Posture.ABREAST
        wide = run.size * run.condensed // 1000 if abreast else run.size
        for (code, along), across in zip(_along(run), run.across if abreast else (0,) * len(run.codes), strict=True):
            _, left, top = face.vertical(code)
            yield code, x + across - left * wide // face.upem, y - along - top * run.size // face.upem


def _size(run: Run, thousandths: int = 1000) -> str:
    return decimal(run.size * thousandths / (1000 * SP), 5)


def _lying(run: Run, x: int, y: int) -> Iterator[_Spot]:
    for code, along in _along(run):
        yield code, x + along, y


def _along(run: Run) -> Iterator[tuple[int, int]]:
    """Yield each code of a run with how far along it its glyph is drawn."""
    at = 0
    for index, code in enumerate(run.codes):
        yield code, at + (run.shifts[index] if run.shifts else 0)
        at += run.advances[index]


def glyph(face: Face, code: int) -> Stream | None:
    """Return a glyph as a form XObject, an em of it one unit of the page (ISO 32000-1 8.10); None without ink."""
    steps = face.drawn(code, _EM)
    if not steps:
        return None
    xs = [x for _, points in steps for x in points[::2]]
    ys = [y for _, points in steps for y in points[1::2]]
    box = f"{int(min(xs)) - 1} {int(min(ys)) - 1} {int(max(xs)) + 2} {int(max(ys)) + 2}"
    matrix = f"{decimal(1 / _EM)} 0 0 {decimal(1 / _EM)} 0 0"
    content = f"{_path(steps)} f".encode("ascii")
    return packed(content, f"/Subtype /Form /BBox [{box}] /Matrix [{matrix}] /Resources <<>>")


def _path(steps: Iterable[Segment]) -> str:
    """Return a path's operators; filling closes its parts (ISO 32000-1 8.5.3.3.1)."""
    return " ".join(
        " ".join((*(decimal(number, 1) for number in points), _STEPS[kind])) for kind, points in steps if kind in _STEPS
    )
