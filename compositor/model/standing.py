"""Boxes with vertical lines: how they lie while they are made up, and how they stand on the page.

A vertical box is made up like any other, lying: along its lines is x, from line to line is y, its tiers are columns
from left to right. What has been set then stands up as a whole: the lines run down the page, the first at the right,
and the tiers are stacked from top to bottom (clreq #writing_modes; GB/T 15834-2011 5.2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from compositor.model.design import Area, Cell, Grid, TextBox
from compositor.model.page import Image, Ink, MissingPicture, Rule, SetLine, Tint, Trace
from compositor.model.settings import Direction
from compositor.model.shapes import area_of
from compositor.records import dataclass

T = TypeVar("T", bound=Ink)
_Point = Callable[[int, int], tuple[int, int]]
_Area = Callable[[Area], Area]


@dataclass(frozen=True, slots=True)
class Turn:
    """A quarter turn clockwise: what lies at (x, y) stands at (``right`` - y, ``top`` + x)."""

    right: int = 0
    top: int = 0

    def area(self, area: Area) -> Area:
        """Stand a rectangle up."""
        return Area(self.right - area.bottom, self.top + area.x, area.height, area.width)

    def laid(self, area: Area) -> Area:
        """Lay a rectangle down."""
        return Area(area.y - self.top, self.right - area.right, area.height, area.width)

    def stood(self, ink: T) -> T:
        """Stand ink up: a vertical line by its centre; pictures are upright in their places."""
        return _moved(ink, lambda x, y: (self.right - y, self.top + x), self.area)

    def lain(self, ink: T) -> T:
        """Lay ink down, so that `stood` gives it back."""
        return _moved(ink, self.down, self.laid)

    def down(self, x: int, y: int) -> tuple[int, int]:
        """Lay a point down."""
        return y - self.top, self.right - x


@dataclass(frozen=True, slots=True)
class Stance:
    """A box as it is made up, on a grid of its own, and the turn with which it stands up.

    A horizontal box is made up where it stands, on the page's grid; it has no turn.
    """

    box: TextBox
    grid: Grid
    turn: Turn | None = None

    def stood(self, ink: T) -> T:
        """Return ink of the box as it stands on the page."""
        return self.turn.stood(ink) if self.turn else ink

    def lain(self, ink: T) -> T:
        """Return ink of the page as it was made up."""
        return self.turn.lain(ink) if self.turn else ink


def stance(box: TextBox, grid: Grid) -> Stance:
    """Return how a box is made up.

    The centre lines of a vertical box are a leading apart, the first half an em from the box's right edge; its lines
    begin level with the head of the Han in the page's rows, and their measure ends with the Han of its last row.
    """
    if box.direction is not Direction.VERTICAL:
        style = box.style.directed(Direction.HORIZONTAL)
        return Stance(box if style is box.style else replace(box, style=style), grid)
    area = area_of(box, grid)
    air = grid.leading - grid.size
    lines = max((area.width + air) // grid.leading, 1)
    own = replace(
        grid, columns=1, measure=area.height - air, rows=lines, left=0, top=-(air // 2), direction=Direction.VERTICAL
    )
    turn = Turn(area.right, area.y + air // 2)
    rounds = tuple(one.moved(tuple(turn.down(*point) for point in one.outline)) for one in box.rounds)
    lying = replace(box, columns=(1, 1), rows=(1, lines), style=box.style.directed(Direction.VERTICAL))
    if box.shape or box.holes or grid.fold(box.columns):
        lying = replace(lying, upright=(box, grid))
    return Stance(replace(lying, extent=None, rounds=rounds), own, turn)


def first_cell(box: TextBox, grid: Grid) -> tuple[Area, int]:
    """Return where the first rectangle of a box lies, as it is made up on its grid, and the first row there."""
    stood = box.upright[0] if box.upright else box
    return cell_place(box, grid, stood.shape[0] if stood.shape else (stood.columns, stood.rows))


def cell_place(box: TextBox, grid: Grid, cell: Cell) -> tuple[Area, int]:
    """Return where a rectangle of the page lies, as a box is made up on its grid, and the first row there."""
    if box.upright is None:
        return grid.area(*cell), cell[1][0]
    stood, page = box.upright
    outer, place = area_of(stood, page), page.area(*cell)
    turn = Turn(outer.right, outer.y)
    return turn.laid(place), -(-(outer.right - place.right) // page.leading) + 1


def _moved(ink: T, point: _Point, area: _Area) -> T:
    if isinstance(ink, SetLine):
        x, y = point(ink.x, ink.baseline)
        return replace(ink, x=x, baseline=y)
    if isinstance(ink, Rule):
        (x0, y0), (x1, y1) = point(ink.x0, ink.y0), point(ink.x1, ink.y1)
        return replace(ink, x0=x0, y0=y0, x1=x1, y1=y1)
    if isinstance(ink, Trace):
        moved = ((name, (points[::2], points[1::2])) for name, points in ink.steps)
        steps = tuple(
            (name, tuple(value for x, y in zip(xs, ys, strict=True) for value in point(x, y)))
            for name, (xs, ys) in moved
        )
        return replace(ink, steps=steps)
    assert isinstance(ink, Tint | Image | MissingPicture)
    return replace(ink, area=area(ink.area))
