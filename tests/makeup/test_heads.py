"""Heads: the sizes that a style lists, heads condensed before they are set smaller, where in its box a head stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compositor.makeup import MadeUp
from compositor.model.copy import Emphasis, Span
from compositor.model.design import BLACK, WHITE, HeadPlace
from compositor.model.lines import Line
from compositor.model.page import Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.units import pt
from tests.makeup.desk import EM, GRID, LINE, box, han, lines, look, made, part, places, story, style, texts

STEPS = (pt(20), pt(16), pt(12))


def headed(characters: int, *, breaks: tuple[int, ...] = (), width: int = 1, **settings: object) -> MadeUp:
    """A headline of so many characters over columns of ten ems, at most 20 points, at least 10."""
    headline = style("headline", pt(20), pt(30), **{"min_size": pt(10), **settings})
    head = part("headline", han(characters), breaks=breaks)
    return made(story(head, part("body", han(9))), box(columns=(1, width), style=look(headline=headline)))


def set_in(result: MadeUp) -> list[Line]:
    return [ink.line for ink in lines(result, "headline")]


def sizes(result: MadeUp) -> set[int]:
    return {run.size for line in set_in(result) for run in line.runs}


@pytest.mark.parametrize(
    ("characters", "size"), [(5, 20), (20, 20), (24, 16), (25, 12), (32, 12), (33, 12), (60, 12)], ids=str
)
def test_a_head_is_fitted_in_the_sizes_listed_and_no_other(characters: int, size: int) -> None:
    """Five characters of 20 points to a line, six of 16, eight of 12; four lines at most."""
    result = headed(characters, sizes=STEPS, min_size=STEPS[-1])
    assert sizes(result) == {pt(size)}
    assert "".join(texts(result, "headline")) == han(characters)


def test_a_head_that_fits_is_not_condensed() -> None:
    assert {line.condensed for line in set_in(headed(20, condense=800))} == {1000}


@pytest.mark.parametrize(
    ("characters", "condensed", "size"),
    [(5, 1000, 20), (6, 833, 20), (7, 751, 19), (8, 757, 16.5)],
)
def test_a_head_is_condensed_no_more_than_it_has_to_be(characters: int, condensed: int, size: float) -> None:
    """Two lines by hand, the longer one of 5, 6, 7 or 8 characters in five ems; at most to three quarters."""
    result = headed(characters + 3, breaks=(3,), condense=750)
    assert sizes(result) == {pt(size)}
    assert {line.condensed for line in set_in(result)} == {condensed}
    assert all(line.width <= line.measure == 10 * EM and not line.tight for line in set_in(result))


def test_a_head_given_as_one_line_is_condensed_and_set_smaller_rather_than_broken() -> None:
    (line,) = set_in(headed(6, breaks=(0,), condense=750))
    assert (line.condensed, line.tight) == (833, False)
    (smaller,) = set_in(headed(9, breaks=(0,), condense=750))
    assert not smaller.tight
    assert {run.size for run in smaller.runs} < {pt(size / 2) for size in range(20, 40)}
    assert len(set_in(headed(6, condense=750))) == 2, "the program would break it"


def test_a_head_given_as_one_line_that_no_width_helps_is_told_and_not_broken() -> None:
    (line,) = set_in(headed(40, breaks=(0,), condense=900))
    assert line.tight


def test_a_condensed_line_is_as_wide_as_its_glyphs() -> None:
    for line in set_in(headed(9, breaks=(3,), condense=750)):
        assert line.width == sum(advance for run in line.runs for advance in run.advances)
        assert {advance for run in line.runs for advance in run.advances} == {pt(20) * 833 // 1000}
        assert {run.condensed for run in line.runs} == {833}


def test_all_lines_of_a_head_are_condensed_alike() -> None:
    result = headed(9, breaks=(3,), condense=750)
    assert len(set_in(result)) == 2
    assert len({line.condensed for line in set_in(result)}) == 1


def test_a_head_that_no_width_helps_is_as_narrow_and_small_as_it_may_be() -> None:
    result = headed(40, breaks=(3,), condense=900)
    assert sizes(result) == {pt(10)}
    assert [line.tight for line in set_in(result)] == [False, True]
    assert {line.condensed for line in set_in(result)} == {900}


def test_a_head_with_something_beside_it_is_set_smaller_instead() -> None:
    headline = style("headline", pt(20), pt(30), min_size=pt(10), condense=750)
    plain = part("headline", han(9), breaks=(3,))
    dotted = type(plain)(
        plain.name, plain.text, plain.paragraphs, (Span(3, 6, Emphasis.DOTS),), plain.source, plain.breaks
    )
    result = made(story(dotted, part("body", han(9))), box(style=look(headline=headline)))
    assert {line.condensed for line in set_in(result)} == {1000}
    assert sizes(result) == {pt("16.5")}


def test_a_condensed_line_is_accounted_for_in_the_room_that_its_glyphs_have() -> None:
    for line in set_in(headed(9, breaks=(3,), condense=750)):
        account = line.audit
        assert account is not None
        assert account.natural <= account.room


def placed(place: HeadPlace, *, columns: int = 3, body: int = 200, rows: int = 10, **more: Any) -> MadeUp:
    """A headline of two lines of five ems, broken by hand, in a box of columns of ten ems."""
    head = part("headline", han(6), breaks=(3,))
    lead = box(columns=(1, columns), rows=(1, rows), head=place, **more)
    return made(story(head, part("body", han(body))), lead)


def first_rows(result: MadeUp) -> dict[int, int]:
    """The first row of copy in each column."""
    found: dict[int, int] = {}
    for column, row in places(result, "body"):
        found[column] = min(row, found.get(column, row))
    return found


def test_copy_runs_beside_a_head_over_some_of_the_columns() -> None:
    """Two lines on thirty points take four rows of fifteen; the third column is full."""
    assert first_rows(placed(HeadPlace((1, 2)))) == {0: 4, 1: 4, 2: 0}
    assert first_rows(placed(HeadPlace((2, 3)))) == {0: 0, 1: 4, 2: 4}
    assert first_rows(placed(HeadPlace())) == {0: 4, 1: 4, 2: 4}


def test_a_head_over_some_columns_is_as_wide_as_they_are_and_level_with_the_copy_beside_it() -> None:
    result = placed(HeadPlace((2, 3)))
    lines_set = lines(result, "headline")
    assert [line.x for line in lines_set] == [GRID.column_x(2)] * 2
    assert lines_set[0].line.measure == 21 * EM
    copy = next(line for line in lines(result, "body") if line.column == 0)
    assert lines_set[0].em_boxes().y == copy.em_boxes().y


def test_a_head_beside_the_copy_has_its_columns_for_itself() -> None:
    """側題."""
    assert set(first_rows(placed(HeadPlace((1, 1), beside=True)))) == {1, 2}
    assert set(first_rows(placed(HeadPlace((3, 3), beside=True)))) == {0, 1}


def test_copy_stands_above_and_below_a_head_within_it() -> None:
    """插題: white above, the head, and copy that goes on under it; no line is lost or stands under the head."""
    result = placed(HeadPlace((2, 2), row=4), body=240)
    column = [row for column, row in places(result, "body") if column == 1]
    assert column == [0, 1, 2, 8, 9]
    assert "".join(texts(result, "body")) == han(240)
    head = lines(result, "headline")
    above = GRID.row_y(4)
    assert all(above < line.em_boxes().y and line.em_boxes().bottom < GRID.row_y(9) for line in head)


@pytest.mark.parametrize("row", [10, 11, 99])
def test_a_head_at_a_row_that_its_box_has_not_is_set_all_the_same(row: int) -> None:
    """In a vertical box rows are its lines; no head is lost because there are fewer of them."""
    assert texts(placed(HeadPlace((2, 2), row=row)), "headline") == [han(3), han(6)[3:]]


def test_a_vertical_head_stands_at_an_edge_of_a_horizontal_box() -> None:
    """Its lines run down, the first at the right, level with the copy; at the left edge flush with it, at the right
    with that."""
    for columns, flush in ((1, GRID.column_x(1)), (3, GRID.column_x(3) + GRID.measure)):
        result = placed(HeadPlace((columns, columns), direction=Direction.VERTICAL))
        head = lines(result, "headline")
        assert [line.line.direction for line in head] == [Direction.VERTICAL] * 2
        assert head[0].x > head[1].x
        edges = [line.em_boxes() for line in head]
        assert (edges[1].x if columns == 1 else edges[0].right) == flush
        copy = lines(result, "body")[0]
        assert edges[0].y == copy.em_boxes().y
        assert columns - 1 not in first_rows(result)
        assert "".join(texts(result, "body")) == han(200)


def test_upright_heads_of_unlike_leading_stand_flush_with_their_column() -> None:
    """The last head's own white, not the first one's, is what hangs over the edge."""
    styles = {"headline": style("headline", pt(20), pt(30)), "deck": style("deck", EM, EM + pt(2))}
    heads = part("headline", han(4)), part("deck", han(5)), part("body", han(60))
    place = HeadPlace((1, 1), direction=Direction.VERTICAL)
    result = made(story(*heads), box(columns=(1, 3), head=place, style=look(**styles)))
    assert lines(result, "deck")[0].em_boxes().x == GRID.column_x(1)


def test_columns_balance_below_a_head_over_some_of_them() -> None:
    """Seven lines: one under the head in each of its columns, five beside it; never fewer rows than the head has."""
    result = placed(HeadPlace((1, 2)), body=70, balance=True)
    rows = {column: max(row for at, row in places(result, "body") if at == column) for column in range(3)}
    assert rows == {0: 4, 1: 4, 2: 4}


def test_rules_between_columns_stand_clear_of_a_head() -> None:
    result = placed(HeadPlace((1, 2)), column_rule=pt(1))
    inner, outer = sorted((ink for ink in result.pages[0].ink if isinstance(ink, Rule)), key=lambda rule: rule.x0)
    assert inner.y0 >= max(line.em_boxes().bottom for line in lines(result, "headline"))
    assert outer.y0 < lines(result, "headline")[0].baseline
    alone = placed(HeadPlace((1, 2), beside=True), column_rule=pt(1))
    assert len([ink for ink in alone.pages[0].ink if isinstance(ink, Rule)]) == 1


@pytest.mark.parametrize("direction", [Direction.HORIZONTAL, Direction.VERTICAL])
@pytest.mark.parametrize("columns", [None, (1, 2)])
def test_the_tint_of_a_head_takes_whole_rows_and_holds_all_of_it(
    columns: tuple[int, int] | None, direction: Direction
) -> None:
    if direction is Direction.VERTICAL and columns is None:
        return
    tinted = look(headline=style("headline", pt(20), pt(30), colour=WHITE))
    tinted = replace(tinted, head_tint=BLACK)
    result = placed(HeadPlace(columns, direction=direction), style=tinted)
    (tint,) = (ink for ink in result.pages[0].ink if isinstance(ink, Tint))
    assert (tint.area.height + LINE - EM) % LINE == 0
    first = next(at for at, ink in enumerate(result.pages[0].ink) if isinstance(ink, SetLine))
    assert result.pages[0].ink.index(tint) < first
    for line in lines(result, "headline"):
        area = line.em_boxes()
        assert tint.area.x + EM <= area.x
        assert area.right <= tint.area.right - EM
        assert tint.area.y + EM // 2 <= area.y
        assert area.bottom <= tint.area.bottom - EM // 2
    for line in lines(result, "body"):
        area = line.em_boxes()
        apart = area.y >= tint.area.bottom or area.x >= tint.area.right
        assert apart
