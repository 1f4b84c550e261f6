"""Vector art as form objects of one point square, which the page scales to where the art stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from compositor.model.drawing import Drawing, Matrix, Shape, Step, Stroke
from compositor.pdf import colour
from compositor.pdf.colour import ColourSpace
from compositor.pdf.file import Stream, array, dictionary, packed
from compositor.pdf.numbers import decimal

LINES = "Lines"
"""The graphics state in which lines overprint and what they run round doesn't."""


def form(
    drawing: Drawing, crop: tuple[float, float, float, float], space: ColourSpace, over: Sequence[bool] = ()
) -> Stream:
    """Return the part of a drawing that ``crop`` shows as a form XObject (ISO 32000-1 8.10).

    It fills the unit square as an image does; what reaches over its edges is cut off (BBox). ``over`` tells of each
    shape whether the line along it overprints.
    """
    left, right = crop[0] * drawing.width, crop[2] * drawing.width
    top, bottom = crop[1] * drawing.height, crop[3] * drawing.height
    wide, high = right - left, bottom - top
    to_square = (1 / wide, 0.0, 0.0, -1 / high, -left / wide, bottom / high)
    entries = {
        "BBox": array(decimal(value) for value in (left, top, right, bottom)),
        "Matrix": array(decimal(value, 12) for value in to_square),
        "Resources": dictionary({"ExtGState": _STATES} if any(over) else {}),
    }
    content = "\n".join(operators(drawing.shapes, space, over)).encode("ascii")
    return packed(
        content, f"/Type /XObject /Subtype /Form {' '.join(f'/{key} {value}' for key, value in entries.items())}"
    )


_STATES: Final = f"<</{LINES} <</Type /ExtGState /OP true /op false /OPM 1>>>>"


def operators(shapes: Iterable[Shape], space: ColourSpace, over: Sequence[bool] = ()) -> Iterator[str]:
    """Yield what draws shapes, each in a graphics state of its own; ``over`` as in ``form``."""
    for shape, lies in zip_longest(shapes, over, fillvalue=False):
        if not isinstance(shape, Shape):
            return
        yield f"q /{LINES} gs" if lies else "q"
        for clip in shape.clips:
            yield f"{path(clip.steps)} {'W*' if clip.even_odd else 'W'} n" if clip.steps else "0 0 0 0 re W n"
        yield f"{matrix(shape.matrix)} cm"
        if shape.fill is not None:
            yield colour.fill(shape.fill, space)
        if shape.stroke is not None:
            yield _pen(shape.stroke, space)
        yield f"{path(shape.outline.steps)} {_painting(shape)}"
        yield "Q"


def path(steps: Iterable[Step]) -> str:
    """Return a path's operators (ISO 32000-1 8.5.2)."""
    return " ".join(" ".join((*map(decimal, numbers), name)) for name, numbers in steps)


def matrix(values: Matrix) -> str:
    """Return a matrix as operands; as many places as make a drawing of 10,000 units true to a hundredth of one."""
    return " ".join(decimal(value, 8) for value in values)


def _pen(stroke: Stroke, space: ColourSpace) -> str:
    words = [f"{decimal(stroke.weight)} w {stroke.cap} J {stroke.join} j {decimal(stroke.miter)} M"]
    if stroke.dashes:
        words.append(f"[{' '.join(map(decimal, stroke.dashes))}] {decimal(stroke.phase)} d")
    return " ".join((*words, colour.stroke(stroke.colour, space)))


def _painting(shape: Shape) -> str:
    odd = "*" if shape.outline.even_odd else ""
    if shape.fill is None:
        return "S"
    return f"B{odd}" if shape.stroke is not None else f"f{odd}"
