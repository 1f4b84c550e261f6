"""The text columns inside a box: where they stand and how many body lines each has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from compositor.model.design import Area, Cell, Grid, TextBox
from compositor.model.settings import Direction
from compositor.model.shapes import bands


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column of text: left edge and measure in scaled points; ``row`` is its first page row (from 1)."""

    index: int
    x: int
    measure: int
    row: int
    rows: int

    @property
    def foot(self) -> int:
        """The page row after the column's last."""
        return self.row + self.rows


@dataclass(frozen=True, slots=True)
class TextArea:
    """The columns of a box, left to right, and the rectangle that holds them."""

    columns: tuple[TextColumn, ...]

    @property
    def x(self) -> int:
        """The left edge of the first column."""
        return self.columns[0].x

    @property
    def width(self) -> int:
        """The width from the first column's left edge to the last one's right edge."""
        last = self.columns[-1]
        return last.x + last.measure - self.x

    @property
    def rows(self) -> int:
        """The body lines of all columns together."""
        return sum(column.rows for column in self.columns)

    def lowered(self, rows: int, *, first: int = 0) -> TextArea:
        """Return the area with the columns from index ``first`` on beginning ``rows`` lines lower."""
        return TextArea(
            tuple(
                replace(column, row=column.row + min(rows, column.rows), rows=max(0, column.rows - rows))
                if column.index >= first
                else column
                for column in self.columns
            )
        )

    def below(self, row: int, *, first: int) -> TextArea:
        """Return the area with the columns from index ``first`` on beginning at the page row ``row`` or lower."""
        return TextArea(tuple(_from(column, row) if column.index >= first else column for column in self.columns))

    def only(self, index: int, rows: int) -> TextArea:
        """Return the area with the column of that index beginning ``rows`` lines lower where it has lines."""
        at = next((n for n, column in enumerate(self.columns) if column.index == index and column.rows), None)
        if at is None:
            return self
        lowered = self.lowered(rows, first=index).columns[at]
        return TextArea((*self.columns[:at], lowered, *self.columns[at + 1 :]))

    def across(self, columns: tuple[int, int] | None) -> TextArea:
        """Return the columns from one to another, counted from 1, both inside; all of them where it is None."""
        if columns is None:
            return self
        return TextArea(tuple(column for column in self.columns if columns[0] <= column.index + 1 <= columns[1]))

    def parted(self, columns: tuple[int, int] | None, row: int) -> tuple[TextArea, TextArea]:
        """Return the area with those columns parted before a page row, and their parts from there on.

        A column that hasn't the row is parted at its first or last, whichever is nearer.
        """
        own: dict[int, TextColumn] = {}
        for column in self.across(columns).columns:
            if column.index not in own or column.row <= row < column.foot:
                own[column.index] = column
        found: list[TextColumn] = []
        below: list[TextColumn] = []
        for column in self.columns:
            if own.get(column.index) is not column:
                found.append(column)
                continue
            top = max(column.row, min(row, column.foot - 1))
            below.append(replace(column, row=top, rows=column.foot - top))
            found += [replace(column, rows=top - column.row), below[-1]] if top > column.row else below[-1:]
        return TextArea(tuple(found)), TextArea(tuple(below))

    def put(self, changed: TextArea) -> TextArea:
        """Return the area with columns of ``changed`` instead of its own that end on the same row."""
        now = {(column.index, column.foot): column for column in changed.columns}
        return TextArea(tuple(now.get((column.index, column.foot), column) for column in self.columns))

    def without(self, taken: TextArea) -> TextArea:
        """Return the area without the columns of another; as it is where no other column would be left."""
        return TextArea(tuple(column for column in self.columns if column not in taken.columns) or self.columns)

    def over(self, cell: Cell, grid: Grid) -> TextArea:
        """Return where a head may stand in a rectangle of the grid: its columns over the first rows that all have."""
        place = grid.area(*cell)
        inside = [
            column
            for column in self.columns
            if column.rows and place.x <= column.x and column.x + column.measure <= place.right
        ]
        top, found = cell[1][0], dict[int, TextColumn]()
        while True:
            found = {}
            for column in inside:
                if top < column.foot:
                    found.setdefault(column.index, column)
            lowest = max((column.row for column in found.values()), default=top)
            if lowest <= top:
                break
            top = lowest
        foot = min((column.foot for column in found.values()), default=top)
        head = tuple(replace(column, row=top, rows=foot - top) for column in found.values())
        return TextArea(head or tuple(replace(column, rows=0) for column in self.columns))

    def under(self, top: TextArea, left: TextArea, rows: int) -> TextArea:
        """Return the area with the columns of ``top`` beginning as they are ``left``, ``rows`` below it at least."""
        first = top.columns[0].row
        begin = {column.index: max(column.row, first + rows) for column in left.columns}
        return TextArea(
            tuple(
                _from(column, begin[column.index]) if column.index in begin and column.foot > first else column
                for column in self.columns
            )
        )

    def down_to(self, foot: int) -> TextArea:
        """Return the area with every column ending before the page row ``foot``."""
        return TextArea(
            tuple(replace(column, rows=max(0, min(column.foot, foot) - column.row)) for column in self.columns)
        )

    def deeper(self, rows: int) -> TextArea:
        """Return the area with every column ``rows`` lines longer."""
        last = {column.index: column for column in self.columns}
        return TextArea(
            tuple(
                replace(column, rows=column.rows + rows) if column is last[column.index] else column
                for column in self.columns
            )
        )

    def without_last_row(self) -> TextArea:
        """Return the area with its last column one line shorter."""
        last = next((column for column in reversed(self.columns) if column.rows), None)
        return TextArea(
            tuple(replace(column, rows=column.rows - 1) if column is last else column for column in self.columns)
        )


def _from(column: TextColumn, row: int) -> TextColumn:
    """Return a column from a page row on, where it begins above it."""
    top = min(max(row, column.row), column.foot)
    return replace(column, row=top, rows=column.foot - top)


def text_area(box: TextBox, grid: Grid) -> TextArea:
    """Return the text columns of a box (clreq #type_area: a measure is a whole number of body ems).

    A box without inset whose flow is its number of grid columns stands on the grid's own columns. Any other
    divides its width: as many whole ems as fit, the rest going to the gutters. A vertical box, lying, divides its
    height into tiers.

    In a box that is no rectangle a column has lines in those rows only where it stands inside the box over its whole
    measure; where something stands in its way, it goes on below.
    """
    area = grid.area(box.columns, box.rows)
    row, rows = box.rows[0] + box.inset, box.rows[1] - box.rows[0] + 1 - 2 * box.inset
    spanned = box.columns[1] - box.columns[0] + 1
    if grid.direction is Direction.VERTICAL:
        places = _tiers(box, grid, area)
    elif box.flow == spanned and (box.inset == 0 or box.shape):
        places = _on_the_grid(box, grid, spanned)
    else:
        places = _divided(box, grid, area)
    columns = tuple(TextColumn(n, x, measure, row, max(0, rows)) for n, (x, measure) in enumerate(places))
    if box.shape or box.holes:
        columns = tuple(part for column in columns for part in _parts(column, box, grid))
    return TextArea(columns)


def _on_the_grid(box: TextBox, grid: Grid, spanned: int) -> tuple[tuple[int, int], ...]:
    """Return the grid's own columns; with an inset each is an em narrower for each em of it, half at either side."""
    size = box.style.style("body").size
    measure = max(size, (grid.measure - box.inset * grid.size) // size * size) if box.inset else grid.measure
    aside = (grid.measure - measure) // 2
    return tuple((grid.column_x(box.columns[0] + n) + aside, measure) for n in range(spanned))


def _parts(column: TextColumn, box: TextBox, grid: Grid) -> tuple[TextColumn, ...]:
    """Return the lines of a column that stand inside a box that is no rectangle, without rows where there are none."""
    left, right = column.x, column.x + column.measure
    rows: set[int] = set()
    for first, last in _runs_inside(column, box, grid):
        rows.update(range(first + box.inset, last - box.inset + 1))
    for cell in box.holes:
        place = grid.area(*cell)
        if left < place.right and place.x < right:
            rows.difference_update(range(cell[1][0], cell[1][1] + 1))
    runs = [[row for _, row in group] for _, group in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0])]
    parts = tuple(replace(column, row=run[0], rows=len(run)) for run in runs)
    return parts or (replace(column, rows=0),)


def _runs_inside(column: TextColumn, box: TextBox, grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the rows, from first to last, over which a column stands inside the outline of its box."""
    run: tuple[int, int] | None = None
    for band in bands(box, whole=True):
        places = [grid.area(*cell) for cell in band.cells]
        if not any(place.x <= column.x and column.x + column.measure <= place.right for place in places):
            continue
        if run is not None and run[1] + 1 == band.rows[0]:
            run = (run[0], band.rows[1])
            continue
        if run is not None:
            yield run
        run = band.rows
    if run is not None:
        yield run


def _tiers(box: TextBox, grid: Grid, area: Area) -> tuple[tuple[int, int], ...]:
    """Return where tiers begin and their measure: the first at the head of the lines, some of the rest between them."""
    size = box.style.style("body").size
    side = box.inset * grid.size
    room = max(size, area.width - 2 * side)
    measure = max(size, (room - (box.flow - 1) * grid.gutter) // box.flow // size * size)
    slack = max(0, room - box.flow * measure) // max(1, box.flow - 1)
    step = measure + min(slack, grid.gutter * 3 // 2)
    return tuple((area.x + side + n * step, measure) for n in range(box.flow))


def _divided(box: TextBox, grid: Grid, area: Area) -> tuple[tuple[int, int], ...]:
    size = box.style.style("body").size
    side = box.inset * grid.size
    room = max(size, area.width - 2 * side)
    measure = max(size, (room - (box.flow - 1) * grid.gutter) // box.flow // size * size)
    slack = max(0, room - box.flow * measure)
    if box.flow == 1:
        return ((area.x + side + slack // 2, measure),)
    gutter = min(slack // (box.flow - 1), grid.gutter * 3 // 2)
    left = area.x + side + (slack - gutter * (box.flow - 1)) // 2
    return tuple((left + n * (measure + gutter), measure) for n in range(box.flow))
