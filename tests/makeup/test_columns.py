"""Text columns inside a box: the grid's own, or the box's width divided into whole ems."""

from __future__ import annotations

from itertools import pairwise

import pytest

from compositor.makeup.columns import text_area
from compositor.units import pt
from tests.makeup.desk import EM, GRID, box


def test_a_box_flowing_in_its_own_columns_stands_on_the_grid() -> None:
    area = text_area(box(columns=(2, 4), rows=(3, 9)), GRID)
    assert [(column.x, column.measure) for column in area.columns] == [
        (pt(50 + 110), pt(100)),
        (pt(50 + 220), pt(100)),
        (pt(50 + 330), pt(100)),
    ]
    assert {(column.row, column.rows, column.foot) for column in area.columns} == {(3, 7, 10)}
    assert (area.rows, area.width) == (21, pt(320))


@pytest.mark.parametrize(
    ("flow", "measure", "lefts"),
    [(1, 32, (50.0,)), (2, 15, (52.5, 217.5)), (3, 10, (50, 160, 270)), (4, 7, (50, 133.333, 216.667, 300))],
)
def test_another_flow_divides_the_width_into_whole_ems(flow: int, measure: int, lefts: tuple[float, ...]) -> None:
    """Three columns of ten ems and two gutters are 320 pt; what whole ems leave over goes to the gutters."""
    area = text_area(box(columns=(1, 3), flow=flow), GRID)
    assert {column.measure for column in area.columns} == {measure * EM}
    found = [column.x for column in area.columns]
    assert len(found) == flow
    assert found[0] >= pt(50)
    assert found[-1] + measure * EM <= pt(370)
    gutters = {right - left - measure * EM for left, right in pairwise(found)}
    assert all(GRID.gutter <= gutter <= GRID.gutter * 3 // 2 for gutter in gutters)
    assert found == pytest.approx([pt(left) for left in lefts], abs=pt("0.01"))


def test_an_inset_box_leaves_a_line_above_and_below_and_an_em_at_the_sides() -> None:
    (column,) = text_area(box(columns=(1, 1), rows=(1, 10), inset=1), GRID).columns
    assert (column.x, column.measure) == (pt(60), 8 * EM)
    assert (column.row, column.rows) == (2, 8)


def test_columns_keep_their_foot_when_something_stands_above_them() -> None:
    area = text_area(box(columns=(1, 3), rows=(1, 10)), GRID)
    lowered = area.lowered(4, first=1)
    assert [(column.row, column.rows) for column in lowered.columns] == [(1, 10), (5, 6), (5, 6)]
    below = lowered.below(3, first=0)
    assert [(column.row, column.rows) for column in below.columns] == [(3, 8), (5, 6), (5, 6)]
    assert [column.rows for column in lowered.below(99, first=2).columns] == [10, 6, 0]
    assert [column.rows for column in area.deeper(2).columns] == [12, 12, 12]
    assert [column.rows for column in area.without_last_row().columns] == [10, 10, 9]
    assert [column.rows for column in lowered.down_to(4).columns] == [3, 0, 0]
    assert [column.row for column in area.only(1, 2).columns] == [1, 3, 1]
