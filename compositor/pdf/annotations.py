"""Dots and lines beside set lines as shapes, in the colour of the type (ISO 32000-1 8.5)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from compositor.model.copy import Emphasis
from compositor.model.lines import Annotation
from compositor.model.page import SetLine
from compositor.pdf.numbers import length
from compositor.units import pt

PointOf = Callable[[int, int], str]
"""Turns x and y of the model into operands of a content stream."""

# A quarter of a circle as a Bézier curve: how far its control points stand from its ends, of 1,000 of the radius.
_QUARTER = 552
# A half wave as one: its control points along it, and so high that the curve reaches its height.
_HALF_WAVE, _CREST = (364, 636), (4, 3)
# In thousandths of an em: half a wave's length, and the weight of its line.
_LONG, _WEIGHT = 160, 45
_LEAST_WEIGHT = pt("0.25")


def shape(annotation: Annotation, ink: SetLine, point_of: PointOf) -> tuple[str, bool]:
    """Return the operators that paint a dot or a line beside a set line, and whether they stroke it; none of a reading.

    A wave is stroked, all else is filled.
    """
    low, high = annotation.reach(ink.line.direction)

    def at(along: int, over: int) -> str:
        return point_of(*ink.point(along, over))

    match annotation.emphasis:
        case Emphasis.DOTS:
            return _dot((annotation.at + annotation.length // 2, (low + high) // 2), annotation.length // 2, at), False
        case Emphasis.NAME:
            end = annotation.at + annotation.length
            corners = [at(annotation.at, low), at(end, low), at(end, high), at(annotation.at, high)]
            return f"{corners[0]} m {' l '.join(corners[1:])} l h f", False
        case Emphasis.TITLE:
            return _wave(annotation, (low, high), at), True
        case _:
            return "", False


def _dot(middle: tuple[int, int], radius: int, at: PointOf) -> str:
    along, over = middle
    bent = radius * _QUARTER // 1000
    sides = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    out = [f"{at(along + radius, over)} m"]
    for (x0, y0), (x1, y1) in pairwise(sides):
        first = at(along + x0 * radius + x1 * bent, over + y0 * radius + y1 * bent)
        second = at(along + x1 * radius + x0 * bent, over + y1 * radius + y0 * bent)
        out.append(f"{first} {second} {at(along + x1 * radius, over + y1 * radius)} c")
    return f"{' '.join(out)} f"


def _wave(annotation: Annotation, reach: tuple[int, int], at: PointOf) -> str:
    """Draw a wavy line in whole half waves, as near to their own length as the length of the line allows."""
    em, begin, long = annotation.em, annotation.at, annotation.length
    weight = max(_LEAST_WEIGHT, em * _WEIGHT // 1000)
    middle, high = sum(reach) // 2, (reach[1] - reach[0] - weight) // 2
    many = max(1, round(long * 1000 / (em * _LONG)))
    out = [f"{length(weight)} w {at(begin, middle)} m"]
    for half in range(many):
        start, end = begin + long * half // many, begin + long * (half + 1) // many
        crest = middle + (high if half % 2 == 0 else -high) * _CREST[0] // _CREST[1]
        bends = [at(start + (end - start) * bend // 1000, crest) for bend in _HALF_WAVE]
        out.append(f"{' '.join(bends)} {at(end, middle)} c")
    return f"{' '.join(out)} S"
