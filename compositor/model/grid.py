"""Areas, and the grid of columns and body lines on which everything of a page stands. Lengths in scaled points."""

from __future__ import annotations

from typing import Final

from compositor.model.often import made_often
from compositor.model.settings import Direction
from compositor.records import dataclass

Span = tuple[int, int]

Cell = tuple[tuple[int, int], tuple[int, int]]
"""A rectangle of the grid: columns and rows, both ends inside."""

SEAM: Final[Span] = (0, 0)
"""The columns of a box in the strip at the fold, between the two pages of a sheet (中縫)."""


@made_often
class Area:
    """A rectangle on the page, from the trim's top left corner; scaled points."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of the bottom edge."""
        return self.y + self.height

    def meets(self, other: Area) -> bool:
        """Tell whether two rectangles share more than an edge."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def has_middle_of(self, other: Area) -> bool:
        """Tell whether the middle of another rectangle lies in this one."""
        x, y = other.x + other.width // 2, other.y + other.height // 2
        return self.x <= x <= self.right and self.y <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """A page grid in columns and body lines (clreq #type_area): ``measure`` is a whole number of ``size``.

    ``left`` and ``top`` say where the type area begins. Columns and rows count from 1. A grid whose ``direction``
    is vertical is that of one vertical box, lying (see ``Stance``). The columns of a spread go on on the page at the
    right, which begins ``page`` further; ``seam`` is how wide the strip at the fold is (中縫), the column `SEAM`.
    """

    columns: int
    measure: int
    gutter: int
    size: int
    leading: int
    rows: int
    left: int
    top: int
    direction: Direction = Direction.HORIZONTAL
    page: int = 0
    seam: int = 0
    spread: bool = False

    @property
    def across(self) -> int:
        """How many columns there are: those of both pages where the grid is that of a spread."""
        return self.columns * 2 if self.spread else self.columns

    def column_x(self, column: int) -> int:
        """Return the left edge of a column."""
        turn, beside = divmod(column - 1, self.columns) if self.page else (0, column - 1)
        return turn * self.page + self.left + beside * (self.measure + self.gutter)

    def fold(self, columns: Span) -> Span | None:
        """Return where the white about the fold begins and ends among columns, None where it isn't among them.

        In the seam it is half a gutter on each side.
        """
        if columns == SEAM:
            return self.page - self.gutter // 2, self.page + self.gutter // 2
        if not self.page or not columns[0] <= self.columns < columns[1]:
            return None
        return self.column_x(self.columns) + self.measure, self.column_x(self.columns + 1)

    def row_y(self, row: int) -> int:
        """Return the top edge of a row (a body line of the type area)."""
        return self.top + (row - 1) * self.leading

    def baseline(self, row: int) -> int:
        """Return the body baseline of a row: the em box (880 above, 120 below) centred in the leading.

        Of vertical lines, lying, it is the centre.
        """
        if self.direction is Direction.VERTICAL:
            return self.row_y(row) + self.leading // 2
        return self.row_y(row) + (self.leading - self.size) // 2 + self.size * 880 // 1000

    def area(self, columns: tuple[int, int], rows: tuple[int, int]) -> Area:
        """Return the rectangle of the columns and rows given, both ends inside."""
        if columns == SEAM:
            y = self.row_y(rows[0])
            return Area(self.page - self.seam // 2, y, self.seam, self.row_y(rows[1] + 1) - y)
        x, y = self.column_x(columns[0]), self.row_y(rows[0])
        width = self.column_x(columns[1]) + self.measure - x
        return Area(x, y, width, self.row_y(rows[1] + 1) - y)
