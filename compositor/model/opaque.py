"""What drawings hide: words under the shapes that they fill. A line that is drawn across words hides none of them."""

from __future__ import annotations

from typing import Final

from compositor.model.drawing import Outline, Shape
from compositor.model.grid import Area
from compositor.model.page import Image
from compositor.model.paths import Point, corners, inside

_ACROSS: Final = (1, 3, 5, 7, 9)
"""Tenths of a line's depth at which it is probed; it is hidden where most of them are."""
_MOST: Final = 240
"""Places along a line that are probed: one each half em, as far as that goes."""

_Placed = tuple[Shape, tuple[tuple[Point, ...], ...], tuple[tuple[tuple[Point, ...], ...], ...]]


def hides(image: Image, words: Area) -> bool:
    """Tell whether the shapes that a drawing fills hide half a character or more of a line of words."""
    drawing = image.asset.drawing
    if drawing is None:
        return False
    shapes = [_placed(shape) for shape in drawing.shapes if shape.fill is not None]
    deep, long = sorted((words.width, words.height))
    count = min(_MOST, max(1, 2 * long // max(deep, 1)))
    for at in range(count):
        along = (2 * at + 1) * long // (2 * count)
        under = [deep * tenth // 10 for tenth in _ACROSS]
        points = [(along, down) if words.width >= words.height else (down, along) for down in under]
        hidden = sum(_filled(image, shapes, (words.x + x, words.y + y)) for x, y in points)
        if 2 * hidden > len(points):
            return True
    return False


def _placed(shape: Shape) -> _Placed:
    return shape, corners(shape.outline.steps), tuple(_corners(clip) for clip in shape.clips)


def _corners(clip: Outline) -> tuple[tuple[Point, ...], ...]:
    return corners(clip.steps)


def _filled(image: Image, shapes: list[_Placed], point: tuple[int, int]) -> bool:
    """Tell whether a point of the page is in a shape that a drawing fills, inside of all that clips it."""
    drawing, area, (left, top, right, bottom) = image.asset.drawing, image.area, image.crop
    if drawing is None or not (area.x < point[0] < area.right and area.y < point[1] < area.bottom):
        return False
    x = (left + (right - left) * (point[0] - area.x) / area.width) * drawing.width
    y = (top + (bottom - top) * (point[1] - area.y) / area.height) * drawing.height
    return any(_in_shape(one, (x, y)) for one in shapes)


def _in_shape(placed: _Placed, point: Point) -> bool:
    shape, parts, clips = placed
    a, b, c, d, e, f = shape.matrix
    determinant = a * d - b * c
    if not determinant:
        return False
    x, y = point[0] - e, point[1] - f
    own = ((d * x - c * y) / determinant, (a * y - b * x) / determinant)
    return inside(parts, own) and all(inside(clip, point) for clip in clips)
