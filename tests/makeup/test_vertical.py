"""Vertical boxes: made up lying, stood up as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compositor.makeup.furniture import Wordbook, furniture
from compositor.model.copy import Bar, Chart, Picture
from compositor.model.design import BLACK, Align, Area, FurnitureBox, FurnitureItem, ItemKind, TextBox
from compositor.model.page import Image, Link, MissingPicture, Rule, SetLine, Tint, Trace
from compositor.model.settings import Direction
from compositor.model.standing import Turn, stance
from compositor.units import pt
from tests.makeup.desk import (
    ASSET,
    CASE,
    EM,
    GRID,
    HERE,
    LINE,
    box,
    han,
    lines,
    look,
    made,
    part,
    places,
    story,
    style,
    texts,
)

AIR = (LINE - EM) // 2
RIGHT = pt(50) + 21 * EM
"""The right edge of a box of two columns, ten ems each with an em between them."""


def standing(columns: tuple[int, int] = (1, 2), rows: tuple[int, int] = (1, 12), **more: Any) -> TextBox:
    """A vertical box: twelve rows of 15 pt are tiers of 17 ems, 21 ems of width are 14 lines."""
    return box(columns=columns, rows=rows, **{"flow": 1, "direction": Direction.VERTICAL, **more})


def test_lines_run_down_from_the_right_a_leading_apart() -> None:
    result = made(story(part("body", han(40))), standing())
    body = lines(result, "body")
    assert [line.x for line in body] == [RIGHT - EM // 2, RIGHT - EM // 2 - LINE, RIGHT - EM // 2 - 2 * LINE]
    assert {line.baseline for line in body} == {GRID.row_y(1) + AIR}
    assert {line.line.direction for line in body} == {Direction.VERTICAL}
    assert texts(result, "body") == [han(17), han(34)[17:], han(40)[34:]]
    assert places(result, "body") == [(0, 0), (0, 1), (0, 2)]


def test_a_line_begins_level_with_the_han_of_the_rows_beside_it() -> None:
    (line, *_) = lines(made(story(part("body", han(40))), standing()), "body")
    flat = lines(made(story(part("body", han(9))), box()), "body")[0]
    assert line.em_boxes().y == flat.em_boxes().y


def test_tiers_are_stacked_from_top_to_bottom_and_share_one_leading() -> None:
    """Of 17.5 ems two tiers of eight, an em and a half between them."""
    result = made(story(part("body", han(8 * 14 + 8))), standing(flow=2))
    tops = {line.column: line.baseline for line in lines(result, "body")}
    measure = 8 * EM
    assert {line.line.measure for line in lines(result, "body")} == {measure}
    assert tops[0] == GRID.row_y(1) + AIR
    assert tops[1] == tops[0] + measure + EM * 3 // 2


@pytest.mark.parametrize("flow", [1, 2, 3])
def test_a_box_sets_the_same_lines_lying_and_standing(flow: int) -> None:
    """A horizontal box of as many columns, as wide as the tiers are high and as deep, is made up alike."""
    copy = [f"{han(23)}，{han(7)}（{han(5)}）。" for _ in range(6)]
    one = story(part("headline", han(9)), part("byline", han(3)), part("body", *copy, han(3), subheads=(6,)))
    tall = standing(columns=(1, 4), rows=(1, 3 + flow * 8), flow=flow)
    stands = stance(tall, GRID)
    (tier, *_) = lines(made(one, tall), "body")
    grid = replace(GRID, measure=tier.line.measure, columns=flow, rows=40)
    flat = replace(box(), columns=(1, flow), rows=stands.box.rows, flow=flow)
    stood, lying = made(one, tall), made(one, flat, grid=grid)
    for name in ("headline", "body", "byline"):
        assert texts(stood, name) == texts(lying, name)
        assert places(stood, name) == places(lying, name)
        up, down = lines(stood, name), lines(lying, name)
        assert [[run.advances for run in line.line.runs] for line in up] == [
            [run.advances for run in line.line.runs] for line in down
        ]
        # From line to line they move alike; an em box is centred about its line, or stands on its baseline.
        first, other = (
            up[0].em_boxes().right + down[0].em_boxes().y,
            {line.em_boxes().right + twin.em_boxes().y for line, twin in zip(up, down, strict=True)},
        )
        assert other == {first}


def test_heads_stand_at_the_right_and_the_copy_left_of_them() -> None:
    result = made(story(part("kicker", han(4)), part("headline", han(5)), part("body", han(30))), standing())
    (kicker,), (headline,), body = lines(result, "kicker"), lines(result, "headline"), lines(result, "body")
    assert RIGHT >= kicker.em_boxes().right > kicker.x > headline.x > body[0].x > body[1].x
    assert places(result, "body")[0] == (0, 3)
    assert headline.baseline == kicker.baseline == body[0].baseline


@pytest.mark.parametrize(("align", "down"), [(Align.LEFT, 0), (Align.CENTRE, 6), (Align.RIGHT, 12)])
def test_heads_are_aligned_along_the_line(align: Align, down: int) -> None:
    headline = style("headline", EM, LINE, align=align)
    result = made(story(part("headline", han(5)), part("body", han(9))), standing(style=look(headline=headline)))
    (line,) = lines(result, "headline")
    assert line.baseline == GRID.row_y(1) + AIR + down * EM


def test_a_head_as_tight_as_its_size_stays_in_its_box() -> None:
    headline = style("headline", pt(20), pt(20))
    result = made(story(part("headline", han(5)), part("body", han(9))), standing(style=look(headline=headline)))
    assert lines(result, "headline")[0].em_boxes().right <= RIGHT


def test_a_byline_stands_at_the_foot_beside_the_last_line() -> None:
    result = made(story(part("byline", han(3)), part("body", han(20))), standing())
    (byline,) = lines(result, "byline")
    assert (byline.column, byline.row) == places(result, "body")[-1] == (0, 1)
    assert byline.em_boxes().bottom == GRID.row_y(1) + AIR + 17 * EM


def test_a_story_jumps_from_a_vertical_box_to_a_horizontal_one_and_back() -> None:
    copy = story(part("headline", han(5)), part("body", han(500)))
    result = made(copy, standing(), box(rows=(1, 12)), standing(rows=(1, 20)))
    (jump,), (back,) = lines(result, "jump_line", 0), lines(result, "continued_line", 2)
    assert jump.line.direction is back.line.direction is Direction.VERTICAL
    assert lines(result, "jump_line", 1)[0].line.direction is Direction.HORIZONTAL
    assert "".join(text for page in range(3) for text in texts(result, "body", page)) == han(500)
    assert result.fit.story("walk").overset_characters == 0
    for page in (0, 2):
        for link in result.pages[page].links:
            assert isinstance(link, Link)
            assert link.area.height > link.area.width
    assert jump.em_boxes().bottom == GRID.row_y(1) + AIR + 17 * EM


def test_what_is_left_over_counts_vertical_lines() -> None:
    fit = made(story(part("body", han(17 * 14 + 20))), standing()).fit.story("walk")
    assert (fit.boxes[0].lines_had, fit.overset_start, fit.overset_characters, fit.overset_lines) == (14, 238, 20, 2)


def test_rules_between_tiers_lie_across_the_lines() -> None:
    result = made(story(part("body", han(150))), standing(flow=2, column_rule=pt(1)))
    rules = [ink for ink in result.pages[0].ink if isinstance(ink, Rule)]
    assert [rule.y0 == rule.y1 for rule in rules] == [True]
    first, second = (min(line.baseline for line in lines(result, "body") if line.column == tier) for tier in (0, 1))
    assert first < rules[0].y0 < second


def test_a_picture_in_a_vertical_box_stands_upright_at_the_right_of_its_tiers() -> None:
    """Three to two, the height of a tier of eight ems; its cutline stands left of it."""
    picture = Picture("river.jpg", HERE, "a river", cutline=part("photo:cutline", han(6)), asset=ASSET)
    result = made(story(part("body", han(280)), pictures=(picture,)), standing(columns=(1, 4), flow=2))
    (image,) = [ink for ink in result.pages[0].ink if isinstance(ink, Image)]
    assert image.area.height == 8 * EM
    assert image.crop[3] - image.crop[1] > 0.9
    assert image.area.width * 2 == pytest.approx(image.area.height * 3, rel=0.1)
    (cutline,) = lines(result, "photo:cutline")
    assert cutline.em_boxes().right <= image.area.x
    assert {line.x < image.area.x for line in lines(result, "body") if line.column == 1} == {True}


def test_a_chart_in_a_vertical_box_is_drawn_upright() -> None:
    chart = Chart("bar", "水", "", (Bar("甲", 3, "3"), Bar("乙", 1, "1")), HERE)
    picture = Picture("water", HERE, "", chart=chart)
    result = made(story(part("body", han(120)), pictures=(picture,)), standing(columns=(1, 4), flow=2))
    words = [ink for ink in result.pages[0].ink if isinstance(ink, SetLine) and ink.generated]
    assert {ink.line.direction for ink in words} == {Direction.HORIZONTAL}
    bars = [ink.area for ink in result.pages[0].ink if isinstance(ink, Tint)]
    assert bars[0].width > 2 * bars[1].width
    assert bars[0].x == bars[1].x


def test_a_picture_that_is_missing_is_told_in_its_place() -> None:
    picture = Picture("river.jpg", HERE, "a river")
    result = made(story(part("body", han(120)), pictures=(picture,)), standing(columns=(1, 4), flow=2))
    assert [ink.area.height for ink in result.pages[0].ink if isinstance(ink, MissingPicture)] == [8 * EM]


def test_an_inset_keeps_lines_off_the_edges() -> None:
    (line, *_) = lines(made(story(part("body", han(40))), standing(inset=1)), "body")
    assert line.x == RIGHT - EM // 2 - LINE
    assert (line.baseline, line.line.measure) == (GRID.row_y(1) + AIR + EM, 15 * EM)


def test_a_balanced_vertical_box_ends_its_tiers_on_one_line() -> None:
    result = made(story(part("body", han(48))), standing(flow=2, balance=True))
    assert {column: max(row for at, row in places(result, "body") if at == column) for column in (0, 1)} == {0: 2, 1: 2}


def test_a_turn_up_and_down_changes_nothing() -> None:
    turn = Turn(5000, 70)
    rule, tint = Rule(1, 2, 3, 4, 1, "lead"), Tint(Area(1, 2, 3, 4), BLACK, "lead")
    assert turn.lain(turn.stood(rule)) == rule
    assert turn.lain(turn.stood(tint)) == tint
    trace = Trace((("m", (1, 2)), ("c", (3, 4, 5, 6, 7, 8)), ("h", ())), "lead", BLACK)
    assert turn.stood(trace).steps[0] == ("m", (4998, 71))
    assert turn.lain(turn.stood(trace)) == trace
    assert turn.area(Area(1, 2, 3, 4)) == Area(4994, 71, 4, 3)


@pytest.mark.parametrize(
    ("align", "valign", "x", "y"),
    [
        (Align.LEFT, "top", 5, 0),
        (Align.CENTRE, "middle", 50, 60),
        (Align.RIGHT, "bottom", 95, 120),
    ],
)
def test_furniture_may_stand(align: Align, valign: str, x: int, y: int) -> None:
    folio = style("folio", direction=Direction.VERTICAL)
    area = Area(0, 0, pt(100), pt(150))
    item = FurnitureItem(ItemKind.TEXT, area, HERE, "沿河版", folio, align, valign)
    (line, *_), _, _ = furniture(
        FurnitureBox("ear", (1, 1), (1, 12), (item,), HERE), GRID, Wordbook({}, CASE), even=False
    )
    assert isinstance(line, SetLine)
    assert (line.x, line.baseline) == (GRID.left + pt(x), GRID.top + pt(y))


def test_a_style_that_stands_has_no_effect_in_a_box_that_lies() -> None:
    headline = style("headline", pt(20), pt(30), direction=Direction.VERTICAL)
    result = made(story(part("headline", han(4)), part("body", han(9))), box(style=look(headline=headline)))
    assert lines(result, "headline")[0].line.direction is Direction.HORIZONTAL
