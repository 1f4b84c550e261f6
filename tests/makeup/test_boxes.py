"""One box of a thread: heads, copy, byline; and what is left over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.model.copy import Emphasis, Span
from compositor.model.design import Align
from compositor.units import pt
from tests.makeup.desk import EM, GRID, LINE, box, han, lines, look, made, part, places, story, style, texts


def test_a_head_takes_whole_rows_and_the_copy_begins_below_it() -> None:
    result = made(story(part("headline", han(5)), part("body", han(30))), box())
    assert texts(result, "headline") == [han(5)]
    assert places(result, "body") == [(0, 2), (0, 3), (0, 4)]
    assert [line.baseline for line in lines(result, "body")] == [GRID.baseline(row) for row in (3, 4, 5)]


@pytest.mark.parametrize(
    ("characters", "size"),
    [(5, 20), (10, 20), (12, 20), (20, 20), (21, "16.5"), (24, "16.5"), (32, "12.5"), (40, 10), (60, 10)],
)
def test_a_head_is_fitted_in_half_points_down_to_its_least_size(characters: int, size: float | str) -> None:
    """Four lines of ten ems: at 20 pt five characters a line, at 10 pt ten."""
    headline = style("headline", pt(20), pt(30), min_size=pt(10))
    result = made(story(part("headline", han(characters)), part("body", han(9))), box(style=look(headline=headline)))
    assert {run.size for line in lines(result, "headline") for run in line.line.runs} == {pt(size)}
    assert "".join(texts(result, "headline")) == han(characters)


@pytest.mark.parametrize(("rows", "size"), [(4, 20), (3, 15), (1, 10)])
def test_a_head_deeper_than_its_box_is_set_smaller_until_it_fits(rows: int, size: int) -> None:
    """Ten characters in ten ems: two lines of 30 pt at 20 pt are four rows of 15 pt, one line at 10 pt is one."""
    headline = style("headline", pt(20), pt(30), min_size=pt(10))
    short = box(rows=(1, rows), style=look(headline=headline))
    result = made(story(part("headline", han(10)), part("body", han(10))), short)
    assert {run.size for line in lines(result, "headline") for run in line.line.runs} == {pt(size)}


def test_a_head_too_deep_at_its_least_size_is_set_at_that() -> None:
    headline = style("headline", pt(20), pt(30), min_size=pt(12))
    result = made(story(part("headline", han(40))), box(rows=(1, 1), style=look(headline=headline)))
    assert {run.size for line in lines(result, "headline") for run in line.line.runs} == {pt(12)}


def test_a_head_broken_by_hand_is_fitted_until_its_lines_fit() -> None:
    headline = style("headline", pt(20), pt(30), min_size=pt(10))
    head = part("headline", han(12), breaks=(4,))
    result = made(story(head, part("body", han(9))), box(style=look(headline=headline)))
    assert texts(result, "headline") == [han(12)[:4], han(12)[4:]]
    assert {run.size for line in lines(result, "headline") for run in line.line.runs} == {pt("12.5")}


def test_a_byline_stands_beside_the_last_line_where_there_is_room() -> None:
    """Four ems of byline and one of white beside five ems of copy; beside six there is no room."""
    beside = made(story(part("byline", han(4)), part("body", han(15))), box())
    (line,) = lines(beside, "byline")
    assert (line.column, line.row) == places(beside, "body")[-1] == (0, 1)
    assert line.x == pt(50) + 6 * EM
    below = made(story(part("byline", han(4)), part("body", han(16))), box())
    assert places(below, "byline") == [(0, 2)]


def test_a_byline_wider_than_its_column_is_set_in_lines() -> None:
    result = made(story(part("byline", han(16)), part("body", han(25))), box(style=look(byline=style("byline"))))
    assert "".join(texts(result, "byline")) == han(16)
    assert places(result, "byline") == [(0, 3), (0, 4)]
    assert [line.x + line.line.width for line in lines(result, "byline")] == [pt(150), pt(150)]


def test_lines_of_a_byline_keep_together_in_the_next_column() -> None:
    result = made(story(part("byline", han(16)), part("body", han(95))), box(columns=(1, 2)))
    assert places(result, "body")[-1] == (0, 9)
    assert places(result, "byline") == [(1, 0), (1, 1)]


def test_a_byline_at_the_head_stands_under_the_headline() -> None:
    parts = (part("headline", han(5)), part("byline", han(4)), part("body", han(30)))
    result = made(story(*parts), box(style=look(byline_at="head")))
    (byline,), (headline,) = lines(result, "byline"), lines(result, "headline")
    assert headline.baseline < byline.baseline < lines(result, "body")[0].baseline
    assert places(result, "body")[0] == (0, 3)


@pytest.mark.parametrize(("first", "other"), [("head", "end"), ("end", "head"), ("end", "end")])
def test_a_story_that_jumps_into_another_style_has_one_byline(first: str, other: str) -> None:
    """Where it stands follows the box in which the story begins."""
    one = story(part("byline", han(4)), part("body", han(145)))
    result = made(one, box(style=look(byline_at=first)), box(style=look(byline_at=other)))
    assert (texts(result, "byline", 0), texts(result, "byline", 1)) == (
        ([han(4)], []) if first == "head" else ([], [han(4)])
    )
    assert result.fit.story("walk").overset_characters == 0


@pytest.mark.parametrize(("count", "rows"), [(10, 1), (30, 1), (31, 2), (60, 2), (61, 3), (300, 10)])
def test_a_balanced_box_ends_its_columns_on_one_row(count: int, rows: int) -> None:
    result = made(story(part("body", han(count))), box(columns=(1, 3), balance=True))
    assert max(row for _, row in places(result, "body")) + 1 == rows
    full = made(story(part("body", han(count))), box(columns=(1, 3)))
    assert texts(full, "body") == texts(result, "body")


def test_a_balanced_box_counts_its_byline() -> None:
    result = made(story(part("byline", han(4)), part("body", han(30))), box(columns=(1, 3), balance=True))
    assert places(result, "body") == [(0, 0), (0, 1), (1, 0)]
    assert places(result, "byline") == [(1, 1)]


def test_what_is_left_over_is_named_with_its_lines() -> None:
    fit = made(story(part("body", han(134))), box()).fit.story("walk")
    assert (fit.overset_start, fit.overset_characters, fit.overset_lines) == (100, 34, 4)


def test_a_byline_without_room_is_left_over() -> None:
    fit = made(story(part("byline", han(16)), part("body", han(100))), box()).fit.story("walk")
    assert (fit.overset_start, fit.overset_characters, fit.overset_lines) == (100, 16, 2)


def test_lines_left_over_count_the_white_of_subheads() -> None:
    """A subhead of one line with a line of white takes two rows, the text under it one."""
    look_of = look(subhead=style("subhead", space_before=LINE))
    body = part("body", han(100), han(3), han(5), subheads=(1,))
    fit = made(story(body), box(style=look_of)).fit.story("walk")
    assert (fit.overset_characters, fit.overset_lines) == (8, 3)
    deeper = made(story(body), box(rows=(1, 13), style=look_of)).fit.story("walk")
    assert deeper.overset_characters == 0


def test_centred_and_flush_right_heads_stand_in_the_whole_width() -> None:
    for align, x in ((Align.LEFT, 50), (Align.CENTRE, 50 + 80), (Align.RIGHT, 50 + 160)):
        headline = style("headline", EM, LINE, align=align)
        result = made(
            story(part("headline", han(5)), part("body", han(9))), box(columns=(1, 2), style=look(headline=headline))
        )
        assert [line.x for line in lines(result, "headline")] == [pt(x)]


def test_a_line_of_a_head_makes_room_for_its_reading() -> None:
    """clreq #handling_interlinear_punctuation: a body's lines don't grow; a head's leading would be too small."""
    headline = style("headline", pt(20), pt(22), min_size=pt(20))
    plain = part("headline", han(4))
    read = replace(plain, spans=(Span(1, 2, Emphasis.RUBY, "zi"),))
    sets = [made(story(one, part("body", han(9))), box(style=look(headline=headline))) for one in (plain, read)]
    tops = [lines(result, "headline")[0] for result in sets]
    (one,) = tops[1].line.annotations
    assert tops[1].area((0, EM), one.reach(tops[1].line.direction)).y >= GRID.row_y(1)
    assert lines(sets[1], "body")[0].baseline > lines(sets[0], "body")[0].baseline
