"""Sizes of heads: the lead dominates, levels are few and clear, a head is larger than its kicker and deck."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.page import Page
from compositor.proof.areas import extent
from compositor.proof.headings import Heading, headings
from compositor.proof.sheets import Printed, Sheets, many, page_name
from compositor.units import SP

HEAD_STEP: Final = (3, 2)
"""The lead head stands to the next as 3 to 2 at least (the house's art direction)."""
MOST_LEVELS: Final = 4
"""So many sizes of heads a reader tells apart on a page."""
_SAME: Final = (34, 33)
"""Heads of one level differ by no more than what fitting took off: half a point in sixteen."""
_CLEAR: Final = (8, 7)
"""Sizes of two levels stand as 8 to 7 at least."""


def head_sizes(sheets: Sheets) -> Iterator[Finding]:
    """Yield what is out of order in the sizes of each page's heads."""
    for page in sheets.pages:
        largest: dict[str, Heading] = {}
        for heading in headings(page, sheets, frozenset({"headline"})):
            if heading.size > (largest[heading.story].size if heading.story in largest else 0):
                largest[heading.story] = heading
        yield from _lead(page, sorted(largest.values(), key=lambda heading: -heading.size), sheets)
        yield from _levels(page, sheets)
        for heading in largest.values():
            yield from _beside(page, heading, sheets)


def _lead(page: Page, ranked: list[Heading], sheets: Sheets) -> Iterator[Finding]:
    """Yield a page whose largest head is under one and a half times the next story's."""
    for lead, other in list(pairwise(ranked))[:1]:
        if lead.size * HEAD_STEP[1] < other.size * HEAD_STEP[0]:
            message = (
                f'on page {page_name(page.label)} the head of "{sheets.title(lead.story)}" ({_points(lead.size)}) is '
                f'less than one and a half times the next, "{sheets.title(other.story)}" ({_points(other.size)})'
            )
            hint = "give the lead a larger head, or the other a smaller one"
            severity = Severity.WARNING if page.number == 1 else Severity.NOTE
            place, ends = sheets.issue.page(page.label).place, (page.label, "", lead.story, extent(lead.area))
            yield Finding("HEADS", severity, message, hint, place, *ends)


def _levels(page: Page, sheets: Sheets) -> Iterator[Finding]:
    """Yield a page with more than four levels of heads, or with two sizes of one face that are hardly told apart."""
    ranked = sorted(headings(page, sheets), key=lambda heading: -heading.size)
    where = f"on page {page_name(page.label)}"
    levels: list[Heading] = []
    for heading in ranked:
        if not levels or _more(levels[-1].size, heading.size, _CLEAR):
            levels.append(heading)
    if len(levels) > MOST_LEVELS:
        sizes = ", ".join(_points(heading.size) for heading in levels)
        message = f"{where} heads are of {many(len(levels), 'level')}: {sizes}"
        yield _level(page, message, "let three or four levels of heads do", levels[-1], sheets)
    told: set[tuple[int, int]] = set()
    for one, other in combinations(ranked, 2):
        sizes_of = (one.size, other.size)
        near = _more(*sizes_of, _SAME) and not _more(*sizes_of, _CLEAR)
        if near and one.faces == other.faces and sizes_of not in told:
            told.add(sizes_of)
            message = (
                f'{where} the heads of "{sheets.title(one.story)}" ({_points(one.size)}) and '
                f'"{sheets.title(other.story)}" ({_points(other.size)}) are almost of one size'
            )
            yield _level(page, message, "set them alike, or one clearly larger", other, sheets)


def _more(large: int, small: int, ratio: tuple[int, int]) -> bool:
    return large * ratio[1] >= small * ratio[0]


def _level(page: Page, message: str, hint: str, heading: Heading, sheets: Sheets) -> Finding:
    place, ends = sheets.issue.page(page.label).place, (page.label, heading.box, heading.story, extent(heading.area))
    return Finding("HEAD_LEVELS", Severity.NOTE, message, hint, place, *ends)


def _beside(page: Page, heading: Heading, sheets: Sheets) -> Iterator[Finding]:
    """Yield a kicker or deck that isn't smaller than its headline: 主題 is the largest of a story's heads."""
    for part in ("kicker", "deck"):
        own = _of(headings(page, sheets, frozenset({part})), heading)
        if own is not None and own.size >= heading.size:
            message = (
                f'{part} of "{sheets.title(heading.story)}" ({_points(own.size)}) on page {page_name(page.label)} is '
                f"not smaller than its headline ({_points(heading.size)})"
            )
            place = sheets.place(Printed(page.label, own.lines[0]))
            ends = (page.label, own.box, own.story, extent(own.area))
            hint = f"set the {part} in a smaller style, or shorten the headline so that it need not shrink"
            yield Finding("HEAD_ORDER", Severity.WARNING, message, hint, place, *ends)


def _of(found: tuple[Heading, ...], heading: Heading) -> Heading | None:
    return next((one for one in found if (one.box, one.story) == (heading.box, heading.story)), None)


def _points(size: int) -> str:
    return f"{size / SP:g} pt"
