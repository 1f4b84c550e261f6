"""Grey: columns of copy that run on without a subhead, a picture or a rule to rest the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.copy import ParagraphKind
from compositor.model.design import Area
from compositor.model.page import Image, MissingPicture, Page, Rule, SetLine, Tint, Trace
from compositor.proof.areas import extent, meet
from compositor.proof.headings import MAIN, around
from compositor.proof.sheets import Printed, Sheets, many, page_name

Span = tuple[int, int]

MOST_GREY: Final = 25
"""Lines of a column that may stand without a break (the house's art direction)."""


def grey(sheets: Sheets) -> Iterator[Finding]:
    """Yield a note for each box with a column of more than 25 lines that nothing breaks.

    A subhead or table in the column breaks it, and whatever stands beside it: a head, subhead, picture, rule or the
    edge of a tint.
    """
    for page in sheets.pages:
        breaks = tuple(_breaks(page, sheets))
        worst: dict[tuple[str, str], list[SetLine]] = {}
        for (box, story, _), lines in _columns(page, sheets).items():
            run = _longest(lines, breaks, sheets)
            if len(run) > max(MOST_GREY, len(worst.get((box, story), ()))):
                worst[box, story] = run
        for (box, story), run in worst.items():
            message = (
                f"{many(len(run), 'line')} stand in a column of box {box} on page {page_name(page.label)} without a "
                f"subhead, a picture or a rule beside them"
            )
            hint = "put in a subhead or a picture, or a rule between the columns (column_rule)"
            place = sheets.place(Printed(page.label, run[0]))
            yield Finding("GREY", Severity.NOTE, message, hint, place, page.label, box, story, extent(around(run)))


def _columns(page: Page, sheets: Sheets) -> dict[tuple[str, str, int], list[SetLine]]:
    """Return the body lines of a page that stand in columns, by box, story and column, in reading order."""
    columns: dict[tuple[str, str, int], list[SetLine]] = {}
    for ink in page.ink:
        if isinstance(ink, SetLine) and ink.part == "body" and ink.column >= 0 and ink.line.runs:
            columns.setdefault((ink.box, ink.story, ink.column), []).append(ink)
    for lines in columns.values():
        lines.sort(key=lambda line: sheets.lain(Printed(page.label, line)).baseline)
    return columns


def _breaks(page: Page, sheets: Sheets) -> Iterator[tuple[str, Area]]:
    """Yield what breaks the grey of copy that it stands beside, with the box whose copy it lies under, if any."""
    own: dict[str, tuple[Span, ...]] = {}
    for ink in page.ink:
        if isinstance(ink, SetLine):
            if ink.part == "body":
                if ink.story not in own:
                    own[ink.story] = _own_breaks(ink.story, sheets)
                breaks = any(start <= ink.line.start < end for start, end in own[ink.story])
            else:
                breaks = ink.part in MAIN
            if breaks and ink.line.runs:
                yield "", ink.em_boxes()
        elif isinstance(ink, Tint):
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


def _longest(lines: Sequence[SetLine], breaks: Sequence[tuple[str, Area]], sheets: Sheets) -> list[SetLine]:
    """Return the longest stretch of a column that nothing breaks."""
    if len(lines) <= MOST_GREY:
        return []
    air = sheets.design.paper.grid.gutter
    whole = _with_air(around(lines), air)
    near = [area for under, area in breaks if under != lines[0].box and meet(whole, area)]
    best = (0, 0)
    first = 0
    for at, line in enumerate(lines):
        if first < at and line.row > lines[at - 1].row + 1:
            first = at  # a picture stands between them
        if near and any(map(partial(meet, _with_air(line.em_boxes(), air)), near)):
            first = at + 1
        if at + 1 - first > best[1] - best[0]:
            best = (first, at + 1)
    return list(lines[slice(*best)])


def _with_air(area: Area, air: int) -> Area:
    """Return an area with white at both sides, so that it meets what stands in the next column."""
    return Area(area.x - air, area.y, area.width + 2 * air, area.height)
