"""Heads break by sense: at phrases, words and names whole, lines balanced, the desk's own breaks first of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.heads import COMMON, broken_lines, headlines
from compositor.intake.phrases import PhraseReader
from compositor.model.design import Align
from compositor.model.lines import Line, characters
from compositor.model.settings import Direction, Kinsoku
from compositor.text import TypeCase, set_head, set_lines, set_ragged
from tests.testface import EM, type_case
from tests.text.composing import HAN, matter, texts

READER = PhraseReader()


def case() -> TypeCase:
    return replace(type_case(), phrases=READER)


def head(text: str, measure: float, breaks: tuple[int, ...] = (), most: int = 4) -> tuple[Line, ...]:
    return set_head(matter(text), round(measure * EM), case(), breaks=breaks, most=most)


def test_a_head_breaks_between_phrases_rather_than_in_the_middle() -> None:
    assert texts(head("新一輪招商引資熱潮在全區掀起", 10)) == ["新一輪招商引資熱潮", "在全區掀起"]
    assert texts(head("青年科學家趙一鳴獲國家自然科學獎", 12)) == ["青年科學家趙一鳴", "獲國家自然科學獎"]


def test_of_two_good_breaks_the_more_even_is_taken() -> None:
    lines = head("市政府出台二十條措施支持民營企業發展壯大", 16)
    assert texts(lines) == ["市政府出台二十條措施", "支持民營企業發展壯大"]


def test_names_and_numbers_are_whole_where_the_middle_would_cut_them() -> None:
    assert texts(head("多部門投入161.52億元整治", 8))[1].startswith("161.52億元")
    assert not any(line.parted for line in head("書記周明遠在青禾區調研城市更新工作", 9))


def test_a_line_more_rather_than_a_word_in_two() -> None:
    lines = head("人工智能與人工智能", 5)
    assert texts(lines) == ["人工智能", "與人工智能"]
    lines = head("阿卜杜拉出任聯合國特使", 6)
    assert not any(line.parted for line in lines)


def test_a_word_wider_than_the_measure_is_parted_and_says_so() -> None:
    lines = head("中華人民共和國", 3, most=9)
    assert "".join(texts(lines)) == "中華人民共和國"
    lines = head("阿卜杜拉耶夫", 3, most=9)
    assert any(line.parted for line in lines)


def test_a_number_wider_than_the_measure_is_parted_as_a_rescue_but_not_by_hand() -> None:
    narrow = set_head(matter("請撥0519-8288"), 3 * EM, type_case())
    assert [(line.text, line.parted, line.rescued) for line in narrow] == [
        ("請撥", False, False),
        ("0519", True, True),
        ("-8288", False, False),
    ]
    by_hand = set_head(matter("請撥0519-8288"), 3 * EM, type_case(), breaks=(2, 6))
    assert [(line.parted, line.rescued) for line in by_hand] == [(False, False), (True, False), (False, False)]


def test_hand_breaks_win_and_say_where_they_part_a_word_or_break_a_rule() -> None:
    assert texts(head("人工智能走進課堂", 20, breaks=(3,))) == ["人工智", "能走進課堂"]
    assert [line.parted for line in head("人工智能走進課堂", 20, breaks=(3,))] == [True, False]
    assert [line.parted for line in head("人工智能走進課堂", 20, breaks=(4,))] == [False, False]
    assert [line.parted for line in head("一，二三四", 20, breaks=(1,))] == [True, False]


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("weight", ["regular", "black"])
def test_one_rule_for_heads_in_every_direction_and_weight(direction: Direction, weight: str) -> None:
    copy = matter("港鐵屯馬線信號故障上班族苦候一小時", direction=direction, weight=weight)
    lines = set_head(copy, 10 * EM, case())
    assert [copy.text[line.start : line.end] for line in lines] == ["港鐵屯馬線信號故障", "上班族苦候一小時"]


def test_no_line_of_a_head_begins_or_ends_with_a_forbidden_mark_even_where_copy_may() -> None:
    for width in range(5, 12):
        copy = matter("全區上下：咬定“全年紅”，力爭“開門紅”！", kinsoku=Kinsoku.NONE)
        lines = texts(set_head(copy, width * EM, case(), most=9))
        assert not any(line[0] in "，：”！" or line[-1] == "“" for line in lines)


@pytest.mark.parametrize(("name", "least"), [("headlines.txt", 0.93), ("unseen.txt", 0.9)])
def test_headlines_of_three_regions_break_where_an_editor_would(name: str, least: float) -> None:
    """The grades were tuned on the first list and never on the second."""

    def share(phrases: PhraseReader | None) -> float:
        ends = [broken_lines(each, phrases) for each in headlines(name)]
        counted = [good for lines in ends for measure, _, good, _ in lines if measure >= COMMON]
        assert len(counted) > 300
        return sum(counted) / len(counted)

    assert share(READER) >= least
    assert share(None) < 0.5


def test_no_line_of_any_headline_has_one_character_alone() -> None:
    for each in headlines():
        for measure in range(4, 17):
            lines = head(each.text, measure, most=9)
            assert len(lines) == 1 or all(characters(line.text) > 1 for line in lines)


def test_hardly_a_headline_is_cut_inside_a_word() -> None:
    lines = [line for each in headlines() for measure in range(COMMON, 17) for line in head(each.text, measure, most=6)]
    assert sum(line.parted for line in lines) / len(lines) < 0.002


def test_a_ragged_cutline_breaks_by_sense_and_takes_no_line_more() -> None:
    copy = matter("圖為十一月十三日晚青禾大學與市人民醫院共建醫學研究中心簽約現場", align=Align.LEFT)
    plain, lines = set_lines(copy, (14 * EM,), case()), set_ragged(copy, 14 * EM, case())
    assert texts(lines) == ["圖為十一月十三日晚青禾大學", "與市人民醫院共建醫學研究中心", "簽約現場"]
    assert len(lines) == len(plain)


def test_ragged_copy_of_many_lines_is_filled_like_other_copy() -> None:
    copy = matter(HAN * 5, align=Align.LEFT)
    assert set_ragged(copy, 10 * EM, case()) == set_lines(copy, (10 * EM,), case())


def test_a_centred_cutline_is_balanced() -> None:
    copy = matter("青禾區報刊發行工作會議在青禾賓館召開", align=Align.CENTRE)
    assert texts(set_ragged(copy, 14 * EM, case())) == ["青禾區報刊發行工作會議", "在青禾賓館召開"]
