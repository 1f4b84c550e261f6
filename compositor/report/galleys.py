"""Galleys (小樣): one story in one column of any measure, its lines numbered, with room for corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from compositor.makeup.columns import TextArea, TextColumn
from compositor.makeup.galley import Galley
from compositor.makeup.heads import aligned
from compositor.makeup.pour import Poured, Pouring, pour
from compositor.model.copy import HEAD_PARTS, ParagraphKind, Part, Story
from compositor.model.design import Align, BoxStyle, Grid
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, SetLine
from compositor.model.spreads import moved
from compositor.records import dataclass
from compositor.report.correcting import EDGE, GREY, HAIR, HEADER, SIZES, SMALL, Desk, header, placed
from compositor.text import Matter, set_lines
from compositor.units import SP, mm, pt

_WIDTH, _HEIGHT = SIZES["a4"]
_NUMBERS: Final = mm(10)
_ROOM: Final = mm(40)
"""The least room for corrections beside the column."""
_LEFT: Final = EDGE + _NUMBERS
_TOP: Final = EDGE + HEADER + mm(2)
_FOOT: Final = mm(8)
_LARGEST: Final = pt(16)
MOST: Final = _WIDTH - _LEFT - _ROOM - EDGE
"""The widest measure that leaves room for corrections."""
LEAST: Final = 4
"""The ems of the narrowest measure."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a story's galley is set in: the styles of its box, and a measure in scaled points."""

    style: BoxStyle
    measure: int


@dataclass(frozen=True, slots=True)
class _Below:
    """Words that stand above or below the body, on a sheet, counted from 0, and in a row of its own."""

    sheet: int
    line: Line
    baseline: int


def galley_pdf(story: Story, column: Column, desk: Desk) -> bytes:
    """Return the galley of a story on as many A4 sheets as it needs: the same bytes for the same copy."""
    body, part = column.style.style("body"), story.part("body")
    rows = (_HEIGHT - EDGE - _FOOT - _TOP) // body.leading
    grid = Grid(1, column.measure, 0, body.size, body.leading, rows, _LEFT, _TOP)
    heads = tuple(_heads(story, column.style, desk))
    taken = min(rows - 1, -(-(heads[-1].baseline - _TOP + body.leading) // body.leading)) if heads else 0
    pouring = _poured(part, column, (grid, taken), desk) if part else Pouring((), 0, None)
    numbered = {key: number for number, key in enumerate(_rows(pouring.lines), 1)}
    last = max(((one.column.index, one.row) for one in pouring.lines), default=(0, taken))
    below = tuple(_below(story, column, (grid, last), desk))
    count = 1 + max(last[0], max((one.sheet for one in below), default=0))
    characters = part.solid(0, len(part.text)) if part else 0
    total = desk.said("total", len(numbered), characters)
    wide = f"{column.measure / body.size:.4g}em, {column.measure / SP:.5g} pt"
    pen = desk.pen(f"{desk.said('galley')} {story.slug}")
    for sheet in range(count):
        pen.page(_WIDTH, _HEIGHT, 0, label=str(sheet + 1))
        small = f"{desk.said('measure', wide)}　{desk.said('sheet', sheet + 1, count)}"
        title = f"{desk.paper.name}　{desk.issue.date:%Y-%m-%d}　{story.slug}"
        ink = [*header(desk, _WIDTH, (title, f"{desk.said('galley')}　{desk.said('waiting')}", small), GREY)]
        ink += (placed(one.line, _LEFT, one.baseline) for one in (*heads, *below) if one.sheet == sheet)
        ink += _numbers(numbered, sheet, desk)
        ink += _margin(column.measure, grid.row_y(1 if sheet else taken + 1), desk)
        if sheet == count - 1:
            ink.append(placed(desk.line(total, pt(9), bold=True), _LEFT, _HEIGHT - EDGE))
        ink += (moved(one, -sheet * _WIDTH) for one in _ink(pouring, story) if _sheet_of(one) == sheet)
        for piece in ink:
            pen.draw(piece)
    return pen.finish()


def _heads(story: Story, box_style: BoxStyle, desk: Desk) -> Iterator[_Below]:
    """Yield the lines of the heads, in their faces, as large as they are but no larger than is good to read."""
    y = _TOP
    for part in story.parts:
        if part.name not in HEAD_PARTS:
            continue
        like = box_style.styles.get(part.name, box_style.style("body"))
        size = min(like.size, _LARGEST)
        style = replace(like, size=size, leading=size * 14 // 10, align=Align.LEFT, indent=0, tracking=0)
        for start, end in pairwise((0, *(at for at in part.breaks if at), len(part.text))):
            matter = Matter(part.text, start, end, part.spans, box_style, style)
            for line in set_lines(matter, (_WIDTH - _LEFT - EDGE,), desk.case):
                y += style.leading
                yield _Below(0, line, y - style.leading * 3 // 10)


def _poured(part: Part, column: Column, place: tuple[Grid, int], desk: Desk) -> Pouring:
    """Return the body in columns, one to a sheet, that stand a sheet's width apart; the first begins below heads."""
    grid, taken = place
    blocks = tuple(Galley(part, column.style, desk.case).blocks(0, len(part.text), column.measure))
    sheets = 2
    while True:
        first = TextColumn(0, _LEFT, column.measure, taken + 1, grid.rows - taken)
        rest = (TextColumn(n, _LEFT + n * _WIDTH, column.measure, 1, grid.rows) for n in range(1, sheets))
        pouring = pour(blocks, TextArea((first, *rest)), grid)
        if pouring.stopped is None or sheets > 1 << 12:
            return pouring
        sheets *= 2


def _rows(lines: Sequence[Poured]) -> tuple[tuple[int, int], ...]:
    """Return the lines by sheet and baseline, cells of a table's row as one."""
    return tuple(sorted({(one.column.index, one.baseline) for one in lines}))


def _ink(pouring: Pouring, story: Story) -> Iterator[Ink]:
    for one in pouring.lines:
        x = one.column.x + one.across
        if one.kind is not ParagraphKind.TABLE:
            x += aligned(one.style.align, one.right - x, one.line)
        yield SetLine(one.line, x, one.baseline, "galley", story.slug, "body", colour=one.style.colour)
    yield from pouring.rules


def _sheet_of(ink: Ink) -> int:
    x = ink.x if isinstance(ink, SetLine) else ink.x0 if isinstance(ink, Rule) else 0
    return x // _WIDTH


def _numbers(numbered: dict[tuple[int, int], int], sheet: int, desk: Desk) -> Iterator[Ink]:
    for (at, baseline), number in numbered.items():
        if at == sheet:
            line = desk.line(str(number), SMALL)
            yield placed(line, _LEFT - pt(6) - line.width, baseline, GREY)


def _margin(measure: int, top: int, desk: Desk) -> Iterator[Ink]:
    """Yield the rule between the column and the room for corrections, which begins below the heads."""
    x = _LEFT + measure + pt(8)
    word = desk.line(desk.said("corrections"), SMALL)
    yield Rule(x, top, x, _HEIGHT - EDGE - _FOOT, HAIR, "sheet", GREY)
    yield placed(word, _WIDTH - EDGE - pt(4) - word.width, EDGE + HEADER + mm(1), GREY)


def _below(story: Story, column: Column, place: tuple[Grid, tuple[int, int]], desk: Desk) -> Iterator[_Below]:
    """Yield the words that stand neither over the body nor in it, such as those of pictures, under it."""
    grid, (sheet, row) = place
    others = [part for part in story.parts if part.name not in {*HEAD_PARTS, "body"} and part.text.strip()]
    lines = [desk.line(desk.said("beside"), pt(9), bold=True)] if others else []
    row += 1
    for part in others:
        lines += desk.lines(part.text, min(pt(9), column.style.style("body").size), column.measure)
    for line in lines:
        row += 1
        if row > grid.rows:
            sheet, row = sheet + 1, 1
        yield _Below(sheet, line, grid.baseline(row))
