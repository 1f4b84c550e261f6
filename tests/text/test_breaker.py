"""The breaker against every way there is, on short paragraphs."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.text import breaker, costs
from compositor.text.breaker import first_fit, total_fit
from compositor.text.casting import items_of
from compositor.text.costs import Part, line_cost, line_total
from compositor.text.items import Items
from compositor.text.marks import Break
from tests.testface import EM, type_case
from tests.text.composing import HAN, ems, matter

_DEARER = 10**17
_IMPOSSIBLE = 10**40


def cost_of(items: Items, ends: tuple[int, ...], measures: tuple[int, ...]) -> int:
    """Return what lines that end at ``ends`` cost together."""
    total, start = 0, 0
    for index, end in enumerate(ends):
        total += line_cost(items, start, end, measures[min(index, len(measures) - 1)]).total
        start = end
    return total


def least_cost(items: Items, measures: tuple[int, ...]) -> int:
    """Return the least cost of all the ways to part a paragraph."""

    @cache
    def rest(start: int, line: int) -> int:
        measure = measures[min(line, len(measures) - 1)]
        best = _IMPOSSIBLE
        for end in range(start + 1, items.count + 1):
            if items.breaks[end] in {Break.NEVER, Break.FORBIDDEN}:
                continue
            after = rest(end, line + 1) if end < items.count else 0
            best = min(best, after + line_cost(items, start, end, measure).total)
        return best

    return rest(0, 0)


@given(
    st.text("一二三四五六，。“”（19a newspaper——", min_size=1, max_size=30),
    st.sampled_from((3, 4.5, 6, 7.25, 9, 14)),
    st.booleans(),
)
def test_the_total_of_a_line_is_the_sum_of_its_parts(text: str, width: float, solid_end: bool) -> None:
    (measure,) = ems(width)
    items = items_of(matter(text), type_case(), measure)
    for start in range(items.count):
        for end in range(start + 1, items.count + 1):
            parts = line_cost(items, start, end, measure, solid_end=solid_end)
            assert line_total(items, start, end, measure, solid_end=solid_end) == parts.total


@given(
    st.text("一二三四五六，。“”（19a newspaper——", min_size=1, max_size=30),
    st.lists(st.sampled_from((3, 4.5, 6, 7.25, 9)), min_size=1, max_size=4),
)
@settings(max_examples=400)
def test_total_fit_finds_the_least_cost_there_is(text: str, widths: list[float]) -> None:
    measures = ems(*widths)
    items = items_of(matter(text), type_case(), min(measures))
    least = least_cost(items, measures)
    if least < _DEARER and Break.EMERGENCY not in items.breaks:
        assert cost_of(items, total_fit(items, measures).ends, measures) == least


def test_first_fit_never_costs_less() -> None:
    for size in range(12, 36):
        text = "，".join((HAN[:size:2], "161.52億元（", HAN[1:size:2]))
        items = items_of(matter(text), type_case(), 9 * EM)
        measures = ems(9)
        total = cost_of(items, total_fit(items, measures).ends, measures)
        assert total <= cost_of(items, first_fit(items, measures).ends, measures)


def test_work_per_character_does_not_grow_with_the_paragraph() -> None:
    looked_at: list[int] = []
    for times in (100, 1000):
        text = "近年來，全區上下咬定目標不放鬆，在10月完成投資。" * times
        items = items_of(matter(text), type_case(), 13 * EM)
        search = breaker._Search(items, breaker._Pass(items.em, rescue=False, refuses=costs.LOOSE), solid_end=True)
        search.run(ems(13))
        looked_at.append(search.tried // times)
    assert looked_at[1] <= looked_at[0] * 1.1


def test_repeated_measures_are_one() -> None:
    assert breaker._plain_measures((5, 4, 4, 4)) == (5, 4)
    assert breaker._plain_measures((4, 4)) == (4,)
    assert breaker._plain_measures((4, 5)) == (4, 5)


@given(
    st.text("一二三四五六，。“”（19a newspaper——", min_size=1, max_size=60),
    st.lists(st.sampled_from((2, 3, 4.5, 6, 7.25, 9)), min_size=1, max_size=3),
    st.booleans(),
)
@settings(max_examples=300)
def test_the_search_adds_up_what_its_lines_cost_by_name(text: str, widths: list[float], solid_end: bool) -> None:
    measures = breaker._plain_measures(ems(*widths))
    items = items_of(matter(text), type_case(), min(measures))
    way = breaker._Pass(1 << 60, rescue=True, refuses=costs.IMPOSSIBLE)
    cost, ends = breaker._Search(items, way, solid_end=solid_end).run(measures)
    if cost < costs.OVERFULL:
        starts = (0, *ends[:-1])
        at = [measures[min(index, len(measures) - 1)] for index in range(len(ends))]
        lines = zip(starts, ends, at, strict=True)
        assert cost == sum(line_cost(items, *line, solid_end=solid_end).total for line in lines)


def test_the_cost_of_a_line_is_told_by_part() -> None:
    items = items_of(matter("近年來，全區上下a咬定目標5不放鬆。"), type_case(), 9 * EM)
    whole = items.ends[8] - items.starts[0]
    assert line_cost(items, 0, 8, whole).parts == {}
    assert set(line_cost(items, 0, 8, whole - EM // 4).parts) == {Part.REDUCTION}
    assert set(line_cost(items, 0, 8, whole + EM // 4).parts) == {Part.HAN_GAP}
    assert set(line_cost(items, 0, 8, whole + 2 * EM).parts) == {Part.HAN_GAP, Part.LOOSE}
    assert set(line_cost(items, 0, 8, whole - 2 * EM).parts) == {Part.OVERFULL}
    assert Part.SPACING in line_cost(items, 0, 11, items.ends[11] + EM // 16).parts
    assert Part.BREAK in line_cost(items, 0, 14, items.ends[14]).parts
    assert set(line_cost(items, 16, items.count, 9 * EM).parts) == {Part.LONE}
    assert line_cost(items, 12, items.count, 9 * EM).parts == {}
