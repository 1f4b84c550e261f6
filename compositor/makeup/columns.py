"""The text columns inside a box: where they stand and how many body lines each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from compositor.model.design import Area, Grid, TextBox
from compositor.model.measures import columns_of, tier_rows
from compositor.model.rounds import Round
from compositor.model.shapes import bands
from compositor.model.slots import Slot, Span, free
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column of text: left edge and measure in scaled points; ``row`` is its first page row (from 1).

    Rows that have ``slots`` don't have the whole measure.
    """

    index: int
    x: int
    measure: int
    row: int
    rows: int
    slots: tuple[Slot, ...] = ()

    @property
    def foot(self) -> int:
        """The page row after the column's last."""
        return self.row + self.rows

    def places(self, row: int) -> tuple[Span, ...]:
        """Return left edge and measure of each line that a page row has room for, left to right."""
        own = tuple((slot.x, slot.measure) for slot in self.slots if slot.row == row)
        return own or ((self.x, self.measure),)

    def is_whole(self, row: int) -> bool:
        """Tell whether a page row has the whole measure."""
        return all(slot.row != row for slot in self.slots)

    def beside(self, rounds: Sequence[Round], grid: Grid, em: int) -> tuple[TextColumn, ...]:
        """Return the column parted where nothing is left of its measure, with slots where some is.

        Rows that have slots keep them.
        """
        slots, rows, span = list[Slot](), list[int](), (self.x, self.x + self.measure)
        for row in range(self.row, self.foot):
            known = tuple(slot for slot in self.slots if slot.row == row)
            left = known or free(span, row, rounds, grid, em)
            if left is None or left:
                rows.append(row)
                slots += left or ()
        if not slots and len(rows) == self.rows:
            return (self,)
        return self.in_rows(rows, tuple(slots))

    def in_rows(self, rows: Sequence[int], slots: tuple[Slot, ...] = ()) -> tuple[TextColumn, ...]:
        """Return the column parted into those of its rows that follow one another; without rows where it has none."""
        runs = [[row for _, row in group] for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0])]
        parts = tuple(
            replace(
                self,
                row=run[0],
                rows=len(run),
                slots=tuple(slot for slot in slots if run[0] <= slot.row <= run[-1]),
            )
            for run in runs
        )
        return parts or (replace(self, rows=0, slots=()),)


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

    def rows_above(self, row: int) -> int:
        """Return how many of its body lines stand above a page row."""
        return sum([max(0, min(column.foot, row) - column.row) for column in self.columns])

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

    def level(self) -> TextArea:
        """Return the rows that all columns have; the columns as they are where there are none."""
        top, foot = max(column.row for column in self.columns), min(column.foot for column in self.columns)
        if top >= foot:
            return self
        return TextArea(tuple(replace(column, row=top, rows=foot - top) for column in self.columns))

    def put(self, changed: TextArea) -> TextArea:
        """Return the area with columns of ``changed`` instead of its own that end on the same row."""
        now = {(column.index, column.foot): column for column in changed.columns}
        return TextArea(tuple(now.get((column.index, column.foot), column) for column in self.columns))

    def without(self, taken: TextArea) -> TextArea:
        """Return the area without the columns of another; as it is where no other column would be left."""
        return TextArea(tuple(column for column in self.columns if column not in taken.columns) or self.columns)

    def over(self, place: Area, top: int) -> TextArea:
        """Return where a head may stand in a place: its columns over the first rows, from ``top`` on, that all have."""
        inside = [
            column
            for column in self.columns
            if column.rows and place.x <= column.x and column.x + column.measure <= place.right
        ]
        found: dict[int, TextColumn] = {}
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
            tuple(
                replace(column, rows=max(0, foot - column.row)) if column.foot > foot else column
                for column in self.columns
            )
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
    if row <= column.row:
        return column
    top = min(row, column.foot)
    return replace(column, row=top, rows=column.foot - top)


def text_area(box: TextBox, grid: Grid, *, whole: bool = False) -> TextArea:
    """Return the text columns of a box, see `columns_of`.

    In a box that is no rectangle a column has lines in those rows only where it stands inside the box over its whole
    measure; where something stands in its way, it goes on below, or beside it where its lines run round it. A vertical
    box, lying, keeps clear of the fold too. With ``whole`` lines run round nothing: only rows that have their whole
    measure count.
    """
    row, rows = box.rows[0] + box.inset, box.rows[1] - box.rows[0] + 1 - 2 * box.inset
    places = columns_of(box, grid).places
    columns = tuple(TextColumn(n, x, measure, row, max(0, rows)) for n, (x, measure) in enumerate(places))
    if box.upright is not None:
        columns = tuple(part for column in columns for part in _tier_parts(column, *box.upright))
    elif box.shape or box.holes:
        columns = tuple(part for column in columns for part in _parts(column, box, grid))
    if box.rounds:
        em = box.style.style("body").size
        columns = tuple(
            part for column in columns for part in _rounded(column, box.rounds, grid, column.measure if whole else em)
        )
    return TextArea(columns)


def _tier_parts(column: TextColumn, box: TextBox, grid: Grid) -> tuple[TextColumn, ...]:
    """Return the lines of a tier that stand inside its box, without rows where there are none."""
    runs = tier_rows(box, grid, (column.x, column.measure))
    parts = tuple(replace(column, row=first, rows=last - first + 1) for first, last in runs)
    return parts or (replace(column, rows=0),)


def _rounded(column: TextColumn, rounds: Sequence[Round], grid: Grid, em: int) -> tuple[TextColumn, ...]:
    return column.beside(rounds, grid, em) if column.rows else (column,)


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
    return column.in_rows(sorted(rows))


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
