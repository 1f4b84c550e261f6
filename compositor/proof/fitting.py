"""How copy fits its boxes: overset, underset, boxes that stay empty. Lines are counted on the pages' ink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final

from compositor.errors import Finding, Severity
from compositor.kept import NOTHING, Kept, Last
from compositor.model import slots
from compositor.model.copy import BoxCopy, PageCopy, solid
from compositor.model.design import Grid, TextBox
from compositor.model.dummy import BoxFit, Dummy, Fit, StoryFit, Thread, ThreadBox
from compositor.model.measures import columns_of, rows_of
from compositor.model.page import Image, Ink, MissingPicture, Page, SetLine
from compositor.model.settings import Direction
from compositor.model.standing import Stance, stance
from compositor.proof.conserved import byline_left
from compositor.proof.sheets import Sheets, excerpt, many, page_name
from compositor.records import dataclass

_box, _column, _baseline = map(attrgetter, ("box", "column", "baseline"))

FREE_LINES = 2
"""So many free lines in a box are let pass, unless they are more than ``FREE_SHARE`` of it."""

FREE_SHARE = 8
"""Percent of a box's lines that may stay free in a box of few lines."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a text box took, counted on its ink over all its columns: lines below the heads, and lines left free."""

    lines: int
    free: int

    @property
    def had(self) -> int:
        """The lines below the heads, used and free."""
        return self.lines + self.free

    @property
    def underset(self) -> bool:
        """Whether so many lines are free that the desk is told."""
        return self.free > FREE_LINES or (self.free == FREE_LINES and self.free * 100 > self.had * FREE_SHARE)


def rooms(dummy: Dummy, pages: tuple[Page, ...], grid: Grid, *, kept: Kept = NOTHING) -> Mapping[tuple[str, str], Room]:
    """Return the room of every box in a thread that holds copy, by page label and box name.

    A box's lines begin in each column with the first set line and end at the box's foot less its inset; the
    free ones are those below the last set line of each column.
    """
    return _ROOMS.of((dummy, grid, *pages), lambda: _rooms(dummy, pages, grid, kept))


_ROOMS: Final = Last[Mapping[tuple[str, str], Room]]()
"""Copy-fitting, proofs and reports ask of the same pages."""


def _rooms(dummy: Dummy, pages: tuple[Page, ...], grid: Grid, kept: Kept) -> Mapping[tuple[str, str], Room]:
    boxes: dict[str, list[TextBox]] = {}
    for thread in dummy.threads:
        for box in thread.boxes:
            boxes.setdefault(box.page, []).append(box.box)
    found: dict[tuple[str, str], Room] = {}
    for page in pages:
        made_of = (page, tuple(boxes.get(page.label, ())), grid)
        found |= kept.once("rooms", page.label, made_of, partial(_rooms_on, *made_of))
    return found


def _rooms_on(page: Page, boxes: tuple[TextBox, ...], grid: Grid) -> dict[tuple[str, str], Room]:
    stands = dict[str, list[Ink]]()
    for name, group in groupby(page.ink, _box):
        stands.setdefault(name, []).extend(group)
    own = {(page.label, box.name): room_of(box, stands.get(box.name, []), grid) for box in boxes}
    return {key: room for key, room in own.items() if room is not None}


def room_of(box: TextBox, ink: Sequence[Ink], grid: Grid) -> Room | None:
    """Return the room of one box by its ink on the page; None where no line stands in its columns."""
    stands = stance(box, grid)
    lain = [stands.lain(one) for one in ink] if stands.turn else ink
    rows = _rows_by_column([one for one in lain if isinstance(one, SetLine)], stands.grid)
    others = [one for one in lain if not isinstance(one, SetLine)]
    return _room(stands, rows, _rows_under_pictures(others, stands)) if rows else None


def _rows_by_column(lines: Sequence[SetLine], grid: Grid) -> dict[int, list[int]]:
    """Return the first and last row that lines stand in, by column."""
    columns: dict[int, list[int]] = {}
    for column, own in groupby(lines, _column):
        if column >= 0:
            columns.setdefault(column, []).extend(map(_baseline, own))
    return {
        column: [(end(baselines) - grid.top) // grid.leading + 1 for end in (min, max)]
        for column, baselines in columns.items()
    }


def _rows_under_pictures(ink: Sequence[Ink], stands: Stance) -> Mapping[int, int]:
    """Return the first row below the pictures that stand over each column: where its lines would begin."""
    grid, middles = stands.grid, _middles(stands)
    rows: dict[int, int] = {}
    for drawn in ink:
        if isinstance(drawn, Image | MissingPicture):
            below = -((grid.top - drawn.area.bottom) // grid.leading) + 1
            for column, middle in enumerate(middles):
                if drawn.area.x <= middle < drawn.area.right:
                    rows[column] = max(below, rows.get(column, 0))
    return rows


def _middles(stands: Stance) -> list[int]:
    """Return the middles of a box's columns of text."""
    return [x + measure // 2 for x, measure in columns_of(stands.box, stands.grid).places]


def _room(stands: Stance, rows: Mapping[int, list[int]], pictures: Mapping[int, int]) -> Room:
    box = stands.box
    first = min(min(column) for column in rows.values())
    had = free = 0
    for column, place in enumerate(columns_of(box, stands.grid).places):
        if column not in rows and column not in box.filled:
            continue
        used = rows.get(column)
        top = max(first, pictures.get(column, first))
        for begin, end in rows_of(box, stands.grid, place):
            foot = end - (0 if box.upright or (box.holes and end != box.rows[1]) else box.inset)
            had += _rows_for_lines(stands, place, (max(begin, min(used) if used else top), foot))
            free += _rows_for_lines(stands, place, (max(begin, max(used) + 1 if used else top), foot))
    return Room(max(had - free, 0), free)


def _rows_for_lines(stands: Stance, place: tuple[int, int], rows: tuple[int, int]) -> int:
    """Count the rows, from one to another, in which a column has room for a line beside what lines run round."""
    box, grid = stands.box, stands.grid
    count = max(0, rows[1] - rows[0] + 1)
    if not box.rounds or not count:
        return count
    across, em = (place[0], place[0] + place[1]), box.style.style("body").size
    return sum(slots.free(across, row, box.rounds, grid, em) != () for row in range(rows[0], rows[1] + 1))


def overset(sheets: Sheets, fit: Fit) -> Iterator[Finding]:
    """Yield copy that found no room after the last box of its thread."""
    for thread in sheets.dummy.threads:
        over = next((story for story in fit.stories if story.story == thread.story), None)
        if over is not None and over.overset_characters:
            yield _overset(thread, over, sheets)
            yield from _named_rightly(thread, over, sheets)


def _overset(thread: Thread, over: StoryFit, sheets: Sheets) -> Finding:
    last = thread.boxes[-1]
    characters, lines = over.overset_characters, over.overset_lines
    message = (
        f'"{sheets.title(thread.story)}" has {many(characters, "character")} ({many(lines, "line")}) left over '
        f"after box {last.box.name} on page {page_name(last.page)}"
    )
    hint = f"cut {many(characters, 'character')}, {_remedy(last, lines, sheets)}"
    return Finding("OVERSET", Severity.ERROR, message, hint, last.copy.place, last.page, last.box.name, thread.story)


def _remedy(last: ThreadBox, lines: int, sheets: Sheets) -> str:
    """Say what would take in ``lines`` body lines over all columns that are left over after a box.

    A thread that ends before its last jump was shortened by the plan: the box there, or this one, holds no copy.
    """
    more = f"give box {last.box.name} {lines} more {'line' if lines == 1 else 'lines'}"
    rows = "more rows"
    if last.box.direction is Direction.VERTICAL:  # its lines stand side by side, in every tier
        wider = -(-lines // last.box.flow)
        more, rows = f"make box {last.box.name} {many(wider, 'line')} wider", "more room"
    jump = last.copy.jump
    if jump is None:
        return f"{more}, or add a jump"
    holds = any((one.page, one.line.box, one.line.part) == (last.page, last.box.name, "body") for one in sheets.lines)
    if holds:
        return f"or give box {jump.box} on page {page_name(jump.page)} {rows}: the jump to it has no room for copy"
    return f"or give box {last.box.name} {rows}: the head leaves no room for copy and a jump line"


def _named_rightly(thread: Thread, over: StoryFit, sheets: Sheets) -> Iterator[Finding]:
    """Yield a finding where the overset that the fit names isn't what the pages leave out."""
    body = sheets.issue.story(thread.story).part("body")
    text = body.text if body else ""
    lines = [line.line.line for line in sheets.lines if (line.line.story, line.line.part) == (thread.story, "body")]
    end = max((line.end for line in lines), default=0)
    left = body.solid(end, len(text)) if body else 0
    byline = sheets.issue.story(thread.story).part("byline")
    if byline is not None and byline_left(thread.story, over, sheets):
        left += solid(byline.text)
    if left != over.overset_characters:
        last = thread.boxes[-1]
        message = (
            f'story "{thread.story}": {over.overset_characters} characters are named as left over, '
            f"but {left} are not on the pages"
        )
        hint = "this is a fault of the program, not of the copy: report it with the issue's folder"
        place = body.source.place(end) if body else last.copy.place
        yield Finding("FIT_WRONG", Severity.ERROR, message, hint, place, last.page, last.box.name, thread.story)


def underset(sheets: Sheets, fit: Fit) -> Iterator[Finding]:
    """Yield text boxes that hold copy but leave more than a few lines free."""
    room = rooms(sheets.dummy, sheets.pages, sheets.design.paper.grid)
    for story in fit.stories:
        if story.overset_characters:
            continue
        for box in story.boxes:
            found = room.get((box.page, box.box))
            if found is not None and found.underset:
                yield _underset(box, found, sheets)


def _underset(box: BoxFit, room: Room, sheets: Sheets) -> Finding:
    copy = sheets.issue.page(box.page).box(box.box)
    fill = room.free * _characters_a_line(box, sheets)
    message = (
        f"box {box.box} on page {page_name(box.page)} has {room.free} of {room.had} lines free "
        f'below "{sheets.title(box.story)}"; about {fill} characters would fill them'
    )
    template = sheets.box(box.page, box.box)
    rows = room.free // (template.flow if isinstance(template, TextBox) else 1)
    vertical = isinstance(template, TextBox) and template.direction is Direction.VERTICAL
    less = f"{many(rows, 'line')} narrower" if vertical else f"{many(rows, 'row')} shorter"
    shorter = f"make the box {less}, " if rows else ""
    hint = f"add about {fill} characters, {shorter}or place a brief there"
    place = copy.place if copy else None
    return Finding("UNDERSET", Severity.WARNING, message, hint, place, box.page, box.box, box.story)


def _characters_a_line(box: BoxFit, sheets: Sheets) -> int:
    """Return how many Han a full line of a box holds, by its longest body measure."""
    lines = [
        printed.line.line
        for printed in sheets.lines
        if (printed.page, printed.line.box, printed.line.part) == (box.page, box.box, "body")
    ]
    ems = (line.measure // max(run.size for run in line.runs) for line in lines if line.runs)
    return max(ems, default=0)


def empty_boxes(sheets: Sheets, fit: Fit) -> Iterator[Finding]:
    """Yield boxes that stay empty: in the template but not in the issue, or reached by no copy.

    Where a story has copy left over, OVERSET says why it went no further.
    """
    over = {story.story for story in fit.stories if story.overset_characters}
    printed = {(one.page, one.box) for one in sheets.stretches if one.part == "body"}
    for page in sheets.issue.pages:
        yield from _unfilled(page, sheets)
        for copy in page.boxes:
            if copy.continues and (page.label, copy.box) not in printed and copy.continues not in over:
                yield _continues_empty(page, copy, sheets)


def _unfilled(page: PageCopy, sheets: Sheets) -> Iterator[Finding]:
    template = sheets.design.templates[page.template]
    for box in template.boxes:
        if page.box(box.name) is None and not box.optional:
            what = (
                "a story"
                if isinstance(box, TextBox)
                else "an advert, or one of the house,"
                if box.advert
                else "a picture"
            )
            message = f"box {box.name} of template {template.name} stays empty on page {page_name(page.label)}"
            hint = f"place {what} in it, or mark it optional in {box.place}"
            yield Finding("BOX_EMPTY", Severity.WARNING, message, hint, page.place, page.label, box.name)


def _continues_empty(page: PageCopy, copy: BoxCopy, sheets: Sheets) -> Finding:
    ended = "before it"
    for line in sheets.lines:
        if (line.line.story, line.line.part) == (copy.continues, "body"):
            ended = f"in box {line.line.box} on page {page_name(line.page)}"
    message = (
        f"box {copy.box} on page {page_name(page.label)} continues "
        f'"{excerpt(sheets.title(copy.continues))}", but the story ends {ended}'
    )
    hint = f"take the jump and box {copy.box} out of the issue, or let the story run longer"
    return Finding("CONTINUES_EMPTY", Severity.WARNING, message, hint, copy.place, page.label, copy.box, copy.continues)
