"""破欄: columns of a box's own measure; shapes with columns of their own, vertical ones, and heads with their place."""

from __future__ import annotations

import pytest

from compositor.makeup.columns import text_area
from compositor.model.design import Cell, HeadPlace
from compositor.model.settings import Direction, OwnColumns
from compositor.model.standing import stance
from compositor.units import pt
from tests.makeup.desk import EM, GRID, LINE, box, han, lines, made, part, places, story, texts
from tests.makeup.test_shapes import shaped

L_SHAPE: tuple[Cell, ...] = (((1, 3), (1, 10)), ((1, 1), (11, 20)))
WIDTH = 32 * EM
"""Three columns of ten ems with an em between."""


def test_columns_of_their_own_measure_fill_the_box_and_the_head_stands_over_them() -> None:
    text = box(columns=(1, 3), rows=(1, 12), flow=2, own=OwnColumns(15 * EM))
    result = made(story(part("headline", "主題"), part("body", han(100))), text)
    left, right = GRID.left, GRID.left + WIDTH
    body = lines(result, "body")
    assert {line.line.measure for line in body} == {15 * EM}
    assert sorted({line.x for line in body}) == [left]
    one, other = text_area(text, GRID).columns
    assert (one.x, other.x + other.measure, other.x - one.x - one.measure) == (left, right, 2 * EM)
    assert lines(result, "headline")[0].line.measure == WIDTH


def test_more_than_six_ems_of_white_stand_at_the_sides_and_not_between() -> None:
    one, other = text_area(box(columns=(1, 3), flow=2, own=OwnColumns(12 * EM)), GRID).columns
    assert other.x - one.x - one.measure == 6 * EM
    assert one.x - GRID.left == GRID.left + WIDTH - other.x - other.measure == EM


def test_a_gutter_given_is_kept() -> None:
    one, other = text_area(box(columns=(1, 3), flow=2, own=OwnColumns(15 * EM, EM)), GRID).columns
    assert other.x - one.x - one.measure == EM
    one, other = text_area(box(columns=(1, 3), flow=2, own=OwnColumns(0, 4 * EM)), GRID).columns
    assert (one.measure, other.x - one.x - one.measure) == (14 * EM, 4 * EM)


def test_tiers_have_a_measure_of_their_own() -> None:
    stands = stance(
        box(columns=(1, 2), rows=(1, 20), flow=2, own=OwnColumns(13 * EM), direction=Direction.VERTICAL), GRID
    )
    upper, lower = text_area(stands.box, stands.grid).columns
    assert (upper.x, upper.measure, lower.measure) == (0, 13 * EM, 13 * EM)
    assert lower.x + lower.measure == pt("295"), "from the head of the first row to the foot of the last"


def test_a_shape_has_columns_of_its_own_measure_where_they_lie_in_it() -> None:
    text = shaped(*(((1, 4), (1, 10)), ((1, 2), (11, 20))), flow=3, own=OwnColumns(13 * EM))
    assert [(column.index, column.rows) for column in text_area(text, GRID).columns] == [(0, 20), (1, 10), (2, 10)]


def test_the_tiers_of_a_vertical_l_are_as_long_as_it_is_wide_there() -> None:
    text = shaped(*L_SHAPE, flow=2, direction=Direction.VERTICAL)
    stands = stance(text, GRID)
    upper, lower = text_area(stands.box, stands.grid).columns
    wide, narrow = (WIDTH + LINE - EM) // LINE, (10 * EM + LINE - EM) // LINE
    assert upper.rows == wide
    assert abs(lower.rows - narrow) <= 1
    assert lower.foot == upper.foot, "the leg is at the left, where lines end"
    copy = han(600)
    result = made(story(part("body", copy)), text)
    assert "".join(texts(result, "body")) == copy[: len("".join(texts(result, "body")))]
    leg = GRID.area((1, 1), (1, 20))
    below = [line for line in lines(result, "body") if line.baseline >= GRID.row_y(11)]
    assert below
    assert all(leg.x <= line.x - EM // 2 and line.x + EM // 2 <= leg.right for line in below)


def test_a_vertical_head_of_a_shape_takes_lines_of_the_first_rectangle_alone() -> None:
    shape = (((3, 3), (1, 10)), ((1, 3), (11, 20)))
    result = made(
        story(part("headline", "主題"), part("body", han(300))), shaped(*shape, flow=2, direction=Direction.VERTICAL)
    )
    (head,) = lines(result, "headline")
    assert head.baseline < GRID.row_y(11)
    assert head.x + pt(10) <= GRID.area((3, 3), (1, 1)).right + 1
    first = {
        column: min(row for at, row in places(result, "body") if at == column) for column, _ in places(result, "body")
    }
    assert first[1] == 0, "the tier below begins at the right edge"
    assert first[0] > 0


@pytest.mark.parametrize("place", [HeadPlace((2, 3)), HeadPlace((2, 3), beside=True), HeadPlace((1, 2), row=4)])
def test_heads_of_shapes_have_their_place(place: HeadPlace) -> None:
    copy = han(200)
    text = shaped(*L_SHAPE, head=place)
    result = made(story(part("headline", "主題"), part("body", copy)), text)
    (head,) = lines(result, "headline")
    assert place.columns is not None
    assert head.x == GRID.column_x(place.columns[0])
    assert head.line.measure == 21 * EM
    assert "".join(texts(result, "body")) == copy
    taken = set(places(result, "body"))
    if place.beside:
        assert {column for column, _ in taken} == {0}
    if place.row == 4:
        assert {(0, 2), (1, 2)} <= taken
        assert not {(0, 3), (1, 3)} & taken
