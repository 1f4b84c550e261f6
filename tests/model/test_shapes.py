"""Boxes of several rectangles: bands, parts, outlines."""

from __future__ import annotations

import pytest

from compositor.model.design import Area, Cell
from compositor.model.shapes import areas_of, bands, cells_of, is_whole, outline_of, rows_at, tall
from tests.makeup.desk import GRID, box

L_SHAPE: tuple[Cell, ...] = (((1, 3), (1, 10)), ((1, 1), (11, 20)))


def test_a_box_is_one_band_where_it_is_a_rectangle() -> None:
    assert cells_of(box(columns=(2, 3), rows=(4, 9))) == (((2, 3), (4, 9)),)
    assert [(band.rows, band.spans) for band in bands(box(columns=(2, 3), rows=(4, 9)))] == [((4, 9), ((2, 3),))]


def test_rectangles_that_overlap_are_counted_once() -> None:
    shape = (((1, 3), (1, 10)), ((1, 1), (5, 20)), ((2, 2), (1, 10)))
    assert cells_of(box(columns=(1, 3), rows=(1, 20), shape=shape)) == L_SHAPE


def test_what_stands_inside_is_taken_out_unless_the_whole_is_asked_for() -> None:
    text = box(columns=(1, 3), rows=(1, 9), holes=(((2, 2), (4, 6)),))
    assert cells_of(text) == (((1, 3), (1, 3)), ((1, 1), (4, 6)), ((3, 3), (4, 6)), ((1, 3), (7, 9)))
    assert cells_of(text, whole=True) == (((1, 3), (1, 9)),)
    assert sum(area.width * area.height for area in areas_of(text, GRID)) < GRID.area((1, 3), (1, 9)).width * (
        GRID.leading * 9
    )


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        ((((1, 3), (1, 10)), ((1, 1), (11, 20))), True),
        ((((1, 1), (1, 10)), ((2, 2), (5, 20))), True),
        ((((1, 1), (1, 10)), ((2, 2), (11, 20))), False),
        ((((1, 1), (1, 10)), ((3, 3), (1, 10))), False),
        ((((1, 1), (1, 10)), ((1, 1), (12, 20))), False),
        ((((1, 1), (1, 10)), ((3, 3), (1, 10)), ((1, 3), (11, 12))), True),
    ],
)
def test_rectangles_make_one_shape_over_sides_not_over_corners(cells: tuple[Cell, ...], whole: bool) -> None:
    assert is_whole(cells) is whole


def test_a_tint_has_no_seam_across_a_column() -> None:
    """Areas that only abut are printed with a hair of white between them; these overlap."""
    upper, leg = tall(box(columns=(1, 3), rows=(1, 20), shape=L_SHAPE), GRID)
    assert upper == GRID.area((1, 3), (1, 10))
    assert leg == GRID.area((1, 1), (1, 20))


def test_outline_goes_round_the_outside_once() -> None:
    text = box(columns=(1, 3), rows=(1, 20), shape=L_SHAPE)
    whole, leg = GRID.area((1, 3), (1, 20)), GRID.area((1, 1), (1, 20))
    y = GRID.row_y(11)
    assert {(edge.side, edge.at, edge.ends, edge.before, edge.after) for edge in outline_of(text, GRID)} == {
        ("left", whole.x, (whole.y, whole.bottom), False, False),
        ("right", whole.right, (whole.y, y), False, False),
        ("right", leg.right, (y, whole.bottom), True, False),
        ("top", whole.y, (whole.x, whole.right), False, False),
        ("bottom", y, (leg.right, whole.right), True, False),
        ("bottom", whole.bottom, (whole.x, leg.right), False, False),
    }


def test_the_outline_has_no_side_where_something_stands_inside() -> None:
    text = box(columns=(1, 3), rows=(1, 9), holes=(((2, 2), (4, 6)),))
    assert len(outline_of(text, GRID)) == 4


def test_rows_at_a_place_across() -> None:
    text = box(columns=(1, 3), rows=(1, 20), shape=L_SHAPE)
    first, second = GRID.area((1, 1), (1, 1)), GRID.area((2, 2), (1, 1))
    assert rows_at(text, GRID, (first.x, first.right)) == ((1, 10), (11, 20))
    assert rows_at(text, GRID, (second.x, second.right)) == ((1, 10),)
    assert rows_at(text, GRID, (first.x, second.right)) == ((1, 10),)


def test_areas_of_a_rectangle_are_its_own() -> None:
    assert areas_of(box(columns=(1, 2), rows=(1, 2)), GRID) == (
        Area(GRID.left, GRID.top, 2 * GRID.measure + GRID.gutter, 2 * GRID.leading),
    )
