"""Article threads: where a story is read, rectangle by rectangle, over columns, boxes and its jump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from compositor.model.design import Area
from compositor.model.page import Page, SetLine
from compositor.records import dataclass

Bead = tuple[int, Area]
"""A page, from 0, and a rectangle of it."""
_ASIDE = ":"
"""Stands in the names of parts of pictures and quotes, which are beside what a thread follows."""


@dataclass(slots=True)
class _Stop:
    """What of a story stands in a box on a page: where its copy begins, and its pieces, heads first."""

    page: int
    begins: int | None = None
    pieces: dict[tuple[int, int], Area] = field(default_factory=dict)

    def add(self, line: SetLine, page: Area) -> None:
        """Take a line in: to the heads, or to the piece of its column that it goes on."""
        own = line.part == "body" and not line.generated
        if own and (self.begins is None or line.line.start < self.begins):
            self.begins = line.line.start
        area = _cut(line.em_boxes(), page)
        if area is None:
            return
        if line.column < 0:
            self._join((-1, 0), area)
            return
        number = sum(column == line.column for column, _ in self.pieces)
        before = self.pieces.get((line.column, number - 1))
        goes_on = before is not None and _aligned(before, area)
        self._join((line.column, number - 1 if goes_on else number), area)

    def _join(self, key: tuple[int, int], area: Area) -> None:
        before = self.pieces.get(key)
        self.pieces[key] = _around(before, area) if before else area


def threads(pages: Sequence[Page]) -> tuple[tuple[str, tuple[Bead, ...]], ...]:
    """Return every story on the pages with its beads in the order in which they are read (ISO 32000-1 12.4.3).

    A bead is the heads of a box, or what its copy takes of one column. Boxes follow each other as the copy does: the
    jump lies where the copy goes on, and a box over the fold has what each page of a spread shows of it.
    """
    stories: dict[str, dict[tuple[int, str], _Stop]] = {}
    for at, page in enumerate(pages):
        whole = Area(0, 0, page.width, page.height)
        for line in _read(page):
            stops = stories.setdefault(line.story, {})
            stops.setdefault((at, line.box), _Stop(at)).add(line, whole)
    return tuple((slug, beads) for slug, stops in stories.items() if (beads := tuple(_beads(list(stops.values())))))


def _read(page: Page) -> Iterator[SetLine]:
    """Yield the lines of a page's stories, without those of pictures and quotes."""
    for ink in page.ink:
        if isinstance(ink, SetLine) and ink.story and _ASIDE not in ink.part and ink.line.runs:
            yield ink


def _beads(stops: Sequence[_Stop]) -> Iterator[Bead]:
    """Yield the beads of a story; a box without copy keeps its place among the pages."""
    last, keyed = -1, []
    for stop in stops:
        last = last if stop.begins is None else stop.begins
        keyed.append((last, stop))
    for _, stop in sorted(keyed, key=lambda one: one[0]):
        yield from ((stop.page, area) for area in stop.pieces.values())


def _aligned(one: Area, other: Area) -> bool:
    """Tell whether two rectangles stand over one another, or beside one another on the same height."""
    across = one.x < other.right and other.x < one.right
    return across or (one.y < other.bottom and other.y < one.bottom)


def _around(one: Area, other: Area) -> Area:
    left, top = min(one.x, other.x), min(one.y, other.y)
    return Area(left, top, max(one.right, other.right) - left, max(one.bottom, other.bottom) - top)


def _cut(area: Area, page: Area) -> Area | None:
    """Return what of a rectangle lies on the page."""
    left, top = max(area.x, page.x), max(area.y, page.y)
    right, bottom = min(area.right, page.right), min(area.bottom, page.bottom)
    return Area(left, top, right - left, bottom - top) if left < right and top < bottom else None
