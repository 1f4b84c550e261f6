"""Pouring: lines of a galley into the columns of one box, on the page's body rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compositor.makeup.columns import TextArea, TextColumn
from compositor.makeup.galley import Block
from compositor.makeup.heads import whole_rows
from compositor.model.copy import ParagraphKind
from compositor.model.design import Grid, Style
from compositor.model.lines import Line

_UNDER_SUBHEAD = 2
"""Body lines that must stand under a subhead in its own column (no 背題: a head at a column's foot)."""


@dataclass(frozen=True, slots=True)
class Poured:
    """One line in its column: page row (from 1) and, for subheads, its baseline in scaled points."""

    line: Line
    column: TextColumn
    row: int
    baseline: int
    style: Style
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Pouring:
    """What a box took: its lines, the rows used counted over all columns, and where the copy stopped.

    ``stopped`` is the offset of the first character that found no room, None where all of it stands.
    """

    lines: tuple[Poured, ...]
    rows_used: int
    stopped: int | None


class _Spout:
    """The place where the next line goes: a column and a row in it."""

    def __init__(self, area: TextArea, grid: Grid) -> None:
        self.area = area
        self.grid = grid
        self.index = 0
        self.row = 0
        self.lines: list[Poured] = []
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
        self.row = 0
        self._skip_empty()

    def _skip_empty(self) -> None:
        while self.column is not None and self.column.rows == 0:
            self.index += 1

    def text(self, line: Line, style: Style) -> bool:
        """Set a body line on the next row; tell whether there was one."""
        column = self.column
        if column is None:
            return False
        row = column.row + self.row
        self.lines.append(Poured(line, column, row, self.grid.baseline(row), style, ParagraphKind.TEXT))
        self._advance(1)
        return True

    def subheads(self, blocks: Sequence[Block], below: int) -> bool:
        """Set subheads that follow one another on whole rows, ``below`` body lines' room under the last of them.

        They stand in one column; tell whether there is one with room.
        """
        while self.column is not None:
            depths = [self._depth(block, top=not self.row and not index) for index, block in enumerate(blocks)]
            if sum(depths) + min(below, _UNDER_SUBHEAD) <= self.left():
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
            baseline = y + (style.leading - style.size) // 2 + style.size * 880 // 1000
            row = (baseline - self.grid.top) // self.grid.leading + 1
            self.lines.append(Poured(line, column, row, baseline, style, ParagraphKind.SUBHEAD))
            y += style.leading
        self._advance(depth)

    def _advance(self, rows: int) -> None:
        self.row += rows
        if self.left() <= 0:
            self.next_column()


def pour(blocks: Iterable[Block], area: TextArea, grid: Grid) -> Pouring:
    """Pour blocks into an area column by column until they or the rows end.

    A subhead that would stand at a column's foot with fewer than two body lines under it goes to the next
    column, white being left behind it.
    """
    spout = _Spout(area, grid)
    waiting: list[Block] = []
    for block in blocks:
        if block.kind is ParagraphKind.SUBHEAD:
            waiting.append(block)
            continue
        if waiting and not spout.subheads(waiting, len(block.lines)):
            return _stopped(spout, waiting[0].lines[0].start)
        waiting = []
        for line in block.lines:
            if not spout.text(line, block.style):
                return _stopped(spout, line.start)
    if waiting and not spout.subheads(waiting, 0):
        return _stopped(spout, waiting[0].lines[0].start)
    return _stopped(spout, None)


def _stopped(spout: _Spout, offset: int | None) -> Pouring:
    return Pouring(tuple(spout.lines), spout.rows_used, offset)
