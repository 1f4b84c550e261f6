"""The audit of heads: the sense at a break, what its lines cost, and what another break would have cost."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.intake.phrases import PhraseReader
from compositor.model.audit import Ending, LineAudit, Refusal
from compositor.model.lines import Line
from compositor.model.phrases import INSIDE_WORD
from compositor.text import set_head
from compositor.text.head_audit import Head, HeadTrail
from compositor.text.parting import IMPOSSIBLE
from tests.testface import EM, type_case
from tests.text.composing import HAN, matter, texts

READER = PhraseReader()


def head(text: str, measure: float, *, breaks: tuple[int, ...] = (), even: bool = True) -> tuple[Line, ...]:
    case = replace(type_case(), phrases=READER)
    return set_head(matter(text), round(measure * EM), case, breaks=breaks, even=even)


def audits(lines: tuple[Line, ...]) -> list[LineAudit]:
    return [found for line in lines if (found := line.audit) is not None]


def again(lines: tuple[Line, ...]) -> Head:
    trail = lines[0].trail
    assert isinstance(trail, HeadTrail)
    return Head(trail)


def test_a_break_is_told_with_the_sense_that_it_has() -> None:
    first, last = audits(head("新一輪招商引資熱潮在全區掀起", 10))
    assert (first.head, first.ending, last.ending) == (True, Ending.ALLOWED, Ending.LAST)
    assert (first.before, first.after, first.number, first.lines) == ("潮", "在", 1, 2)
    assert first.joint is not None
    assert first.joint < INSIDE_WORD
    refused = {one.before + one.after: one for one in first.refused}
    assert (refused["熱潮"].joint or 0) >= INSIDE_WORD
    assert (refused["熱潮"].more or 0) > (refused["在全"].more or 0) > 0
    assert last.refused == ()


def test_a_head_on_one_line_and_a_head_broken_by_hand_have_nothing_refused() -> None:
    assert audits(head(HAN[:8], 10)) == []
    first, _ = audits(head("人工智能走進課堂", 20, breaks=(3,)))
    assert (first.ending, first.refused, first.cost) == (Ending.BY_HAND, (), {})
    assert (first.joint or 0) >= INSIDE_WORD


def test_what_is_too_wide_and_what_would_take_a_line_more_are_told() -> None:
    first, *_ = audits(head("市政府出台二十條措施支持民營企業發展壯大", 11))
    assert [one.why for one in first.refused] == [
        Refusal.ANOTHER_LINE,
        Refusal.DEARER,
        Refusal.DEARER,
        Refusal.TOO_WIDE,
    ]
    assert [one.slack for one in first.refused] == [3 * EM, 2 * EM, 0, -EM]


def test_marks_that_may_not_begin_a_line_are_told_with_their_rule() -> None:
    first, *_ = audits(head("全區上下咬定目標，不放鬆推進創新", 9))
    refused = {one.before + one.after: one for one in first.refused}
    assert refused["標，"].why is Refusal.NO_START
    assert "GB/T 15834-2011" in refused["標，"].rule


@pytest.mark.parametrize("even", [True, False])
@pytest.mark.parametrize(("text", "measure"), [(HAN[:15], 6), ("青年科學家趙一鳴獲國家自然科學獎", 6.5), (HAN[:12], 4)])
def test_the_parts_of_the_lines_sum_to_what_was_minimised(text: str, measure: float, even: bool) -> None:
    lines = head(text, measure, even=even)
    made = again(lines)
    spans = list(zip(made.starts, made.ends, strict=True))
    parts = [made.parting.line_cost(span, made.measure, len(spans)) for span in spans]
    assert sum(sum(one.values()) for one in parts) == pytest.approx(made.cost)
    found = audits(lines)
    assert {one.paragraph for one in found} == {sum(one.total for one in found)}


def best_of_all(made: Head, through: int) -> float:
    """Return what the best head of as many lines costs that breaks at a boundary, by trying all."""
    count, lines = made.items.count, len(made.ends)
    legal = [end for end in made.parting.costs(4) if 0 < end < count]
    best = IMPOSSIBLE
    for inside in combinations(legal, lines - 1):
        spans = list(pairwise((0, *inside, count)))
        if through in inside and all(_fits(made, span) for span in spans):
            costs = (made.parting.line_cost(span, made.measure, lines) for span in spans)
            best = min(best, sum(sum(cost.values()) for cost in costs))
    return best


def _fits(made: Head, span: tuple[int, int]) -> bool:
    items, (start, end) = made.items, span
    white = items.end_shrink[end] - items.start_shrink[start]
    return items.ends[end] - items.starts[start] - white <= made.measure


@given(st.text("近年來全區上下咬定目標，“”8一", min_size=8, max_size=16), st.sampled_from((4, 5.5, 7)))
@settings(max_examples=60)
def test_law_how_much_more_is_told_is_the_best_head_that_breaks_there(text: str, measure: float) -> None:
    lines = head(text, measure)
    if not lines[0].trail or any(line.tight for line in lines):
        return
    made = again(lines)
    for boundary in made.parting.costs(4):
        if 0 < boundary < made.items.count:
            found, best = made.more(boundary), best_of_all(made, boundary)
            assert (found is None) == (best >= IMPOSSIBLE)
            if found is not None:
                assert made.cost + found[0] == pytest.approx(best, abs=0.01)


def test_a_head_that_nothing_fits_is_accounted_for_all_the_same() -> None:
    lines = head("中華人民共和國" * 4, 2)
    assert any(line.tight for line in lines)
    assert [one.number for one in audits(lines)] == list(range(1, len(lines) + 1))
    assert "".join(texts(lines)) == "中華人民共和國" * 4
