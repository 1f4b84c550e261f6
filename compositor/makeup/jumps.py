"""Where a story leaves its box: at a paragraph's or sentence's end if the box then ends full, else inside one."""

from __future__ import annotations

from itertools import islice

from compositor.makeup.columns import TextArea, TextColumn
from compositor.makeup.galley import Galley
from compositor.makeup.pour import Pouring, poured
from compositor.model.copy import ParagraphKind
from compositor.model.design import Grid
from compositor.model.lines import Line
from compositor.records import dataclass
from compositor.text import sentence_ends

_MOST_BLANK = 1
"""Rows that may stay blank above a jump line so that the copy before it ends with a sentence."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands at the end of a box's copy, flush right: a line beside the last one, or lines on own rows.

    ``row`` is the page row of the first line; ``own`` is how many rows below the copy the lines take; ``right`` is
    where they end.
    """

    lines: tuple[Line, ...]
    column: TextColumn
    row: int
    own: int
    right: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The first part of a story that jumps: what the box holds, where the rest begins, and the jump line."""

    pouring: Pouring
    rest: int
    tail: Tail | None


def tail_after(pouring: Pouring, lines: tuple[Line, ...], area: TextArea, gap: int) -> Tail | None:
    """Return where ``lines`` stand after the poured copy: beside its last line if ``gap`` is left, else below.

    Only a single line stands beside the copy; several keep together in one column. None where neither has room.
    """
    last = pouring.last
    if len(lines) == 1 and last is not None and last.kind is ParagraphKind.TEXT:
        room = last.measure or last.column.measure
        if last.line.indent + last.line.width + gap + lines[0].width <= room:
            return Tail(lines, last.column, last.row, 0, last.right)
    used, width = pouring.rows_used, max(line.indent + line.width for line in lines)
    for column in area.columns:
        row = column.row + max(used, 0)
        while column.slots and row < column.foot and _room(column, row, len(lines))[1] < width:
            row += 1
        if row + len(lines) <= column.foot:
            x, measure = _room(column, row, len(lines))
            own = row - column.row - max(used, 0) + len(lines)
            return Tail(lines, column, row, own, x + measure)
        used -= column.rows
    return None


def _room(column: TextColumn, row: int, count: int) -> tuple[int, int]:
    """Return left edge and measure of what rows of a column have in common at its right."""
    places = [column.places(at)[-1] for at in range(row, min(row + count, column.foot))]
    left, right = max(x for x, _ in places), min(x + measure for x, measure in places)
    return left, right - left


def cut_for_jump(galley: Galley, span: tuple[int, int], area: TextArea, grid: Grid, jump_line: Line) -> Cut | None:
    """Choose where the copy text[start:stop] of a full box jumps, or None where all of it has room.

    A sentence's or paragraph's end near the foot is taken, with the jump line beside it or on the box's last
    row, if that leaves no more than `_MOST_BLANK` rows blank: the least blank, then the latest. Otherwise the
    copy runs on to the row before the last, which the jump line takes.
    """
    start = span[0]
    natural = poured(galley, span, area, grid)
    if natural.stopped is None:
        return None
    best: tuple[int, Cut] | None = None
    for end in _ends_near_foot(galley, natural, start):
        found = _cut_at(galley, (start, end), area, grid, jump_line)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
            if not best[0]:
                break  # nothing is blank
    return best[1] if best else _cut_inside(galley, span, area, grid, jump_line)


def _cut_at(
    galley: Galley, span: tuple[int, int], area: TextArea, grid: Grid, jump_line: Line
) -> tuple[int, Cut] | None:
    """Return the rows left blank and the cut if the copy ends at ``span``'s end; None where that leaves a hole."""
    end = span[1]
    pouring = poured(galley, span, area, grid)
    area = pouring.area
    blank = area.rows - pouring.rows_used
    if pouring.stopped is not None or blank > _MOST_BLANK + 1 or _subhead_at_foot(pouring):
        return None
    if blank:
        tail = _last_row(jump_line, area)
        tail = tail if tail is not None and _is_after(tail, pouring) else None
    else:
        tail = tail_after(pouring, (jump_line,), area, galley.box_style.style("body").size)
    return (max(0, blank - 1), Cut(pouring, _next_start(galley, end), tail)) if tail else None


def _subhead_at_foot(pouring: Pouring) -> bool:
    """Tell whether a subhead is the last line or the last but one (背題: no copy of its own stands under it)."""
    return any(poured.kind is ParagraphKind.SUBHEAD for poured in islice(pouring.upwards(), 2))


def _ends_near_foot(galley: Galley, natural: Pouring, start: int) -> tuple[int, ...]:
    """Return the sentence ends in the last rows that were poured, the latest first."""
    if natural.stopped is None or not natural.pieces:
        return ()
    copy = (poured.line.start for poured in natural.upwards() if not poured.repeated)
    lowest = min(islice(copy, _MOST_BLANK + 3))
    ends = sentence_ends(galley.part.text, max(start, lowest), natural.stopped)
    return tuple(sorted((end for end in ends if end > start and galley.may_stop(end)), reverse=True))


def _cut_inside(galley: Galley, span: tuple[int, int], area: TextArea, grid: Grid, jump_line: Line) -> Cut:
    stop = span[1]
    tail = _last_row(jump_line, area)
    shorter = area.without_last_row()
    while tail is not None and _holds(shorter, tail):
        shorter = shorter.without_last_row()
    pouring = poured(galley, span, shorter, grid)
    rest = stop if pouring.stopped is None else pouring.stopped
    return Cut(pouring, rest, tail)


def _holds(area: TextArea, tail: Tail) -> bool:
    """Tell whether an area has the row on which something stands at the end of the copy, or the copy beneath it."""
    last = next((column for column in reversed(area.columns) if column.rows), None)
    return last is not None and (last.index, last.foot - 1) >= (tail.column.index, tail.row)


def _is_after(tail: Tail, pouring: Pouring) -> bool:
    """Tell whether something at the end of the copy stands below its last line, or in a later column."""
    last = pouring.last
    return last is None or (tail.column.index, tail.row) > (last.column.index, last.row)


def _last_row(line: Line, area: TextArea) -> Tail | None:
    """Return the place of a line on the last row of the last column that has rows: one in which it has room."""
    columns = [column for column in reversed(area.columns) if column.rows]
    for column in columns if any(column.slots for column in columns) else ():
        for row in range(column.foot - 1, column.row - 1, -1):
            x, measure = column.places(row)[-1]
            if line.indent + line.width <= measure:
                return Tail((line,), column, row, 1, x + measure)
    last = columns[0] if columns else None
    return Tail((line,), last, last.foot - 1, 1, last.x + last.measure) if last else None


def _next_start(galley: Galley, end: int) -> int:
    """Return where the rest begins: past the U+000A or the white space after ``end``."""
    text = galley.part.text
    return len(text) - len(text[end:].lstrip())
