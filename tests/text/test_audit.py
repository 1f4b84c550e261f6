"""The audit: its sums are the breaker's, what was refused costs more, and the steps keep their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compositor.model.audit import Ending, LineAudit, Refusal, Step
from compositor.model.design import Align
from compositor.model.lines import Line
from compositor.model.settings import Direction, Hanging, Kinsoku, LineStart, MarkWidth, Region
from compositor.text import Matter, audit, set_lines
from compositor.text.audit import Paragraph, ParagraphTrail
from compositor.text.costs import IMPOSSIBLE, OVERFULL, RELAXED, RESCUED, line_cost
from compositor.text.marks import Break, Reduction
from compositor.text.rest import Rest
from tests.testface import EM, type_case
from tests.text.composing import HAN, composed, ems, matter

_ALPHABET = "一二三四五，。“”（）·？—…19a %newspaper "
copy = st.text(_ALPHABET, min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
widths = st.lists(st.sampled_from((3, 4.5, 6, 7.25, 9)), min_size=1, max_size=3)
styles = st.fixed_dictionaries(
    {},
    optional={
        "kinsoku": st.sampled_from(Kinsoku),
        "mark_width": st.sampled_from(MarkWidth),
        "latin_gap": st.sampled_from((0, 125, 250)),
        "hanging": st.sampled_from(Hanging),
        "line_start": st.sampled_from(LineStart),
        "rescue": st.booleans(),
        "tight_pairs": st.booleans(),
        "squeeze_stops": st.booleans(),
        "latin_gap_fixed": st.booleans(),
        "latin_grid": st.booleans(),
        "align": st.sampled_from((Align.JUSTIFY, Align.LEFT)),
        "solid_end": st.booleans(),
        "direction": st.sampled_from(Direction),
    },
)


def trail_of(lines: Sequence[Line]) -> ParagraphTrail:
    trail = lines[0].trail
    assert isinstance(trail, ParagraphTrail)
    return trail


def audits(lines: Sequence[Line]) -> list[LineAudit]:
    found = [line.audit for line in lines]
    return [one for one in found if one is not None]


def least(paragraph: Paragraph, line: int, start: int) -> int:
    """Return the least that the rest of a short paragraph costs, by trying every way."""
    items, ways = paragraph.items, paragraph.ways

    @cache
    def rest(number: int, begin: int) -> int:
        if begin == items.count:
            return 0
        ends = [end for end in range(begin + 1, items.count + 1) if fillable(paragraph, number, begin, end)]
        costs = (line_cost(items, begin, end, ways.measure(number), solid_end=ways.solid_end) for end in ends)
        ways_on = (cost.total + rest(number + 1, end) for cost, end in zip(costs, ends, strict=True))
        return min(ways_on, default=IMPOSSIBLE)

    return rest(line, start)


def fillable(paragraph: Paragraph, number: int, start: int, end: int) -> bool:
    """Tell of a line whether the breaker would look at it: without rescue only if it has enough to open."""
    items, ways = paragraph.items, paragraph.ways
    if items.breaks[end] == Break.NEVER:
        return False
    extra = ways.measure(number) - (items.ends[end] - items.starts[start])
    if not paragraph.lawful or extra <= 0 or (end == items.count and ways.solid_end):
        return True
    gaps = items.end_gaps[end] - items.start_gaps[start]
    return extra - (items.end_room[end] - items.start_room[start]) <= items.em * gaps


# What lines cost


@given(copy, widths, styles)
@settings(max_examples=150)
def test_law_the_costs_of_the_lines_sum_to_what_the_breaker_minimised(
    text: str, measures: list[float], style: dict[str, Any]
) -> None:
    lines = set_lines(matter(text, **style), ems(*measures), type_case())
    paragraph = Paragraph(trail_of(lines))
    assume(paragraph.cost < OVERFULL)
    found = audits(lines)
    assert [one.number for one in found] == list(range(1, len(lines) + 1))
    assert {one.paragraph for one in found} == {sum(one.total for one in found)}
    assert found[0].paragraph == least(paragraph, 0, 0)


@given(copy, widths, styles)
@settings(max_examples=150)
def test_law_what_was_refused_costs_no_less(text: str, measures: list[float], style: dict[str, Any]) -> None:
    lines = set_lines(matter(text, **style), ems(*measures), type_case())
    paragraph = Paragraph(trail_of(lines))
    assume(paragraph.cost < OVERFULL)
    assert costs_no_less(audits(lines))


def costs_no_less(found: Sequence[LineAudit]) -> bool:
    return all(refused.more is None or refused.more >= 0 for one in found for refused in one.refused)


@given(st.text("一二三四，。“”（19a—", min_size=1, max_size=40), widths)
@settings(max_examples=150)
def test_law_how_much_more_is_told_is_the_best_that_can_follow(text: str, measures: list[float]) -> None:
    lines = set_lines(matter(text), ems(*measures), type_case())
    paragraph = Paragraph(trail_of(lines))
    assume(paragraph.cost < OVERFULL)
    for number, start in enumerate(paragraph.starts):
        for end in range(start + 1, paragraph.items.count + 1):
            if paragraph.items.breaks[end] in {Break.NEVER, Break.FORBIDDEN}:
                continue
            more = paragraph.more(number, end)
            first = paragraph.ways.cost(number, start, end)
            whole = sum(paragraph.costs[:number]) + first + least(paragraph, number + 1, end)
            if fillable(paragraph, number, start, end) and whole < RESCUED:
                assert more is not None
                assert paragraph.cost + more[0] == whole


@pytest.mark.parametrize("text", ["近年來，全區上下“咬定目標”不放鬆。", "一", "（", "\u200b一", "，", "……", "a "])
def test_the_rest_of_a_paragraph_is_added_up_in_time_that_grows_with_it(text: str) -> None:
    needed = []
    for many in (600, 1200):
        paragraph = Paragraph(trail_of(set_lines(matter(text * many), ems(9), type_case())))
        needed.append(Rest(paragraph.ways, lawful=False).tried)
    assert needed[0] >= 600
    assert needed[1] <= 2.1 * needed[0]


def test_of_a_line_that_nothing_fills_no_cost_is_told() -> None:
    lines = set_lines(matter("11“1111·“11一", kinsoku=Kinsoku.NONE, mark_width=MarkWidth.FULL), ems(3), type_case())
    paragraph = Paragraph(trail_of(lines))
    assert paragraph.lawful
    told = [one for account in audits(lines) for one in account.refused if one.cost is not None]
    assert any(one.more is None for one in told)
    assert costs_no_less(audits(lines))


def test_setting_lines_asks_for_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(_: object) -> None:
        raise AssertionError("an account was worked out")

    monkeypatch.setattr(audit, "Paragraph", asked)
    lines = composed(HAN, 10)
    with pytest.raises(AssertionError):
        _ = lines[0].audit
    assert lines == composed(HAN, 10)
    assert "trail" not in repr(lines[0])


# What was adjusted


def in_order(steps: Sequence[Step]) -> bool:
    """Tell whether no step was used while one before it had room."""
    return not any(one.left and later.amount for one, later in pairwise(used_or_first(steps)))


def used_or_first(steps: Sequence[Step]) -> list[Step]:
    """Leave out steps with no room, which can stand between two others without having been used."""
    return [step for step in steps if step.room != 0]


@given(copy, widths, styles, st.sampled_from(Region))
@settings(max_examples=200)
def test_law_no_step_is_used_while_one_before_it_has_room(
    text: str, measures: list[float], style: dict[str, Any], region: Region
) -> None:
    for line in set_lines(matter(text, **style), ems(*measures), type_case(region)):
        account = line.audit
        assert account is not None
        assert in_order(account.steps)
        assert all(step.room is None or abs(step.amount) <= step.room for step in account.steps)


@given(copy, widths, styles, st.sampled_from(Region))
@settings(max_examples=200)
def test_law_natural_width_and_steps_sum_to_the_line(
    text: str, measures: list[float], style: dict[str, Any], region: Region
) -> None:
    for line in set_lines(matter(text, **style), ems(*measures), type_case(region)):
        account = line.audit
        assert account is not None
        assert account.natural + sum(step.amount for step in account.steps) == line.width
        named = {step.name for step in account.steps} | set(account.edges)
        assert set(line.adjustments) <= named
        assert account.room == line.measure - line.indent


def _with(step: int, **changed: Any) -> Callable[[tuple[Step, ...]], tuple[Step, ...]]:
    return lambda steps: (*steps[:step], replace(steps[step], **changed), *steps[step + 1 :])


def test_the_laws_catch_their_seeded_faults() -> None:
    (line, *_) = composed("近（年）來，全區上下一二三四五六七八", 9.5)
    account = line.audit
    assert account is not None
    assert [step.name for step in account.steps] == [Reduction.BRACKET, Reduction.COMMA]
    assert in_order(account.steps)
    half = -account.steps[0].amount // 2
    assert half
    spared = _with(0, amount=-half)(_with(1, amount=-half)(account.steps))
    assert not in_order(spared)
    dearest = max(account.refused, key=lambda refused: refused.more or 0)
    assert costs_no_less([account])
    assert not costs_no_less([replace(account, refused=(replace(dearest, more=-1),))])


# What is told of a line


def test_a_solid_line_has_nothing_to_adjust_and_costs_nothing() -> None:
    found = audits(composed(HAN[:30], 10))
    assert [one.ending for one in found] == [Ending.ALLOWED, Ending.ALLOWED, Ending.LAST]
    assert found[0].cost == {}
    assert (found[0].natural, found[0].room, found[0].lines) == (10 * EM, 10 * EM, 3)
    assert all(step.amount == 0 for one in found for step in one.steps)


def test_room_is_told_beside_what_was_taken() -> None:
    account = audits(composed("近（年）來，全區上下一二三四五六七八", 9.5))[0]
    assert (account.natural, account.room) == (10 * EM, round(9.5 * EM))
    assert account.steps == (Step("bracket", 2, EM, -EM // 2), Step("comma", 1, EM // 2, 0))
    loose = audits(composed("總值161.52億元七八九十一二三", 7))[0]
    assert [(step.name, step.left) for step in loose.steps] == [("latin_gap", False), ("han_gap", True)]
    assert loose.gap == loose.steps[1].amount // loose.steps[1].places


def test_a_forbidden_break_is_told_with_its_rule() -> None:
    lines = composed("一二三四五六七，八九十一二三四五六", 7.5)
    refused = {one.before + one.after: one for account in audits(lines) for one in account.refused}
    assert refused["七，"].why is Refusal.NO_START
    assert "GB/T 15834-2011" in refused["七，"].rule
    opening = composed("一二三四五六“七八九十一二三四五六”", 7)
    refused = {one.before + one.after: one for account in audits(opening) for one in account.refused}
    assert refused["“七"].why is Refusal.NO_END


def test_what_holds_together_is_told_by_what_keeps_it() -> None:
    dashes = audits(composed("一二三四五六——……八九十一二三四五", 8))
    refused = {one.before + one.after: one for account in dashes for one in account.refused}
    assert (refused["—…"].why, refused["—…"].rule) == (Refusal.TOGETHER, "GB/T 15834-2011 5.1.4, 5.1.5")
    listed = audits(composed("一二三四五六七。①八九十一二三四五", 8.5))
    refused = {one.before + one.after: one for account in listed for one in account.refused}
    assert refused["①八"].rule == "the style keeps list numbers"


def test_of_three_marks_together_the_rule_and_the_cost_are_told() -> None:
    account = audits(composed("一二三四五六七八九。』」八九十一二三四五", 10.5))[0]
    told = {one.before + one.after: one for one in account.refused}
    assert told["。』"].why is told["』」"].why is Refusal.DEARER
    assert "GB/T 15834-2011" in told["。』"].rule
    assert (told["。』"].cost or {})["break"] == RELAXED
    (first, *_) = composed("一二三四五六七八九。』」八九十一二三四五", 9.5)
    assert (first.text, first.rescued) == ("一二三四五六七八九。", True)
    assert audits([first])[0].ending is Ending.FORBIDDEN


def test_the_inside_of_a_number_is_told_once() -> None:
    account = audits(composed("一二三四五六七8.1％以上的一二三四五", 7))[0]
    assert [one.before + one.after for one in account.refused if one.why is Refusal.INSIDE] == ["1％"]


def test_what_would_be_too_wide_ends_the_list() -> None:
    account = audits(composed(HAN[:30], 10))[0]
    assert account.refused[-1].why is Refusal.TOO_WIDE
    assert account.refused[-1].slack == -EM
    assert [one.at for one in account.refused] == sorted(one.at for one in account.refused)


def test_a_looser_line_is_told_with_the_gap_that_it_would_need() -> None:
    account = audits(composed(HAN[:30], 10))[0]
    nearest = account.refused[-2]
    assert (nearest.at, nearest.why, nearest.slack) == (9, Refusal.DEARER, EM)
    assert nearest.gap == EM // 8
    assert nearest.more is not None
    assert nearest.more > 0


def test_one_character_left_alone_is_told() -> None:
    account = audits(composed(HAN[:18], 10))[-1]
    earlier = account.refused[-1]
    assert (earlier.before, earlier.after, earlier.lone) == (HAN[16], HAN[17], True)
    assert not any(one.lone for one in audits(composed(HAN[:30], 10))[0].refused if not one.more)


def test_hyphens_and_soft_breaks_are_endings() -> None:
    lines = composed("一二三四五internationalization一二三四五六七八九", 9)
    assert {one.ending for one in audits(lines)} >= {Ending.HYPHEN, Ending.LAST}
    assert Ending.SOFT in {one.ending for one in audits(composed("一二三四五六19年七八九十一二三四", 7.125))}


def test_the_account_is_the_same_each_time() -> None:
    lines = composed("近年來，全區上下“咬定目標”不放鬆，推進創新求提升。", 8.5)
    assert audits(lines) == audits(lines)
    again = Matter("一" * 20, 0, 20, (), None, matter("一").style)
    assert set_lines(again, ems(8), type_case())[0].audit == set_lines(again, ems(8), type_case())[0].audit


def test_a_rest_without_an_end_costs_more_than_can_be() -> None:
    paragraph = Paragraph(trail_of(composed(HAN[:20], 10)))
    assert Rest(paragraph.ways, lawful=True).cost(1, paragraph.items.count) == 0
    paragraph.items.breaks[5] = Break.FORBIDDEN
    assert Rest(paragraph.ways, lawful=True).cost(1, 5) == IMPOSSIBLE


def test_of_a_paragraph_that_is_asked_to_be_longer_no_break_is_said_to_cost_more() -> None:
    """Its lines aren't the best there are, so that another break may well cost less."""
    copy = replace(matter(HAN * 2 + "，" + HAN), looseness=1)
    found = audits(set_lines(copy, ems(12), type_case()))
    assert {one.looseness for one in found} == {1}
    refused = [other for one in found for other in one.refused if other.why is Refusal.DEARER]
    assert refused
    assert {other.more for other in refused} == {None}
    of_itself = audits(set_lines(replace(copy, looseness=0), ems(12), type_case()))
    assert any(other.more for one in of_itself for other in one.refused)
