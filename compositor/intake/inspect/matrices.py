"""Coordinates: matrices as PDF writes them, and the rectangles that they make (ISO 32000-1 8.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt
from typing import Final

from compositor.intake.inspect.facts import Box

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does ``first``, and ``then`` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point comes to stand."""
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def height(matrix: Matrix) -> float:
    """Return how long an upright unit becomes."""
    return hypot(matrix[2], matrix[3])


def width(matrix: Matrix) -> float:
    """Return how long a level unit becomes."""
    return hypot(matrix[0], matrix[1])


def scale(matrix: Matrix) -> float:
    """Return by how much a line becomes heavier, whichever way it runs."""
    return sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def around(points: Iterable[tuple[float, float]]) -> Box:
    """Return the rectangle around points."""
    found = list(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs), max(ys)


def square(matrix: Matrix) -> Box:
    """Return the rectangle around what becomes of the unit square, as which pictures are painted."""
    return around(moved(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)))


def both_in(first: Box, second: Box) -> Box | None:
    """Return what two rectangles share; None where they are apart."""
    left, foot = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, foot, right, top) if left < right and foot < top else None
