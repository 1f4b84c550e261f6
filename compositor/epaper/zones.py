"""Hot zones: the outlines of boxes on a page, in ten-thousandths of its width and height."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from compositor.epaper.publication import Point
from compositor.model.copy import Issue
from compositor.model.design import Area, Design, Grid, TextBox
from compositor.model.page import Page, PlacedBox
from compositor.model.shapes import Band, area_of, bands
from compositor.records import dataclass

_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Ground:
    """What the outlines of boxes follow from: the boxes of every page by page label and name, and the grid."""

    boxes: Mapping[tuple[str, str], TextBox]
    grid: Grid

    @classmethod
    def of(cls, pages: Sequence[Page], issue: Issue, design: Design) -> Ground:
        """Return the ground of an issue's pages; a spread has rectangles alone, on its own grid."""
        spreads = {label for page in pages if page.halves for label in (page.label, *(h.label for h in page.halves))}
        found = {}
        for copy in issue.pages:
            template = design.templates.get(copy.template)
            if template is None or copy.halves or copy.label in spreads:
                continue
            for box in template.boxes:
                if isinstance(box, TextBox) and (box.shape or box.holes):
                    found[copy.label, box.name] = box
        return cls(found, design.paper.grid)


def outlines(page: Page, placed: PlacedBox, ground: Ground) -> Iterator[tuple[Point, ...]]:
    """Yield the outlines of a box: one, or where what stands inside parts it, several that together cover it."""
    box = ground.boxes.get((page.label, placed.name))
    if box is None or box.extent is not None or area_of(box, ground.grid) != placed.area:
        area = placed.area
        yield _points(page, [(area.x, area.y), (area.right, area.y), (area.right, area.bottom), (area.x, area.bottom)])
        return
    for run in _runs(bands(box)):
        yield _points(page, _around(run, ground.grid))


def _runs(found: Sequence[Band]) -> Iterator[list[Band]]:
    """Yield runs of bands, each with one span, that lie under one another and touch."""
    run: list[Band] = []
    for band in found:
        for span in band.spans:
            alone = Band(band.rows, (span,))
            if len(band.spans) > 1:
                yield [alone]
                continue
            if run and not _follows(run[-1], alone):
                yield run
                run = []
            run.append(alone)
        if len(band.spans) > 1 and run:
            yield run
            run = []
    if run:
        yield run


def _follows(one: Band, other: Band) -> bool:
    (first, last), (left, right) = one.spans[0], other.spans[0]
    return one.rows[1] + 1 == other.rows[0] and left <= last and first <= right


def _around(run: Sequence[Band], grid: Grid) -> list[tuple[int, int]]:
    """Return the corners of a run of bands, down its right side and up its left; each reaches to the next."""
    areas = [grid.area(band.spans[0], band.rows) for band in run]
    feet = [*(area.y for area in areas[1:]), areas[-1].bottom]
    right = [point for area, foot in zip(areas, feet, strict=True) for point in _side(area, foot, area.right)]
    left = [point for area, foot in zip(areas, feet, strict=True) for point in _side(area, foot, area.x)]
    return _straight([*right, *reversed(left)])


def _side(area: Area, foot: int, x: int) -> list[tuple[int, int]]:
    return [(x, area.y), (x, foot)]


def _straight(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a closed outline without the points that lie on a side of it, or twice."""
    once = [point for at, point in enumerate(points) if point != points[at - 1]]
    kept = []
    for at, point in enumerate(once):
        before, after = once[at - 1], once[(at + 1) % len(once)]
        if not (before[0] == point[0] == after[0] or before[1] == point[1] == after[1]):
            kept.append(point)
    return kept


def _points(page: Page, corners: Sequence[tuple[int, int]]) -> tuple[Point, ...]:
    return tuple((_part(x, page.width), _part(y, page.height)) for x, y in corners)


def _part(at: int, whole: int) -> int:
    return min(max(round(at * _WHOLE / whole), 0), _WHOLE)
