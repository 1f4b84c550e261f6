"""Run-rounds: what stands in the way of a box's lines, and what of its columns a box takes. Scaled points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from compositor.records import dataclass

Point = tuple[int, int]


class Sides(StrEnum):
    """On which sides of what stands in a column its lines run: of a vertical box left is above."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    WIDER = "wider"


@dataclass(frozen=True, slots=True)
class Extent:
    """The part of its columns that a box takes across: from ``left`` of their left edge on, so ``width`` wide."""

    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Round:
    """What the lines of a box run round: an ``outline`` of points that is closed from the last to the first.

    Lines leave it ``gap`` beside, and no ``air`` nearer than that over and under it have their whole measure. What is
    left of a measure is text where it is at least ``least``; else the copy jumps over. ``name`` is the box that
    stands there, or what the story calls it.
    """

    name: str
    outline: tuple[Point, ...]
    gap: int
    air: int
    least: int
    sides: Sides = Sides.BOTH

    def across(self, top: int, bottom: int) -> tuple[int, int] | None:
        """Return the outermost left and right of the outline between two heights; None where it is not there."""
        found = [x for one, other in self._sides() for x in _between(one, other, (top, bottom))]
        return (min(found), max(found)) if found else None

    def moved(self, outline: tuple[Point, ...]) -> Round:
        """Return it with another outline, where its box lies."""
        return replace(self, outline=outline)

    def _sides(self) -> Iterator[tuple[Point, Point]]:
        yield from zip(self.outline, (*self.outline[1:], self.outline[0]), strict=True)


def _between(one: Point, other: Point, heights: tuple[int, int]) -> tuple[int, ...]:
    """Return the x, rounded outward to both sides, of a side of an outline between two heights."""
    (x0, y0), (x1, y1) = sorted((one, other), key=lambda point: point[1])
    top, bottom = heights
    if y1 <= top or y0 >= bottom:
        return ()
    if y0 == y1:
        return (x0, x1)
    found: list[int] = []
    for y in (max(y0, top), min(y1, bottom)):
        far = (x1 - x0) * (y - y0)
        found += (x0 + far // (y1 - y0), x0 - -far // (y1 - y0))
    return tuple(found)
