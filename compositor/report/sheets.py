"""Proof sheets (大樣): a page reduced, with columns, lines, stories and findings numbered, and room to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from compositor.errors import Finding, Severity
from compositor.model.design import BLACK, Area, Colour
from compositor.model.lines import Line
from compositor.model.page import Ink, Page, Rule, SetLine
from compositor.records import dataclass
from compositor.report.correcting import (
    AMBER,
    EDGE,
    GREY,
    HAIR,
    HEADER,
    RED,
    SIZES,
    SMALL,
    STRIP,
    THIN,
    Desk,
    frame,
    header,
    percent,
    placed,
    signing,
    tag,
    tag_size,
)
from compositor.report.outcome import BoxLine, Outcome, box_lines
from compositor.units import SP, mm, pt

TRUE: Final = "true"
"""The size of a sheet on which the page is as large as it will be printed."""

_NUMBERS: Final = mm(5)
_ROWS: Final = mm(8)
_PANEL: Final = {"a3": mm(50), "a4": mm(44), TRUE: mm(56)}
_GAP: Final = mm(4)
_EVERY: Final = 5
_LEADING: Final = SMALL * 13 // 10
_MM: Final = mm(1)
_OUT: Final = pt(1)
"""How far outside of what they are of frames and numbers stand."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet being made: its size, where the page stands on it and how much reduced, and where lists stand."""

    size: tuple[int, int]
    name: str
    place: Area
    thousandths: int
    panel: Area

    def on(self, area: Area) -> Area:
        """Return where an area of the page stands on the sheet."""
        x, y = self.point(area.x, area.y)
        right, bottom = self.point(area.right, area.bottom)
        return Area(x, y, right - x, bottom - y)

    def point(self, x: int, y: int) -> tuple[int, int]:
        """Return where a point of the page stands on the sheet."""
        return self.place.x + x * self.thousandths // 1000, self.place.y + y * self.thousandths // 1000

    @property
    def strip(self) -> Area:
        """Where readers sign."""
        return Area(EDGE, self.size[1] - EDGE - STRIP, self.size[0] - 2 * EDGE, STRIP)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a list: what is set at its left, what follows, and how far down the next one begins."""

    line: Line
    colour: Colour = BLACK
    indent: int = 0
    lead: Line | None = None
    above: int = 0
    box: str = ""


@dataclass(frozen=True, slots=True)
class _Proofed:
    """A page to be proofed: what was made of it, and what stands on it and is wrong with it, by numbers."""

    page: Page
    told: Outcome
    desk: Desk
    stories: tuple[BoxLine, ...]
    findings: tuple[tuple[int, Finding], ...]

    @property
    def errors(self) -> int | None:
        """The errors of a page that is withheld, None where it isn't."""
        if self.page.label not in self.told.withheld:
            return None
        return sum(one.severity is Severity.ERROR for _, one in self.findings)


def sheet_pdf(page: Page, told: Outcome, desk: Desk, size: str) -> bytes:
    """Return the proof sheet of a page on ``a3``, ``a4`` or in its ``true`` size; lists go on where they need more.

    It is made whatever is wrong with the page, and says so. The same bytes for the same page.
    """
    own = tuple(box for box in box_lines(told) if box.page == page.label)
    found = tuple((n, one) for n, one in enumerate(told.findings, 1) if one.page == page.label)
    proofed = _Proofed(page, told, desk, own, found)
    sheet = _laid(page, size)
    rows = (*_stories(proofed, sheet), *_findings(proofed, sheet))
    first, rest = _filled(rows, sheet.panel.height)
    columns = _columns(rest, sheet)
    each = max(1, (sheet.size[0] - 2 * EDGE + _GAP) // (sheet.panel.width + _GAP))
    later = [columns[at : at + each] for at in range(0, len(columns), each)]
    pen = desk.pen(desk.said("page", page.label))
    for number in range(1, len(later) + 2):
        pen.page(*sheet.size, 0, label=page.label if number == 1 else f"{page.label}+{number - 1}")
        ink = [*_head(proofed, sheet, (number, len(later) + 1))]
        if number == 1:
            with pen.reduced(sheet.place, sheet.thousandths):
                for piece in page.ink:
                    pen.draw(piece)
            ink += (*_edges(proofed, sheet), *_marks(proofed, sheet), *signing(desk, sheet.strip))
            ink += _listed(first, (sheet.panel.x, sheet.panel.y))
            if rest:
                words = desk.line(desk.said("goes_on"), SMALL, bold=True)
                ink.append(placed(words, sheet.panel.x, sheet.panel.bottom + _LEADING))
        else:
            for at, column in enumerate(later[number - 2]):
                ink += _listed(column, (EDGE + at * (sheet.panel.width + _GAP), EDGE + HEADER))
        for piece in ink:
            pen.draw(piece)
    return pen.finish()


def _laid(page: Page, size: str) -> _Sheet:
    """Return a sheet with its places: the page as large as it can be beside the lists, lying where it is wide."""
    panel = _PANEL[size]
    left, top = EDGE + _ROWS, EDGE + HEADER + _NUMBERS
    right, foot = _ROWS + _GAP + panel + EDGE, _GAP + STRIP + EDGE
    if size == TRUE:
        scale, width, height = 1000, left + page.width + right, top + page.height + foot
    else:
        width, height = SIZES[size] if page.width <= page.height else SIZES[size][::-1]
        scale = min(1000, (width - left - right) * 1000 // page.width, (height - top - foot) * 1000 // page.height)
    place = Area(left, top, page.width * scale // 1000, page.height * scale // 1000)
    x = width - EDGE - panel
    deep = height - EDGE - STRIP - _GAP - _LEADING - (EDGE + HEADER)
    return _Sheet((width, height), size, place, scale, Area(x, EDGE + HEADER, panel, deep))


def _head(proofed: _Proofed, sheet: _Sheet, number: tuple[int, int]) -> Iterator[Ink]:
    page, desk = proofed.page, proofed.desk
    state, colour = desk.state(page, proofed.told.releases, proofed.errors)
    title = f"{desk.paper.name}　{desk.issue.date:%Y-%m-%d}　{desk.said('page', page.label)}"
    small = [
        desk.issue.slug,
        desk.said("scale", percent(sheet.thousandths)),
        desk.said("trim", *(f"{length / _MM:.4g}" for length in (page.width, page.height))),
    ]
    if number[1] > 1:
        small.append(desk.said("sheet", *number))
    yield from header(desk, sheet.size[0], (title, state, "　".join(small)), colour)


def _edges(proofed: _Proofed, sheet: _Sheet) -> Iterator[Ink]:
    """Yield the numbers of the columns over the page and those of every fifth line beside it, and the page's edge."""
    page, desk, grid = proofed.page, proofed.desk, proofed.desk.paper.grid
    yield from frame(sheet.place, HAIR, GREY)
    top = sheet.place.y
    for column in range(1, grid.columns * (2 if page.halves else 1) + 1):
        edges = grid.column_x(column), grid.column_x(column) + grid.measure
        (left, _), (right, _) = (sheet.point(x, 0) for x in edges)
        line = desk.line(str(column), pt(8), bold=True)
        yield placed(line, (left + right - line.width) // 2, top - pt("4.5"))
        yield Rule(left, top - pt(2), right, top - pt(2), THIN, "sheet", GREY)
    corner = desk.line(desk.said("column"), SMALL)
    yield placed(corner, sheet.place.x - pt(4) - corner.width, top - pt("4.5"), GREY)
    for row in (1, *range(_EVERY, grid.rows + 1, _EVERY)):
        line, (_, y) = desk.line(str(row), SMALL), sheet.point(0, grid.baseline(row))
        yield placed(line, sheet.place.x - pt(4) - line.width, y, GREY)
        yield Rule(sheet.place.x - pt("2.5"), y, sheet.place.x, y, HAIR, "sheet", GREY)
        yield placed(line, sheet.place.right + pt(4), y, GREY)
        yield Rule(sheet.place.right, y, sheet.place.right + pt("2.5"), y, HAIR, "sheet", GREY)


def _marks(proofed: _Proofed, sheet: _Sheet) -> Iterator[Ink]:
    """Yield the numbers of stories right of their boxes, and those of findings left of what they are of, framed.

    They stand in the gutters, or at another corner where they would hide type there; no number covers another.
    """
    desk, taken = proofed.desk, list[Area]()
    boxes = {box.name: box.area for box in proofed.page.boxes}
    set_type = [sheet.on(ink.em_boxes()) for ink in proofed.page.ink if isinstance(ink, SetLine)]
    for number, box in enumerate(proofed.stories, 1):
        area, line = sheet.on(boxes[box.box]), desk.line(str(number), SMALL, bold=True)
        wide, high = tag_size(line, SMALL)
        corners = ((area.right + _OUT, area.y), (area.right - wide, area.y), (area.right - wide, area.y - high))
        place = _free(_clear([Area(*corner, wide, high) for corner in corners], (*set_type, *taken)), taken, sheet)
        yield from tag(line, (place.x, place.y), SMALL, BLACK)
    places: dict[Area, list[tuple[int, Finding]]] = {}
    for number, finding in proofed.findings:
        where = Area(*finding.area) if finding.area else boxes.get(finding.box)
        if where is not None and finding.severity is not Severity.NOTE:
            places.setdefault(where, []).append((number, finding))
    for where, found in places.items():
        colour = RED if any(one.severity is Severity.ERROR for _, one in found) else AMBER
        inner = sheet.on(where)
        area = Area(inner.x - _OUT, inner.y - _OUT, inner.width + 2 * _OUT, inner.height + 2 * _OUT)
        yield from frame(area, pt("0.8"), colour)
        for number, _ in found:
            line = desk.line(str(number), SMALL, bold=True)
            wide, high = tag_size(line, SMALL)
            beside = ((area.x - wide, area.y), (area.x, area.y - high))
            place = _free(_clear([Area(*corner, wide, high) for corner in beside], (*set_type, *taken)), taken, sheet)
            yield from tag(line, (place.x, place.y), SMALL, colour)


def _clear(places: Sequence[Area], hidden: Sequence[Area]) -> Area:
    """Return the first of places in which nothing would be hidden, else the one where the least would be."""
    return min(places, key=lambda place: sum(place.meets(other) for other in hidden))


def _free(wanted: Area, taken: list[Area], sheet: _Sheet) -> Area:
    """Return the place nearest below a wanted one, or beside it at the page's foot, that no other number has."""
    x = min(max(wanted.x, sheet.place.x), sheet.place.right - wanted.width)
    place = replace(wanted, x=x, y=max(wanted.y, sheet.place.y))
    while any(place.meets(other) for other in taken):
        place = replace(place, y=place.y + place.height // 4)
        if place.bottom > sheet.place.bottom:
            place = replace(place, x=place.x + place.width, y=sheet.place.y)
    taken.append(place)
    return place


def _stories(proofed: _Proofed, sheet: _Sheet) -> Iterator[_Row]:
    """Yield the list of stories: number, headline, name and box, and how many lines and characters it has there."""
    desk, titles = proofed.desk, proofed.told.titles()
    yield _Row(desk.line(desk.said("stories"), pt(9), bold=True))
    indent = pt(16)
    room = sheet.panel.width - indent
    for number, box in enumerate(proofed.stories, 1):
        lead = desk.line(str(number), pt(8), bold=True)
        words = titles.get(box.story, box.story) if box.story else desk.said("empty")
        lines = desk.lines(words, pt(8), room)
        yield _Row(lines[0], BLACK, indent, lead, above=pt(4), box=box.box)
        yield from (_Row(line, BLACK, indent) for line in lines[1:])
        name = f"{box.story} · {box.box}" if box.story else box.box
        yield from (_Row(line, GREY, indent) for line in desk.lines(name, SMALL, room))
        counts = [desk.said("lines", box.lines), desk.said("characters", box.characters)]
        if box.free:
            counts.append(desk.said("free", box.free))
        yield from (_Row(line, BLACK, indent) for line in desk.lines(" ".join(counts), SMALL, room))
        if box.overset_characters:
            over = desk.said("over", box.overset_lines, box.overset_characters)
            yield from (_Row(line, RED, indent) for line in desk.lines(over, SMALL, room))
    if not proofed.stories:
        yield _Row(desk.line(desk.said("none"), SMALL), GREY)


def _findings(proofed: _Proofed, sheet: _Sheet) -> Iterator[_Row]:
    """Yield the list of findings, the numbers being those of the report; of notes only how many there are."""
    desk, notes = proofed.desk, 0
    yield _Row(desk.line(desk.said("findings"), pt(9), bold=True), above=pt(12))
    for number, finding in proofed.findings:
        if finding.severity is Severity.NOTE:
            notes += 1
            continue
        colour = RED if finding.severity is Severity.ERROR else AMBER
        yield _Row(desk.line(f"{number} {finding.code}", SMALL, bold=True), colour, above=pt(3))
        yield from (_Row(line) for line in desk.lines(finding.message, SMALL, sheet.panel.width))
    if len(proofed.findings) == notes:
        yield _Row(desk.line(desk.said("none"), SMALL), GREY, above=pt(3))
    if notes:
        yield from (
            _Row(line, GREY, above=0) for line in desk.lines(desk.said("notes", notes), SMALL, sheet.panel.width)
        )


def _depth(row: _Row) -> int:
    return row.above + max(_LEADING, max((run.size for run in row.line.runs), default=0) * 13 // 10)


def _filled(rows: Sequence[_Row], deep: int) -> tuple[Sequence[_Row], Sequence[_Row]]:
    """Return the rows that stand one under another in a depth, one at least, and the rest."""
    down = 0
    for count, row in enumerate(rows):
        down += _depth(row)
        if down > deep and count:
            return rows[:count], rows[count:]
    return rows, ()


def _columns(rows: Sequence[_Row], sheet: _Sheet) -> list[Sequence[_Row]]:
    """Return rows in columns as deep as a sheet has room for them where no page stands on it."""
    columns = []
    while rows:
        column, rows = _filled(rows, sheet.size[1] - 2 * EDGE - HEADER - _LEADING)
        columns.append(column)
    return columns


def _listed(rows: Sequence[_Row], corner: tuple[int, int]) -> Iterator[Ink]:
    x, y = corner
    for row in rows:
        y += _depth(row)
        baseline = y - max((run.size for run in row.line.runs), default=SP) * 3 // 10
        if row.lead is not None:
            yield from tag(row.lead, (x, baseline - pt(8)), pt(8), BLACK)
        yield placed(row.line, x + row.indent, baseline, row.colour)
