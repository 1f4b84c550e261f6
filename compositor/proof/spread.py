"""How boxes share a page: on the type area, over one another, and whether white or a rule cuts the page through (斷版).

The ground of a page is the rectangle that its boxes for stories and pictures fill; masthead, folio and imprint
stand aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.design import Area
from compositor.model.findings import RATINGS
from compositor.model.page import Page, PlacedBox, Rule
from compositor.model.shapes import may_overlap, shared_cells
from compositor.proof.areas import common, extent, inside, meet, parts
from compositor.proof.sheets import HAIR, Sheets, page_name
from compositor.records import dataclass

PINWHEEL: Final = 5
"""Fewer rectangles than this can't fill a page without a straight cut; five can turn about one of them."""
_SIDE: Final = {"down": (1, 5), "across": (1, 4)}
"""The part of the ground that has to lie on both sides of white that cuts it: less is a strip at its edge."""
_WAYS: Final = ("down", "across")
_EDGE: Final = (1, 10)
_WHOLE: Final = (98, 100)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ground:
    """The rectangle that a page's boxes for stories and pictures fill, and those boxes."""

    area: Area
    boxes: tuple[PlacedBox, ...]

    def span(self, way: str) -> Span:
        """Return where the ground begins and ends across white or rules that run this way."""
        return across(self.area, way)


def across(area: Area, way: str) -> Span:
    """Return the sides of an area between which something runs ``down`` or ``across`` the page."""
    return (area.x, area.right) if way == "down" else (area.y, area.bottom)


def boxes_in_place(sheets: Sheets) -> Iterator[Finding]:
    """Yield boxes that leave the type area, and boxes that lie over one another without leave."""
    grid = sheets.design.paper.grid
    for page in sheets.pages:
        type_area = grid.area((1, grid.columns * (len(page.halves) or 1)), (1, grid.rows))
        inked = sheets.inked(page)
        printed = [box for box in page.boxes if box.name in inked]
        for box in printed:
            if box.kind != "furniture" and not inside(box.area, type_area):
                message = f"box {box.name} on page {page_name(page.label)} reaches out of the type area"
                hint = "let its columns and rows end with the grid"
                yield _finding("BOX_OUTSIDE", message, hint, (page, box), sheets)
        for one, other in combinations(printed, 2):
            shared = _shared(one, other, page.label, sheets)
            if shared is not None and not _declared(one, other, page, sheets):
                yield _overlap(one, other, (page, shared), sheets)


def _shared(one: PlacedBox, other: PlacedBox, label: str, sheets: Sheets) -> Area | None:
    """Return the first part of a page that two boxes have in common."""
    its = parts(other, label, sheets)
    found = ((area, place) for area in parts(one, label, sheets) for place in its if meet(area, place))
    return next((common(area, place) for area, place in found), None)


def _declared(one: PlacedBox, other: PlacedBox, page: Page, sheets: Sheets) -> bool:
    """Tell whether the template lets two boxes of a page overlap."""
    made, two = sheets.box(page.label, one.name), sheets.box(page.label, other.name)
    return made is not None and two is not None and may_overlap(made, two)


def _overlap(one: PlacedBox, other: PlacedBox, where: tuple[Page, Area], sheets: Sheets) -> Finding:
    """Return the finding of two boxes that overlap, at the one that the template has later."""
    page, shared = where
    made, two = sheets.box(page.label, one.name), sheets.box(page.label, other.name)
    first, later = (one, other) if not made or not two or made.place <= two.place else (other, one)
    cell = next(shared_cells(made, two, sheets.design.paper.grid), None) if made and two else None
    at = f" in {_span('column', cell[0])}, {_span('row', cell[1])}" if cell else ""
    message = f"boxes {first.name} and {later.name} overlap{at} on page {page_name(page.label)}"
    hint = f"move one of them, or let {later.name} say overlaps: [{first.name}]"
    found = _finding("BOX_OVERLAP", message, hint, (page, later), sheets)
    return replace(found, area=extent(shared))


def _span(what: str, span: Span) -> str:
    return f"{what}s {span[0]}-{span[1]}" if span[0] != span[1] else f"{what} {span[0]}"


def _finding(code: str, message: str, hint: str, where: tuple[Page, PlacedBox], sheets: Sheets) -> Finding:
    page, box = where
    made = sheets.box(page.label, box.name)
    severity, place = RATINGS[code].severities[0], made.place if made else None
    return Finding(code, severity, message, hint, place, page.label, box.name, box.story, extent(box.area))


def cuts(sheets: Sheets) -> Iterator[Finding]:
    """Yield white or a rule that runs through a page from top to bottom or from left to right (斷版, 通線).

    A page of fewer than five boxes always has white that runs one way, and may have a rule there;
    only white that runs both ways is told.
    """
    for page in sheets.pages:
        ground = _ground(page, sheets)
        if ground is None:
            continue
        white = [_white_through(page, ground, way, sheets) for way in _WAYS]
        few = len(_outermost(ground.boxes)) < PINWHEEL
        if all(white) or not few:
            yield from (_cut(page, area, few=few, sheets=sheets) for areas in white for area in areas)
        for way in () if few else _WAYS:
            yield from _rules_through(page, ground, way, sheets)


def _ground(page: Page, sheets: Sheets) -> Ground | None:
    inked = sheets.inked(page)
    boxes = tuple(box for box in page.boxes if box.kind != "furniture" and box.name in inked)
    if not boxes:
        return None
    x, y = min(box.area.x for box in boxes), min(box.area.y for box in boxes)
    right, bottom = max(box.area.right for box in boxes), max(box.area.bottom for box in boxes)
    return Ground(Area(x, y, right - x, bottom - y), boxes)


def _white_through(page: Page, ground: Ground, way: str, sheets: Sheets) -> list[Area]:
    """Return the white that no box stands across, where enough of the page lies on both sides of it."""
    grid = sheets.design.paper.grid
    least = grid.gutter // 2 if way == "down" else grid.leading // 2
    covering = [across(box.area, way) for box in page.boxes if meet(box.area, ground.area)]
    start, end = ground.span(way)
    part, whole = _SIDE[way]
    edge = (end - start) * part // whole
    return [
        _strip(ground.area, gap, way)
        for gap in _gaps(covering)
        if gap[1] - gap[0] >= least > 0 and gap[0] - start >= edge and end - gap[1] >= edge
    ]


def _cut(page: Page, area: Area, *, few: bool, sheets: Sheets) -> Finding:
    runs = "from top to bottom" if area.height > area.width else "from left to right"
    message = f"white runs through page {page_name(page.label)} {runs} and cuts it in two (斷版)"
    place, severity = sheets.issue.page(page.label).place, Severity.NOTE if few else Severity.WARNING
    return Finding("PAGE_CUT", severity, message, "let a box stand across it", place, page.label, area=extent(area))


def _gaps(spans: Iterable[Span]) -> list[Span]:
    """Return what lies between spans and is covered by none of them."""
    gaps = []
    reached: int | None = None
    for start, end in sorted(spans):
        if reached is not None and start > reached:
            gaps.append((reached, start))
        reached = end if reached is None else max(reached, end)
    return gaps


def _outermost(boxes: Sequence[PlacedBox]) -> list[PlacedBox]:
    return [one for one in boxes if not any(inside(one.area, two.area) and two is not one for two in boxes)]


def _strip(area: Area, gap: Span, way: str) -> Area:
    if way == "down":
        return Area(gap[0], area.y, gap[1] - gap[0], area.height)
    return Area(area.x, gap[0], area.width, gap[1] - gap[0])


def _rules_through(page: Page, ground: Ground, way: str, sheets: Sheets) -> Iterator[Finding]:
    """Yield 通線: rules beside boxes that together run as far as the page's boxes do, and not at its edge."""
    grid = sheets.design.paper.grid
    bridged = 2 * (grid.leading if way == "down" else grid.gutter)
    other = "across" if way == "down" else "down"
    start, end = ground.span(way)
    edge = (end - start) * _EDGE[0] // _EDGE[1]
    length = ground.span(other)
    rows: dict[int, list[Span]] = {}
    for at, span in _lines(page, ground, way, sheets):
        if start + edge <= at <= end - edge:
            rows.setdefault(next((row for row in rows if abs(row - at) <= HAIR), at), []).append(span)
    for at, spans in rows.items():
        joined = _joined(spans, bridged)
        if any((to - since) * _WHOLE[1] >= (length[1] - length[0]) * _WHOLE[0] for since, to in joined):
            runs = "from top to bottom" if way == "down" else "from left to right"
            message = f"a rule runs through page {page_name(page.label)} {runs} (通線)"
            hint = "let it end with one box, and put none beside the next"
            place, area = sheets.issue.page(page.label).place, _strip(ground.area, (at - HAIR, at + HAIR), way)
            yield Finding("RULE_THROUGH", Severity.WARNING, message, hint, place, page.label, area=extent(area))


def _lines(page: Page, ground: Ground, way: str, sheets: Sheets) -> Iterator[tuple[int, Span]]:
    """Yield rules that run this way beside boxes: where each stands, and from where to where it runs.

    Frames, and rules within a box, part nothing but its own copy.
    """
    areas = {box.name: box.area for box in ground.boxes}
    furniture = {box.name for box in page.boxes if box.kind == "furniture"}
    for ink in sheets.drawn(page):
        if not isinstance(ink, Rule) or ink.box in furniture:
            continue
        at, upright = (
            (ink.x0, abs(ink.x1 - ink.x0) <= HAIR) if way == "down" else (ink.y0, abs(ink.y1 - ink.y0) <= HAIR)
        )
        own = across(areas[ink.box], way) if ink.box in areas else None
        if upright and not (own and own[0] - ink.weight <= at <= own[1] + ink.weight):
            ends = (ink.y0, ink.y1) if way == "down" else (ink.x0, ink.x1)
            yield at, (min(ends), max(ends))


def _joined(spans: Sequence[Span], bridged: int) -> list[Span]:
    """Return spans put together where no more than ``bridged`` lies between them."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= bridged:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
