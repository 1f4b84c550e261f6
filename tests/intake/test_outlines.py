"""Boxes of several rectangles, and boxes inside others: what fits, and what is refused where."""

from __future__ import annotations

import pytest

from compositor.model.design import Grid, TextBox
from compositor.model.shapes import shared_cells
from compositor.units import pt
from tests.intake.desk import INSIDE, Desk

GRID = Grid(4, pt(104.5), pt(14), pt("9.5"), pt(14), 50, pt(40), pt(40))
BARS = "bars: {columns: 3-4, rows: 40-50, kind: picture}"


def page(*boxes: str) -> str:
    return "boxes:\n" + "".join(f"  {one}\n" for one in boxes)


def read(desk: Desk, *boxes: str) -> dict[str, TextBox]:
    desk.write(INSIDE, page(*boxes))
    template = desk.read().design.templates["inside"]
    return {box.name: box for box in template.boxes if isinstance(box, TextBox)}


def test_plus_makes_a_box_of_several_rectangles(desk: Desk) -> None:
    rest = "rest: {columns: 1-4, rows: 1-20, plus: [{columns: 1, rows: 21-50}]}"
    found = read(desk, rest, "notch: {columns: 2-4, rows: 21-38, optional: true}", BARS)
    assert found["rest"].shape == (((1, 4), (1, 20)), ((1, 1), (21, 50)))
    assert (found["rest"].columns, found["rest"].rows, found["rest"].flow) == ((1, 4), (1, 50), 4)
    assert found["notch"].shape == ()


def test_inside_leaves_a_line_of_white_over_and_under(desk: Desk) -> None:
    found = read(desk, "rest: {columns: 1-4, rows: 1-39}", "note: {columns: 2-3, rows: 1-9, inside: rest}", BARS)
    assert found["rest"].holes == (((2, 3), (1, 10)),)
    inner = "bars: {columns: 3-4, rows: 20-30, kind: picture, inside: rest}"
    assert read(desk, "rest: {columns: 1-4, rows: 1-39}", inner)["rest"].holes == (((3, 4), (19, 31)),)


def test_a_box_may_stand_in_a_box_that_stands_in_another(desk: Desk) -> None:
    boxes = "rest: {columns: 1-4, rows: 1-50}", "note: {columns: 2-4, rows: 5-30, inside: rest, optional: true}"
    found = read(desk, *boxes, "bars: {columns: 3, rows: 10-20, kind: picture, inside: note}")
    assert found["note"].holes == (((3, 3), (9, 21)),)
    assert found["rest"].holes == (((2, 4), (4, 31)),)


REST = "rest: {columns: 1-2, rows: 1-50}"


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        (("rest: {columns: 1-4, rows: 1-39, plus: [{columns: 1, rows: 40-51}]}", BARS), "OUTSIDE_GRID 2:62"),
        (("rest: {columns: 1-4, rows: 1-20, plus: [{columns: 1, rows: 22-50}]}", BARS), "OUT_OF_RANGE 2:42"),
        (("rest: {columns: 1-2, rows: 1-20, plus: [{columns: 3, rows: 21-39}]}", BARS), "OUT_OF_RANGE 2:42"),
        (("rest: {columns: 1-4, rows: 1-20, flow: 3, plus: [{columns: 1, rows: 21-50}]}", BARS), "OUT_OF_RANGE 2:51"),
        (
            ("rest: {columns: 1-4, rows: 1-36, direction: vertical, plus: [{columns: 1, rows: 37-39}]}", BARS),
            "OUT_OF_RANGE 2:63",
        ),
        (
            ("rest: {columns: 1-4, rows: 1-20, inset: 2, plus: [{columns: 1, rows: 21-23}]}", BARS),
            "OUT_OF_RANGE 2:52",
        ),
        (
            (REST, "bars: {columns: 3-4, rows: 40-49, kind: picture, plus: [{columns: 3, rows: 50}]}"),
            "WRONG_BOX 3:52",
        ),
        ((REST, "note: {columns: 2-3, rows: 5-9, inside: rest, optional: true}", BARS), "OUTSIDE_BOX 3:43"),
        ((REST, "note: {columns: 1-2, rows: 1-50, inside: rest, optional: true}", BARS), "OUTSIDE_BOX 3:44"),
        ((REST, "note: {columns: 1, rows: 5-9, inside: reste, optional: true}", BARS), "UNKNOWN_NAME 3:41"),
        ((REST, "note: {columns: 1, rows: 5-9, inside: note, optional: true}", BARS), "UNKNOWN_NAME 3:41"),
        ((REST, "note: {columns: 3, rows: 42-43, inside: bars, optional: true}", BARS), "WRONG_BOX 3:43"),
        (("rest: {columns: 1-4, rows: 1-39, plus: 40-50}", BARS), "WRONG_TYPE 2:42"),
    ],
)
def test_shapes_that_cannot_be_are_refused_where_they_are_typed(desk: Desk, boxes: tuple[str, ...], told: str) -> None:
    desk.write(INSIDE, page(*boxes))
    code, place = told.split()
    assert f"{code} {INSIDE}:{place}" in desk.told()


def test_boxes_in_a_notch_are_no_overlap_but_boxes_in_the_leg_are(desk: Desk) -> None:
    rest = "rest: {columns: 1-4, rows: 1-20, plus: [{columns: 1, rows: 21-50}]}"
    for columns, shared in (("2", []), ("1-2", [((1, 1), (30, 39))])):
        found = read(desk, rest, f"notch: {{columns: {columns}, rows: 30-39, optional: true}}", BARS)
        assert list(shared_cells(found["rest"], found["notch"], GRID)) == shared


def test_a_box_may_be_read_that_goes_on_below_the_type_area_as_far_as_the_sheet(desk: Desk) -> None:
    assert read(desk, "rest: {columns: 1-2, rows: 1-53}", BARS)["rest"].rows == (1, 53)
    desk.write(INSIDE, page("rest: {columns: 1-2, rows: 1-54}", BARS))
    assert [fault.code for fault in desk.faults()] == ["OUTSIDE_GRID"]
