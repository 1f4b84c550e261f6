"""Boxes drawn at random that are no rectangles, boxes inside others, and boxes that overlap because they say so."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from compositor.model.design import Cell, Grid, HeadPlace, PictureBox, TextBox
from compositor.model.settings import Direction
from compositor.model.shapes import cells_of, squares
from compositor.units import pt
from tests.laws.words import HERE

_AIR = 1
"""Rows over and under a box inside another that its lines leave white, as templates have it."""


def shaped(draw: st.DrawFn, box: TextBox, grid: Grid) -> TextBox:
    """A box made of two or three rectangles one below the other, in any order; or the box as it is."""
    if box.direction is Direction.VERTICAL or box.columns[0] == box.columns[1] or draw(st.integers(0, 2)):
        return box
    least = 2 * box.inset + 1
    cells = [cell for cell in _steps(draw, box) if cell[1][1] - cell[1][0] + 1 >= least]
    if len(cells) < 2 or grid.measure < (box.inset + 2) * grid.size:
        return box
    cells = draw(st.permutations(cells))
    columns = (min(cell[0][0] for cell in cells), max(cell[0][1] for cell in cells))
    rows = (min(cell[1][0] for cell in cells), max(cell[1][1] for cell in cells))
    return replace(
        box,
        columns=columns,
        rows=rows,
        flow=columns[1] - columns[0] + 1,
        shape=tuple(cells),
        head=HeadPlace(),
        own=None,
    )


def _steps(draw: st.DrawFn, box: TextBox) -> list[Cell]:
    """Rectangles from the top of a box down, each touching the one above it."""
    (left, right), (top, foot) = box.columns, box.rows
    cells: list[Cell] = []
    for _ in range(draw(st.integers(2, 3))):
        last = draw(st.integers(top, foot))
        first = draw(st.integers(left, cells[-1][0][1] if cells else right))
        end = draw(st.integers(max(first, cells[-1][0][0] if cells else first), right))
        cells.append(((first, end), (top, last)))
        top = last + 1
        if top > foot:
            break
    return cells


def inside(draw: st.DrawFn, box: TextBox) -> tuple[TextBox, tuple[Cell, ...]]:
    """The box with room for up to two others, and where those stand: apart, and not over all of it."""
    if box.direction is Direction.VERTICAL or box.head != HeadPlace() or draw(st.integers(0, 2)):
        return box, ()
    cells: list[Cell] = []
    for _ in range(draw(st.integers(1, 2))):
        column, row = draw(st.integers(*box.columns)), draw(st.integers(*box.rows))
        cell = (
            (column, draw(st.integers(column, box.columns[1]))),
            (row, draw(st.integers(row, min(box.rows[1], row + 12)))),
        )
        own = squares(replace(box, columns=cell[0], rows=cell[1], shape=(), holes=()))
        apart = all(own.isdisjoint(squares(replace(box, columns=one[0], rows=one[1], shape=()))) for one in cells)
        if own < squares(box) and apart:
            cells.append(cell)
    holes = tuple((columns, (max(1, rows[0] - _AIR), rows[1] + _AIR)) for columns, rows in cells)
    return replace(box, holes=holes), tuple(cells)


def beside(box: TextBox) -> tuple[Cell, ...]:
    """The rectangles that a box leaves free of the rectangle around it: left and right of each of its bands."""
    free = []
    for columns, rows in cells_of(box, whole=True):
        if columns[0] > box.columns[0]:
            free.append(((box.columns[0], columns[0] - 1), rows))
        if columns[1] < box.columns[1]:
            free.append(((columns[1] + 1, box.columns[1]), rows))
    return tuple(free)


def over(draw: st.DrawFn, box: TextBox, name: str, others: tuple[str, ...]) -> PictureBox:
    """A picture box that overlaps a text box somewhere, with what stands in it, and declares it."""
    column, row = draw(st.integers(*box.columns)), draw(st.integers(*box.rows))
    columns, rows = (column, draw(st.integers(column, box.columns[1]))), (row, draw(st.integers(row, box.rows[1])))
    return PictureBox(name, columns, rows, box.style, HERE, pt(1), overlaps=(box.name, *others), optional=True)
