"""Proof: reads the made-up pages against the copy, from their ink alone, and says what is wrong with them.

It trusts nothing that make-up says of itself. Pure: no disk, clock or chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

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
from compositor.proof.places import collisions, column_ends, on_grid, outside
from compositor.proof.regulation import regulation
from compositor.proof.reversed import reversed_out
from compositor.proof.safety import near_trim
from compositor.proof.sheets import many, page_name, sheets, story_parts, title
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


def read(  # noqa: PLR0917  (the pages, and what they are read against)
    issue: Issue, design: Design, dummy: Dummy, pages: tuple[Page, ...], fit: Fit, jumps: Sequence[JumpMark]
) -> tuple[Finding, ...]:
    """Read ``pages`` against the copy and return every finding once, in reading order within each check.

    ``dummy``, ``fit`` and ``jumps`` are those of the last round: they are checked against the ink as well.
    """
    desk = sheets(issue, design, dummy, pages)
    found = chain(
        conserved(desk, fit),
        overset(desk, fit),
        reciprocal(desk, jumps),
        lines_read(desk),
        tables_read(desk),
        room(desk),
        head_lines(desk),
        outside(desk),
        collisions(desk),
        copy_on_pictures(desk),
        covered(desk),
        quotes_left_out(desk, fit),
        things_moved(desk, fit),
        furniture(desk),
        facts(desk),
        codes(desk),
        index_read(desk),
        underset(desk, fit),
        empty_boxes(desk, fit),
        resolutions(desk),
        adverts(desk),
        on_grid(desk),
        head_sizes(desk),
        reversed_out(desk),
        black_on_colour(desk),
        short_bleeds(desk),
        near_trim(desk),
        inks(desk),
        side_by_side(desk),
        stacked(desk),
        subheads_under(desk),
        at_foot(desk),
        boxes_in_place(desk),
        cuts(desk),
        column_ends(desk),
        grey(desk),
        single_lines(desk),
        folds(desk),
        backwards(desk),
        usage(desk),
    )
    return tuple(dict.fromkeys(found))


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
