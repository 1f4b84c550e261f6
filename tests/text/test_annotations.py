"""What stands between the lines: readings and the room they take, dots, name lines and title lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.copy import Emphasis, Span
from compositor.model.design import BoxStyle
from compositor.model.lines import Annotation, Line, Side
from compositor.model.settings import Direction
from compositor.model.zhuyin import syllable
from compositor.text import Matter, set_lines
from tests.testface import EM, PLAIN, type_case
from tests.text.composing import HAN, advances, ems, matter, texts

RUBY, DOTS, NAME, TITLE = Emphasis.RUBY, Emphasis.DOTS, Emphasis.NAME, Emphasis.TITLE
VERTICAL: dict[str, Any] = {"direction": Direction.VERTICAL}


def marked(text: str, *spans: Span, **style: Any) -> Matter:
    plain = matter(text, **style)
    return Matter(plain.text, plain.start, plain.end, spans, plain.box_style, plain.style)


def composed(text: str, *spans: Span, measure: float = 30, **style: Any) -> tuple[Line, ...]:
    return set_lines(marked(text, *spans, **style), ems(measure), type_case())


def beside(text: str, *spans: Span, measure: float = 30, **style: Any) -> tuple[Annotation, ...]:
    (line,) = composed(text, *spans, measure=measure, **style)
    return line.annotations


def em(length: int) -> float:
    return round(length / EM, 3)


def places(found: tuple[Annotation, ...]) -> list[tuple[float, float]]:
    return [(em(one.at), em(one.length)) for one in found]


def reading(start: int, end: int, text: str) -> Span:
    return Span(start, end, RUBY, text)


# Readings in words


def test_a_reading_stands_over_the_middle_of_its_base_at_half_its_size() -> None:
    """clreq #h-basic-requirements (of romanization)."""
    (one,) = beside("讀漢字", reading(1, 2, "han"))
    assert places((one,)) == [(1.125, 0.75)]
    assert (one.side, one.distance, em(one.depth)) == (Side.OVER, 0, 0.5)
    (gloss,) = one.glosses
    assert {run.size for run in gloss.line.runs} == {EM // 2}
    assert em(gloss.over) == 0.88 + 0.06


def test_a_reading_stands_right_of_a_vertical_line_turned() -> None:
    (one,) = beside("讀漢字", reading(1, 2, "han"), **VERTICAL)
    assert places((one,)) == [(1.125, 0.75)]
    assert [run.posture.value for run in one.glosses[0].line.runs] == ["sideways"]
    assert em(one.glosses[0].over) == 0.75


def test_a_wider_reading_stands_over_its_neighbours_and_leaves_the_type_where_it_is() -> None:
    """clreq #h-basic-requirements: annotations may extend over the adjacent base text."""
    (line,) = composed("讀床字也", reading(1, 2, "chuang"))
    assert advances(line) == [1, 1, 1, 1]
    assert places(line.annotations) == [(0.75, 1.5)]


def test_a_reading_stands_over_no_more_than_half_a_neighbour() -> None:
    (line,) = composed("讀床字也", reading(1, 2, "chuangchuang"))
    assert advances(line) == [1, 2, 1, 1]
    assert places(line.annotations) == [(0.5, 3.0)]


def test_readings_side_by_side_are_a_word_space_apart() -> None:
    """clreq #h-basic-requirements: a quarter em between two annotations; here of their own em."""
    (line,) = composed("讀雙床字也", reading(1, 2, "shuang"), reading(2, 3, "chuang"))
    first, second = line.annotations
    assert em(second.at - first.at - first.length) == 0.125
    assert sum(advances(line)) == pytest.approx(5.625, abs=0.002)


def test_a_wide_reading_at_a_lines_start_begins_with_the_line() -> None:
    """clreq #h-basic-requirements: annotation and base are aligned with the line's start."""
    first, second = composed("讀一二三四床字也", reading(5, 6, "chuang"), measure=5)
    assert texts((first, second)) == ["讀一二三四", "床字也"]
    assert places(second.annotations) == [(0, 1.5)]


def test_a_wide_reading_at_a_lines_end_ends_with_the_line() -> None:
    first, _ = composed("讀一二三床字也上", reading(4, 5, "chuang"), measure=5)
    assert places(first.annotations) == [(3.5, 1.5)]


def test_a_wide_reading_at_a_paragraphs_start_widens_its_base() -> None:
    (line,) = composed("床字也", reading(0, 1, "chuang"))
    assert advances(line)[0] == 1.25
    assert places(line.annotations) == [(0, 1.5)]


def test_a_base_of_several_characters_is_spread_under_its_reading() -> None:
    """clreq #h-word_alignment: larger tracking in the base, half as much outside as between."""
    (line,) = composed("讀人工字", reading(1, 3, "artificialintel"))
    found = line.annotations[0]
    assert em(found.length) == 3.75
    assert advances(line) == [1, 1.375, 1.375, 1]
    assert [round(shift / EM, 4) for run in line.runs for shift in run.shifts] == [0, 0.1875, 0.1875, 0]
    assert em(found.at) == 0.5


def test_a_short_reading_in_han_is_tracked_and_one_in_latin_centred() -> None:
    """clreq #h-word_alignment."""
    han, latin = beside("世界貿易組織也", reading(0, 4, "世貿"), reading(4, 6, "wto"))
    assert em(han.length) == 4
    assert [em(advance) for run in han.glosses[0].line.runs for advance in run.advances] == [2, 2]
    assert places((latin,)) == [(4.625, 0.75)]


def test_a_base_of_one_reading_is_not_parted_one_of_single_readings_may_be() -> None:
    group = composed("一二三四人工智能五六", reading(4, 8, "rengong"), measure=6)
    assert [line.text for line in group] == ["一二三四", "人工智能五六"]
    single = [reading(4 + at, 5 + at, "ge") for at in range(4)]
    assert texts(composed("一二三四人工智能五六", *single, measure=6)) == ["一二三四人工", "智能五六"]


def test_a_reading_keeps_to_its_base_in_a_line_that_is_opened() -> None:
    first, *_ = composed("一二三床（四五）六七八", reading(3, 4, "ge"), measure=4.5)
    (one,) = first.annotations
    at = sum(advances(first)[:3])
    assert em(one.at) == pytest.approx(at + 0.25, abs=0.01)


def test_characters_of_a_reading_that_no_face_has_are_told() -> None:
    (one,) = beside("讀漢字", reading(1, 2, "h\u7ab0"))
    assert one.glosses[0].line.missing == (1,)


# Zhuyin


def test_zhuyin_widen_their_cell_by_half_an_em_in_horizontal_lines() -> None:
    """clreq #h-choice_of_size_and_ratio_for_zhuyin: half the base, with or without a tone."""
    (line,) = composed("讀漢也字", reading(1, 2, "ㄏㄢˋ"), reading(2, 3, "ㄜ"))
    assert advances(line) == [1, 1.5, 1.5, 1]


def test_zhuyin_leave_the_cell_as_it_is_in_vertical_lines() -> None:
    (line,) = composed("讀漢字", reading(1, 2, "ㄏㄢˋ"), **VERTICAL)
    assert advances(line) == [1, 1, 1]
    assert {gloss.line.direction for gloss in line.annotations[0].glosses} == {Direction.HORIZONTAL}
    assert all(gloss.over >= EM // 2 for gloss in line.annotations[0].glosses)


def test_zhuyin_stand_in_a_stack_centred_on_the_base() -> None:
    """clreq #h-choice_of_size_and_ratio_for_zhuyin: three tenths of the base each, centred as a whole."""
    (one,) = beside("窗", reading(0, 1, "ㄔㄨㄤ"))
    assert [(em(gloss.along), em(gloss.over)) for gloss in one.glosses] == [
        (1, round(0.88 - 0.05 - 0.264, 3)),
        (1, round(0.88 - 0.35 - 0.264, 3)),
        (1, round(0.88 - 0.65 - 0.264, 3)),
    ]


@pytest.mark.parametrize("style", [{}, VERTICAL], ids=["horizontal", "vertical"])
def test_a_tone_stands_half_above_the_last_letter_and_right_of_it(style: dict[str, Any]) -> None:
    """clreq #h-positioning_tones_in_zhuyin; its ink is centred there."""
    (one,) = beside("漢", reading(0, 1, "ㄏㄢˋ"), **style)
    letter, tone = one.glosses[1], one.glosses[2]
    middle = (0.5, 0.6)  # of the tone's ink in its own em
    if style:
        right, down = tone.over - letter.over, tone.along - letter.along
    else:
        right, down = tone.along - letter.along, letter.over - tone.over
    size = EM * 3 // 10
    assert em(right + round(middle[0] * size)) == 0.4
    assert em(down - round(middle[1] * size)) == pytest.approx(-0.264, abs=0.002)


def test_the_neutral_tone_stands_above_the_first_letter_wherever_it_is_typed() -> None:
    for typed in ("˙ㄉㄜ", "ㄉㄜ˙"):
        (one,) = beside("的", reading(0, 1, typed))
        assert one.text == typed
        tone = next(gloss for gloss in one.glosses if gloss.line.text == "˙")
        letters = [gloss for gloss in one.glosses if gloss.line.text != "˙"]
        assert all(tone.over > gloss.over for gloss in letters)


def test_words_stand_under_a_base_that_has_zhuyin() -> None:
    """clreq #overview_of_positioning_of_interlinear_annotations."""
    found = beside("漢", reading(0, 1, "han"), reading(0, 1, "ㄏㄢˋ"))
    assert {one.text: one.side for one in found} == {"han": Side.UNDER, "ㄏㄢˋ": Side.OVER}


# Dots and lines


def test_dots_stand_under_the_middle_of_characters_and_marks_have_none() -> None:
    """GB/T 15834-2011 5.1.8; clreq #handling_interlinear_punctuation."""
    found = beside("讀，漢字", Span(0, 4, DOTS))
    assert [(one.start, em(one.at + one.length // 2)) for one in found] == [(0, 0.5), (2, 2.5), (3, 3.5)]
    assert {one.side for one in found} == {Side.UNDER}


def test_dots_stand_right_and_lines_left_of_a_vertical_line() -> None:
    """GB/T 15834-2011 5.2.4, 5.2.5."""
    found = beside("漢字", Span(0, 2, DOTS), Span(0, 2, NAME), **VERTICAL)
    assert {one.emphasis: one.side for one in found} == {DOTS: Side.OVER, NAME: Side.UNDER}


def test_letters_and_figures_have_a_dot_each() -> None:
    found = beside("讀GDP", Span(0, 4, DOTS))
    assert len(found) == 4
    assert em(found[1].at + found[1].length // 2) == 1.375


def test_the_line_stands_nearer_to_the_text_than_the_dot() -> None:
    """clreq #single-sided-setting: line first, followed by dot."""
    for kind in (NAME, TITLE):
        line, *dots = sorted(beside("漢字", Span(0, 2, DOTS), Span(0, 2, kind)), key=lambda one: one.distance)
        assert line.emphasis is kind
        assert all(dot.distance > line.outer for dot in dots)


def test_dots_beside_a_reading_stand_beyond_it_in_vertical_lines() -> None:
    found = beside("漢字", Span(0, 2, DOTS), reading(0, 1, "han"), **VERTICAL)
    by_start = {(one.emphasis, one.start): one for one in found}
    assert by_start[DOTS, 0].distance > by_start[RUBY, 0].outer
    assert by_start[DOTS, 1].distance < EM // 10


def test_lines_of_two_names_side_by_side_are_told_apart() -> None:
    """clreq #handling_interlinear_punctuation: as many lines as names."""
    first, second = beside("杜甫王維", Span(0, 2, NAME), Span(2, 4, NAME))
    assert 0.08 <= em(second.at - first.at - first.length) <= 0.2


def test_a_line_goes_on_over_the_line_end() -> None:
    first, second = composed("一二三中華人民共和", Span(3, 9, NAME), measure=6)
    assert (em(first.annotations[0].at + first.annotations[0].length), em(second.annotations[0].at)) == (6, 0)


def test_a_line_is_not_drawn_under_marks_at_the_edge_of_the_line() -> None:
    first, _ = composed("一二三史記，列傳本紀", Span(3, 10, TITLE), measure=6)
    assert first.text == "一二三史記，"
    assert (first.annotations[0].start, first.annotations[0].end) == (3, 5)


def test_a_line_lengthens_with_its_text() -> None:
    """clreq #interlinear-punctuation-letter-spacing: the line grows with the spacing, unbroken."""
    first, *_ = composed("一二史記四（五六）七八", Span(2, 4, TITLE), measure=5.5)
    (one,) = first.annotations
    assert first.justified
    inset = 0.06
    assert em(one.at + one.length) == pytest.approx(sum(advances(first)[:3]) + 1 - inset, abs=0.01)


def test_a_dotted_line_is_as_wide_as_a_plain_one() -> None:
    plain, marked_up = composed(HAN, measure=13), composed(HAN, Span(0, 20, DOTS), Span(3, 9, NAME), measure=13)
    assert [line.runs for line in plain] == [line.runs for line in marked_up]


@given(st.lists(st.tuples(st.integers(0, 35), st.sampled_from(("han", "chuang", "ㄏㄢˋ", "", "漢語"))), max_size=12))
def test_every_reading_is_set_once_and_inside_its_line(wanted: list[tuple[int, str]]) -> None:
    by_start = dict(wanted)
    spans = [reading(at, at + 1, text) if text else Span(at, at + 1, DOTS) for at, text in by_start.items()]
    lines = composed(HAN, *spans, measure=9)
    found = [one for line in lines for one in line.annotations]
    assert sorted((one.start, one.text) for one in found) == sorted(by_start.items())
    for line in lines:
        for one in line.annotations:
            assert line.start <= one.start < line.end
            assert one.at >= -1
            assert one.at + one.length <= max(line.measure, line.indent + line.width) + 1
        words = sorted((one.at, one.at + one.length) for one in line.annotations if one.text and one.distance >= 0)
        assert all(before[1] <= after[0] for before, after in pairwise(words))


def test_the_inner_of_two_styles_counts() -> None:
    spans = (Span(0, 6, Emphasis.KAI), Span(2, 4, Emphasis.STRONG))
    box_style = BoxStyle("news", {"kai": PLAIN, "strong": replace(PLAIN, role="hei")})
    (line,) = set_lines(Matter("一二三四五六", 0, 6, spans, box_style, PLAIN), ems(10), type_case())
    assert [(run.face, run.text) for run in line.runs] == [("song", "一二"), ("hei", "三四"), ("song", "五六")]


def test_strong_words_in_a_head_have_the_size_of_the_head() -> None:
    box_style = BoxStyle("news", {"body": PLAIN, "strong": replace(PLAIN, role="hei")})
    head = replace(PLAIN, size=2 * EM, leading=3 * EM)
    (line,) = set_lines(Matter("一二三", 0, 3, (Span(1, 2, Emphasis.STRONG),), box_style, head), ems(10), type_case())
    assert [(run.face, run.size) for run in line.runs] == [("song", 2 * EM), ("hei", 2 * EM), ("song", 2 * EM)]


def test_the_mark_of_a_note_takes_no_dot() -> None:
    found = beside("讀漢①字", Span(0, 4, DOTS), Span(2, 3, Emphasis.NOTE_MARK))
    assert [one.start for one in found] == [0, 1, 3]


@pytest.mark.parametrize(
    ("text", "sort"),
    [("ㄌㄧˊ", "tone"), ("˙ㄉㄜ", "neutral"), ("ㄉㄜ˙", "neutral"), ("ㄌㄧㆻ", "checked"), ("ㄚ", "")],
)
def test_a_syllable_has_at_most_one_tone(text: str, sort: str) -> None:
    found = syllable(text)
    assert found is not None
    assert [name for name in ("tone", "checked", "neutral") if getattr(found, name)] == ([sort] if sort else [])


@pytest.mark.parametrize("text", ["", "ㄧㄧㄧㄧ", "ˋㄏㄢ", "˙ㄉㄜˋ", "ㄏㄢˋㄗˋ", "ㄏan", "han"])
def test_what_is_no_syllable(text: str) -> None:
    assert syllable(text) is None
