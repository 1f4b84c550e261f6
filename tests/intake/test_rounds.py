"""What lines run round, as a template has it: parts of columns, gaps, contours, boxes over others; what is refused."""

from __future__ import annotations

import pytest

from compositor.model.design import PictureBox, TextBox
from compositor.model.rounds import Extent, Round, Sides
from compositor.model.shapes import area_of
from compositor.units import pt
from tests.intake.desk import INSIDE, Desk

REST = "rest: {columns: 1-4, rows: 1-39, optional: true}"


def page(*boxes: str) -> str:
    return "boxes:\n" + "".join(f"  {one}\n" for one in boxes)


def read(desk: Desk, *boxes: str) -> dict[str, TextBox | PictureBox]:
    desk.write(INSIDE, page(*boxes))
    return {box.name: box for box in desk.read().design.templates["inside"].boxes}


def only(box: TextBox | PictureBox) -> Round:
    assert isinstance(box, TextBox)
    (one,) = box.rounds
    return one


def test_lines_run_round_a_box_that_says_how_and_others_take_whole_columns(desk: Desk) -> None:
    bars = "bars: {columns: 2, rows: 10-19, kind: picture, inside: rest"
    found = read(desk, REST, bars + "}")["rest"]
    assert isinstance(found, TextBox)
    assert (len(found.holes), found.rounds) == (1, ())
    found = read(desk, REST, bars + ", around: {gap: 2em, rows: 0, least: 40pt, sides: wider}}")["rest"]
    assert isinstance(found, TextBox)
    assert found.holes == ()
    em = found.style.style("body").size
    one = only(found)
    assert (one.name, one.gap, one.air, one.least, one.sides) == ("bars", 2 * em, 0, pt(40), Sides.WIDER)


def test_a_box_may_take_a_part_of_its_columns(desk: Desk) -> None:
    found = read(desk, REST, "bars: {columns: 2-3, rows: 10-19, kind: picture, inside: rest, left: 3em, width: 50%}")
    bars, grid = found["bars"], desk.read().design.paper.grid
    whole = grid.area(bars.columns, bars.rows)
    assert bars.extent == Extent(3 * grid.size, whole.width // 2)
    assert area_of(bars, grid).x == whole.x + 3 * grid.size
    one = only(found["rest"])
    assert (min(x for x, _ in one.outline), max(x for x, _ in one.outline)) == (
        area_of(bars, grid).x,
        area_of(bars, grid).right,
    )
    assert (one.gap, one.least) == (grid.size, 7 * grid.size)


def test_a_contour_is_given_from_the_corner_of_the_box(desk: Desk) -> None:
    corners = "contour: [[50%, 0%], [100%, 100%], [1em, 20pt]]"
    found = read(desk, REST, f"bars: {{columns: 2, rows: 10-19, kind: picture, inside: rest, around: {{{corners}}}}}")
    grid = desk.read().design.paper.grid
    area = area_of(found["bars"], grid)
    assert only(found["rest"]).outline == (
        (area.x + area.width // 2, area.y),
        (area.right, area.bottom),
        (area.x + grid.size, area.y + pt(20)),
    )


def test_lines_run_round_whatever_stands_in_a_vertical_box(desk: Desk) -> None:
    rest = "rest: {columns: 1-4, rows: 1-39, optional: true, direction: vertical, flow: 2}"
    assert only(read(desk, rest, "bars: {columns: 2, rows: 10-19, kind: picture, inside: rest}")["rest"]).name == "bars"


def test_a_box_may_be_drawn_over_others(desk: Desk) -> None:
    found = read(desk, REST, "bars: {columns: 2, rows: 10-19, kind: picture, over: [rest]}")
    assert found["bars"].over == ("rest",)


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        ((REST, "bars: {columns: 2, rows: 10-19, kind: picture, inside: rest, left: 99em}"), "OUT_OF_RANGE 3:70"),
        ((REST, "bars: {columns: 2, rows: 10-19, kind: picture, inside: rest, width: 120%}"), "OUT_OF_RANGE 3:71"),
        (("bars: {columns: 2, rows: 10-19, kind: picture, around: {rows: 0}}",), "WRONG_BOX 2:50"),
        (
            (REST, "bars: {columns: 2, rows: 10-19, kind: picture, inside: rest, around: {contour: [[0%, 0%]]}}"),
            "OUT_OF_RANGE 3:82",
        ),
        (
            (
                REST,
                "bars: {columns: 2, rows: 1-9, inside: rest, around: {contour: [[0, 0], [9em, 0], [0, 99mm]]}}",
            ),
            "OUTSIDE_BOX 3:84",
        ),
        (
            (
                "rest: {columns: 1-4, rows: 1-39, optional: true, over: [bars]}",
                "bars: {columns: 2, rows: 10-19, kind: picture, over: [rest]}",
            ),
            "WRONG_BOX 2:58",
        ),
        ((REST, "bars: {columns: 2, rows: 40-49, kind: picture, over: [nothing]}"), "UNKNOWN_NAME 3:57"),
        (("rest: {columns: 1-2, rows: 1-39, width: 9em, plus: [{columns: 1, rows: 40-50}]}",), "WRONG_BOX 2:54"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, boxes: tuple[str, ...], told: str) -> None:
    desk.write(INSIDE, page(*boxes))
    code, place = told.split()
    assert f"{code} {INSIDE}:{place}" in desk.told()
