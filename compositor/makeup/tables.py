"""Tables: columns in whole ems, rows in whole body lines, whole in a column or parted between rows under their head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import accumulate, pairwise

from compositor.model.copy import Cell, CellAlign, Part, Table
from compositor.model.design import Align, BoxStyle, Style
from compositor.model.lines import Line
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, point_of, set_first_fit, set_head, width_from, widths_of

_MOST_WHITE = 3
"""Rows that may stay blank at a column's foot so that a table stands whole in the next column, or two rows."""
_BALANCED = 4
"""Lines of a cell whose words are shared out among them evenly."""
_LABEL, _WORDS, _LEAST = 5, 3, 2
"""Ems up to which a cell is a label, which is broken only where there is no room, and ems that words want at least.

In a table's head what has more ems than words want is broken, to two ems where it must be.
"""


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell: how far right of the measure's left edge it begins, and body lines below its row's first."""

    line: Line
    across: int
    down: int
    style: Style


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as set: its lines cell by cell, the body lines it takes, and where its copy begins."""

    lines: tuple[CellLine, ...]
    depth: int
    start: int


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table, or the rest of one, as set to a measure.

    ``caption`` and ``head`` stand over its first rows; in a further column, or where the table was parted by a
    jump (``parted``), the head alone is repeated. ``before`` and ``after`` are blank body lines around it;
    ``rule`` and ``row_rule`` weights.
    """

    caption: TableRow | None
    head: TableRow
    rows: tuple[TableRow, ...]
    parted: bool
    before: int
    after: int
    rule: int
    row_rule: int

    @property
    def start(self) -> int:
        """Where the copy of the table, or of the rest of it, begins."""
        if self.parted:
            return self.rows[0].start
        return self.caption.start if self.caption else self.head.start

    @property
    def over(self) -> int:
        """The body lines that caption and head take over the first of the rows."""
        return self.head.depth + (self.caption.depth if self.caption and not self.parted else 0)

    @property
    def depth(self) -> int:
        """The body lines of the whole table."""
        return self.over + sum(row.depth for row in self.rows)

    @property
    def least(self) -> int:
        """The body lines below which no part of the table stands in a column: its head and one row."""
        return self.over + self.rows[0].depth

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order of the copy."""
        over = (self.caption, self.head) if self.caption else (self.head,)
        return tuple(cell.line for row in (*over, *self.rows) for cell in row.lines)

    def taken(self, left: int, onward: int, *, stay: bool) -> int:
        """Return how many rows stand in a column with ``left`` body lines left; 0 where it goes to the next one.

        A table that the next column holds whole (``onward`` are its body lines) goes there, unless that leaves more
        than a few lines blank or ``stay`` says that it may not. Otherwise it fills the column and is parted, two
        rows going on where one would.
        """
        if self.depth <= left:
            return len(self.rows)
        if not stay and left <= _MOST_WHITE and self.depth <= onward:
            return 0
        feet = list(accumulate((row.depth for row in self.rows), initial=self.over))
        count = max(sum(foot <= left for foot in feet) - 1, 0)
        lone = count == len(self.rows) - 1 and count > 2 and left - feet[count - 1] <= _MOST_WHITE
        return count - lone

    def after_rows(self, count: int) -> SetTable | None:
        """Return what is left after so many rows, None where nothing is."""
        rest = self.rows[count:]
        return replace(self, rows=rest, parted=True, before=0) if rest else None


def set_table(part: Part, table: Table, span: tuple[int, int], measure: int, setter: TableSetter) -> SetTable:
    """Set the rows of a table that stand in text[start:stop] of its part, in columns made for all its rows."""
    start, stop = span
    columns = setter.columns(part, table, measure)
    rows = [row for row in table.rows[1:] if row[-1].end > start and row[0].start < stop]
    parted = bool(rows) and start > table.rows[0][0].start and start >= rows[0][0].start
    style = setter.look.style("table")
    leading = setter.look.style("body").leading
    return SetTable(
        caption=setter.caption(part, table.caption, measure) if table.caption else None,
        head=setter.row(part, table.rows[0], columns, "table_head"),
        rows=tuple(setter.row(part, row, columns, "table") for row in rows),
        parted=parted,
        before=(style.space_before + leading // 2) // leading,
        after=(style.space_after + leading // 2) // leading,
        rule=setter.look.table_rule,
        row_rule=setter.look.row_rule,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: left edge and measure in scaled points, how its cells stand.

    ``tail`` is the width that the widest figure has from its decimal point on; -1 where there are no figures.
    """

    x: int
    measure: int
    align: CellAlign
    tail: int = -1


@dataclass(frozen=True, slots=True)
class Wants:
    """How wide a column wants to be: no cell broken; no label; no label but in the head; no word."""

    most: int
    fair: int
    labels: int
    least: int

    def in_ems(self, gap: int, em: int) -> Wants:
        """Return the widths in whole ems, with the gap beside the column."""
        return Wants(*(-(-(width + gap) // em) for width in (self.most, self.fair, self.labels, self.least)))


@dataclass(frozen=True, slots=True)
class TableSetter:
    """Sets tables in the styles of a box; what was set once is not set again."""

    look: BoxStyle
    case: TypeCase
    _kept: dict[tuple[int, int], tuple[Column, ...]] = field(default_factory=dict)
    _rows: dict[tuple[int, tuple[Column, ...]], TableRow] = field(default_factory=dict)

    def columns(self, part: Part, table: Table, measure: int) -> tuple[Column, ...]:
        """Return the columns of a table in a measure: whole ems, a little white at their right."""
        key = (table.rows[0][0].start, measure)
        if key not in self._kept:
            self._kept[key] = self._columns(part, table, measure)
        return self._kept[key]

    def _columns(self, part: Part, table: Table, measure: int) -> tuple[Column, ...]:
        em = self.look.style("body").size
        aligns = [self._align(part, table, index) for index in range(len(table.aligns))]
        wants = [self._wants(part, table, index, figures) for index, (_, _, figures) in enumerate(aligns)]
        gaps = [em // 4 if align is CellAlign.RIGHT else em // 2 for align, _, _ in aligns[1:]] + [0]
        if table.widths:
            widths = shared(table.widths, measure, em)
        else:
            widths = from_cells([want.in_ems(gap, em) for want, gap in zip(wants, gaps, strict=True)], measure, em)
        for index, (one, other) in enumerate(pairwise(aligns)):
            if one[0] is CellAlign.RIGHT and other[0] is not CellAlign.RIGHT:  # words right after flush figures
                want, width = wants[index], widths[index] - gaps[index]
                slack = width - (want.most if want.most <= width else want.fair)
                gaps[index] += max(0, min(em // 2, slack // 2))
        lefts = accumulate(widths, initial=0)
        columns = zip(lefts, widths, gaps, aligns, strict=False)
        return tuple(Column(x, max(width - gap, 1), align, tail) for x, width, gap, (align, tail, _) in columns)

    def _wants(self, part: Part, table: Table, index: int, figures: int) -> Wants:
        """Return what the cells of a column ask for, in scaled points; ``figures`` is how wide its figures are."""
        most = fair = labels = least = max(self.look.style("body").size, figures)
        for number, row in enumerate(table.rows):
            if row[index].start < row[index].end:
                matter = self._matter(part, row[index], "table" if number else "table_head")
                natural, needed = widths_of(matter, self.case)
                most, least = max(most, natural), max(least, needed)
                ems = (_LABEL, _WORDS) if number else (_WORDS, _LEAST)
                label = max(needed, min(natural, _label(natural, matter.style.size, ems)))
                fair, labels = max(fair, label), max(labels, label if number else needed)
        return Wants(most, fair, labels, least)

    def _align(self, part: Part, table: Table, index: int) -> tuple[CellAlign, int, int]:
        """Return how a column's cells stand, the widest tail of its figures, and how wide they are together.

        Figures stand point under point; tail -1 and width 0 where there are none.
        """
        align = table.aligns[index]
        cells = [row[index] for row in table.rows[1:]]
        texts = [part.text[cell.start : cell.end] for cell in cells]
        points = [point_of(text) for text in texts]
        if align is CellAlign.AUTO:
            words = any(point is None and text[:1].isalnum() for point, text in zip(points, texts, strict=True))
            align = CellAlign.LEFT if words or not any(point is not None for point in points) else CellAlign.RIGHT
        figures = [(cell, point) for cell, point in zip(cells, points, strict=True) if point is not None]
        if align is not CellAlign.RIGHT or not figures:
            return align, -1, 0
        lines = [set_first_fit(self._matter(part, cell, "table"), (1 << 50,), self.case)[0] for cell, _ in figures]
        tails = [width_from(line, cell.start + point) for line, (cell, point) in zip(lines, figures, strict=True)]
        heads = [line.width - tail for line, tail in zip(lines, tails, strict=True)]
        return align, max(tails), max(heads) + max(tails)

    def _matter(self, part: Part, cell: Cell, name: str) -> Matter:
        style = replace(self.look.style(name), align=Align.LEFT)
        return Matter(part.text, cell.start, cell.end, part.spans, self.look, style)

    def _set(self, part: Part, cell: Cell, measure: int, name: str) -> tuple[Line, ...]:
        """Set a cell ragged: in as few lines as it takes, balanced as those of a head are where they are few."""
        if cell.start == cell.end:
            return ()
        matter = self._matter(part, cell, name)
        filled = set_first_fit(matter, (measure,), self.case)
        if not 1 < len(filled) <= _BALANCED or any(line.rescued for line in filled):
            return filled
        for most in (len(filled) - 1, len(filled)):
            balanced = set_head(matter, measure, self.case, most=most)
            if not any(line.tight for line in balanced):
                return balanced
        return filled

    def row(self, part: Part, cells: Sequence[Cell], columns: tuple[Column, ...], name: str) -> TableRow:
        """Set a row; a cell's lines stand on the row's body lines from the first one on."""
        key = (cells[0].start, columns)
        if key not in self._rows:
            self._rows[key] = self._row(part, cells, columns, name)
        return self._rows[key]

    def _row(self, part: Part, cells: Sequence[Cell], columns: Sequence[Column], name: str) -> TableRow:
        made: list[CellLine] = []
        depth = 1
        style = self.look.style(name)
        for cell, column in zip(cells, columns, strict=True):
            lines = self._set(part, cell, column.measure, name)
            depth = max(depth, len(lines))
            for down, line in enumerate(lines):
                made.append(CellLine(line, column.x + _across(line, column, part.text), down, style))
        return TableRow(tuple(made), depth, cells[0].start)

    def caption(self, part: Part, cell: Cell, measure: int) -> TableRow:
        """Set a caption in the middle of the measure, over the table."""
        lines = self._set(part, cell, measure, "table_head")
        style = self.look.style("table_head")
        made = (CellLine(line, (measure - line.width) // 2, down, style) for down, line in enumerate(lines))
        return TableRow(tuple(made), len(lines), cell.start)


def _label(natural: int, size: int, ems: tuple[int, int]) -> int:
    """Return the width that a cell wants at least: its own up to so many ems, if it has more only a few."""
    longest, otherwise = ems
    return longest * size if natural <= longest * size else otherwise * size


def _across(line: Line, column: Column, text: str) -> int:
    """Return how far right of its column's left edge a line begins."""
    white = max(0, column.measure - line.width)
    if column.align is CellAlign.CENTRE:
        return white // 2
    if column.align is not CellAlign.RIGHT:
        return 0
    point = point_of(text[line.start : line.end]) if column.tail >= 0 else None
    if point is None:
        return white
    return max(0, white - column.tail + width_from(line, line.start + point))


def shared(shares: Sequence[int], measure: int, em: int) -> tuple[int, ...]:
    """Share a measure out in whole ems by given parts, at least one each; the largest rests get what is left."""
    ems, total = measure // em, sum(shares)
    widths = [max(1, ems * share // total) for share in shares]
    rests = sorted(range(len(shares)), key=lambda index: (-(ems * shares[index] % total), index))
    for index in rests:
        if sum(widths) < ems:
            widths[index] += 1
    return _in_points(widths, measure, em)


def from_cells(wants: Sequence[Wants], measure: int, em: int) -> tuple[int, ...]:
    """Share a measure out in whole ems by what the cells of each column want.

    What is left over is shared fairly; what is missing comes from the columns that have words to break, so that
    the column with the most lines to a cell gets the next em.
    """
    ems, count = measure // em, len(wants)
    spare = ems - sum(want.most for want in wants)
    if spare >= 0:
        return _in_points([want.most + (spare + index) // count for index, want in enumerate(wants)], measure, em)
    tiers = ([want.fair for want in wants], [want.labels for want in wants])
    widths = next((tier for tier in tiers if sum(tier) <= ems), [want.least for want in wants])
    while sum(widths) < ems:
        index = max(range(count), key=lambda index: (wants[index].most * 1000 // widths[index], -index))
        widths[index] += 1
    while sum(widths) > ems and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return _in_points(widths, measure, em)


def _in_points(widths: Sequence[int], measure: int, em: int) -> tuple[int, ...]:
    """Return widths in scaled points; more columns than ems share the measure evenly."""
    if sum(widths) * em <= measure:
        return tuple(width * em for width in widths)
    return (measure // len(widths),) * len(widths)


def strokes(table: SetTable, count: int) -> Iterator[tuple[int, int]]:
    """Yield the rules of a table's first ``count`` rows: body lines below its first, and weight."""
    caption = table.over - table.head.depth
    foot = table.over + sum(row.depth for row in table.rows[:count])
    for down in (caption, table.over, foot):
        if table.rule:
            yield down, table.rule
    for down in accumulate((row.depth for row in table.rows[: count - 1]), initial=table.over):
        if table.row_rule and down > table.over:
            yield down, table.row_rule
