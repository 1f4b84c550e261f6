"""Where a head stands in its box: what is no place in it is a fault where it is typed."""

from __future__ import annotations

import pytest

from compositor.model.design import HeadPlace, TextBox
from compositor.model.settings import Direction
from tests.intake.desk import FILES, FRONT, Desk


def front(desk: Desk, head: str, more: str = "") -> None:
    (row,) = (row for row in FILES[FRONT].splitlines() if row.lstrip().startswith("main:"))
    desk.change(FRONT, row, row.replace("style: lead", f"style: lead, head: {{{head}}}{more}"))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("columns: 1-2", HeadPlace((1, 2))),
        ("columns: 2, row: 5", HeadPlace((2, 2), row=5)),
        ("columns: 1, beside: true", HeadPlace((1, 1), beside=True)),
        ("columns: 3, direction: vertical", HeadPlace((3, 3), direction=Direction.VERTICAL)),
    ],
)
def test_the_place_of_a_head_is_read(desk: Desk, typed: str, place: HeadPlace) -> None:
    front(desk, typed)
    main = desk.read().design.templates["front"].box("main")
    assert isinstance(main, TextBox)
    assert main.head == place


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("columns: 3-4", "columns 3-4 lie outside the box, which has 3"),
        ("columns: 1-3, beside: true", "it leaves no column for copy"),
        ("direction: vertical", "it leaves no column for copy"),
        ("columns: 2, direction: vertical", "a vertical head stands at an edge of its box"),
        ("columns: 2, row: 60", "no head begins at row 60 here"),
        ("columns: 2, row: 4, beside: true", "no head begins at row 4 here"),
    ],
)
def test_what_is_no_place_in_the_box_is_a_fault(desk: Desk, typed: str, words: str) -> None:
    front(desk, typed)
    (fault,) = desk.faults()
    assert fault.code == "OUT_OF_RANGE"
    assert fault.message == f"main: head: {words}"


def test_a_vertical_box_has_no_vertical_head_of_its_own(desk: Desk) -> None:
    front(desk, "columns: 1, direction: vertical", ", direction: vertical, flow: 3")
    (fault,) = desk.faults()
    assert "the heads of a vertical box are vertical" in fault.message
