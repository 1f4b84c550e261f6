"""Text in boxes that are no rectangles, and round boxes that stand inside others."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from compositor.makeup.columns import text_area
from compositor.makeup.rules import around, between_columns, framed, under
from compositor.model.design import Area, Cell, Rules, TextBox
from compositor.model.page import Rule, Tint
from compositor.units import pt
from tests.laws.strategies import RED
from tests.makeup.desk import EM, GRID, box, han, lines, made, part, places, story, texts

L_SHAPE: tuple[Cell, ...] = (((1, 3), (1, 10)), ((1, 1), (11, 20)))


def shaped(*shape: Cell, **more: Any) -> TextBox:
    columns = (min(cell[0][0] for cell in shape), max(cell[0][1] for cell in shape))
    rows = (min(cell[1][0] for cell in shape), max(cell[1][1] for cell in shape))
    return box(columns=columns, rows=rows, shape=shape, **more)


def columns_of(text: TextBox) -> list[tuple[int, int, int]]:
    return [(column.index, column.row, column.rows) for column in text_area(text, GRID).columns]


def test_each_column_of_an_l_has_rows_of_its_own() -> None:
    assert columns_of(shaped(*L_SHAPE)) == [(0, 1, 20), (1, 1, 10), (2, 1, 10)]
    assert columns_of(box(columns=(1, 3), rows=(1, 20))) == [(0, 1, 20), (1, 1, 20), (2, 1, 20)]


def test_an_inset_is_kept_along_the_whole_outline() -> None:
    area = text_area(shaped(*L_SHAPE, inset=1), GRID)
    assert [(column.row, column.rows) for column in area.columns] == [(2, 18), (2, 8), (2, 8)]
    for column in area.columns:
        place = GRID.area((column.index + 1, column.index + 1), (1, 1))
        assert column.measure == 9 * EM
        assert column.x - place.x == place.right - column.x - column.measure == EM // 2


def test_text_goes_on_below_what_stands_in_one_column() -> None:
    text = box(columns=(1, 3), rows=(1, 9), holes=(((2, 2), (4, 6)),))
    assert columns_of(text) == [(0, 1, 9), (1, 1, 3), (1, 7, 3), (2, 1, 9)]


def test_text_goes_on_below_what_stands_in_all_columns() -> None:
    text = box(columns=(1, 2), rows=(1, 9), holes=(((1, 2), (4, 6)),))
    assert columns_of(text) == [(0, 1, 3), (0, 7, 3), (1, 1, 3), (1, 7, 3)]


def test_a_column_that_something_stands_in_the_way_of_loses_the_row() -> None:
    """Columns of another measure than the grid's lose rows where any part of their measure is taken."""
    text = box(columns=(1, 3), rows=(1, 9), flow=2, holes=(((3, 3), (4, 6)),))
    assert columns_of(text) == [(0, 1, 9), (1, 1, 3), (1, 7, 3)]
    text = box(columns=(1, 3), rows=(1, 9), flow=2, holes=(((2, 2), (4, 6)),))
    assert columns_of(text) == [(0, 1, 3), (0, 7, 3), (1, 1, 3), (1, 7, 3)]


def test_head_stands_over_the_first_rectangle() -> None:
    shape = (((2, 3), (1, 10)), ((1, 1), (5, 10)))
    result = made(story(part("headline", "主題"), part("body", han(100))), shaped(*shape))
    (head,) = lines(result, "headline")
    assert head.x == GRID.column_x(2)
    first = {
        column: min(row for at, row in places(result, "body") if at == column) for column, _ in places(result, "body")
    }
    assert first == {0: 4, 1: 2}, "the head takes no line of the column beside it"


def test_head_gives_way_to_what_stands_in_the_top_row_of_its_box() -> None:
    """The head stands over all columns below it; copy begins under the head, not beside what stands inside."""
    text = box(columns=(1, 3), rows=(1, 12), holes=(((2, 2), (1, 3)),))
    result = made(story(part("headline", "主題"), part("body", han(100))), text)
    (head,) = lines(result, "headline")
    assert head.x == GRID.column_x(1)
    assert head.baseline > GRID.row_y(4), "below the last row of what stands inside"
    assert min(row for _, row in places(result, "body")) > 4


def test_a_head_stands_right_above_what_stands_inside_and_copy_a_row_above_it() -> None:
    """The picture's rows 3 to 6, with a row of white over and under: its top is level with the copy beside it."""
    text = box(columns=(1, 3), rows=(1, 12), holes=(((2, 3), (2, 7)),))
    result = made(story(part("headline", "主題"), part("body", han(200))), text)
    (head,) = lines(result, "headline")
    assert GRID.row_y(1) < head.baseline < GRID.row_y(3)
    first = {column: row + 1 for column, row in reversed(places(result, "body"))}
    assert first[0] == 3, "beside the picture's first row"
    assert min(row + 1 for column, row in places(result, "body") if column > 0) == 8, "under its white"


def test_copy_in_a_shape_is_whole_and_in_order() -> None:
    copy = han(380)
    text = shaped(*L_SHAPE, holes=(((2, 2), (3, 5)),))
    result = made(story(part("body", copy)), text)
    assert "".join(texts(result, "body")) == copy[: len("".join(texts(result, "body")))]
    taken = set(places(result, "body"))
    assert len(taken) == 20 + 7 + 10
    assert not taken & {(1, 2), (1, 3), (1, 4), (1, 10), (2, 10)}
    (story_fit,) = result.fit.stories
    assert story_fit.overset_characters == 380 - 370


@pytest.mark.parametrize("count", [5, 150, 290, 360])
def test_columns_of_a_shape_balance(count: int) -> None:
    result = made(story(part("body", han(count))), shaped(*L_SHAPE, balance=True))
    assert "".join(texts(result, "body")) == han(count)
    feet = [
        max(row for at, row in places(result, "body") if at == column)
        for column in {at for at, _ in places(result, "body")}
    ]
    assert max(feet) - min(feet) <= 10


def test_frame_and_rules_follow_the_outline_and_meet_in_its_angles() -> None:
    weight = pt(1)
    text = shaped(*L_SHAPE, frame_weight=weight, rules=Rules(right=weight, bottom=weight))
    y, x = GRID.row_y(11), GRID.column_x(1) + GRID.measure
    frame = [rule for rule in framed(text, GRID) if isinstance(rule, Rule)]
    assert len(frame) == 6
    lying = next(rule for rule in frame if rule.y0 == rule.y1 == y - weight // 2)
    standing = next(rule for rule in frame if rule.x0 == rule.x1 == x - weight // 2)
    assert (lying.x0, standing.y0) == (x - weight, y - weight), "each covers the corner"
    beside = [rule for rule in around(text, GRID) if isinstance(rule, Rule)]
    assert len(beside) == 4
    corner = (x + GRID.gutter // 2, y + GRID.leading // 2)
    assert sum((rule.x0, rule.y0) == corner for rule in beside) == 2, "they end where they meet"


def test_rules_with_an_inset_still_meet_in_an_angle() -> None:
    text = shaped(*L_SHAPE, rules=Rules(right=pt(1), bottom=pt(1), inset=pt(5)))
    y, x = GRID.row_y(11), GRID.column_x(1) + GRID.measure
    corner = (x + GRID.gutter // 2, y + GRID.leading // 2)
    beside = [rule for rule in around(text, GRID) if isinstance(rule, Rule)]
    assert sum((rule.x0, rule.y0) == corner for rule in beside) == 2
    right = GRID.area((1, 3), (1, 10)).right
    assert any(rule.y0 == rule.y1 and rule.x1 == right - pt(5) for rule in beside)


def test_tint_and_column_rules_keep_to_the_shape() -> None:
    text = shaped(*L_SHAPE, tint=RED, column_rule=pt(1))
    inside = [GRID.area(*cell) for cell in (((1, 3), (1, 10)), ((1, 1), (1, 20)))]
    assert [ink.area for ink in under(text, GRID) if isinstance(ink, Tint)] == inside
    between = [rule for rule in between_columns(text, GRID, 1, 21) if isinstance(rule, Rule)]
    assert len(between) == 2
    assert all(rule.y1 <= GRID.row_y(11) for rule in between)
    plain = between_columns(box(columns=(1, 3), rows=(1, 20), column_rule=pt(1)), GRID, 1, 21)
    assert all(isinstance(rule, Rule) and rule.y1 > GRID.row_y(20) for rule in plain)


def test_no_line_stands_on_what_stands_inside() -> None:
    hole = GRID.area((2, 3), (4, 8))
    result = made(
        story(part("body", *(han(45) for _ in range(8)))), box(columns=(1, 4), rows=(1, 12), holes=(((2, 3), (4, 8)),))
    )
    for line in lines(result, "body"):
        place = Area(line.x, line.baseline - EM * 88 // 100, line.line.width, EM)
        clear = place.right <= hole.x or place.x >= hole.right or place.bottom <= hole.y or place.y >= hole.bottom
        assert clear, line.line.text
    rows = [(line.column, line.baseline) for line in lines(result, "body")]
    assert all(one < other for one, other in pairwise(rows))
