"""Where a thing stands beside its paragraph: level with the paragraph's first line, else at the top of a column.

On whole rows of one column or of several side by side; in the first later column at whose top it has room where it has
none beside the paragraph, and where its box has none, at the head of the story's next box.
"""

from __future__ import annotations

from collections.abc import Iterator

from compositor.makeup.columns import TextArea, TextColumn
from compositor.makeup.things import Thing
from compositor.model.design import Area, Grid
from compositor.model.rounds import Round
from compositor.records import dataclass

LEAST = 7
"""Ems that a line beside a thing has at least, as beside a template's boxes."""
_LEFT_FOR_COPY = 2
"""Lines that a thing leaves to the copy of a column all of whose measure it takes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands, and what it leaves of the columns; ``moved`` tells that it is not beside its paragraph."""

    area: Area
    left: TextArea
    moved: bool


def standing(thing: Thing, area: TextArea, at: tuple[TextColumn, int], grid: Grid) -> Place | None:
    """Return where a thing stands whose paragraph begins at a page row of a column; None where it has no room."""
    deep: dict[int, int] = {}
    for column, row, moved in _candidates(area, at):
        parts = _abreast(area, column, thing.beside.columns)
        x, width = _across(thing, parts, grid)
        head, foot = _airs(parts[0], row, grid)
        deep[width] = deep.get(width) or thing.depth(width)
        rows = -(-(deep[width] + head + foot) // grid.leading)
        if any(not _holds(part, row, rows) for part in parts):
            continue
        if row + rows == parts[0].foot:
            foot = (grid.leading - grid.size) // 2
        top = grid.row_y(row)
        place = Area(x, top + head, width, rows * grid.leading - head - foot)
        return Place(place, _without(area, parts, (place, row, rows), grid), moved or len(parts) < thing.beside.columns)
    return None


def _candidates(area: TextArea, at: tuple[TextColumn, int]) -> Iterator[tuple[TextColumn, int, bool]]:
    """Yield the row of the paragraph, the rows below it in its column, and the tops of the columns after it."""
    column, first = at
    yield from ((column, row, row > first) for row in range(first, column.foot))
    later = area.columns[area.columns.index(column) + 1 :]
    yield from ((part, part.row, True) for part in later if part.rows)


def _abreast(area: TextArea, column: TextColumn, count: int) -> tuple[TextColumn, ...]:
    """Return a column and those at its right that a thing spans, as many as there are: parts that have its rows."""
    found = [column]
    for index in range(column.index + 1, column.index + count):
        beside = [part for part in area.columns if part.index == index and part.row < column.foot]
        beside = [part for part in beside if part.foot > column.row]
        if beside:
            found.append(max(beside, key=lambda part: part.rows))
    return tuple(found)


def _across(thing: Thing, parts: tuple[TextColumn, ...], grid: Grid) -> tuple[int, int]:
    """Return left edge and width of a thing: at a side of its columns, with an em to the copy beside it.

    Where that would be less than the least measure it stands in the middle.
    """
    first, last = parts[0], parts[-1]
    room, em = last.x + last.measure - first.x, grid.size
    width = thing.beside.width * em // 1000
    if not width:
        width = room - (LEAST + 1) * em if len(parts) == 1 else room
    width = room if width <= 0 or width + em > room else width
    if room - width < (LEAST + 1) * em:
        return first.x + (room - width) // 2, width
    return (first.x if thing.beside.left else first.x + room - width), width


def _airs(column: TextColumn, row: int, grid: Grid) -> tuple[int, int]:
    """Return the white over and under a thing in its rows: with that in the leading an em, at a column's top none."""
    inner = (grid.leading - grid.size) // 2
    air = max(inner, grid.size - inner)
    return (inner if row == column.row else air), air


def _holds(part: TextColumn, row: int, rows: int) -> bool:
    """Tell whether a column has rows on which nothing stands yet, and copy has room in it."""
    inside = part.row <= row and row + rows <= part.foot
    whole = inside and all(part.is_whole(at) for at in range(row, row + rows))
    return whole and rows + _LEFT_FOR_COPY <= part.rows


def _without(area: TextArea, parts: tuple[TextColumn, ...], taken: tuple[Area, int, int], grid: Grid) -> TextArea:
    """Return the area with lines that run round what was taken: a place, its first row, and its rows."""
    place, row, rows = taken
    top, foot = grid.row_y(row), grid.row_y(row + rows)
    outline = ((place.x, top), (place.right, top), (place.right, foot), (place.x, foot))
    one = Round("", outline, gap=grid.size, air=0, least=LEAST * grid.size)
    columns: list[TextColumn] = []
    for column in area.columns:
        columns += column.beside((one,), grid, grid.size) if column in parts else (column,)
    return TextArea(tuple(columns))
