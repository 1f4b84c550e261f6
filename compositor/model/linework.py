"""The black lines of a drawing over its own colours: they overprint, on colours thinned under them to leave them room.

Black adds a full hundred percent to what it lies on. Knocked out, a thin line has to be in register to a tenth of a
millimetre (GWG 2022 R0010); so a colour that is too full for black is painted once more along the line, as thin as the
ink limit wants it, and black lies on that. Out of register the line has an edge of the thinner colour, not of paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from compositor.model.design import Colour
from compositor.model.drawing import Outline, Shape, Step
from compositor.model.overprint import BLACK_ALONE, coloured, shape_at
from compositor.model.paths import Point, corners

_MOST: Final = 4000
"""How many pairs of a line and a colour are worth a thinned strip each; the lines of busier drawings knock out."""
_Reach = tuple[float, float, float, float]


def lined(shapes: Sequence[Shape], limit: int) -> tuple[tuple[Shape, ...], tuple[bool, ...]]:
    """Return a drawing's shapes with what is thinned under black lines, and of each whether the line along it lies.

    A fill that is thinned somewhere is followed by its strips, and then by its own line. A line over others that have
    too much colour knocks out: lines can't be thinned.
    """
    over = _over(shapes, limit, thinned=True)
    strips = _strips(shapes, over, limit)
    if strips is None:
        return tuple(shapes), _over(shapes, limit, thinned=False)
    out: list[Shape] = []
    told: list[bool] = []
    for at, shape in enumerate(shapes):
        pieces: tuple[Shape, ...] = ()
        if at in strips:
            pieces = (replace(shape, stroke=None), *strips[at])
        if not pieces or shape.stroke is not None:
            pieces += (replace(shape, fill=None) if pieces else shape,)
            told += [*(False for _ in pieces[1:]), over[at]]
        else:
            told += [False for _ in pieces]
        out += pieces
    return tuple(out), tuple(told)


def _over(shapes: Sequence[Shape], limit: int, *, thinned: bool) -> tuple[bool, ...]:
    """Tell of each shape whether the line along it is black, with nothing too full under it but fills to be thinned."""
    full: list[tuple[Shape, _Reach]] = []
    told: list[bool] = []
    for shape in shapes:
        rich_fill = not thinned and _full(shape.fill, limit)
        rich_line = shape.stroke is not None and _full(shape.stroke.colour, limit)
        black = shape.stroke is not None and shape.stroke.colour.cmyk == BLACK_ALONE
        told.append(black and not rich_fill and not any(_crosses(shape, one, reach) for one, reach in full))
        if rich_fill or rich_line:
            ground = replace(shape, fill=shape.fill if rich_fill else None, stroke=shape.stroke if rich_line else None)
            full.append((ground, _around(_boxes(ground))))
    return tuple(told)


def _strips(shapes: Sequence[Shape], over: Sequence[bool], limit: int) -> dict[int, tuple[Shape, ...]] | None:
    """Return what is painted on each fill under the black lines over it, by the shape's number; None of too many."""
    lines = [(at, shape, _boxes(shape)) for at, shape in enumerate(shapes) if over[at]]
    found: dict[int, tuple[Shape, ...]] = {}
    left = _MOST
    for at, shape in enumerate(shapes if lines else ()):
        if shape.fill is None or not _full(shape.fill, limit):
            continue
        reach = _around(_boxes(replace(shape, stroke=None)))
        near = [line for number, line, boxes in lines if number >= at and any(_meet(box, reach) for box in boxes)]
        left -= len(near)
        if left < 0:
            return None
        if near:
            found[at] = tuple(_strip(line, shape, _thin(shape.fill, limit)) for line in near)
    return found


def _strip(line: Shape, ground: Shape, thin: Colour) -> Shape:
    """Return a line in a thinner colour, where its ground is."""
    assert line.stroke is not None
    shown = Outline(tuple(_placed(ground)), ground.outline.even_odd)
    clips = (*line.clips, *ground.clips, shown)
    return replace(line, fill=None, stroke=replace(line.stroke, colour=thin), clips=clips)


def _thin(colour: Colour, limit: int) -> Colour:
    """Return a colour with as much cyan, magenta and yellow as black leaves room for, in their proportion."""
    room, total = max(limit - 100, 0), coloured(colour)
    cyan, magenta, yellow = (ink * room // total for ink in colour.cmyk[:3])
    return replace(colour, cmyk=(cyan, magenta, yellow, colour.cmyk[3]))


def _full(colour: Colour | None, limit: int) -> bool:
    return colour is not None and 100 + coloured(colour) > limit


def _crosses(shape: Shape, ground: Shape, reach: _Reach) -> bool:
    """Tell whether the line along a shape has a corner, or the middle between two, on another."""
    left, top, right, bottom = reach
    for part in corners(_placed(shape)):
        middles = [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in pairwise(part)]
        for x, y in (*part, *middles):
            if left <= x <= right and top <= y <= bottom and shape_at(ground, (x, y)) is not None:
                return True
    return False


def _placed(shape: Shape) -> Iterator[Step]:
    """Yield a shape's steps in units of the drawing."""
    a, b, c, d, e, f = shape.matrix
    for name, numbers in shape.outline.steps:
        placed = ((x * a + y * c + e, x * b + y * d + f) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
        yield name, tuple(number for point in placed for number in point)


def _boxes(shape: Shape) -> tuple[_Reach, ...]:
    """Return rectangles around each step of a shape, its line's weight and control points with it."""
    near = shape.stroke.weight * max(map(abs, shape.matrix[:4])) if shape.stroke else 0.0
    pen: list[Point] = []
    start: list[Point] = []
    found: list[_Reach] = []
    for name, numbers in _placed(shape):
        points = list(zip(numbers[::2], numbers[1::2], strict=True)) if name != "h" else start
        if name == "m":
            start = points
        elif points or pen:
            xs, ys = zip(*pen, *points, strict=True)
            found.append((min(xs) - near, min(ys) - near, max(xs) + near, max(ys) + near))
        pen = points[-1:]
    return tuple(found)


def _around(boxes: Sequence[_Reach]) -> _Reach:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True) if boxes else ((0.0,), (0.0,), (0.0,), (0.0,))
    return min(lefts), min(tops), max(rights), max(bottoms)


def _meet(one: _Reach, other: _Reach) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
