"""Pouring set lines into columns: hand-made lines, so that positions are whole numbers."""

from __future__ import annotations

from compositor.makeup.columns import TextArea, TextColumn
from compositor.makeup.galley import Block
from compositor.makeup.pour import Passage, Pouring, pour
from compositor.model.copy import ParagraphKind
from compositor.model.design import Align, Grid, Style
from compositor.model.lines import Line
from compositor.units import pt

SIZE, LEADING = pt(10), pt(14)
GRID = Grid(3, 10 * SIZE, pt(10), SIZE, LEADING, 40, 0, 0)
BODY = Style("body", "song", "regular", SIZE, LEADING, SIZE)
SUBHEAD = Style("subhead", "hei", "black", SIZE, LEADING, SIZE, align=Align.LEFT, space_before=pt(8), space_after=pt(4))


def line(start: int, size: int = 10) -> Line:
    return Line(start, start + size, (), 10 * SIZE, 10 * SIZE)


def text(start: int, count: int) -> Block:
    return Block(ParagraphKind.TEXT, tuple(line(start + 10 * n) for n in range(count)), BODY)


def subhead(start: int) -> Block:
    return Block(ParagraphKind.SUBHEAD, (line(start),), SUBHEAD)


def area(*rows: int) -> TextArea:
    return TextArea(tuple(TextColumn(n, n * 11 * SIZE, 10 * SIZE, 1, count) for n, count in enumerate(rows)))


def rows(pouring: Pouring) -> list[tuple[int, int]]:
    return [(poured.column.index, poured.row) for poured in pouring.lines]


def test_columns_fill_one_after_the_other() -> None:
    pouring = pour([text(0, 5)], area(3, 3), GRID)
    assert rows(pouring) == [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2)]
    assert (pouring.rows_used, pouring.stopped) == (5, None)


def test_copy_without_room_stops_at_the_first_line_left_over() -> None:
    pouring = pour([text(0, 5)], area(2, 2), GRID)
    assert (len(pouring.lines), pouring.stopped) == (4, 40)


def test_an_area_without_rows_takes_nothing() -> None:
    assert pour([text(0, 2)], area(0, 0), GRID) == Pouring((), 0, 0)


def test_body_lines_stand_on_the_page_grid() -> None:
    pouring = pour([text(0, 4)], area(2, 2), GRID)
    assert [poured.baseline for poured in pouring.lines] == [GRID.baseline(row) for row in (1, 2, 1, 2)]


def test_a_subhead_takes_whole_rows_and_leaves_the_text_after_it_on_the_grid() -> None:
    pouring = pour([text(0, 2), subhead(20), text(30, 2)], area(8), GRID)
    assert rows(pouring)[-2:] == [(0, 5), (0, 6)]
    assert pouring.rows_used == 6


def test_a_subhead_loses_the_white_above_it_at_the_top_of_a_column() -> None:
    pouring = pour([subhead(0), text(10, 2)], area(8), GRID)
    assert rows(pouring)[1:] == [(0, 2), (0, 3)]


def test_no_subhead_stands_at_the_foot_of_a_column() -> None:
    """No 背題: two body lines stand under a subhead, or it goes to the next column."""
    pouring = pour([text(0, 4), subhead(40), text(50, 3)], area(7, 7), GRID)
    assert [poured.column.index for poured in pouring.lines if poured.kind is ParagraphKind.SUBHEAD] == [1]
    assert pouring.stopped is None


def test_a_subhead_may_stand_over_a_paragraph_of_one_line() -> None:
    pouring = pour([text(0, 2), subhead(20), text(30, 1)], area(5), GRID)
    assert pouring.stopped is None


def test_a_subhead_without_room_anywhere_stops_the_copy_there() -> None:
    assert pour([text(0, 4), subhead(40), text(50, 3)], area(5), GRID).stopped == 40


def test_subheads_in_a_row_stay_together_over_their_text() -> None:
    pouring = pour([text(0, 3), subhead(30), subhead(40), text(50, 3)], area(7, 9), GRID)
    assert [poured.column.index for poured in pouring.lines if poured.kind is ParagraphKind.SUBHEAD] == [1, 1]


def test_two_subheads_in_a_row_both_stand() -> None:
    pouring = pour([subhead(0), subhead(10), text(20, 2)], area(12), GRID)
    assert (len(pouring.lines), pouring.stopped) == (4, None)


def test_paragraphs_that_follow_one_another_in_a_column_are_one_passage() -> None:
    pouring = pour([text(0, 2), text(20, 3)], area(4, 4), GRID)
    assert [(len(one.lines), one.row) for one in pouring.pieces if isinstance(one, Passage)] == [(4, 1), (1, 1)]
    assert rows(pouring) == [(0, 1), (0, 2), (0, 3), (0, 4), (1, 1)]
    assert pouring.last == pouring.lines[-1]


def test_copy_under_a_subhead_is_another_passage() -> None:
    pouring = pour([text(0, 2), subhead(20), text(30, 2)], area(8), GRID)
    assert [isinstance(one, Passage) for one in pouring.pieces] == [True, False, True]


def test_lines_are_told_from_the_last_upwards() -> None:
    pouring = pour([text(0, 2), subhead(20), text(30, 2)], area(8), GRID)
    assert [one.line.start for one in pouring.upwards()] == [40, 30, 20, 10, 0]
    assert pour([], area(8), GRID).last is None


def test_rows_above_a_row_are_those_of_columns_that_end_there() -> None:
    columns = area(3, 8, 0)
    assert [columns.rows_above(row) for row in range(6)] == [columns.down_to(row).rows for row in range(6)]
