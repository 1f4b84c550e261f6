"""Where on its page a finding stands: the line that its copy is set in, else its box, else all of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from compositor.errors import Finding, Place
from compositor.model.copy import Issue
from compositor.model.design import Area, Box, TextBox
from compositor.model.dummy import Dummy
from compositor.model.page import Page, PlacedBox, SetLine
from compositor.model.shapes import areas_of, under_heads
from compositor.proof.sheets import HAIR, Printed, Sheets, expected_parts
from compositor.proof.type import Parts, part_of

_Lines = Mapping[str, list[tuple[Place, Place, Printed]]]


def located(findings: Iterable[Finding], issue: Issue, dummy: Dummy, pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield ``findings``, each that is bound to a page with its area there, where it can be found.

    Those about a place in the copy are bound to the page and box in which that copy is set.
    """
    found = tuple(findings)
    wanted = {one.place.file for one in found if one.place and one.page and one.area is None}
    copy = {one.key: one.part for one in expected_parts(issue, dummy)} if wanted else {}
    lines = _by_file(wanted, copy, pages)
    areas = {(page.label, box.name): box.area for page in pages for box in page.boxes}
    whole = {page.label: Area(0, 0, page.width, page.height) for page in pages}
    for finding in found:
        if finding.area is not None or not finding.page:
            yield finding
            continue
        printed = _line(finding, lines)
        if printed is not None:
            own = extent(printed.line.em_boxes())
            yield replace(finding, page=printed.page, box=printed.line.box, area=own)
        else:
            area = areas.get((finding.page, finding.box)) or whole.get(finding.page)
            yield replace(finding, area=extent(area)) if area else finding


def _by_file(wanted: set[str], copy: Parts, pages: Sequence[Page]) -> _Lines:
    """Return the lines set from each file wanted, with the places of their first and last characters."""
    lines: dict[str, list[tuple[Place, Place, Printed]]] = {}
    stories = {key[0] for key, part in copy.items() if part.source.file in wanted}
    for page in pages if stories else ():
        for ink in page.ink:
            if not isinstance(ink, SetLine) or ink.story not in stories:
                continue
            printed = Printed(page.label, ink)
            part, line = part_of(printed, copy), ink.line
            if part is not None and part.source.file in wanted:
                first, last = part.source.place(line.start), part.source.place(max(line.start, line.end - 1))
                lines.setdefault(part.source.file, []).append((first, last, printed))
    return lines


def _line(finding: Finding, lines: _Lines) -> Printed | None:
    """Return the line in which the place of a finding is set: that in its own box, if there are several."""
    place = finding.place
    if place is None:
        return None
    found = [printed for first, last, printed in lines.get(place.file, ()) if first <= place <= last]
    own = [printed for printed in found if (printed.page, printed.line.box) == (finding.page, finding.box)]
    return next(iter((*own, *found)), None)


def parts(placed: PlacedBox, label: str, sheets: Sheets, *, heads: bool = False) -> tuple[Area, ...]:
    """Return the areas that a box takes on a page, apart from one another, or that its ``heads`` may take."""
    box = sheets.box(label, placed.name)
    if isinstance(box, TextBox) and (box.shape or box.holes):
        return areas_of(under_heads(box) if heads else box, sheets.design.paper.grid)
    return (placed.area,)


def inside(place: Area, room: Area) -> bool:
    """Tell whether an area lies within another, but for a hair."""
    across = place.x >= room.x - HAIR and place.right <= room.right + HAIR
    return across and place.y >= room.y - HAIR and place.bottom <= room.bottom + HAIR


def meet(one: Area, other: Area) -> bool:
    """Tell whether two areas overlap by more than a hair."""
    across = one.x + HAIR < other.right and other.x + HAIR < one.right
    return across and one.y + HAIR < other.bottom and other.y + HAIR < one.bottom


def bounds(areas: Sequence[Area]) -> Area:
    """Return the rectangle around some areas."""
    x, y = min([area.x for area in areas]), min([area.y for area in areas])
    right, bottom = max([area.right for area in areas]), max([area.bottom for area in areas])
    return Area(x, y, right - x, bottom - y)


def common(one: Area, other: Area) -> Area:
    """Return what two areas that meet have in common."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Area(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def extent(area: Area) -> tuple[int, int, int, int]:
    """Return an area as findings carry it: x, y, width and height."""
    return (area.x, area.y, area.width, area.height)


def stands_on(place: Area, box: Box, name: str) -> bool:
    """Tell whether an area meets, by more than a hair, what the lines of a box run round by that name."""
    rounds = (one for one in box.rounds if one.name == name) if isinstance(box, TextBox) else ()
    found = (one.across(place.y + HAIR, place.bottom - HAIR) for one in rounds)
    return any(ends is not None and place.x + HAIR < ends[1] and ends[0] + HAIR < place.right for ends in found)
