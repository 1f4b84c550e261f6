"""破欄: columns of a box's own measure, what fits, and what is refused where."""

from __future__ import annotations

import pytest

from compositor.model.settings import OwnColumns
from compositor.units import pt
from tests.intake.desk import INSIDE, Desk
from tests.intake.test_outlines import BARS, page, read

EM = pt("9.5")
UPPER = "columns: 1-4, rows: 1-39"


def test_two_columns_of_twenty_over_three_of_the_grid(desk: Desk) -> None:
    """Three columns of 11 ems and two gutters of 14 pt are 341.5 pt: 2 × 17 ems leave 18.5 pt between them."""
    found = read(desk, "rest: {columns: 1-3, rows: 1-39, measure: 17em}", BARS)["rest"]
    assert (found.flow, found.own) == (2, OwnColumns(17 * EM, None))
    given = read(desk, f"rest: {{{UPPER}, measure: 17em, flow: 2, gutter: 2em}}", BARS)["rest"]
    assert (given.flow, given.own) == (2, OwnColumns(17 * EM, 2 * EM))


def test_tiers_of_a_vertical_box_have_a_measure_of_their_own(desk: Desk) -> None:
    found = read(desk, f"rest: {{{UPPER}, direction: vertical, measure: 17em}}", BARS)["rest"]
    assert found.flow == 3, "39 lines of 14 pt are 57 ems less the air"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("measure: 18.5em", "OUT_OF_RANGE 2:45"),
        ("measure: 19em, flow: 3", "OUT_OF_RANGE 2:45"),
        ("measure: 60em", "OUT_OF_RANGE 2:45"),
        ("flow: 2, measure: 23em, gutter: 4em", "OUT_OF_RANGE 2:54"),
        ("flow: 20, gutter: 4em", "OUT_OF_RANGE 2:42"),
    ],
)
def test_columns_that_do_not_fit_are_refused_where_they_are_typed(desk: Desk, keys: str, told: str) -> None:
    desk.write(INSIDE, page(f"rest: {{{UPPER}, {keys}}}", BARS))
    code, place = told.split()
    assert f"{code} {INSIDE}:{place}" in desk.told()


def test_a_picture_box_has_no_measure(desk: Desk) -> None:
    bars = "bars: {columns: 3-4, rows: 40-50, kind: picture, measure: 10em}"
    desk.write(INSIDE, page("rest: {columns: 1-4, rows: 1-39}", bars))
    assert f"WRONG_BOX {INSIDE}:3:52" in desk.told()


def test_the_head_of_a_shape_stands_over_columns_of_its_first_rectangle(desk: Desk) -> None:
    rest = "rest: {columns: 1-2, rows: 1-20, plus: [{columns: 1-4, rows: 21-39}], head: {columns: %s}}"
    found = read(desk, rest % "2", "notch: {columns: 3-4, rows: 1-20, optional: true}", BARS)["rest"]
    assert found.head.columns == (2, 2)
    desk.write(INSIDE, page(rest % "2-3", "notch: {columns: 3-4, rows: 1-20, optional: true}", BARS))
    (fault,) = desk.faults()
    assert "don't lie in the first rectangle" in fault.message


def test_a_box_says_for_itself_where_the_words_of_its_picture_stand(desk: Desk) -> None:
    bars = "bars: {columns: 3-4, rows: 40-50, kind: picture, cutline_at: over}"
    desk.write(INSIDE, page("rest: {columns: 1-4, rows: 1-39}", bars))
    boxes = desk.read().design.templates["inside"].boxes
    assert [box.style.cutline_at for box in boxes] == ["under", "over"]
