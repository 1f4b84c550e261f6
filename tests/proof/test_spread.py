"""How boxes share a page: within the type area, over one another only with leave, and no cut from edge to edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.design import Area
from compositor.model.page import PlacedBox, Rule, SetLine
from compositor.units import pt
from tests.proof.desk import GRID, LEADING, Desk, desk

Grid = tuple[tuple[int, int], tuple[int, int]]
_HALF = GRID.measure + GRID.gutter


def told(made: Desk, code: str) -> list[Finding]:
    return [finding for finding in made.read() if finding.code == code]


def resized(made: Desk, name: str, area: Area) -> Desk:
    page = made.pages[0]
    boxes = tuple(replace(box, area=area) if box.name == name else box for box in page.boxes)
    return replace(made, pages=(replace(page, boxes=boxes), *made.pages[1:]))


def laid(*boxes: tuple[int, int, int, int], rules: tuple[Rule, ...] = ()) -> Desk:
    """The front page with boxes of so many columns and rows, from the column and row given, and a line in each."""
    made = desk()
    page = made.pages[0]
    line = next(ink for ink in page.ink if isinstance(ink, SetLine) and ink.part == "body")
    placed = tuple(
        PlacedBox(
            f"b{number}",
            "text",
            Area(
                GRID.left + (column - 1) * pt(50),
                GRID.row_y(row),
                columns * pt(50) - pt(10),
                rows * LEADING,
            ),
        )
        for number, (column, row, columns, rows) in enumerate(boxes)
    )
    ink = tuple(replace(line, box=box.name, x=box.area.x, baseline=box.area.y + pt(12)) for box in placed)
    return replace(made, pages=(replace(page, ink=(*ink, *rules), boxes=placed), *made.pages[1:]))


MILL = ((1, 1, 3, 4), (4, 1, 1, 8), (2, 10, 3, 4), (1, 6, 1, 8), (2, 6, 2, 3))
"""Five boxes in four columns and thirteen rows that turn about the last of them."""


def test_a_box_stands_within_the_type_area() -> None:
    assert told(desk(), "BOX_OUTSIDE") == []
    area = GRID.area((1, 2), (4, 11))
    assert told(resized(desk(), "lead", area), "BOX_OUTSIDE") == []
    (finding,) = told(resized(desk(), "lead", replace(area, width=area.width + pt(1))), "BOX_OUTSIDE")
    assert finding.severity is Severity.WARNING
    assert finding.message == "box lead on page 1 reaches out of the type area"
    assert str(finding.place) == "front.yaml:8:3"
    assert finding.area == (area.x, area.y, area.width + pt(1), area.height)


def test_furniture_may_stand_outside_the_type_area() -> None:
    assert told(resized(desk(), "masthead", Area(0, 0, pt(300), pt(60))), "BOX_OUTSIDE") == []


def test_boxes_overlap_only_where_the_template_says_so() -> None:
    over = resized(desk(), "photo", GRID.area((1, 1), (11, 20)))
    (finding,) = told(over, "BOX_OVERLAP")
    assert (finding.severity, finding.box) == (Severity.ERROR, "photo")
    assert finding.message == "boxes lead and photo overlap on page 1"
    assert told(over.with_box("front", "photo", overlaps=("lead",)), "BOX_OVERLAP") == []
    assert told(over.with_box("front", "lead", overlaps=("photo",)), "BOX_OVERLAP") == []
    assert told(over.without(box="lead"), "BOX_OVERLAP") == []


def test_boxes_that_turn_about_one_another_leave_no_cut() -> None:
    assert told(laid(*MILL), "PAGE_CUT") == []


def test_white_from_top_to_bottom_cuts_a_page() -> None:
    halves = ((1, 1, 2, 6), (1, 8, 2, 6), (3, 1, 2, 4), (3, 6, 2, 2), (3, 9, 2, 5))
    (finding,) = told(laid(*halves), "PAGE_CUT")
    assert finding.severity is Severity.WARNING
    assert finding.message == "white runs through page 1 from top to bottom and cuts it in two (斷版)"
    assert finding.area == (GRID.left + pt(90), GRID.row_y(1), pt(10), 13 * LEADING)


def test_white_from_left_to_right_cuts_a_page() -> None:
    halves = ((1, 1, 2, 6), (3, 1, 2, 6), (1, 8, 1, 6), (2, 8, 1, 6), (3, 8, 2, 6))
    found = [finding for finding in told(laid(*halves), "PAGE_CUT") if "left to right" in finding.message]
    assert [finding.area for finding in found] == [(GRID.left, GRID.row_y(7), pt(190), LEADING)]


@pytest.mark.parametrize(("strip", "down"), [((1, 1, 4, 2), 3), ((1, 15, 4, 2), 0)])
def test_a_strip_at_an_edge_cuts_nothing(strip: tuple[int, int, int, int], down: int) -> None:
    mill = ((column, row + down, columns, rows) for column, row, columns, rows in MILL)
    assert told(laid(strip, *mill), "PAGE_CUT") == []


def test_a_page_of_few_boxes_is_told_only_of_white_that_runs_both_ways() -> None:
    assert told(laid((1, 1, 2, 13), (3, 1, 2, 6), (3, 8, 2, 6)), "PAGE_CUT") == []
    quarters = ((1, 1, 2, 6), (3, 1, 2, 6), (1, 8, 2, 6), (3, 8, 2, 6))
    assert [finding.severity for finding in told(laid(*quarters), "PAGE_CUT")] == [Severity.NOTE] * 2


def rule(x0: int, y0: int, x1: int, y1: int, box: str = "b0") -> Rule:
    return Rule(x0, y0, x1, y1, pt("0.3"), box)


RIGHT = GRID.left + pt(190)
MIDDLE = GRID.row_y(5) + LEADING // 2


@pytest.mark.parametrize(
    ("rules", "through"),
    [
        ((rule(GRID.left, MIDDLE, RIGHT, MIDDLE),), True),
        ((rule(GRID.left, MIDDLE, RIGHT, MIDDLE, ""),), True),
        ((rule(GRID.left, MIDDLE, GRID.left + pt(90), MIDDLE), rule(GRID.left + pt(100), MIDDLE, RIGHT, MIDDLE)), True),
        ((rule(GRID.left, MIDDLE, GRID.left + pt(140), MIDDLE),), False),
        ((rule(GRID.left, GRID.row_y(1), RIGHT, GRID.row_y(1), ""),), False),  # at the edge, such as under a masthead
    ],
)
def test_a_rule_runs_not_the_whole_width_of_a_page(rules: tuple[Rule, ...], through: bool) -> None:
    found = told(laid(*MILL, rules=rules), "RULE_THROUGH")
    assert [finding.message for finding in found] == (
        ["a rule runs through page 1 from left to right (通線)"] if through else []
    )


@pytest.mark.parametrize(("rows", "through"), [(14, True), (13, True), (12, False)])
def test_a_rule_runs_not_the_whole_height_of_a_page(rows: int, through: bool) -> None:
    x = GRID.left + pt(95)
    made = laid(*MILL, rules=(rule(x, GRID.row_y(1), x, GRID.row_y(rows + 1), ""),))
    assert bool(told(made, "RULE_THROUGH")) is through


def test_rules_within_a_box_part_only_its_own_copy() -> None:
    x = GRID.left + pt(95)
    column_rule = rule(x, GRID.row_y(1), x, GRID.row_y(14))
    assert told(laid(*MILL, rules=(column_rule,)), "RULE_THROUGH") == []
    assert told(laid(*MILL, rules=(replace(column_rule, box=""),)), "RULE_THROUGH")


def test_on_a_page_of_few_boxes_a_rule_may_run_where_white_does() -> None:
    y = GRID.row_y(7) + LEADING // 2
    through = rule(GRID.left, y, RIGHT, y, "")
    assert told(laid((1, 1, 4, 6), (1, 8, 4, 6), rules=(through,)), "RULE_THROUGH") == []
