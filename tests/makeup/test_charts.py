"""Charts: lengths and angles in proportion, gaps and sums told, and no words that meet."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.makeup.charts import chart_ink
from compositor.makeup.charts.easel import shade
from compositor.makeup.charts.lines import ticks
from compositor.model.copy import Bar, Chart, Series
from compositor.model.design import BLACK, WHITE, Area
from compositor.model.page import Ink, MissingPicture, SetLine, Tint, Trace
from compositor.units import pt
from tests.makeup.desk import CASE, HERE, LOOK

AREA = Area(pt(10), pt(20), pt(300), pt(220))
KINDS = ("bar", "column", "line", "pie", "ring", "table")


def chart(kind: str, *values: float | None, unit: str = "", title: str = "收成") -> Chart:
    return Chart(
        kind,
        title,
        unit,
        tuple(Bar(f"項{at}", one, "" if one is None else f"{one:g}") for at, one in enumerate(values)),
        HERE,
    )


def drawn(one: Chart, area: Area = AREA) -> tuple[Ink, ...]:
    return chart_ink(one, area, "chart", LOOK, CASE)


def texts(ink: tuple[Ink, ...], part: str = "") -> list[str]:
    return [one.line.text for one in ink if isinstance(one, SetLine) and one.part.startswith(part)]


def tints(ink: tuple[Ink, ...]) -> list[Area]:
    return [one.area for one in ink if isinstance(one, Tint)]


def traces(ink: tuple[Ink, ...]) -> list[Trace]:
    return [one for one in ink if isinstance(one, Trace)]


def test_bars_below_zero_go_to_the_other_side_of_the_line() -> None:
    over, under, gap = tints(drawn(chart("bar", 40, -20, None)))
    assert under.right == over.x
    assert over.width == pytest.approx(2 * under.width, abs=2)
    assert gap.width == 0


def test_columns_stand_on_zero_and_hang_below_it() -> None:
    first, second, under = tints(drawn(chart("column", 40, 10, -20)))
    assert first.bottom == second.bottom == under.y
    assert first.height == pytest.approx(4 * second.height, abs=4)
    assert under.height == pytest.approx(2 * second.height, abs=4)


def test_columns_whose_words_have_no_room_lie_down() -> None:
    narrow = Area(0, 0, pt(120), pt(260))
    areas = tints(drawn(chart("column", *range(1, 9)), narrow))
    assert len({area.x for area in areas}) == 1


def test_a_figure_that_is_not_known_is_a_gap_in_the_line() -> None:
    whole, parted = (traces(drawn(chart("line", 1, 2, middle, 4, 5))) for middle in (3, None))
    assert [one for one in whole if one.stroke and not one.fill and len(one.steps) == 5]
    assert len([one for one in parted if one.stroke]) == 2
    assert len([one for one in parted if one.fill]) == 4


@pytest.mark.parametrize(
    ("known", "scale"),
    [
        ((3, 9), (0, 2.5, 5, 7.5, 10)),
        ((90, 100), (90, 92.5, 95, 97.5, 100)),
        ((-3, 12), (-5, 0, 5, 10, 15)),
        ((-9, -3), (-10, -7.5, -5, -2.5, 0)),
    ],
)
def test_a_scale_begins_at_zero_unless_all_figures_lie_high(known: tuple[float, ...], scale: tuple[float, ...]) -> None:
    assert ticks(known) == pytest.approx(scale)


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=9))
def test_a_scale_holds_every_figure(known: list[float]) -> None:
    scale = ticks(known)
    air = (scale[-1] - scale[0]) * 1e-6
    assert scale[0] - air <= min(known) <= max(known) <= scale[-1] + air
    assert 2 <= len(scale) <= 12


def turn(trace: Trace, at: int) -> float:
    """The share of a turn, clockwise from the top, of the point after so many steps; the centre ends the path."""
    centre, point = trace.steps[-2][1], trace.steps[at][1][-2:]
    return math.atan2(point[0] - centre[0], centre[1] - point[1]) / 2 / math.pi % 1


def test_sectors_are_shares_of_the_whole_and_their_sum_is_told() -> None:
    ink = drawn(chart("pie", 50, 25, 25, unit="個"))
    parts = traces(ink)
    assert [turn(one, 0) for one in parts] == pytest.approx([0, 0.5, 0.75], abs=1e-3)
    assert len({one.fill for one in parts}) == 3
    assert texts(ink, "share") == ["50.0%", "25.0%", "25.0%"]
    assert texts(ink, "total") == ["合计", "100"]


def test_what_percents_lack_of_a_hundred_stays_open() -> None:
    *parts, rest = traces(drawn(chart("pie", 50, 20, unit="%")))
    assert rest.fill is None
    assert turn(rest, 0) == pytest.approx(0.7, abs=1e-3)
    assert all(one.fill for one in parts)
    full = drawn(chart("ring", 60, 40, unit="%"))
    assert all(one.fill for one in traces(full))
    assert texts(full, "total") == ["100%"]


def test_units_stand_after_figures_or_are_said_once() -> None:
    assert texts(drawn(chart("table", 1, 2.5, None, unit="%")), "figure") == ["1%", "2.5%", "–"]
    assert texts(drawn(chart("bar", 1, 2, unit="億元")), "chart-unit") == ["单位：億元"]
    assert texts(drawn(chart("bar", 1, 2, unit="億元", title="投入（億元）")), "chart-unit") == []


def test_figures_of_a_table_stand_point_under_point() -> None:
    ink = drawn(chart("table", 7.25, 12.1, 10, unit=""))
    ends = []
    for one in ink:
        if isinstance(one, SetLine) and one.part.startswith("figure"):
            whole = one.line.text.partition(".")[0]
            ends.append(one.x + len(whole) * one.line.width // len(one.line.text))
    assert max(ends) - min(ends) <= 3


def test_type_gets_smaller_before_a_chart_has_no_room() -> None:
    many = chart("bar", *range(1, 21))
    sizes = {
        run.size
        for one in drawn(many, replace(AREA, height=pt(190)))
        if isinstance(one, SetLine)
        for run in one.line.runs
    }
    assert min(sizes) < pt(9)
    assert drawn(many, replace(AREA, height=pt(60))) == (MissingPicture(replace(AREA, height=pt(60)), "chart", "收成"),)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_without_figures_has_its_title_alone(kind: str) -> None:
    assert texts(drawn(chart(kind))) == ["收成"]


def test_a_shade_is_a_part_of_the_ink_on_paper() -> None:
    assert shade(BLACK, 40).cmyk == (0, 0, 0, 40)
    assert shade(BLACK, 40).srgb == (153, 153, 153)
    assert shade(WHITE, 40).srgb == (255, 255, 255)


def grouped(kind: str, *rows: tuple[float | None, ...], unit: str = "", title: str = "收成") -> Chart:
    """A chart of several series; each row has one figure of each."""

    def figures(index: int) -> tuple[Bar, ...]:
        return tuple(Bar(f"項{at}", row[index], "" if row[index] is None else f"{row[index]:g}")
                     for at, row in enumerate(rows))  # fmt: skip

    series = tuple(Series(f"第{index}年", figures(index)) for index in range(len(rows[0])))
    return Chart(kind, title, unit, series[0].bars, HERE, None, series)


def solid(ink: tuple[Ink, ...]) -> list[Tint]:
    return [one for one in ink if isinstance(one, Tint) and one.colour != WHITE]


def test_columns_of_several_series_stand_side_by_side_on_zero() -> None:
    ink = drawn(grouped("column", (40, 20), (10, 30)))
    *key, a, b, c, d = solid(ink)
    assert [one.colour for one in key] == [a.colour, b.colour] == [c.colour, d.colour]
    assert a.colour != b.colour
    assert a.area.bottom == b.area.bottom == c.area.bottom
    assert a.area.height == pytest.approx(2 * b.area.height, abs=4)
    assert 0 <= b.area.x - a.area.right <= pt(0.6)
    assert c.area.x - b.area.right > a.area.width // 3
    assert texts(ink, "series") == ["第0年", "第1年"]
    assert texts(ink, "figure") == ["40", "20", "10", "30"]


def test_columns_of_several_series_lie_down_where_their_figures_have_no_room() -> None:
    wide = drawn(grouped("column", *((1000.5 + at, 2000.25) for at in range(6))), replace(AREA, height=pt(300)))
    bars = solid(wide)[2:]
    assert len({one.area.x for one in bars}) == 1
    assert len(bars) == 12


def test_a_figure_of_a_series_that_is_not_known_is_a_mark_alone() -> None:
    ink = drawn(grouped("column", (4, None), (2, 3)))
    assert texts(ink, "figure") == ["4", "–", "2", "3"]
    assert len(solid(ink)) == 2 + 3


def test_lines_of_several_series_have_their_names_at_their_ends() -> None:
    ink = drawn(grouped("line", (1, 5), (2, None), (4, 6)))
    assert texts(ink, "series") == ["第1年 6", "第0年 4"]
    strokes = [one for one in traces(ink) if one.stroke]
    lines = [one for one in strokes if all(name != "c" for name, _ in one.steps)]
    assert [len(one.steps) for one in lines] == [3]  # the other is parted, and a lone figure has its dot only
    assert len([one for one in traces(ink) if one.fill]) == len(strokes) - len(lines) == 5
    assert not any(one.fill for one in strokes), "along what is filled no black line lies on what is under it"


def test_a_table_of_several_series_has_a_column_for_each() -> None:
    ink = drawn(grouped("table", (7.25, 100), (12.1, 2)))
    assert texts(ink, "series") == ["第0年", "第1年"]
    places = [(one.part, one.x) for one in ink if isinstance(one, SetLine) and one.part.startswith("figure")]
    assert {part for part, _ in places} == {"figure-0-0", "figure-1-0", "figure-0-1", "figure-1-1"}
    assert dict(places)["figure-0-0"] < dict(places)["figure-1-0"]


VALUES = st.lists(st.none() | st.integers(-99_999, 99_999).map(lambda cents: cents / 100), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(KINDS),
    VALUES,
    st.integers(1, 12),
    st.integers(60, 420),
    st.integers(60, 420),
    st.sampled_from(["", "%", "萬噸"]),
    st.integers(0, 3),
)
def test_law_words_of_a_chart_never_meet_and_stay_in_their_box(
    kind: str, values: list[float | None], letters: int, width: int, height: int, unit: str, more: int
) -> None:
    parts = [None if value is None or kind not in {"pie", "ring"} else abs(value) for value in values]
    known = parts if kind in {"pie", "ring"} else values
    made = Chart(
        kind, "收成", unit, tuple(Bar("字" * letters, one, "" if one is None else f"{one:g}") for one in known), HERE
    )
    if more and kind not in {"pie", "ring"} and any(value is not None for value in values):
        turned = [tuple(known[(at + by) % len(known)] for by in range(more + 1)) for at in range(len(known))]
        made = replace(grouped(kind, *turned, unit=unit), bars=made.bars)
    area = Area(pt(10), pt(20), pt(width), pt(height))
    ink = drawn(made, area)
    boxes = [one.em_boxes() for one in ink if isinstance(one, SetLine)]
    if not any(isinstance(one, MissingPicture) for one in ink):
        assert len(texts(ink, "label")) >= 1
    for index, one in enumerate(boxes):
        assert area.x - 2 <= one.x
        assert one.right <= area.right + 2
        assert one.bottom <= area.bottom + pt(3)
        for other in boxes[index + 1 :]:
            across = min(one.right, other.right) - max(one.x, other.x)
            down = min(one.bottom, other.bottom) - max(one.y, other.y)
            assert across <= 2 or down <= max(one.height, other.height) // 5
