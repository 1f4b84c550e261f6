"""Looseness: a paragraph a line shorter or longer than its best lines make it (Knuth, The TeXbook, chapter 14)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from compositor.model.lines import Line
from compositor.text import set_lines
from compositor.text.breaker import total_fit
from compositor.text.casting import items_of
from compositor.text.costs import LOOSE, line_cost
from tests.testface import EM, type_case
from tests.text.composing import HAN, ems, matter

# In thirteen ems the first has little on its last line, and the second more marks than its best lines squeeze.
LONG_END = "，".join((HAN, HAN[:24], "在明年十月完成了投資。"))
SHORT_END = (
    "來全區上下咬，創新求，上下咬定目標不，放鬆推進創，進創新求提升全力，近年來全區上，年來全區上，提升全力以赴抓。"
)


def loosened(text: str, looseness: int, width: float = 13) -> tuple[Line, ...]:
    return set_lines(replace(matter(text), looseness=looseness), ems(width), type_case())


def test_a_paragraph_is_set_a_line_longer() -> None:
    best, longer = loosened(LONG_END, 0), loosened(LONG_END, 1)
    assert len(longer) == len(best) + 1
    assert all(line.off == 0 for line in longer)
    assert all(line.width == line.measure for line in longer[:-1])


def test_a_paragraph_is_set_a_line_shorter() -> None:
    best, shorter = loosened(SHORT_END, 0), loosened(SHORT_END, -1)
    assert len(shorter) == len(best) - 1
    assert all(line.off == 0 for line in shorter)


def test_the_limits_are_those_of_any_paragraph() -> None:
    items = items_of(matter(LONG_END), type_case(), 13 * EM)
    ends = total_fit(items, ems(13), looseness=1).ends
    assert all(line_cost(items, start, end, 13 * EM).total < LOOSE for start, end in pairwise((0, *ends)))


@pytest.mark.parametrize("looseness", [-1, 1, -2, 3])
def test_what_cannot_be_had_is_told_on_the_last_line(looseness: int) -> None:
    best, lines = loosened(HAN[:30], 0), loosened(HAN[:30], looseness)
    assert [line.text for line in lines] == [line.text for line in best]
    assert [line.off for line in lines] == [0] * (len(lines) - 1) + [looseness]


def test_the_nearest_number_of_lines_is_taken() -> None:
    best, longer = loosened(LONG_END, 0), loosened(LONG_END, 4)
    assert len(best) < len(longer) < len(best) + 4
    assert longer[-1].off == len(best) + 4 - len(longer)


def test_no_line_is_won_by_one_character_alone() -> None:
    (line,) = loosened(HAN[:13], 1)  # a second one would have one character
    assert line.off == 1


def test_of_the_ways_with_that_many_lines_the_best_is_taken() -> None:
    text = "近年來，全區上下，咬定目標，不放鬆，推進創新，求提升全力以"
    items = items_of(matter(text), type_case(), 9 * EM)
    best = len(total_fit(items, ems(9)).ends)

    def every(start: int, lines: int) -> list[int]:
        """Return the costs of all ways to set the rest in so many lines."""
        legal = [end for end in range(start + 1, items.count + 1) if items.breaks[end] in {0, 3}]
        if lines == 1:
            return [line_cost(items, start, items.count, 9 * EM).total] if start < items.count else []
        return [
            line_cost(items, start, end, 9 * EM).total + rest
            for end in legal
            if end < items.count
            for rest in every(end, lines - 1)
        ]

    ends = total_fit(items, ems(9), looseness=1).ends
    assert len(ends) == best + 1
    cost = sum(line_cost(items, start, end, 9 * EM).total for start, end in pairwise((0, *ends)))
    assert cost == min(every(0, best + 1))


def test_lines_are_counted_only_where_it_is_asked_for() -> None:
    items = items_of(matter(HAN), type_case(), 13 * EM)
    plain = total_fit(items, ems(13))
    assert len(plain.ends) == 3
    assert total_fit(items, ems(13), looseness=1).tried > plain.tried


def test_a_paragraph_without_end_is_not_counted() -> None:
    items = items_of(matter(HAN * 200), type_case(), 6 * EM)
    broken, plain = total_fit(items, ems(6), looseness=1), total_fit(items, ems(6))
    assert broken.off == 1
    assert (broken.ends, broken.tried) == (plain.ends, plain.tried)
