"""Grey: columns of copy that run on without a subhead, a picture or a rule to rest the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.copy import ParagraphKind
from compositor.model.design import Area
from compositor.model.page import Image, MissingPicture, Page, Rule, SetLine, Tint, Trace
from compositor.model.settings import Direction
from compositor.proof.areas import bounds, extent, meet
from compositor.proof.headings import MAIN, around
from compositor.proof.sheets import Printed, Sheets, many, page_name
from compositor.proof.stretches import Stretch

Span = tuple[int, int]
_baseline = attrgetter("baseline")
_ALL: Final[Span] = (0, 1 << 60)

MOST_GREY: Final = 25
"""Lines of a column that may stand without a break (the house's art direction)."""


def grey(sheets: Sheets) -> Iterator[Finding]:
    """Yield a note for each box with a column of more than 25 lines that nothing breaks.

    A subhead or table in the column breaks it, and whatever stands beside it: a head, subhead, picture, rule or the
    edge of a tint.
    """
    for page in sheets.pages:
        breaks = tuple(_breaks(page, sheets))
        worst: dict[tuple[str, str], tuple[Sequence[SetLine], Area]] = {}
        for (box, story, _), (lines, area) in _columns(page, sheets).items():
            run = _longest(lines, area, breaks, sheets)
            if len(run) > max(MOST_GREY, len(worst[box, story][0]) if (box, story) in worst else 0):
                worst[box, story] = run, area if len(run) == len(lines) else around(run)
        for (box, story), (run, area) in worst.items():
            message = (
                f"{many(len(run), 'line')} stand in a column of box {box} on page {page_name(page.label)} without a "
                f"subhead, a picture or a rule beside them"
            )
            hint = "put in a subhead or a picture, or a rule between the columns (column_rule)"
            place = sheets.place(Printed(page.label, run[0]))
            yield Finding("GREY", Severity.NOTE, message, hint, place, page.label, box, story, extent(area))


def _columns(page: Page, sheets: Sheets) -> dict[tuple[str, str, int], tuple[list[SetLine], Area]]:
    """Return the body lines of a page in columns that may be grey, by box, story and column, in reading order.

    Each with the area that they stand in.
    """
    columns: dict[tuple[str, str, int], list[Stretch]] = {}
    for stretch in sheets.on(page):
        if stretch.part == "body" and stretch.column >= 0:
            columns.setdefault((stretch.box, stretch.story, stretch.column), []).append(stretch)
    long: dict[tuple[str, str, int], tuple[list[SetLine], Area]] = {}
    for column, own in columns.items():
        if sum([len(stretch.lines) for stretch in own]) <= MOST_GREY:
            continue
        lines = [line for stretch in own for line in stretch.lines if line.line.runs]
        if all(stretch.horizontal for stretch in own):
            lines.sort(key=_baseline)
        else:
            lines.sort(key=lambda line: sheets.lain(Printed(page.label, line)).baseline)
        reaches = [stretch.reach.ems for stretch in own if stretch.reach is not None]
        told = len(reaches) == len(own) and sum([len(stretch.lines) for stretch in own]) == len(lines)
        long[column] = lines, bounds(reaches) if told else around(lines)
    return long


def _breaks(page: Page, sheets: Sheets) -> Iterator[tuple[str, Area]]:
    """Yield what breaks the grey of copy that it stands beside, with the box whose copy it lies under, if any."""
    own: dict[str, tuple[Span, ...]] = {}
    for stretch in sheets.on(page):
        if stretch.part == "body" and stretch.story not in own:
            own[stretch.story] = _own_breaks(stretch.story, sheets)
        spans = own[stretch.story] if stretch.part == "body" else (_ALL,) if stretch.part in MAIN else ()
        for line in stretch.lines if spans else ():
            if line.line.runs and any(start <= line.line.start < end for start, end in spans):
                yield "", line.em_boxes()
    for ink in sheets.drawn(page):
        if isinstance(ink, Tint):
            yield ink.box, ink.area
        elif isinstance(ink, Image | MissingPicture | Trace):
            yield "", ink.area
        elif isinstance(ink, Rule):
            yield "", Area(min(ink.x0, ink.x1), min(ink.y0, ink.y1), abs(ink.x1 - ink.x0) + 1, abs(ink.y1 - ink.y0) + 1)


def _own_breaks(slug: str, sheets: Sheets) -> tuple[Span, ...]:
    """Return where the subheads and tables of a story's body begin and end."""
    story = sheets.story(slug)
    body = story.part("body") if story else None
    paragraphs = body.paragraphs if body else ()
    return tuple(
        (one.start, one.end) for one in paragraphs if one.kind is ParagraphKind.SUBHEAD or one.table is not None
    )


def _longest(
    lines: Sequence[SetLine], area: Area, breaks: Sequence[tuple[str, Area]], sheets: Sheets
) -> Sequence[SetLine]:
    """Return the longest stretch of a column, standing in an area, that nothing breaks."""
    air = sheets.design.paper.grid.gutter
    whole = _with_air(area, air)
    near = [place for under, place in breaks if under != lines[0].box and meet(whole, place)]
    if not near and all(other.row <= one.row + 1 for one, other in pairwise(lines)):
        return lines
    top, foot = min((place.y for place in near), default=0), max((place.bottom for place in near), default=0)
    best = (0, 0)
    first = 0
    for at, line in enumerate(lines):
        if first < at and line.row > lines[at - 1].row + 1:
            first = at  # a picture stands between them
        if near and _may_meet(line, top, foot) and any(map(partial(meet, _with_air(line.em_boxes(), air)), near)):
            first = at + 1
        if at + 1 - first > best[1] - best[0]:
            best = (first, at + 1)
    return lines[slice(*best)]


def _may_meet(line: SetLine, top: int, foot: int) -> bool:
    """Tell whether a line may stand beside something between two heights: its em boxes are near its baseline."""
    size = line.line.size
    return line.line.direction is Direction.VERTICAL or top - size < line.baseline < foot + size


def _with_air(area: Area, air: int) -> Area:
    """Return an area with white at both sides, so that it meets what stands in the next column."""
    return Area(area.x - air, area.y, area.width + 2 * air, area.height)
