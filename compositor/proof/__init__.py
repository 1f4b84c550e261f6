"""Proof: reads the made-up pages against the copy, from their ink alone, and says what is wrong with them.

It trusts nothing that make-up says of itself. Pure: no disk, clock or chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.copy import Issue
from compositor.model.design import Design
from compositor.model.dummy import Dummy, Fit
from compositor.model.page import JumpMark, Page
from compositor.proof.adverts import adverts
from compositor.proof.annotations import room
from compositor.proof.areas import located
from compositor.proof.backwards import backwards
from compositor.proof.beside import copy_on_pictures, quotes_left_out, things_moved
from compositor.proof.bleed import short_bleeds
from compositor.proof.brought import unused
from compositor.proof.codes import codes
from compositor.proof.conserved import conserved
from compositor.proof.covered import covered
from compositor.proof.facts import facts, index_read
from compositor.proof.fitting import Room, empty_boxes, overset, room_of, rooms, underset
from compositor.proof.fixtures import furniture
from compositor.proof.folds import folds
from compositor.proof.grey import grey
from compositor.proof.headings import at_foot, side_by_side, stacked, subheads_under
from compositor.proof.headlines import head_lines
from compositor.proof.headsizes import head_sizes
from compositor.proof.inks import inks
from compositor.proof.jumps import reciprocal
from compositor.proof.marks import marks_read
from compositor.proof.overprint import black_on_colour
from compositor.proof.pictures import Shown, pictures_shown, resolutions
from compositor.proof.places import column_ends, in_place, on_grid
from compositor.proof.regulation import regulation
from compositor.proof.reversed import reversed_out
from compositor.proof.safety import near_trim
from compositor.proof.sheets import Sheets, many, page_name, sheets, story_parts, title
from compositor.proof.single_lines import single_lines
from compositor.proof.spread import boxes_in_place, cuts
from compositor.proof.tables import tables_read
from compositor.proof.type import lines_read
from compositor.proof.usage import usage
from compositor.proof.weighing import weighed

__all__ = [
    "Room",
    "Shown",
    "many",
    "marks_read",
    "page_name",
    "pictures_shown",
    "read",
    "regulation",
    "room_of",
    "rooms",
    "story_parts",
    "title",
    "told",
    "unused",
    "withheld",
]


Check = Callable[[Sheets, Fit, Sequence[JumpMark]], Iterable[Finding]]
Share = Callable[[Callable[[Check], tuple[Finding, ...]], Sequence[Check]], Iterable[tuple[Finding, ...]]]
"""What has each check made, and returns what they found in their order."""


def _of(check: Callable[[Sheets], Iterable[Finding]]) -> Check:
    return lambda desk, _fit, _jumps: check(desk)


def _of_fit(check: Callable[[Sheets, Fit], Iterable[Finding]]) -> Check:
    return lambda desk, fit, _jumps: check(desk, fit)


_CHECKS: Final[tuple[Check, ...]] = (
    _of_fit(conserved),
    _of_fit(overset),
    lambda desk, _, jumps: reciprocal(desk, jumps),
    _of(lines_read),
    _of(tables_read),
    _of(room),
    _of(head_lines),
    _of(in_place),
    _of(copy_on_pictures),
    _of(covered),
    _of_fit(quotes_left_out),
    _of_fit(things_moved),
    _of(furniture),
    _of(facts),
    _of(codes),
    _of(index_read),
    _of_fit(underset),
    _of_fit(empty_boxes),
    _of(resolutions),
    _of(adverts),
    _of(on_grid),
    _of(head_sizes),
    _of(reversed_out),
    _of(black_on_colour),
    _of(short_bleeds),
    _of(near_trim),
    _of(inks),
    _of(side_by_side),
    _of(stacked),
    _of(subheads_under),
    _of(at_foot),
    _of(boxes_in_place),
    _of(cuts),
    _of(column_ends),
    _of(grey),
    _of(single_lines),
    _of(folds),
    _of(backwards),
    _of(usage),
)
"""All that is read for, in the order in which it is told."""


def read(  # noqa: PLR0913, PLR0917  (the pages, and what they are read against)
    issue: Issue,
    design: Design,
    dummy: Dummy,
    pages: tuple[Page, ...],
    fit: Fit,
    jumps: Sequence[JumpMark],
    *,
    share: Share = map,
) -> tuple[Finding, ...]:
    """Read ``pages`` against the copy and return every finding once, in reading order within each check.

    ``dummy``, ``fit`` and ``jumps`` are those of the last round: they are checked against the ink as well. ``share``
    may have checks made by several readers at once.
    """
    desk = sheets(issue, design, dummy, pages)
    found = share(lambda check: tuple(check(desk, fit, jumps)), _CHECKS)
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def told(
    findings: Iterable[Finding], issue: Issue, design: Design, dummy: Dummy, pages: tuple[Page, ...]
) -> tuple[Finding, ...]:
    """Return all ``findings``, those of files too, as they are told: with their places on the pages, as weighed."""
    placed = located(findings, sheets(issue, design, dummy, pages))
    return weighed(placed, design.paper.severities, issue)


def withheld(findings: Iterable[Finding], jumps: Sequence[JumpMark]) -> frozenset[str]:
    """Return the labels of the pages that may not go to press.

    Those with an error, and where the fault lies in a story that jumps to or from such a page, the page at the
    other end of that jump: one hop, no more.
    """
    held: set[str] = set()
    for finding in findings:
        if finding.severity is not Severity.ERROR or not finding.page:
            continue
        held.add(finding.page)
        for jump in jumps:
            ends = (jump.from_page, jump.to_page)
            if finding.story and jump.story == finding.story and finding.page in ends:
                held.update(ends)
    return frozenset(held)
