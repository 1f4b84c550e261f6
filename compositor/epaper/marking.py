"""Draws a page so that everything on it is marked: as content of its place in the structure, or as an artifact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from compositor.epaper.pieces import PLAIN, Piece, Role, linked, parted, readings, roles, strokes, with_white
from compositor.epaper.slots import FURNITURE, TITLE, Finder, Slot
from compositor.faces import Faces
from compositor.model.design import Area
from compositor.model.page import Image, Ink, Link, Page, Rule, SetLine
from compositor.model.settings import Direction
from compositor.pdf import Mark, Pen
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark of a slot: where what is marked begins in the part's text, and what it is of its element.

    ``reading`` tells that it stands beside its base; ``alt`` is what stands for a picture, with its ``area``.
    """

    mark: Mark
    at: int = -1
    role: Role = PLAIN
    reading: bool = False
    alt: str = ""
    area: Area | None = None


@dataclass(slots=True)
class Marked:
    """What has been marked on all pages: entries by slot, in the order in which they were drawn.

    ``links`` are those of pages, from 0, by their numbers.
    ``areas`` are the rectangles around all the ink of pictures, each on the page, from 0, where it stands first.
    ``reaches`` are from where to where of its body a story stands in a box, by slug, and page and box.
    ``upright`` are the slugs of stories in vertical lines.
    """

    pages: list[Page] = field(default_factory=list)
    links: dict[int, tuple[int, Link]] = field(default_factory=dict)
    entries: dict[Slot, list[Entry]] = field(default_factory=dict)
    areas: dict[Slot, tuple[int, Area]] = field(default_factory=dict)
    reaches: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    upright: set[str] = field(default_factory=set)


class Marker:
    """Draws pages with a pen, and keeps whose each mark is."""

    def __init__(self, pen: Pen, finder: Finder, faces: Faces) -> None:
        self._pen, self._finder, self._faces = pen, finder, faces
        self.marked = Marked()
        self._open: tuple[object, ...] = ()
        self._printed: dict[tuple[Slot, int], tuple[int, int]] = {}
        self._spaces: dict[str, int] = {}
        self._links: list[tuple[int, Link]] = []

    def page(self, page: Page, links: Sequence[tuple[int, Link]]) -> None:
        """Draw the page that the pen has started, with its links by their numbers."""
        self._open, self._links = (), list(links)
        self._finder.page(page)
        self.marked.pages.append(page)
        here = len(self.marked.pages) - 1
        self.marked.links |= {number: (here, link) for number, link in links}
        for ink in page.ink:
            if isinstance(ink, SetLine):
                self._line(ink)
            else:
                self._other(ink)
        self._pen.tags.close()

    def _other(self, ink: Ink) -> None:
        area = _area(ink)
        near = [number for number, link in self._links if link.box == ink.box and link.area.has_middle_of(area)]
        number = near[0] if near and isinstance(ink, Image) else -1
        slot = self._finder.slot(ink, self._link(number))
        if slot is None:
            self._artifact(ink)
        else:
            alone = isinstance(ink, Image) and slot.part in {FURNITURE, TITLE}
            role = Role(link=number) if slot.part == FURNITURE else PLAIN
            self._mark(slot, role, alt=ink.alt if alone and isinstance(ink, Image) else "", area=area)
        self._pen.draw(ink)

    def _line(self, ink: SetLine) -> None:
        text = self._finder.text(ink)
        if text:
            ink = replace(ink, line=with_white(ink.line, text, self._space))
        mine = [(number, link) for number, link in self._links if link.box == ink.box]
        links = linked(ink, mine)
        slot = self._finder.slot(ink, self._link(max(links, default=-1)))
        if slot is None:
            self._artifact(ink)
            self._pen.draw(ink)
        elif slot.kind == "Figure":
            self._mark(slot, PLAIN, area=_area(ink))
            self._pen.draw(ink)
        else:
            self._copy(ink, slot, roles(ink, text, links, self._printed.get((slot, ink.line.start))))

    def _link(self, number: int) -> Link | None:
        return self.marked.links[number][1] if number >= 0 else None

    def _copy(self, ink: SetLine, slot: Slot, found: Sequence[Role]) -> None:
        """Draw a line of copy in its pieces, then what stands beside it."""
        if ink.line.direction is Direction.VERTICAL:
            self.marked.upright.add(slot.owner)
        if ink.part == "body":
            self._reached(ink)
        for piece in parted(ink.line, found):
            self._piece(ink if piece.line is ink.line else replace(ink, line=piece.line), slot, piece)
        self._note(ink, slot)
        for one, glosses in readings(ink):
            if all(role.twice for role in found):
                self._artifact(ink)
            else:
                self._mark(slot, Role(ruby=one.start), at=one.start, reading=True)
            for gloss in glosses:
                self._pen.draw(gloss)
        beside = strokes(ink)
        if beside is not None:
            self._artifact(beside)
            self._pen.draw(beside)

    def _piece(self, ink: SetLine, slot: Slot, piece: Piece) -> None:
        said = piece.role.said
        if piece.role.twice:
            self._artifact(ink)
        else:
            self._mark(slot, replace(piece.role, said=""), at=piece.at)
        if said:
            self._pen.tags.standing_for(said)
        self._pen.draw(ink)
        if said:
            self._pen.tags.stands()

    def _note(self, ink: SetLine, slot: Slot) -> None:
        """Note what of the copy stands on a page: what crosses a fold stands on both pages, and is read once."""
        key = (slot, ink.line.start)
        ends = [end for run in ink.line.runs if run.start < run.end for end in (run.start, run.end - 1)]
        if ends:
            ends += self._printed.get(key, ())
            self._printed[key] = (min(ends), max(ends))

    def _mark(
        self, slot: Slot, role: Role, *, at: int = -1, reading: bool = False, alt: str = "", area: Area | None = None
    ) -> None:
        """Mark what is drawn next; what goes on with what was marked last is of one mark with it."""
        entries = self.marked.entries.setdefault(slot, [])
        goes_on = (slot, role, reading) == self._open and not alt and (not entries or at >= entries[-1].at)
        if not goes_on:
            entries.append(Entry(self._pen.tags.open(slot.kind), at, role, reading, alt, area))
            self._open = (slot, role, reading)
        if area is not None:
            self._enclose(slot, area)

    def _enclose(self, slot: Slot, area: Area) -> None:
        here = len(self.marked.pages) - 1
        page, reached = self.marked.areas.get(slot, (here, area))
        if page == here:
            self.marked.areas[slot] = page, _around(reached, area)

    def _reached(self, ink: SetLine) -> None:
        key = (ink.story, f"{self.marked.pages[-1].label}/{ink.box}")
        first, last = self.marked.reaches.get(key, (ink.line.start, ink.line.end))
        self.marked.reaches[key] = min(first, ink.line.start), max(last, ink.line.end)

    def _artifact(self, ink: Ink) -> None:
        kind = "Pagination" if self._finder.is_furniture(ink.box) else "Layout"
        if self._open != (kind,):
            self._pen.tags.artifact(kind)
            self._open = (kind,)

    def _space(self, face: str) -> int:
        if face not in self._spaces:
            self._spaces[face] = self._faces.face(face).code(" ")
        return self._spaces[face]


def _area(ink: Ink) -> Area:
    if isinstance(ink, SetLine):
        return ink.em_boxes()
    if isinstance(ink, Rule):
        x0, x1, y0, y1, half = *sorted((ink.x0, ink.x1)), *sorted((ink.y0, ink.y1)), ink.weight // 2
        return Area(x0 - half, y0 - half, x1 - x0 + 2 * half, y1 - y0 + 2 * half)
    return ink.area


def _around(one: Area, other: Area) -> Area:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Area(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)
