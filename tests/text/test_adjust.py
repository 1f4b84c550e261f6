"""The order of width adjustment, read from the advances of filled lines."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.model.settings import Region
from compositor.text.adjust import Filled, fill
from compositor.text.breaker import total_fit
from compositor.text.casting import items_of
from compositor.text.items import Items
from compositor.text.marks import BY_KIND, Kind, Reduction
from tests.testface import type_case
from tests.text.composing import ems, matter

_STEPS = list(Reduction)


def places(items: Items, start: int, end: int) -> dict[int, list[tuple[int, int, int]]]:
    """Return by step of reduction what may give: a glyph whose advance shrinks, its natural advance, its room.

    White that a mark gives as the line's edge isn't the step's; the step is an index of ``Reduction``.
    """
    found: dict[int, list[tuple[int, int, int]]] = {}
    units, glyphs, tail = items.units, items.glyphs, items.tail(end)
    for unit in range(start, tail):
        glyph = units.first[unit + 1] - 1
        natural = glyphs.advances[glyph]
        if unit == tail - 1:
            natural -= items.gaps.get(tail, 0)
        at_edge = (unit == start and start in items.trimmed_start) or (unit == tail - 1 and tail in items.trimmed_end)
        if unit in units.blank and not at_edge:
            step = BY_KIND[Kind(units.left[unit])].reduction
            assert step is not None
            found.setdefault(_STEPS.index(step), []).append((glyph, natural, units.blank[unit]))
        elif unit in units.spaces:
            found.setdefault(0, []).append((glyph, natural, units.widths[unit] - units.spaces[unit][0]))
        elif unit + 1 in items.latin and unit + 1 < tail:
            gap = _STEPS.index(Reduction.LATIN_GAP)
            found.setdefault(gap, []).append((glyph, natural, items.gap_shrink))
    return found


def out_of_order(items: Items, start: int, end: int, line: Filled) -> bool:
    """Tell whether a step gave while an earlier one had room, or its members gave unequally."""
    has_room = False
    for _, members in sorted(places(items, start, end).items()):
        given_ = [natural - line.advances[glyph - line.first] for glyph, natural, _ in members]
        rooms = [room for _, _, room in members]
        if has_room and any(amount > 0 for amount in given_):
            return True
        most = max(given_)
        if any(amount < min(most - 1, room) for amount, room in zip(given_, rooms, strict=True)):
            return True
        has_room = has_room or any(amount < room for amount, room in zip(given_, rooms, strict=True))
    return False


@given(
    st.text("一二三四五，。：“”（）《·？9a ", min_size=6, max_size=60),
    st.sampled_from((5, 6.5, 9, 13)),
    st.sampled_from(Region),
)
@settings(max_examples=400)
def test_law_no_step_gives_while_an_earlier_one_has_room(text: str, width: float, region: Region) -> None:
    (measure,) = ems(width)
    items = items_of(matter(text), type_case(region), measure)
    start = 0
    for end in total_fit(items, (measure,)).ends:
        if items.ends[end] - items.starts[start] > measure:
            assert not out_of_order(items, start, end, fill(items, start, end, measure, justify=True))
        start = end


def test_a_stop_that_gives_before_a_comma_is_out_of_order() -> None:
    items = items_of(matter("一二，三四。五六"), type_case(), *ems(9))
    line = fill(items, 0, 8, items.ends[8] - items.em // 4, justify=True)
    assert not out_of_order(items, 0, 8, line)
    comma, stop = 2, 5
    line.advances[comma] += items.em // 8
    line.advances[stop] -= items.em // 8
    assert out_of_order(items, 0, 8, line)
