"""Spreads (通版): two pages made up as one across the fold, put together for the eye and parted for the press."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from compositor.errors import Finding
from compositor.model.copy import PageCopy
from compositor.model.design import Area, FurnitureBox, Grid, PictureBox, TextBox
from compositor.model.lines import Line, Run
from compositor.model.page import Half, Image, Ink, Link, MissingPicture, Page, PlacedBox, Rule, SetLine, Tint, Trace
from compositor.model.settings import Direction

LEFT, RIGHT = "/left", "/right"
"""What is added to a spread template's name for the furniture of its pages."""


def begins_on(page: PageCopy, box: TextBox | PictureBox | FurnitureBox | None, grid: Grid) -> PageCopy:
    """Return the page on which a box begins to be read: of a spread one of its halves, else the page itself."""
    if not page.halves or box is None:
        return page
    vertical = isinstance(box, TextBox) and box.direction is Direction.VERTICAL
    column = box.columns[1] if vertical else box.columns[0]
    left, right = page.halves
    return right if column > grid.columns or (vertical and column == 0) else left


def leaves(pages: Iterable[PageCopy]) -> tuple[PageCopy, ...]:
    """Return the pages as they are counted, those of spreads one by one."""
    found = [leaf for page in pages for leaf in (page.halves or (page,))]
    return tuple(sorted(found, key=lambda page: page.number))


def held(pages: Sequence[Page], labels: Iterable[str]) -> frozenset[str]:
    """Return labels of pages together with those of the spreads that they belong to, and of all their pages."""
    found = set(labels)
    for page in pages:
        own = {page.label, *(half.label for half in page.halves)}
        if page.halves and own & found:
            found |= own
    return frozenset(found)


def joined(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages as they are seen: what belongs to one half of a spread stands on the spread."""
    halves = {half.label: (page.label, half) for page in pages for half in page.halves}
    return tuple(_whole(page, pages) if page.halves else page for page in pages if page.label not in halves)


def _whole(spread: Page, pages: Sequence[Page]) -> Page:
    """Return a spread with what stands on its pages by themselves."""
    own = {half.label: half for half in spread.halves}
    there = [(own[page.label], _shifted(page, own[page.label].x)) for page in pages if page.label in own]
    ink = [replace(ink, box=_name(ink.box, half)) for half, page in there for ink in page.ink]
    boxes = [replace(box, name=_name(box.name, half)) for half, page in there for box in page.boxes]
    links = [replace(link, box=_name(link.box, half)) for half, page in there for link in page.links]
    return replace(spread, ink=(*ink, *spread.ink), boxes=(*boxes, *spread.boxes), links=(*links, *spread.links))


def _name(name: str, half: Half) -> str:
    return f"{name}@{half.label}"


def _shifted(page: Page, x: int) -> Page:
    if not x:
        return page
    return replace(
        page,
        ink=tuple(moved(ink, x) for ink in page.ink),
        boxes=tuple(replace(box, area=_aside(box.area, x)) for box in page.boxes),
        links=tuple(replace(link, area=_aside(link.area, x)) for link in page.links),
    )


def seen(pages: Sequence[Page], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings on a page of a spread as findings on the spread, where that page is seen."""
    halves = {half.label: (page.label, half) for page in pages for half in page.halves}
    return tuple(
        _on_spread(finding, *halves[finding.page]) if finding.page in halves else finding for finding in findings
    )


def _on_spread(finding: Finding, label: str, half: Half) -> Finding:
    area, box = finding.area, _name(finding.box, half) if finding.box else ""
    shifted = (area[0] + half.x, *area[1:]) if area else None
    return replace(finding, page=label, box=box, area=shifted)


def own_page(pages: Iterable[Page], finding: Finding) -> Finding:
    """Return a finding on a spread as one on the page of it where it lies; as it is where it crosses the fold."""
    spread = next((page for page in pages if page.label == finding.page and page.halves), None)
    half = half_at(spread, Area(*finding.area)) if spread and finding.area else None
    if half is None or finding.area is None:
        return finding
    box = finding.box.removesuffix(f"@{half.label}")
    return replace(finding, page=half.label, box=box, area=(finding.area[0] - half.x, *finding.area[1:]))


def parted(page: Page) -> tuple[Page, ...]:
    """Return the two pages of a spread in the order of their numbers; another page alone.

    What crosses the fold stands on both, each showing its half: ink isn't cut, the sheet is. Of a line each half has
    the glyphs that reach into it.
    """
    if not page.halves:
        return (page,)
    return tuple(_half(page, half) for half in sorted(page.halves, key=lambda half: half.number))


def delivered(pages: Sequence[Page], how: str) -> tuple[Page, ...]:
    """Return the pages as they are delivered: a spread as its two ``pages``, as a ``panorama``, or as both."""
    found: list[Page] = []
    for page in joined(pages):
        if page.halves and how != "panorama":
            found += parted(page)
        if not page.halves or how != "pages":
            found.append(page)
    return tuple(found)


def half_at(page: Page, area: Area) -> Half | None:
    """Return the half of a spread in which an area lies, None where it crosses the fold or the page is no spread."""
    return next((half for half in page.halves if half.x <= area.x and area.right <= half.x + _width(page)), None)


def half_of(page: Page, box: str) -> Half | None:
    """Return the half on which a box begins, None where the page is no spread or hasn't the box."""
    placed = next((placed for placed in page.boxes if placed.name == box), None)
    if placed is None or not page.halves:
        return None
    left, right = page.halves
    x = placed.area.right - 1 if placed.upright else placed.area.x
    return right if x >= right.x else left


def label_of(pages: Iterable[Page], label: str, box: str) -> str:
    """Return the label of the page on which a box begins, which on a spread is that of a half."""
    page = next((page for page in pages if page.label == label), None)
    half = half_of(page, box) if page else None
    return half.label if half else label


def _width(page: Page) -> int:
    return page.width // 2


def _half(page: Page, half: Half) -> Page:
    left, right = half.x - page.bleed, half.x + _width(page) + page.bleed
    inks = []
    for ink in page.ink:
        reach = _reach(ink)
        if reach[0] < right and left < reach[1]:
            cut = _cut(ink, half.x, half.x + _width(page)) if isinstance(ink, SetLine) else ink
            inks.append(moved(cut, -half.x))
    mine = [box for box in page.boxes if half_of(page, box.name) == half]
    links = [link for link in page.links if half.x <= link.area.x + link.area.width // 2 < half.x + _width(page)]
    return replace(
        page,
        label=half.label,
        number=half.number,
        section=half.section,
        width=_width(page),
        ink=tuple(inks),
        boxes=tuple(_clipped(box, half.x, _width(page)) for box in mine),
        links=tuple(_link(link, half.x, page) for link in links),
        halves=(),
    )


def _link(link: Link, x: int, page: Page) -> Link:
    """Return a link of a half; one to a place on the spread leads to the half where that lies."""
    place = link.to_area
    to = half_at(page, place) if place and link.to_page == page.label else None
    if place is None or to is None:
        return replace(link, area=_aside(link.area, -x))
    return replace(link, area=_aside(link.area, -x), to_page=to.label, to_area=_aside(place, -to.x))


def _clipped(box: PlacedBox, x: int, width: int) -> PlacedBox:
    first, last = max(box.area.x, x), min(box.area.right, x + width)
    return replace(box, area=Area(first - x, box.area.y, last - first, box.area.height))


def _reach(ink: Ink) -> tuple[int, int]:
    """Return from where to where ink may reach across the page."""
    if isinstance(ink, SetLine):
        area = ink.em_boxes()
        return area.x, area.right + 1
    if isinstance(ink, Rule):
        return min(ink.x0, ink.x1) - ink.weight, max(ink.x0, ink.x1) + ink.weight + 1
    return ink.area.x, ink.area.right + 1


def _aside(area: Area, x: int) -> Area:
    return replace(area, x=area.x + x)


def moved(ink: Ink, x: int) -> Ink:
    """Return ink so far to the right."""
    if not x:
        return ink
    if isinstance(ink, SetLine):
        return replace(ink, x=ink.x + x)
    if isinstance(ink, Rule):
        return replace(ink, x0=ink.x0 + x, x1=ink.x1 + x)
    if isinstance(ink, Trace):
        steps = tuple(
            (name, tuple(point + x * (at % 2 == 0) for at, point in enumerate(points))) for name, points in ink.steps
        )
        return replace(ink, steps=steps)
    assert isinstance(ink, Tint | Image | MissingPicture)
    return replace(ink, area=_aside(ink.area, x))


def glyphs_across(line: SetLine, x: int) -> bool:
    """Tell whether a glyph of a line stands across ``x``: a character cut there."""
    if line.line.direction is Direction.VERTICAL:
        area = line.em_boxes()
        return area.x < x < area.right
    at = line.x + line.line.indent
    for run in line.line.runs:
        for text, advance in zip(run.texts(), run.advances, strict=False):
            if at < x < at + advance and text.strip():
                return True
            at += advance
    return False


def _cut(ink: SetLine, left: int, right: int) -> SetLine:
    """Return a horizontal line with those glyphs only that reach into a part of the page."""
    line, area = ink.line, ink.em_boxes()
    if line.direction is Direction.VERTICAL or line.annotations or (left <= area.x and area.right <= right):
        return ink
    at, start = ink.x + line.indent, None
    runs: list[Run] = []
    for run in line.runs:
        ends = list(accumulate(run.advances, initial=at))
        kept = [n for n in range(len(run.codes)) if ends[n] < right and left < ends[n + 1]]
        if kept:
            start = ends[kept[0]] if start is None else start
            runs.append(run.glyphs(kept[0], kept[-1] + 1))
        at = ends[-1]
    if start is None:
        return ink
    width = sum(sum(run.advances) for run in runs)
    own: Line = replace(line, runs=tuple(runs), indent=start - ink.x, width=width, trail=None)
    return replace(ink, line=own)
