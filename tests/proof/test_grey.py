"""Grey is broken: no more than 25 lines of a column without a subhead, a picture or a rule beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.design import BLACK, Area
from compositor.model.page import Ink, MissingPicture, Rule, SetLine, Tint
from compositor.units import pt
from tests.proof.desk import GRID, LEADING, Desk, desk

X = GRID.column_x(1)
AFTER = X + GRID.measure + GRID.gutter // 2


def column(many: int, *more: Ink, gap: int = 0) -> Desk:
    """A column of so many body lines in box lead; after half of them, so many rows free."""
    made = desk()
    page = made.pages[0]
    line = next(ink for ink in page.ink if isinstance(ink, SetLine) and ink.part == "body" and ink.row == 3)
    rows = [row + (gap if row * 2 >= many else 0) for row in range(many)]
    lines = (replace(line, x=X, baseline=GRID.baseline(row + 1), row=row) for row in rows)
    return replace(made, pages=(replace(page, ink=(*lines, *more)), *made.pages[1:]))


def told(made: Desk) -> list[Finding]:
    return [finding for finding in made.read() if finding.code == "GREY"]


@pytest.mark.parametrize(("many", "grey"), [(25, False), (26, True)])
def test_more_than_25_lines_of_a_column_are_grey(many: int, grey: bool) -> None:
    found = told(column(many))
    assert bool(found) is grey
    if grey:
        assert found[0].severity is Severity.NOTE
        assert "26 lines stand in a column of box lead on page 1 without a subhead" in found[0].message
        assert found[0].area is not None
        assert found[0].area[3] == 25 * LEADING + pt(10)


@pytest.mark.parametrize(
    "breaking",
    [
        MissingPicture(Area(AFTER, GRID.row_y(12), pt(50), pt(60)), "photo", "a.jpg"),
        Rule(AFTER, GRID.row_y(1), AFTER, GRID.row_y(30), pt("0.3"), "lead"),
        Tint(Area(AFTER, GRID.row_y(12), pt(50), pt(60)), BLACK, "brief-2"),
    ],
)
def test_a_picture_a_rule_or_a_tint_beside_it_breaks_grey(breaking: Ink) -> None:
    assert told(column(28)) != []
    assert told(column(28, breaking)) == []


def test_the_tint_under_copy_breaks_nothing() -> None:
    assert told(column(28, Tint(Area(X, GRID.row_y(1), pt(100), pt(600)), BLACK, "lead"))) != []


def test_what_stands_far_away_breaks_nothing() -> None:
    far = MissingPicture(Area(AFTER + GRID.gutter, GRID.row_y(12), pt(50), pt(60)), "photo", "a.jpg")
    assert told(column(28, far)) != []


def test_a_picture_in_the_column_breaks_it() -> None:
    assert told(column(28, gap=4)) == []


def test_a_head_beside_a_column_breaks_it() -> None:
    head = next(line for _, _, line in desk().lines() if line.part == "headline" and line.box == "brief-2")
    assert told(column(28, replace(head, x=AFTER, baseline=GRID.baseline(14)))) == []
