"""Pouring: lines of a galley into the columns of one box, on the page's body rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from compositor.makeup.columns import TextArea, TextColumn
from compositor.makeup.galley import Block
from compositor.makeup.heads import whole_rows
from compositor.makeup.tables import SetTable, strokes
from compositor.model.copy import ParagraphKind
from compositor.model.design import Grid, Style
from compositor.model.lines import Line
from compositor.model.page import Rule

_UNDER_SUBHEAD = 2
"""Body lines that must stand under a subhead in its own column (no 背題: a head at a column's foot)."""


@dataclass(frozen=True, slots=True)
class Poured:
    """One line in its column: page row (from 1) and its baseline in scaled points.

    ``across`` is how far right of the column's left edge it begins; ``repeated`` tells of a table's head that
    stands there a second time.
    """

    line: Line
    column: TextColumn
    row: int
    baseline: int
    style: Style
    kind: ParagraphKind
    across: int = 0
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Pouring:
    """What a box took: its lines, the rows used counted over all columns, and where the copy stopped.

    ``stopped`` is the offset of the first character that found no room, None where all of it stands. ``rules`` are
    those of its tables, of no box yet.
    """

    lines: tuple[Poured, ...]
    rows_used: int
    stopped: int | None
    rules: tuple[Rule, ...] = ()


class _Spout:
    """The place where the next line goes: a column and a row in it."""

    def __init__(self, area: TextArea, grid: Grid) -> None:
        self.area = area
        self.grid = grid
        self.index = 0
        self.row = 0
        self.owed = 0  # blank rows that stand below a table if text follows it in its column
        self.lines: list[Poured] = []
        self.rules: list[Rule] = []
        self._skip_empty()

    @property
    def column(self) -> TextColumn | None:
        return self.area.columns[self.index] if self.index < len(self.area.columns) else None

    @property
    def rows_used(self) -> int:
        return sum(column.rows for column in self.area.columns[: self.index]) + self.row

    def left(self) -> int:
        """Return the rows left in this column."""
        return self.column.rows - self.row if self.column else 0

    def next_column(self) -> None:
        self.index += 1
        self.row = self.owed = 0
        self._skip_empty()

    def _skip_empty(self) -> None:
        while self.column is not None and self.column.rows == 0:
            self.index += 1

    def text(self, line: Line, style: Style) -> bool:
        """Set a body line on the next row; tell whether there was one."""
        self._advance(min(self.owed, self.left()))
        column = self.column
        if column is None:
            return False
        row = column.row + self.row
        self.lines.append(Poured(line, column, row, self.grid.baseline(row), style, ParagraphKind.TEXT))
        self._advance(1)
        return True

    def subheads(self, blocks: Sequence[Block], below: int) -> bool:
        """Set subheads that follow one another on whole rows, with room for ``below`` body lines under the last.

        They stand in one column; tell whether there is one with room.
        """
        while self.column is not None:
            depths = [self._depth(block, top=not self.row and not index) for index, block in enumerate(blocks)]
            if sum(depths) + below <= self.left():
                for block, depth in zip(blocks, depths, strict=True):
                    self._place(block, depth)
                return True
            self.next_column()
        return False

    def _depth(self, block: Block, *, top: bool) -> int:
        before = 0 if top else block.style.space_before
        after = block.style.space_after
        return whole_rows(before + block.height + after, before + after, self.grid.leading)

    def _place(self, block: Block, depth: int) -> None:
        column = self.column
        assert column is not None
        slack = depth * self.grid.leading - block.height
        above = slack * 3 // 5 if self.row else 0
        y = self.grid.row_y(column.row + self.row) + above
        style = block.style
        for line in block.lines:
            baseline = style.line_in(y)
            row = (baseline - self.grid.top) // self.grid.leading + 1
            self.lines.append(Poured(line, column, row, baseline, style, ParagraphKind.SUBHEAD))
            y += style.leading
        self._advance(depth)

    def notes(self, lines: Sequence[tuple[Line, Style]]) -> int | None:
        """Set the lines of notes at their own leading, in each column on whole rows; return where they stopped.

        The last line of a column stands on the grid, as that of the column beside it does.
        """
        rest, leading = list(lines), self.grid.leading
        while rest:
            column = self.column
            if column is None:
                return rest[0][0].start
            before = rest[0][1].space_before if self.row and rest[0] is lines[0] else 0
            heights = list(accumulate((style.leading for _, style in rest), initial=before))[1:]
            count = sum(height <= self.left() * leading for height in heights)
            if not count:
                self.next_column()
                continue
            rows = -(-heights[count - 1] // leading)
            foot = self.grid.baseline(column.row + self.row + rows - 1) - heights[count - 1]
            for (line, style), height in zip(rest[:count], heights, strict=False):
                baseline = foot + height
                row = (baseline - self.grid.top) // leading + 1
                self.lines.append(Poured(line, column, row, baseline, style, ParagraphKind.NOTE))
            del rest[:count]
            self._advance(rows)
        return None

    def table(self, table: SetTable, *, stay: bool) -> int | None:
        """Set a table, in several columns where none holds it whole; return where it stopped.

        ``stay`` keeps it, or what there is room for, under what was set last.
        """
        rest: SetTable | None = table
        while rest is not None:
            if self.column is None:
                return rest.start
            before = max(rest.before, self.owed) if self.row else 0
            onward = next((column.rows for column in self.area.columns[self.index + 1 :] if column.rows), 0)
            count = rest.taken(self.left() - before, onward, stay=stay)
            if count:
                self._table(rest, count, before)
                self.owed = rest.after if self.row else 0
                rest = rest.after_rows(count)
            else:
                self.next_column()
        return None

    def _table(self, table: SetTable, count: int, before: int) -> None:
        column = self.column
        assert column is not None
        top = column.row + self.row + before
        down = 0
        over = [(table.head, table.parted)]
        if table.caption and not table.parted:
            over.insert(0, (table.caption, False))
        for row, repeated in (*over, *((row, False) for row in table.rows[:count])):
            for cell in row.lines:
                at = top + down + cell.down
                place = (column, at, self.grid.baseline(at))
                self.lines.append(Poured(cell.line, *place, cell.style, ParagraphKind.TABLE, cell.across, repeated))
            down += row.depth
        for below, weight in strokes(table, count):
            y = self.grid.row_y(top + below)
            self.rules.append(Rule(column.x, y, column.x + column.measure, y, weight, ""))
        self._advance(before + down)

    def _advance(self, rows: int) -> None:
        self.row += rows
        self.owed = 0
        if rows and self.left() <= 0:
            self.next_column()


def pour(blocks: Iterable[Block], area: TextArea, grid: Grid) -> Pouring:
    """Pour blocks into an area column by column until they or the rows end.

    A subhead that would stand at a column's foot with fewer than two body lines under it goes to the next
    column, white being left behind it. Notes stand below all else.
    """
    spout = _Spout(area, grid)
    waiting: list[Block] = []
    notes: list[tuple[Line, Style]] = []
    for block in blocks:
        if block.kind is ParagraphKind.SUBHEAD:
            waiting.append(block)
            continue
        if block.kind is ParagraphKind.NOTE:
            notes += ((line, block.style) for line in block.lines)
            continue
        if waiting and not spout.subheads(waiting, _least(block)):
            return _stopped(spout, waiting[0].lines[0].start)
        stopped = _pour_block(spout, block, under_subhead=bool(waiting))
        if stopped is not None:
            return _stopped(spout, stopped)
        waiting = []
    if waiting and not spout.subheads(waiting, 0):
        return _stopped(spout, waiting[0].lines[0].start)
    return _stopped(spout, spout.notes(notes))


def _least(block: Block) -> int:
    """Return the body lines of a block that have to stand under a subhead in its column."""
    return block.table.least if block.table else min(len(block.lines), _UNDER_SUBHEAD)


def _pour_block(spout: _Spout, block: Block, *, under_subhead: bool) -> int | None:
    if block.table is not None:
        return spout.table(block.table, stay=under_subhead)
    for line in block.lines:
        if not spout.text(line, block.style):
            return line.start
    return None


def _stopped(spout: _Spout, offset: int | None) -> Pouring:
    return Pouring(tuple(spout.lines), spout.rows_used, offset, tuple(spout.rules))
