"""What drawings show at points of a page: words that their filled shapes hide, areas of one colour.

A line that is drawn across words hides none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compositor.model.drawing import Outline, Shape
from compositor.model.grid import Area
from compositor.model.page import Image
from compositor.model.paths import Point, along, corners, inside
from compositor.units import pt

if TYPE_CHECKING:
    from compositor.model.design import Colour

_ACROSS: Final = (1, 3, 5, 7, 9)
"""Tenths of a line's depth at which it is probed; it is hidden where most of them are."""
_MOST: Final = 240
"""Places along a line that are probed: one each half em, as far as that goes."""
_STEP: Final = pt("0.5")
"""How far apart an area is probed: no rule that prints slips through."""

_Path = tuple[tuple[Point, ...], ...]
_Placed = tuple[Shape, _Path, tuple[_Path, ...]]


def hides(image: Image, words: Area) -> bool:
    """Tell whether the shapes that a drawing fills hide half a character or more of a line of words."""
    if image.asset.drawing is None:
        return False
    shapes = [_placed(shape) for shape in image.asset.drawing.shapes if shape.fill is not None]
    deep, long = sorted((words.width, words.height))
    count = min(_MOST, max(1, 2 * long // max(deep, 1)))
    for at in range(count):
        here = (2 * at + 1) * long // (2 * count)
        under = [deep * tenth // 10 for tenth in _ACROSS]
        points = [(here, down) if words.width >= words.height else (down, here) for down in under]
        hidden = sum(_colour(image, shapes, (words.x + x, words.y + y)) is not None for x, y in points)
        if 2 * hidden > len(points):
            return True
    return False


def is_even(image: Image, area: Area) -> bool:
    """Tell whether a drawing has one colour all over an area, or none, its lines counted."""
    if image.asset.drawing is None:
        return False
    ends = _in_drawing(image, (area.x, area.y)), _in_drawing(image, (area.right, area.bottom))
    shapes = [placed for shape in image.asset.drawing.shapes if _reaches(placed := _placed(shape), ends)]
    points = (
        (x, y) for x in range(area.x, area.right + _STEP, _STEP) for y in range(area.y, area.bottom + _STEP, _STEP)
    )
    first, *others = ((min(x, area.right), min(y, area.bottom)) for x, y in points)
    ground = _colour(image, shapes, first, lines=True)
    return all(_colour(image, shapes, point, lines=True) == ground for point in others)


def _placed(shape: Shape) -> _Placed:
    return shape, corners(shape.outline.steps), tuple(_corners(clip) for clip in shape.clips)


def _corners(clip: Outline) -> _Path:
    return corners(clip.steps)


def _colour(image: Image, shapes: list[_Placed], point: tuple[int, int], *, lines: bool = False) -> Colour | None:
    """Return what a drawing's topmost shape at a point of the page is filled with, or ``lines`` along it are drawn in.

    None where there is none.
    """
    area = image.area
    if not (area.x <= point[0] <= area.right and area.y <= point[1] <= area.bottom):
        return None
    place = _in_drawing(image, point)
    found = (_in_shape(one, place, lines=lines) for one in reversed(shapes))
    return next((colour for colour in found if colour is not None), None)


def _in_drawing(image: Image, point: tuple[int, int]) -> Point:
    """Return a point of the page in units of a drawing."""
    drawing, area, (left, top, right, bottom) = image.asset.drawing, image.area, image.crop
    assert drawing is not None
    x = (left + (right - left) * (point[0] - area.x) / max(area.width, 1)) * drawing.width
    y = (top + (bottom - top) * (point[1] - area.y) / max(area.height, 1)) * drawing.height
    return x, y


def _reaches(placed: _Placed, ends: tuple[Point, Point]) -> bool:
    """Tell whether a shape, its line with it, may show in a rectangle of its drawing."""
    shape, parts, _ = placed
    a, b, c, d, e, f = shape.matrix
    points = [(x * a + y * c + e, x * b + y * d + f) for part in parts for x, y in part]
    near = shape.stroke.weight * max(map(abs, shape.matrix[:4])) if shape.stroke else 0.0
    (left, top), (right, bottom) = ends
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across = bool(points) and min(xs) - near <= right and left <= max(xs) + near
    return across and min(ys) - near <= bottom and top <= max(ys) + near


def _in_shape(placed: _Placed, point: Point, *, lines: bool) -> Colour | None:
    shape, parts, clips = placed
    a, b, c, d, e, f = shape.matrix
    determinant = a * d - b * c
    if not determinant or not all(inside(clip, point) for clip in clips):
        return None
    x, y = point[0] - e, point[1] - f
    own = ((d * x - c * y) / determinant, (a * y - b * x) / determinant)
    if lines and shape.stroke is not None and along(parts, own, shape.stroke.weight / 2):
        return shape.stroke.colour
    return shape.fill if shape.fill is not None and inside(parts, own) else None
