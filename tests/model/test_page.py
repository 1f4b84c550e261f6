"""Where a set line's places are on the page, in both directions."""

from __future__ import annotations

import pytest

from compositor.model.design import Area
from compositor.model.lines import Line, Run
from compositor.model.page import SetLine
from compositor.model.settings import Direction

RUN = Run("song", 1000, "沿河", (1, 1), (1000, 1000), 0, 2)


def placed(direction: Direction) -> SetLine:
    """A line of two ems, indented by one, whose measure begins at 5000, 7000."""
    return SetLine(Line(0, 2, (RUN,), 3000, 2000, indent=1000, direction=direction), 5000, 7000, "lead")


@pytest.mark.parametrize(
    ("direction", "point"), [(Direction.HORIZONTAL, (5300, 6980)), (Direction.VERTICAL, (5020, 7300))]
)
def test_a_place_is_along_the_line_and_over_it(direction: Direction, point: tuple[int, int]) -> None:
    assert placed(direction).point(300, 20) == point


@pytest.mark.parametrize(
    ("direction", "area"),
    [(Direction.HORIZONTAL, Area(6000, 6120, 2000, 1000)), (Direction.VERTICAL, Area(4500, 8000, 1000, 2000))],
)
def test_em_boxes_stand_on_the_baseline_or_about_the_centre_line(direction: Direction, area: Area) -> None:
    assert placed(direction).em_boxes() == area
