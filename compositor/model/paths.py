"""Where a path has ink: points inside of it, and points on the line along it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot, sqrt
from typing import Final

Point = tuple[float, float]
_FLAT: Final = 1e-9
Steps = Iterable[tuple[str, Sequence[float]]]
"""Steps as PDF names them: m and l with a point, c with three, h with none (ISO 32000-1 8.5.2.1)."""


def corners(steps: Steps) -> tuple[tuple[Point, ...], ...]:
    """Return a path's corners, part by part; a curve by its middle and its end."""
    parts: list[list[Point]] = []
    for name, numbers in steps:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if name == "m" or not parts:
            parts.append(points)
        elif name == "h":
            parts[-1].append(parts[-1][0])
        elif name == "c":
            (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = parts[-1][-1], points
            parts[-1] += [((x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8), (x3, y3)]
        else:
            parts[-1] += points
    return tuple(tuple(part) for part in parts if part)


def extremes(steps: Steps) -> tuple[float, float, float, float]:
    """Return the least x and y and the greatest of a path; curves where they turn, not where their handles are."""
    ends: list[Point] = []
    for name, numbers in steps:
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if name == "c":
            curve = (ends[-1], *points)
            ends += [_on_curve(curve, at) for at in _turns(*curve)]
        ends += points[-1:]
    xs, ys = zip(*ends, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _turns(*points: Point) -> Iterator[float]:
    """Yield where between its ends, 0 to 1, a curve goes neither on nor back: the zeros of its derivative."""
    for p0, p1, p2, p3 in zip(*points, strict=True):
        a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
        if abs(a) < _FLAT:
            roots = [-c / b] if abs(b) >= _FLAT else []
        else:
            under = b * b - 4 * a * c
            roots = [(-b + sign * sqrt(under)) / (2 * a) for sign in (1, -1)] if under >= 0 else []
        yield from (at for at in roots if 0 < at < 1)


def _on_curve(points: Sequence[Point], at: float) -> Point:
    """Return the point of a cubic curve at a share of its parameter (ISO 32000-1 8.5.2.2)."""
    back = 1 - at
    weights = (back**3, 3 * back * back * at, 3 * back * at * at, at**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


def inside(parts: Iterable[Sequence[Point]], point: Point) -> bool:
    """Tell whether a point is in a path (even-odd rule, ISO 32000-1 8.5.3.3.3)."""
    return bool(sum(_crossed(part, point) for part in parts) % 2)


def along(parts: Iterable[Sequence[Point]], point: Point, near: float) -> bool:
    """Tell whether a point is nearer to the line along a path than ``near``."""
    return any(_distance(point, one, other) < near for part in parts for one, other in pairwise(part))


def _crossed(part: Sequence[Point], point: Point) -> int:
    """Count the edges that a line from the point to the right crosses."""
    x, y = point
    count = 0
    for (x0, y0), (x1, y1) in zip(part, (*part[1:], part[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            count += 1
    return count


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    wide, high = x1 - x0, y1 - y0
    long = wide * wide + high * high
    share = max(0.0, min(1.0, ((x - x0) * wide + (y - y0) * high) / long)) if long else 0.0
    return hypot(x - x0 - share * wide, y - y0 - share * high)
