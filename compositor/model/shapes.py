"""Boxes that are no rectangles: made of several, with others cut out; as bands of rows, areas, and an outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from compositor.model.design import Area, Cell, FurnitureBox, Grid, PictureBox, TextBox
from compositor.model.grid import SEAM
from compositor.records import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows over which a shape has the same columns, both ends inside; the spans of columns from the left."""

    rows: Span
    spans: tuple[Span, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The rectangles of the band."""
        return tuple((span, self.rows) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Edge:
    """A side of an outline from end to end; ``before`` and ``after`` tell which ends lie in a re-entrant angle.

    ``side`` is that of the shape: left, right, top or bottom. ``at`` is its x, where it stands, or its y.
    """

    side: str
    at: int
    ends: tuple[int, int]
    before: bool = False
    after: bool = False


def cells_of(box: TextBox | PictureBox | FurnitureBox, *, whole: bool = False) -> tuple[Cell, ...]:
    """Return the rectangles, apart from one another, that a box takes; ``whole`` with what stands inside it."""
    if isinstance(box, TextBox) and (box.shape or box.holes):
        return tuple(cell for band in bands(box, whole=whole) for cell in band.cells)
    return ((box.columns, box.rows),)


def bands(box: TextBox, *, whole: bool = False) -> tuple[Band, ...]:
    """Return the bands of a box from top to bottom; ``whole`` with what stands inside it."""
    return _bands(box.shape or ((box.columns, box.rows),), () if whole else box.holes)


def area_of(box: TextBox | PictureBox | FurnitureBox, grid: Grid) -> Area:
    """Return the rectangle around a box: of one with an extent, that part of its columns."""
    area = grid.area(box.columns, box.rows)
    if isinstance(box, FurnitureBox) or box.extent is None:
        return area
    return Area(area.x + box.extent.left, area.y, box.extent.width, area.height)


def may_overlap(one: TextBox | PictureBox | FurnitureBox, other: TextBox | PictureBox | FurnitureBox) -> bool:
    """Tell whether a template lets two boxes overlap: it says so, draws one over the other, or lines run round it."""
    for first, second in ((one, other), (other, one)):
        if second.name in first.overlaps or second.name in first.over or runs_round(first, second):
            return True
    return False


def runs_round(one: TextBox | PictureBox | FurnitureBox, other: TextBox | PictureBox | FurnitureBox) -> bool:
    """Tell whether the lines of a box run round another."""
    return isinstance(one, TextBox) and any(round_.name == other.name for round_ in one.rounds)


def areas_of(box: TextBox | PictureBox | FurnitureBox, grid: Grid, *, whole: bool = False) -> tuple[Area, ...]:
    """Return the areas that a box takes, apart from one another."""
    if not isinstance(box, FurnitureBox) and box.extent is not None:
        return (area_of(box, grid),)
    return tuple(grid.area(*cell) for cell in cells_of(box, whole=whole))


def under_heads(box: TextBox) -> TextBox:
    """Return a box as its heads see it: what stands inside takes no white above, which the head's own white is."""
    holes = tuple((columns, (rows[0] + (rows[0] > 1), rows[1])) for columns, rows in box.holes)
    return replace(box, holes=holes) if holes else box


def shared_cells(
    one: TextBox | PictureBox | FurnitureBox, other: TextBox | PictureBox | FurnitureBox, grid: Grid
) -> Iterator[Cell]:
    """Yield what two boxes have in common, by their real shapes; one across the fold takes the strip there."""
    for cell in cells_of(one):
        for its in cells_of(other):
            columns, rows = _shared(cell[0], its[0]), _shared(cell[1], its[1])
            if SEAM in (cell[0], its[0]) and grid.fold(cell[0]) and grid.fold(its[0]):
                columns = cell[0] if its[0] == SEAM else its[0]
            if columns and rows:
                yield columns, rows


def _shared(one: Span, other: Span) -> Span | None:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def squares(box: TextBox | PictureBox) -> set[tuple[int, int]]:
    """Return column and row of every square of the grid that a box takes, with what stands inside it."""
    return {
        (column, row)
        for columns, rows in cells_of(box, whole=True)
        for column in range(columns[0], columns[1] + 1)
        for row in range(rows[0], rows[1] + 1)
    }


def rows_at(box: TextBox, grid: Grid, across: Span) -> tuple[Span, ...]:
    """Return the rows, from first to last, that a box has all of ``across`` in: those of what stands inside it not."""
    found = []
    for band in bands(box):
        if any(area.x <= across[0] and across[1] <= area.right for area in (grid.area(*cell) for cell in band.cells)):
            found.append(band.rows)
    return tuple(found)


def is_whole(cells: Sequence[Cell]) -> bool:
    """Tell whether rectangles make one shape: from each to each a way leads over sides, not over corners."""
    left, reached = list(cells[1:]), list(cells[:1])
    while left:
        near = next((cell for cell in left if any(_beside(cell, other) for other in reached)), None)
        if near is None:
            return False
        left.remove(near)
        reached.append(near)
    return True


def _beside(one: Cell, other: Cell) -> bool:
    """Tell whether two rectangles overlap or touch along a side."""
    across = [max(a[0], b[0]) - min(a[1], b[1]) for a, b in zip(one, other, strict=True)]
    return max(across) <= 1 and min(across) <= 0


def _bands(cells: Sequence[Cell], holes: Sequence[Cell]) -> tuple[Band, ...]:
    edges = sorted({row for _, (first, last) in (*cells, *holes) for row in (first, last + 1)})
    found: list[Band] = []
    for first, after in pairwise(edges):
        columns = _columns(cells, first) - _columns(holes, first)
        if not columns:
            continue
        spans = tuple(_runs(sorted(columns)))
        if found and found[-1].spans == spans and found[-1].rows[1] + 1 == first:
            found[-1] = Band((found[-1].rows[0], after - 1), spans)
        else:
            found.append(Band((first, after - 1), spans))
    return tuple(found)


def _columns(cells: Sequence[Cell], row: int) -> set[int]:
    return {column for (first, last), rows in cells if rows[0] <= row <= rows[1] for column in range(first, last + 1)}


def _runs(columns: Sequence[int]) -> Iterator[Span]:
    for _, group in groupby(enumerate(columns), lambda pair: pair[1] - pair[0]):
        run = [column for _, column in group]
        yield run[0], run[-1]


def tall(box: TextBox, grid: Grid) -> tuple[Area, ...]:
    """Return areas that cover a box, each as deep as its columns go: no seam runs between two that are tinted."""
    if box.extent is not None:
        return (area_of(box, grid),)
    found = bands(box, whole=True)
    areas = []
    for index, band in enumerate(found):
        for span in band.spans:
            first = last = index
            while first and _holds(found[first - 1], span) and _touch(found[first - 1], found[first]):
                first -= 1
            while last + 1 < len(found) and _holds(found[last + 1], span) and _touch(found[last], found[last + 1]):
                last += 1
            areas.append(grid.area(span, (found[first].rows[0], found[last].rows[1])))
    return tuple(dict.fromkeys(areas))


def _holds(band: Band, span: Span) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in band.spans)


def _touch(one: Band, other: Band) -> bool:
    return one.rows[1] + 1 == other.rows[0]


def outline_of(box: TextBox, grid: Grid) -> tuple[Edge, ...]:
    """Return the sides of a box from the outside, with what stands inside it."""
    found = bands(box, whole=True)
    return (*_standing(found, grid), *_lying(found, grid))


def _standing(found: Sequence[Band], grid: Grid) -> Iterator[Edge]:
    sides: dict[tuple[str, int], list[list[int]]] = {}
    for band in found:
        y0, y1 = grid.row_y(band.rows[0]), grid.row_y(band.rows[1] + 1)
        for span in band.spans:
            area = grid.area(span, band.rows)
            for side, x in (("left", area.x), ("right", area.right)):
                runs = sides.setdefault((side, x), [])
                if runs and runs[-1][1] == y0:
                    runs[-1][1] = y1
                else:
                    runs.append([y0, y1])
    for (side, x), runs in sides.items():
        for y0, y1 in runs:
            above, below = (_crosses(found, grid, x, y) for y in (y0 - 1, y1))
            yield Edge(side, x, (y0, y1), above, below)


def _crosses(found: Sequence[Band], grid: Grid, x: int, y: int) -> bool:
    """Tell whether the shape lies on both sides of ``x`` at ``y``."""
    return any(first < x < last for first, last in _across(found, grid, y))


def _across(found: Sequence[Band], grid: Grid, y: int) -> tuple[tuple[int, int], ...]:
    for band in found:
        if grid.row_y(band.rows[0]) <= y < grid.row_y(band.rows[1] + 1):
            return tuple((area.x, area.right) for area in (grid.area(span, band.rows) for span in band.spans))
    return ()


def _lying(found: Sequence[Band], grid: Grid) -> Iterator[Edge]:
    levels = sorted({grid.row_y(row) for band in found for row in (band.rows[0], band.rows[1] + 1)})
    for y in levels:
        above, below = _across(found, grid, y - 1), _across(found, grid, y)
        for side, inside, outside in (("top", below, above), ("bottom", above, below)):
            for x0, x1 in _less(inside, outside):
                within = [any(first < x < last for first, last in inside) for x in (x0, x1)]
                yield Edge(side, y, (x0, x1), *within)


def _less(spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what is left of the spans without the others."""
    cuts = sorted({end for span in (*spans, *others) for end in span})
    left = [
        (first, last)
        for first, last in pairwise(cuts)
        if any(a <= first and last <= b for a, b in spans) and not any(a <= first and last <= b for a, b in others)
    ]
    run: list[int] = []
    for first, last in left:
        if run and run[1] == first:
            run[1] = last
            continue
        if run:
            yield run[0], run[1]
        run = [first, last]
    if run:
        yield run[0], run[1]
