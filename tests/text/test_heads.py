"""Heads: hand breaks, fewest lines, balance."""

from __future__ import annotations

import time

import pytest

from compositor.text import set_head
from tests.testface import EM, type_case
from tests.text.composing import HAN, advances, composed, matter, texts


def head(text: str, measure: float, breaks: tuple[int, ...] = (), most: int = 4) -> list[str]:
    return texts(set_head(matter(text), round(measure * EM), type_case(), breaks=breaks, most=most))


def test_hand_breaks_win() -> None:
    assert head("咬定目標不放鬆確保實現全年紅", 20, breaks=(7,)) == ["咬定目標不放鬆", "確保實現全年紅"]
    assert head("一，二三四", 20, breaks=(1,)) == ["一", "，二三四"]


def test_hand_breaks_swallow_the_space_before_them() -> None:
    lines = set_head(matter("咬定目標 不放鬆"), 20 * EM, type_case(), breaks=(5,))
    assert texts(lines) == ["咬定目標", "不放鬆"]
    assert (lines[0].end, lines[1].start) == (5, 5)


def test_a_head_that_fits_takes_one_line() -> None:
    assert head(HAN[:10], 10) == [HAN[:10]]


def test_a_head_is_set_in_the_fewest_lines_that_fit_and_these_are_balanced() -> None:
    assert [len(line) for line in head(HAN[:12], 10)] == [6, 6]
    assert [len(line) for line in head(HAN[:21], 10)] == [7, 7, 7]


def test_a_head_breaks_at_a_space_rather_than_inside_a_phrase() -> None:
    assert head("穩中快進 構築新優勢再出發", 9) == ["穩中快進", "構築新優勢再出發"]


def test_no_line_of_a_head_is_one_character_where_there_is_another_way() -> None:
    for size in range(6, 30):
        for width in (5, 7, 10):
            lines = head(HAN[:size], width, most=9)
            assert all(len(line) > 1 for line in lines)


def test_prohibitions_hold_in_heads() -> None:
    for width in range(5, 12):
        lines = head("咬定目標，不放鬆：確保“全年紅”！再創新佳績", width, most=9)
        assert not any(line[0] in "，：”！" or line[-1] == "“" for line in lines)


def test_numbers_and_words_stay_whole_in_heads() -> None:
    lines = head("位列百強區第47位投資161.52億元", 7, most=9)
    assert any("161.52" in line for line in lines)


def test_heads_are_ragged_and_squeezed() -> None:
    lines = set_head(matter("“三新”：一二三四五六七八九"), 8 * EM, type_case())
    assert not any(line.justified for line in lines)
    assert advances(lines[0])[0] == 0.5


def test_a_head_that_fits_no_way_is_tight_and_loses_nothing() -> None:
    lines = set_head(matter(HAN[:40]), 5 * EM, type_case(), most=2)
    assert len(lines) == 2
    assert all(line.tight for line in lines)
    assert "".join(texts(lines)) == HAN[:40]


def test_a_head_of_thousands_of_characters_is_parted_in_a_moment() -> None:
    began = time.perf_counter()
    lines = set_head(matter(HAN * 50), 20 * EM, type_case())
    assert [line.end for line in lines[:-1]] == [line.start for line in lines[1:]]
    assert len(lines) == 4
    assert time.perf_counter() - began < 2, "a tenth of a second is plenty; the square of its length takes many"


def test_marks_are_reduced_before_a_head_takes_another_line() -> None:
    lines = set_head(matter("一，二，三四五六七"), round(8.25 * EM), type_case())
    assert texts(lines) == ["一，二，三四五六七"]
    assert lines[0].width == round(8.25 * EM)


def test_an_empty_head_has_no_lines_and_no_lines_are_an_error() -> None:
    assert set_head(matter(""), 5 * EM, type_case()) == ()
    with pytest.raises(ValueError, match="at least one line"):
        set_head(matter("字"), 5 * EM, type_case(), most=0)


def test_heads_tile_their_copy() -> None:
    lines = set_head(matter("穩中快進 構築新優勢 再出發"), 6 * EM, type_case())
    assert [line.start for line in lines[1:]] == [line.end for line in lines[:-1]]
    assert composed("穩", 5)[0].end == 1
