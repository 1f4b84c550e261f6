"""Pouring: lines of a galley into the columns of one box, on the page's body rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import field, replace
from itertools import accumulate

from compositor.makeup.columns import TextArea, TextColumn
from compositor.makeup.galley import Block, Galley, Measures
from compositor.makeup.heads import whole_rows
from compositor.makeup.places import standing
from compositor.makeup.tables import SetTable, strokes
from compositor.makeup.things import Thing
from compositor.model.copy import ParagraphKind
from compositor.model.design import Area, Grid, Style
from compositor.model.lines import Line
from compositor.model.often import made_often
from compositor.model.page import Rule
from compositor.model.slots import Span
from compositor.records import dataclass

_MOST_SETTINGS = 8
"""Settings of a block beside what lines run round: each may need more rows than the one before."""
_STEPS = 3
"""Settings after which rows are asked for by twice as many: in slots of an em each setting needs but one row more."""
_UNDER_SUBHEAD = 2
"""Body lines that must stand under a subhead in its own column (no 背題: a head at a column's foot)."""


@made_often
class Poured:
    """One line in its column: page row (from 1) and its baseline in scaled points.

    ``across`` is how far right of the column's left edge it begins, ``measure`` the room that it has there beside
    what lines run round (0: the column's); ``repeated`` tells of a table's head that stands there a second time.
    """

    line: Line
    column: TextColumn
    row: int
    baseline: int
    style: Style
    kind: ParagraphKind
    across: int = 0
    repeated: bool = False
    measure: int = 0

    @property
    def right(self) -> int:
        """The x at which its measure ends."""
        return self.column.x + self.across + (self.measure or self.column.measure)


@made_often
class Passage:
    """Body lines that stand one below the other on rows of a column that follow one another, at its whole measure.

    ``row`` is the page row of the first, and ``baseline`` its baseline.
    """

    lines: tuple[Line, ...]
    column: TextColumn
    row: int
    baseline: int
    leading: int
    style: Style

    def goes_on(self, column: TextColumn, row: int, style: Style) -> bool:
        """Tell whether a line of a style on that row of a column would be the next."""
        return self.column is column and self.style is style and self.row + len(self.lines) == row

    def upwards(self) -> Iterator[Poured]:
        """Yield the lines in their places, the last first."""
        for at in range(len(self.lines) - 1, -1, -1):
            row, baseline = self.row + at, self.baseline + at * self.leading
            yield Poured(self.lines[at], self.column, row, baseline, self.style, ParagraphKind.TEXT)


@dataclass(frozen=True, slots=True)
class Stood:
    """A thing in its place beside copy; ``moved`` tells that it is not beside its own paragraph's first line."""

    thing: Thing
    area: Area
    moved: bool


@dataclass(frozen=True, slots=True)
class Pouring:
    """What a box took: its lines, the rows used counted over all columns, and where the copy stopped.

    Nearly all ``pieces`` are passages. ``stopped`` is the offset of the first character that found no room, None where
    all of it stands. ``rules`` are those of its tables, of no box yet; ``area`` is what the things that ``stood``
    beside paragraphs left.
    """

    pieces: tuple[Passage | Poured, ...]
    rows_used: int
    stopped: int | None
    rules: tuple[Rule, ...] = ()
    area: TextArea = field(default=TextArea(()), compare=False)
    stood: tuple[Stood, ...] = ()

    @property
    def lines(self) -> tuple[Poured, ...]:
        """The lines, each in its place, made anew each time they are asked for."""
        return tuple(self.upwards())[::-1]

    @property
    def last(self) -> Poured | None:
        """The last line, None where there is none."""
        return next(self.upwards(), None)

    def upwards(self) -> Iterator[Poured]:
        """Yield the lines, the last first."""
        for piece in reversed(self.pieces):
            if isinstance(piece, Passage):
                yield from piece.upwards()
            else:
                yield piece


class _Spout:
    """The place where the next line goes: a column and a row in it."""

    def __init__(self, area: TextArea, grid: Grid) -> None:
        self.area = area
        self.grid = grid
        self.index = 0
        self.row = 0
        self.part = 0  # of the row, where what lines run round parts it
        self.owed = 0  # blank rows that stand below a table if text follows it in its column
        self.pieces: list[Passage | Poured] = []
        self.rules: list[Rule] = []
        self.stood: list[Stood] = []
        self._skip_empty()

    @property
    def column(self) -> TextColumn | None:
        return self.area.columns[self.index] if self.index < len(self.area.columns) else None

    @property
    def rows_used(self) -> int:
        return sum(column.rows for column in self.area.columns[: self.index]) + self.row + (self.part > 0)

    def left(self) -> int:
        """Return the rows left in this column."""
        return self.column.rows - self.row if self.column else 0

    def next_column(self) -> None:
        self.index += 1
        self.row = self.owed = self.part = 0
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
        row, across, measure = column.row + self.row, 0, 0
        places = column.places(row) if column.slots else ()
        if places:
            across, measure = places[self.part][0] - column.x, places[self.part][1]
        at = self.grid.baseline(row)
        self.pieces.append(Poured(line, column, row, at, style, ParagraphKind.TEXT, across, measure=measure))
        if self.part + 1 < len(places):
            self.part += 1
        else:
            self._advance(1)
        return True

    def texts(self, lines: tuple[Line, ...], style: Style) -> int | None:
        """Set body lines on the next rows; return the offset of the first that found none, None where all stand."""
        done = 0
        while done < len(lines):
            column = self.column
            if column is None or column.slots or self.owed or self.part:
                if not self.text(lines[done], style):
                    return lines[done].start
                done += 1
                continue
            taken = lines[done : done + column.rows - self.row]
            self._passage(taken, column, style)
            done += len(taken)
            self.row += len(taken)
            if self.row >= column.rows:
                self.next_column()
        return None

    def _passage(self, lines: tuple[Line, ...], column: TextColumn, style: Style) -> None:
        """Set body lines on the next rows of a column, which has them: with those above them where they go on."""
        row, grid, before = column.row + self.row, self.grid, self.pieces[-1] if self.pieces else None
        if isinstance(before, Passage) and before.goes_on(column, row, style):
            self.pieces[-1] = Passage(before.lines + lines, column, before.row, before.baseline, grid.leading, style)
        else:
            self.pieces.append(Passage(lines, column, row, grid.baseline(row), grid.leading, style))

    def stand(self, things: Sequence[Thing]) -> _Spout | None:
        """Stand things beside what comes next; return the spout as it was before, None where there are none."""
        if not things:
            return None
        before = copy(self)
        before.pieces, before.rules, before.stood = list(self.pieces), list(self.rules), list(self.stood)
        for thing in things:
            self.end_row()
            self._advance(min(self.owed, self.left()))
            column = self.column
            if column is None:
                break
            found = standing(thing, self.area, (column, column.row + self.row), self.grid)
            if found is not None:
                self.stood.append(Stood(thing, found.area, found.moved or thing.brought))
                self.area = found.left
                self._come_to(column.index, column.row + self.row)
        return before

    def _come_to(self, index: int, row: int) -> None:
        """Go on at a page row of a column, or where that has rows after it."""
        columns = self.area.columns
        after = ((n, part) for n, part in enumerate(columns) if (part.index, part.foot) > (index, row))
        self.index, part = next(after, (len(columns), columns[-1]))
        self.row = max(0, row - part.row) if part.index == index else 0
        self._skip_empty()

    def ahead(self, lines: int) -> Measures:
        """Return the measures of the next lines, at least so many of them: none where all have the whole measure."""
        columns, measures, part = self.area.columns[self.index :], list[int](), self.part
        row = self.row + min(self.owed, self.left())
        for column in columns:
            if len(measures) >= lines:
                break
            for at in range(column.row + row, column.foot):
                measures += (measure for _, measure in column.places(at)[part:])
                part = 0
                if len(measures) >= lines:
                    break
            row = 0
        whole = columns[0].measure if columns else 0
        while measures and measures[-1] == whole:
            measures.pop()
        return (*measures, whole) if measures else ()

    def end_row(self) -> None:
        """Leave a row of which only a part is filled: what follows has rows of its own."""
        if self.part:
            self._advance(1)

    def whole_left(self) -> int:
        """Return the rows left in this column up to those beside something."""
        column = self.column
        if column is None or not column.slots:
            return self.left()
        first = column.row + self.row
        return next((row - first for row in range(first, column.foot) if not column.is_whole(row)), self.left())

    def next_whole(self) -> None:
        """Go on below what stands beside the next rows of this column, or in the next column."""
        column = self.column
        beside = max((slot.row for slot in column.slots), default=0) if column else 0
        if column is None or beside < column.row + self.row or beside + 1 >= column.foot:
            self.next_column()
        else:
            self._advance(beside + 1 - column.row - self.row)

    def subheads(self, blocks: Sequence[Block], below: int) -> bool:
        """Set subheads that follow one another on whole rows, with room for ``below`` body lines under the last.

        They stand in one column; tell whether there is one with room.
        """
        self.end_row()
        later = [self._depth(block, top=False) for block in blocks[1:]]
        deep = sum(later)
        while self.column is not None:
            first = self._depth(blocks[0], top=not self.row)
            if self.column.slots:
                if self._subheads_beside(blocks, below):
                    return True
                if self.whole_left() < min(first + deep, self.left()):
                    self.next_whole()
                    continue
            if first + deep + below <= self.left():
                for block, depth in zip(blocks, (first, *later), strict=True):
                    self._place(block, depth)
                return True
            self.next_column()
        return False

    def _subheads_beside(self, blocks: Sequence[Block], below: int) -> bool:
        """Set subheads on rows that don't have the whole measure, in what all of them have; tell whether they fit."""
        column, room = self.column, (0, 0)
        assert column is not None
        first = column.row + self.row
        for _ in range(_MOST_SETTINGS):
            depths = [self._depth(block, top=not self.row and not index) for index, block in enumerate(blocks)]
            if sum(depths) + below > self.left():
                return False
            found = _common(column, range(first, first + sum(depths)))
            if found in {room, (column.x, column.measure)}:
                break
            room = found
            if room[1] <= 0:
                return False
            blocks = [replace(block, lines=block.again((room[1],)) if block.again else ()) for block in blocks]
        if not room[1] or any(line.tight for block in blocks for line in block.lines):
            return False
        for block, depth in zip(blocks, depths, strict=True):
            self._place(block, depth, room)
        return True

    def _depth(self, block: Block, *, top: bool) -> int:
        before = 0 if top else block.style.space_before
        after = block.style.space_after
        return whole_rows(before + block.height + after, before + after, self.grid.leading)

    def _place(self, block: Block, depth: int, room: Span = (0, 0)) -> None:
        column = self.column
        assert column is not None
        slack = depth * self.grid.leading - block.height
        above = slack * 3 // 5 if self.row else 0
        y = self.grid.row_y(column.row + self.row) + above
        style = block.style
        for line in block.lines:
            baseline = style.line_in(y)
            row = (baseline - self.grid.top) // self.grid.leading + 1
            across = room[0] - column.x if room[1] else 0
            self.pieces.append(
                Poured(line, column, row, baseline, style, ParagraphKind.SUBHEAD, across, measure=room[1])
            )
            y += style.leading
        self._advance(depth)

    def notes(self, lines: Sequence[tuple[Line, Style]]) -> int | None:
        """Set the lines of notes at their own leading, in each column on whole rows; return where they stopped.

        The last line of a column stands on the grid, as that of the column beside it does.
        """
        self.end_row()
        rest, leading = list(lines), self.grid.leading
        while rest:
            column = self.column
            if column is None:
                return rest[0][0].start
            before = rest[0][1].space_before if self.row and rest[0] is lines[0] else 0
            heights = list(accumulate((style.leading for _, style in rest), initial=before))[1:]
            count = sum(height <= self.whole_left() * leading for height in heights)
            if not count:
                self.next_whole()
                continue
            rows = -(-heights[count - 1] // leading)
            foot = self.grid.baseline(column.row + self.row + rows - 1) - heights[count - 1]
            for (line, style), height in zip(rest[:count], heights, strict=False):
                baseline = foot + height
                row = (baseline - self.grid.top) // leading + 1
                self.pieces.append(Poured(line, column, row, baseline, style, ParagraphKind.NOTE))
            del rest[:count]
            self._advance(rows)
        return None

    def table(self, table: SetTable, *, stay: bool) -> int | None:
        """Set a table, in several columns where none holds it whole; return where it stopped.

        ``stay`` keeps it, or what there is room for, under what was set last.
        """
        self.end_row()
        rest: SetTable | None = table
        while rest is not None:
            if self.column is None:
                return rest.start
            before = max(rest.before, self.owed) if self.row else 0
            onward = next((column.rows for column in self.area.columns[self.index + 1 :] if column.rows), 0)
            count = rest.taken(self.whole_left() - before, onward, stay=stay)
            if count:
                self._table(rest, count, before)
                self.owed = rest.after if self.row else 0
                rest = rest.after_rows(count)
            else:
                self.next_whole()
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
                self.pieces.append(Poured(cell.line, *place, cell.style, ParagraphKind.TABLE, cell.across, repeated))
            down += row.depth
        for below, weight in strokes(table, count):
            y = self.grid.row_y(top + below)
            self.rules.append(Rule(column.x, y, column.x + column.measure, y, weight, ""))
        self._advance(before + down)

    def _advance(self, rows: int) -> None:
        self.row += rows
        self.owed = 0
        self.part = 0 if rows else self.part
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
    things: list[Thing] = []
    for block in blocks:
        things += block.things
        if block.kind is ParagraphKind.SUBHEAD:
            waiting.append(block)
            continue
        if block.kind is ParagraphKind.NOTE:
            notes += ((line, block.style) for line in block.lines)
            continue
        before = spout.stand(things)
        if waiting and not spout.subheads(waiting, _least(block)):
            return _stopped(before or spout, waiting[0].lines[0].start)
        stopped = _pour_block(spout, block, under_subhead=bool(waiting))
        if stopped is not None:
            begun = waiting or not block.lines or stopped != block.lines[0].start
            return _stopped(spout if begun or before is None else before, stopped)
        waiting, things = [], []
    if waiting and not spout.subheads(waiting, 0):
        return _stopped(spout, waiting[0].lines[0].start)
    return _stopped(spout, spout.notes(notes))


def _least(block: Block) -> int:
    """Return the body lines of a block that have to stand under a subhead in its column."""
    return block.table.least if block.table else min(len(block.lines), _UNDER_SUBHEAD)


def _pour_block(spout: _Spout, block: Block, *, under_subhead: bool) -> int | None:
    if block.table is not None:
        return spout.table(block.table, stay=under_subhead)
    return spout.texts(_beside(spout, block), block.style)


def _beside(spout: _Spout, block: Block) -> tuple[Line, ...]:
    """Return the lines of a block, set anew where not all of them would have the whole measure."""
    lines, wanted = block.lines, len(block.lines)
    if block.again is None or not any(column.slots for column in spout.area.columns[spout.index :]):
        return lines
    for setting in range(_MOST_SETTINGS):
        measures = spout.ahead(wanted)
        lines = block.again(measures) if measures else block.lines
        if len(lines) <= wanted:
            break
        wanted = len(lines) if setting < _STEPS else 2 * len(lines)
    return lines


def _common(column: TextColumn, rows: Sequence[int]) -> Span:
    """Return left edge and measure of what rows of a column have in common, the first part of each counting."""
    left, right = column.x, column.x + column.measure
    for row in rows:
        x, measure = column.places(row)[0]
        left, right = max(left, x), min(right, x + measure)
    return left, right - left


def _stopped(spout: _Spout, offset: int | None) -> Pouring:
    return Pouring(tuple(spout.pieces), spout.rows_used, offset, tuple(spout.rules), spout.area, tuple(spout.stood))


def poured(galley: Galley, span: tuple[int, int], area: TextArea, grid: Grid) -> Pouring:
    """Pour text[start:stop] of a galley into an area."""
    return pour(galley.blocks(*span, area.columns[0].measure), area, grid)
