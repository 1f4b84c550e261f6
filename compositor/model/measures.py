"""Where the columns of text stand in a box: on the grid's own, divided, or of a measure of the box's own (破欄)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from compositor.model.design import Area, Grid, TextBox
from compositor.model.grid import SEAM
from compositor.model.settings import Direction
from compositor.model.shapes import area_of, rows_at, squares
from compositor.records import dataclass

MOST_GUTTER = 6
"""Ems of white that may stand between columns of a box's own measure; what is left over stands at its sides."""

Stretch = tuple[int, int]
"""Where something begins, and how long it is."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of text as a box has them: where each begins and its measure; ``least`` is the white between two.

    ``over`` is how much wider than their room they are.
    """

    places: tuple[Stretch, ...]
    least: int
    over: int = 0


def columns_of(box: TextBox, grid: Grid) -> Columns:
    """Return the columns of text of a box (clreq #type_area: a measure is a whole number of body ems).

    A box without inset whose flow is its number of grid columns stands on the grid's own columns. Any other
    divides its width: as many whole ems as fit, the rest going to the gutters; or it has columns of its own measure,
    the gutters being what is left. A vertical box, lying, divides its height into tiers. Across the fold of a spread
    the columns of each page stand for themselves, all of one measure.
    """
    spanned = box.columns[1] - box.columns[0] + 1
    if grid.direction is Direction.VERTICAL or box.own is not None or box.columns == SEAM:
        return _divided(box, grid)
    if box.flow == spanned and (box.inset == 0 or box.shape) and box.extent is None:
        return Columns(_on_the_grid(box, grid, spanned), grid.gutter)
    return _divided(box, grid)


def most_columns(box: TextBox, grid: Grid) -> int:
    """Return how many columns of a box's own measure fit into it, with the grid's gutter or its own between them."""
    assert box.own is not None
    gutter = grid.gutter if box.own.gutter is None else box.own.gutter
    step = box.own.measure + gutter
    return max(1, sum((width + gutter) // step for _, width in _rooms(box, grid)) if step else 1)


def _on_the_grid(box: TextBox, grid: Grid, spanned: int) -> tuple[Stretch, ...]:
    """Return the grid's own columns; with an inset each is an em narrower for each em of it, half at either side."""
    size = box.style.style("body").size
    measure = max(size, (grid.measure - box.inset * grid.size) // size * size) if box.inset else grid.measure
    aside = (grid.measure - measure) // 2
    return tuple((grid.column_x(box.columns[0] + n) + aside, measure) for n in range(spanned))


def _rooms(box: TextBox, grid: Grid) -> tuple[Stretch, ...]:
    """Return where columns may stand in a box: all of it within its inset, or what lies on each side of a fold."""
    area, side = area_of(box, grid), box.inset * grid.size
    left, right = area.x + side, area.right - side
    fold = grid.fold(box.columns)
    if fold is None:
        return ((left, right - left),)
    return (left, fold[0] - left), (fold[1], right - fold[1])


def _divided(box: TextBox, grid: Grid) -> Columns:
    size, rooms = box.style.style("body").size, _rooms(box, grid)
    if len(rooms) == 2 and box.flow == 1:
        rooms = ((rooms[0][0], rooms[1][0] + rooms[1][1] - rooms[0][0]),)
    flows = _flows(box.flow, rooms)
    least = grid.gutter if box.own is None or box.own.gutter is None else box.own.gutter
    if box.own is not None and box.own.measure:
        measure = box.own.measure
    else:
        fits = min((width - (flow - 1) * least) // flow for flow, (_, width) in zip(flows, rooms, strict=True))
        measure = max(size, fits // size * size)
    found: list[Stretch] = []
    narrowest, over = least, 0
    for flow, (start, width) in zip(flows, rooms, strict=True):
        slack = max(size, width) - flow * measure
        over = max(over, -slack if flow == 1 else 0)
        gutter = _gutter(box, grid, (flow, slack, size))
        if flow > 1:
            narrowest = min(narrowest, slack // (flow - 1))
        left = 0 if grid.direction is Direction.VERTICAL else max(0, slack - gutter * (flow - 1)) // 2
        first = start + left
        found += ((first + n * (measure + gutter), measure) for n in range(flow))
    return Columns(tuple(found), narrowest, over)


def _gutter(box: TextBox, grid: Grid, room: tuple[int, int, int]) -> int:
    """Return the white between columns: that of the box, or what is left, up to half as much again as the grid's.

    Between columns of its own measure all that is left stands, up to six ems.
    """
    flow, slack, size = room
    if flow == 1:
        return 0
    left = max(0, slack) // (flow - 1)
    if box.own is not None and box.own.gutter is not None:
        return min(left, box.own.gutter)
    return min(left, max(grid.gutter, MOST_GUTTER * size) if box.own is not None else grid.gutter * 3 // 2)


def _flows(flow: int, rooms: tuple[Stretch, ...]) -> tuple[int, ...]:
    """Return how many columns stand on each side of the fold: as the sides are wide, one at least on each."""
    if len(rooms) == 1:
        return (flow,)
    (_, left), (_, right) = rooms
    first = min(max(1, (flow * left * 2 + left + right) // (2 * (left + right))), flow - 1)
    return first, flow - first


def rows_of(box: TextBox, grid: Grid, place: Stretch) -> tuple[tuple[int, int], ...]:
    """Return the rows, from first to last, that a column of a box has; those of what stands inside it not."""
    if box.upright is not None:
        return tuple(tier_rows(*box.upright, place))
    if box.shape or box.holes:
        return rows_at(box, grid, (place[0], place[0] + place[1]))
    return (box.rows,)


def tier_rows(box: TextBox, grid: Grid, tier: Stretch) -> Iterator[tuple[int, int]]:
    """Yield the lines, from first to last, that a tier of a standing box has: where all of it lies in the box.

    ``tier`` is where the tier begins from the top of the box, and its measure. Lines keep clear of other boxes inside,
    and of the fold of a spread.
    """
    outer, air = area_of(box, grid), grid.leading - grid.size
    side = box.inset * grid.size
    top = outer.y + air // 2 + tier[0]
    head, foot = max(outer.y, top - side - air // 2), min(outer.bottom, top + tier[1] + side + air // 2)
    rows = [
        row
        for row in range(box.rows[0], box.rows[1] + 1)
        if grid.row_y(row) < foot and head < grid.row_y(row) + grid.leading
    ]
    inside = squares(box) - {
        (column, row)
        for columns, lines in box.holes
        for column in range(columns[0], columns[1] + 1)
        for row in range(lines[0], lines[1] + 1)
    }
    columns = [
        column for column in range(box.columns[0], box.columns[1] + 1) if all((column, row) in inside for row in rows)
    ]
    for first, last in reversed(list(_together(columns, grid))):
        place = grid.area((first, last), box.rows)
        fold = grid.fold((first, last))
        if fold is None:
            yield from _lines_in(place, outer, grid, box.inset)
            continue
        for x, right in ((fold[1], place.right), (place.x, fold[0])):
            yield from _lines_in(Area(x, place.y, right - x, place.height), outer, grid, box.inset)


def _together(columns: list[int], grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield runs of columns beside one another, those of each page of a spread for themselves."""
    for _, group in groupby(enumerate(columns), lambda pair: (pair[1] - pair[0], (pair[1] - 1) // grid.columns)):
        run = [column for _, column in group]
        yield run[0], run[-1]


def _lines_in(place: Area, outer: Area, grid: Grid, inset: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of the lines, counted from a box's right edge, whose em boxes lie in a place."""
    first = -(-(outer.right - place.right) // grid.leading) + 1 + inset
    last = (outer.right - grid.size - place.x) // grid.leading + 1 - inset
    if first <= last:
        yield first, last
