"""Where black lies on other ink, and where it has to knock it out: black over colour adds up to the ink limit.

Pure black overprints, so that a press that is a little out of register leaves no white around words (GWG 2022 R0009,
R0010). It takes a full hundred percent: colour under it may have what the limit leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from compositor.model.design import Area, Colour
from compositor.model.drawing import Shape
from compositor.model.page import Image, Ink, Rule, SetLine, Tint, Trace
from compositor.model.paths import Point, along, corners, inside
from compositor.records import dataclass

BLACK_ALONE: Final = (0, 0, 0, 100)
_MANY: Final = 12
"""How many steps a line of words or a rule is probed in."""


def overprinted(ink: Sequence[Ink], limit: int) -> tuple[bool, ...]:
    """Tell of each piece of a page's ink, in painting order, whether it overprints; ``limit`` in percent of ink.

    Of a drawing it tells whether its black lines may, as far as what lies under the drawing goes.
    """
    grounds: list[_Ground] = []
    told: list[bool] = []
    for one in ink:
        told.append(_is_black(one) and _fits(one, grounds, limit))
        if isinstance(one, Tint | Image | Trace):
            grounds.append(_ground(one, limit))
    return tuple(told)


def edging(ink: Sequence[Ink], limit: int) -> tuple[bool, ...]:
    """Tell of each piece of ink whether it is a black rule along the edge of more colour than black may lie on.

    Half of such a rule would lie on the colour: it ends where the rule begins, as if it were cut there.
    """
    grounds: list[_Ground] = []
    told: list[bool] = []
    for one in ink:
        told.append(isinstance(one, Rule) and _is_black(one) and not _fits_whole(one, grounds, limit))
        if isinstance(one, Tint | Image | Trace):
            grounds.append(_ground(one, limit))
    return tuple(told)


def _fits_whole(rule: Rule, grounds: Sequence[_Ground], limit: int) -> bool:
    """Tell whether both sides of a rule have room under them, where its middle has."""
    if not grounds or not _fits(rule, grounds, limit):
        return True
    by = max(rule.weight // 3, 1)
    across, down = (by, 0) if abs(rule.x1 - rule.x0) < abs(rule.y1 - rule.y0) else (0, by)
    sides = (
        replace(
            rule,
            x0=rule.x0 + side * across,
            x1=rule.x1 + side * across,
            y0=rule.y0 + side * down,
            y1=rule.y1 + side * down,
        )
        for side in (-1, 1)
    )
    return all(_fits(side, grounds, limit) for side in sides)


def knocked_out(ink: Sequence[Ink], limit: int) -> Iterator[SetLine | Rule | Trace]:
    """Yield the black words and rules under which there is too much colour for them to lie on it."""
    for one, over in zip(ink, overprinted(ink, limit), strict=True):
        if not over and _is_black(one) and isinstance(one, SetLine | Rule | Trace):
            yield one


@dataclass(frozen=True, slots=True)
class _Ground:
    """What other ink may lie on, the rectangle that it stands in, and the most colour that it has, in percent."""

    ink: Tint | Image | Trace
    around: Area
    most: int


def _ground(ink: Tint | Image | Trace, limit: int) -> _Ground:
    if isinstance(ink, Tint):
        most = coloured(ink.colour)
    elif isinstance(ink, Trace):
        most = max([coloured(colour) for colour in (ink.fill, ink.stroke) if colour is not None], default=0)
    else:
        most = limit
    return _Ground(ink, _around(ink), most)


def _fits(ink: Ink, grounds: Sequence[_Ground], limit: int) -> bool:
    """Tell whether black leaves what shows under it room in the limit, wherever it is probed.

    Nothing needs probing where no ground has more colour than that, or the topmost is one colour from edge to edge. A
    frame's rule that runs along the edge of a picture stands on neither side of it.
    """
    if not grounds:
        return True
    whole = _around(ink)
    near = [one for one in reversed(grounds) if _meet(one.around, whole)]
    if not near or 100 + max(0, *[one.most for one in near]) <= limit:
        return True
    if _is_plain(near[0].ink) and _covers(near[0].around, whole):
        return 100 + near[0].most <= limit
    return all(100 + _under(point, near, limit) <= limit for point in _probes(ink))


def _is_plain(ink: Ink) -> bool:
    """Tell whether a ground has one colour from edge to edge, as far as the limit goes."""
    return isinstance(ink, Tint) or (isinstance(ink, Image) and not ink.asset.drawing)


def _is_black(ink: Ink) -> bool:
    match ink:
        case SetLine() | Rule():
            return ink.colour.cmyk == BLACK_ALONE
        case Trace():
            return ink.fill is None and ink.stroke is not None and ink.stroke.cmyk == BLACK_ALONE
        case Image():
            return ink.asset.drawing is not None
        case _:
            return False


def _probes(ink: Ink) -> Iterator[tuple[int, int]]:
    """Yield points of a piece of ink: of words where glyphs have ink, of rules along their middle."""
    if isinstance(ink, SetLine | Image):
        ems = _around(ink)
        air = min(ems.width, ems.height) // 5
        wide, high = max(ems.width - 2 * air, 0), max(ems.height - 2 * air, 0)
        for across in range(_MANY + 1):
            for down in range(_MANY + 1):
                yield ems.x + air + wide * across // _MANY, ems.y + air + high * down // _MANY
        return
    for (x0, y0), (x1, y1) in _segments(ink):
        for at in range(1, 2 * _MANY, 2):
            share = at / (2 * _MANY)
            yield round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share)


def _segments(ink: Ink) -> Iterator[tuple[Point, Point]]:
    if isinstance(ink, Rule):
        yield (ink.x0, ink.y0), (ink.x1, ink.y1)
    elif isinstance(ink, Trace):
        for part in corners(ink.steps):
            yield from pairwise(part)


def _under(point: tuple[int, int], grounds: Sequence[_Ground], limit: int) -> int:
    """Return the cyan, magenta and yellow of what lies topmost under a point, in percent; none on bare paper."""
    return next((colour for ground in grounds if (colour := _colour_at(ground.ink, point, limit)) is not None), 0)


def _colour_at(ground: Ink, point: tuple[int, int], limit: int) -> int | None:
    """Return the colour of a ground at a point, None where it has no ink; of a picture all that the limit allows."""
    match ground:
        case Tint():
            return coloured(ground.colour) if _contains(ground.area, point) else None
        case Trace():
            parts = corners(ground.steps)
            if ground.stroke is not None and along(parts, point, ground.weight / 2):
                return coloured(ground.stroke)
            return coloured(ground.fill) if ground.fill is not None and inside(parts, point) else None
        case Image() if not _contains(ground.area, point):
            return None
        case Image() if ground.asset.drawing:
            return _drawn_at(ground, point)
        case Image():
            return limit
        case _:
            return None


def _drawn_at(image: Image, point: tuple[int, int]) -> int | None:
    """Return the colour of the topmost shape of a drawing at a point; a clip counts as if it were not there."""
    drawing, area, (left, top, right, bottom) = image.asset.drawing, image.area, image.crop
    assert drawing is not None
    x = (left + (right - left) * (point[0] - area.x) / max(area.width, 1)) * drawing.width
    y = (top + (bottom - top) * (point[1] - area.y) / max(area.height, 1)) * drawing.height
    found = (shape_at(shape, (x, y)) for shape in reversed(drawing.shapes))
    return next((colour for colour in found if colour is not None), None)


def shape_at(shape: Shape, point: Point) -> int | None:
    """Return the colour of a shape at a point of its drawing, None where it has no ink there."""
    a, b, c, d, e, f = shape.matrix
    determinant = a * d - b * c
    if not determinant:
        return None
    x, y = point[0] - e, point[1] - f
    own = ((d * x - c * y) / determinant, (a * y - b * x) / determinant)
    parts = corners(shape.outline.steps)
    if shape.stroke is not None and along(parts, own, shape.stroke.weight / 2):
        return coloured(shape.stroke.colour)
    return coloured(shape.fill) if shape.fill is not None and inside(parts, own) else None


def coloured(colour: Colour) -> int:
    """Return the cyan, magenta and yellow of a colour, in percent."""
    return sum(colour.cmyk[:3])


def _around(ink: Ink) -> Area:
    """Return the rectangle that a piece of ink stands in, its weight with it."""
    if isinstance(ink, SetLine):
        return ink.em_boxes()
    if isinstance(ink, Rule):
        left, top = min(ink.x0, ink.x1), min(ink.y0, ink.y1)
        area = Area(left, top, abs(ink.x1 - ink.x0), abs(ink.y1 - ink.y0))
    else:
        area = ink.area
    half = (ink.weight + 1) // 2 if isinstance(ink, Rule | Trace) else 0
    return Area(area.x - half, area.y - half, area.width + 2 * half, area.height + 2 * half)


def _contains(area: Area, point: tuple[int, int]) -> bool:
    return area.x < point[0] < area.right and area.y < point[1] < area.bottom


def _covers(one: Area, other: Area) -> bool:
    """Tell whether all points of an area that are probed lie within another."""
    return one.x < other.x and other.right < one.right and one.y < other.y and other.bottom < one.bottom


def _meet(one: Area, other: Area) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
