"""The breaker against every way there is, on short paragraphs."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.text import breaker
from compositor.text.breaker import first_fit, total_fit
from compositor.text.casting import items_of
from compositor.text.items import Items
from compositor.text.marks import Break
from tests.testface import EM, type_case
from tests.text.composing import HAN, ems, matter

_DEARER = 10**17
_IMPOSSIBLE = 10**40


def line_cost(items: Items, start: int, end: int, measure: int) -> int:
    """Return what a line costs, said again in plain words."""
    extra = measure - items.ends[end] + items.starts[start]
    shrink = items.end_shrink[end] - items.start_shrink[start]
    if -extra > shrink:
        return _IMPOSSIBLE
    if extra < 0:
        return int(25_000 * (extra / shrink) ** 2)
    if end == items.count:
        lone = start > 0 and sum(kind in "HGFAD" for kind in items.units.left[start:]) < 2
        return (400_000 if items.tail(end) - start == 1 else 150_000) if lone else 0
    if extra == 0:
        return 0
    room = items.end_room[end] - items.start_room[start]
    if extra <= room:
        return int(25_000 * (extra / room) ** 2)
    extra -= room
    gaps = items.end_gaps[end] - items.start_gaps[start]
    if gaps < 1 or extra > items.em * gaps:
        return _IMPOSSIBLE
    ratio = extra * 8 / (gaps * items.em)
    spaced = 25_000 if room else 0
    return spaced + int(100_000 * ratio * ratio) + (0 if ratio <= 1 else 10**9 if ratio <= 4 else 10**13)


def cost_of(items: Items, ends: tuple[int, ...], measures: tuple[int, ...]) -> int:
    """Return what lines that end at ``ends`` cost together."""
    at = {Break.SOFT: 80_000, Break.HYPHEN: 60_000, Break.SEAM: 20_000, Break.FORBIDDEN: _IMPOSSIBLE}
    total, start = 0, 0
    for index, end in enumerate(ends):
        total += line_cost(items, start, end, measures[min(index, len(measures) - 1)])
        total += at.get(Break(items.breaks[end]), 0) if end < items.count else 0
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
            best = min(best, after + cost_of_line(start, end, measure))
        return best

    def cost_of_line(start: int, end: int, measure: int) -> int:
        at = {Break.SOFT: 80_000, Break.HYPHEN: 60_000, Break.SEAM: 20_000}
        return line_cost(items, start, end, measure) + (at.get(Break(items.breaks[end]), 0) if end < items.count else 0)

    return rest(0, 0)


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
    for times in (20, 200):
        text = "近年來，全區上下咬定目標不放鬆，在10月完成投資。" * times
        items = items_of(matter(text), type_case(), 13 * EM)
        search = breaker._Search(items, breaker._Pass(items.em, rescue=False, refuses=1), solid_end=True)
        search.run(ems(13))
        looked_at.append(len(search._nodes.at) // times)
    assert looked_at[1] <= looked_at[0] * 1.1


def test_repeated_measures_are_one() -> None:
    assert breaker._plain_measures((5, 4, 4, 4)) == (5, 4)
    assert breaker._plain_measures((4, 4)) == (4,)
    assert breaker._plain_measures((4, 5)) == (4, 5)
