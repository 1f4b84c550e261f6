"""Lines: where they break, how they are filled, what they carry."""

from __future__ import annotations

import pytest

from compositor.model.copy import Emphasis, Span
from compositor.model.design import Align, BoxStyle, Style
from compositor.model.lines import Line
from compositor.model.settings import Kinsoku
from compositor.text import Matter, set_first_fit, set_lines
from compositor.text.adjust import level
from tests.testface import EM, PLAIN, type_case
from tests.text.composing import HAN, adjusted, advances, composed, ems, matter, texts


def test_copy_of_whole_ems_is_set_solid() -> None:
    lines = composed(HAN[:30], 10)
    assert texts(lines) == [HAN[:10], HAN[10:20], HAN[20:30]]
    assert [line.adjustments for line in lines] == [{}, {}, {}]


def test_the_last_line_is_solid_unless_copy_goes_on() -> None:
    assert advances(composed(HAN[:13], 10)[1]) == [1, 1, 1]
    run_on = set_lines(matter(HAN[:17], solid_end=False), ems(10), type_case())
    assert run_on[1].justified
    assert run_on[1].width == 10 * EM


def test_the_first_line_is_indented_within_its_measure() -> None:
    first, second = composed(HAN[:18], 10, indent=2)
    assert (first.indent, first.width, first.measure) == (2 * EM, 8 * EM, 10 * EM)
    assert second.indent == 0


def test_measures_come_one_by_one_and_the_last_repeats() -> None:
    lines = composed(HAN[:30], 10, 6, 6, 4)
    assert [len(line.text) for line in lines] == [10, 6, 6, 4, 4]


def test_no_measures_is_an_error() -> None:
    with pytest.raises(ValueError, match="no measure"):
        set_lines(matter("字"), (), type_case())


def test_a_mark_is_pushed_in_before_anything_is_pushed_out() -> None:
    line = composed("一二，三四五六七。八九十甲乙丙", 8)[0]
    assert line.text == "一二，三四五六七。"
    assert adjusted(line) == {"line_end": -0.5, "comma": -0.5}


def test_reduction_goes_step_by_step_and_equally() -> None:
    line = composed("（一）二，三、四五。六七八九十甲乙丙丁", 9)[0]
    assert line.text == "（一）二，三、四五。"
    assert adjusted(line) == {"line_start": -0.5, "line_end": -0.5}
    line = composed("一（二），三、四五。", 8)[0]
    assert line.text == "一（二），三、四五。"
    assert adjusted(line) == {"line_end": -0.5, "bracket": -0.5, "comma": -0.5}
    assert advances(line) == [1, 0.5, 1, 0.5, 0.75, 1, 0.75, 1, 1, 0.5]


def test_stops_give_their_white_last() -> None:
    line = composed("一。二，三四五六。", 7.5)[0]
    assert line.text == "一。二，三四五六。"
    assert adjusted(line) == {"line_end": -0.5, "comma": -0.5, "stop": -0.5}


def test_han_latin_gaps_shrink_to_an_eighth_only_after_commas() -> None:
    line = composed("一，二A三四五六。", 7.75, latin_gap=250)[0]
    assert adjusted(line) == {"line_end": -0.5, "comma": -0.5, "latin_gap": -0.25}
    line = composed("一二三A四五六七。", 8.25, latin_gap=250)[0]
    assert line.text == "一二三A四五六七。"
    assert adjusted(line) == {"line_end": -0.5, "latin_gap": -0.25}


def test_expansion_opens_word_spaces_then_gaps_then_everything() -> None:
    def given(width: float) -> dict[str, float]:
        return adjusted(composed("ab cd一二三", width, solid_end=False)[0])

    assert given(5.5) == {"word_space": 0.125}
    assert given(5.75) == {"word_space": 0.25, "latin_gap": 0.125}
    assert given(6.5) == {"word_space": 0.25, "latin_gap": 0.208, "han_gap": 0.667}


def test_the_last_step_opens_all_gaps_equally() -> None:
    line = composed("一二三四五六七八九（十甲乙丙丁戊己庚", 9.5, hyphenate=False)[0]
    given = [round(advance - 1, 3) for advance in advances(line)[:-1]]
    assert max(given) - min(given) <= 0.001
    assert line.width == line.measure


def test_the_last_step_does_not_open_dashes_or_numbers() -> None:
    line = composed("一二——三12四五“六七八九十甲乙", 9.4)[0]
    glyphs = dict(zip(line.text, advances(line), strict=False))
    assert line.justified
    assert glyphs["1"] == 0.5
    first_dash = line.text.index("—")
    assert advances(line)[first_dash] == 1


def test_level_shares_equally_within_limits() -> None:
    assert level(10, [4, 4, 4]) == [4, 3, 3]
    assert level(10, [1, 9, 9]) == [1, 5, 4]
    assert level(99, [1, 2]) == [1, 2]
    assert level(5, []) == []


def test_dashes_and_ellipses_are_never_split() -> None:
    for width in range(2, 8):
        for line in composed("一二三四——五六七……八九十", width):
            assert line.text.count("—") in {0, 2}
            assert line.text.count("…") in {0, 2}


def test_numbers_are_never_split() -> None:
    for width in range(4, 12):
        lines = composed("投資161.52億元增長12.05%其中1,234項¥3", width)
        for number in ("161.52", "12.05%", "1,234", "¥3"):
            assert any(number in line.text for line in lines)


def test_prohibitions_hold_across_emphasis() -> None:
    text = "一二三四五，六七八九十"
    styles = {"strong": Style("strong", "hei", "regular", EM, EM, EM)}
    for start, end in ((4, 5), (5, 6), (3, 7)):
        bold = Matter(text, 0, len(text), (Span(start, end, Emphasis.STRONG),), BoxStyle("box", styles), PLAIN)
        lines = set_lines(bold, ems(5), type_case())
        assert all(not line.text.startswith("，") for line in lines)
        faces = {text[run.start : run.end]: run.face for line in lines for run in line.runs}
        assert set(faces.values()) == {"song", "hei"}


def test_emphasis_without_a_style_of_its_own_is_set_like_the_rest() -> None:
    plain = Matter("一二三", 0, 3, (Span(1, 2, Emphasis.KAI),), BoxStyle("box", {}), PLAIN)
    assert [run.face for run in set_lines(plain, ems(5), type_case())[0].runs] == ["song"]


def test_latin_words_are_hyphenated_at_dictionary_points_and_the_hyphen_is_generated() -> None:
    lines = composed("這是一二三internationalization的", 10)
    parted = lines[0]
    assert parted.hyphenated
    assert parted.runs[-1].text == "-"
    assert parted.runs[-1].start == parted.runs[-1].end == parted.end
    assert parted.text.rstrip("-") + lines[1].text == "這是一二三internationalization的"
    assert not any(line.rescued for line in lines)


def test_capitals_and_short_words_are_not_hyphenated() -> None:
    for word in ("NEWSPAPER", "news"):
        assert any(word in line.text for line in composed(f"一二三四五六{word}七八", 8))


def test_style_may_forbid_hyphens() -> None:
    lines = composed("這是一二三newspaper的", 8, hyphenate=False)
    assert not any(line.hyphenated for line in lines)


def test_a_word_wider_than_the_measure_is_parted_and_reported() -> None:
    lines = composed("x" * 30, 5)
    assert [line.text for line in lines] == ["x" * 10] * 3
    assert [line.rescued for line in lines] == [True, True, False]
    assert not any(line.tight for line in lines)


def test_a_unit_wider_than_the_measure_gets_a_tight_line_of_its_own() -> None:
    lines = composed("一——二", 1)
    assert texts(lines) == ["一", "——", "二"]
    assert [line.tight for line in lines] == [False, True, False]


def test_marks_that_no_line_can_hold_are_rescued_and_reported() -> None:
    lines = composed("。" * 20, 4)
    assert "".join(texts(lines)) == "。" * 20
    assert all(line.rescued for line in lines[:-1])


def test_prohibition_none_forbids_nothing() -> None:
    lines = composed("一二三四五，六七八九", 5, kinsoku=Kinsoku.NONE)
    assert lines[0].text == "一二三四五"
    assert not lines[0].rescued


def test_a_single_character_does_not_make_a_last_line() -> None:
    filled = set_first_fit(matter(HAN[:37]), ems(18), type_case())
    fitted = set_lines(matter(HAN[:37]), ems(18), type_case())
    assert [len(line.text) for line in filled] == [18, 18, 1]
    assert sorted(len(line.text) for line in fitted) == [2, 17, 18]
    marked = composed(HAN[:37] + "。", 18)
    assert len(marked[-1].text) > 2


def test_white_space_at_a_line_end_is_swallowed() -> None:
    lines = composed("hello world once again", 3, hyphenate=False)
    assert texts(lines) == ["hello", "world", "once", "again"]
    assert [(line.start, line.end) for line in lines] == [(0, 6), (6, 12), (12, 17), (17, 22)]


def test_missing_characters_are_named_by_offset_and_drawn_as_geta() -> None:
    line = composed("一\u7ab0二", 10)[0]
    assert line.missing == (1,)
    assert line.text == "一\u7ab0二"
    assert composed("一二", 10)[0].missing == ()


def test_offsets_count_from_the_part() -> None:
    text = HAN[:40]
    part = Matter(text, 10, 30, (), None, PLAIN)
    lines = set_lines(part, ems(8), type_case())
    assert (lines[0].start, lines[-1].end) == (10, 30)
    assert "".join(texts(lines)) == text[10:30]


def test_ragged_styles_are_not_expanded() -> None:
    lines = composed("一二三四五（六七八九十）甲乙丙", 6, align=Align.LEFT)
    assert not any(line.justified for line in lines)
    assert all(line.width <= line.measure for line in lines)


def test_zero_width_characters_go_with_their_neighbours() -> None:
    line = composed("\u200b一\u200b二Inter\u00adnational", 40)[0]
    assert line.text == "\u200b一\u200b二Inter\u00adnational"
    assert sum(advances(line)) == 2 + 0.125 + 13 * 0.5


def test_a_soft_hyphen_is_a_place_to_part_a_word() -> None:
    lines = composed("一二三四abcdefg\u00adhijklmn", 8, hyphenate=False)
    assert lines[0].text == "一二三四abcdefg\u00ad-"
    assert lines[0].hyphenated


def test_first_fit_is_worse_than_total_fit_on_this_paragraph() -> None:
    copy = "區上下咬定目標不放鬆推進創新AAAAAA求提升全力，以赴抓落實BBBBBBBB掀起新一輪招商引資項目推進的熱潮"

    def worst(lines: tuple[Line, ...]) -> float:
        return max(adjusted(line).get("han_gap", 0) / len(line.text) for line in lines)

    fitted = set_lines(matter(copy, hyphenate=False), ems(11), type_case())
    filled = set_first_fit(matter(copy, hyphenate=False), ems(11), type_case())
    assert worst(fitted) < worst(filled)


def test_a_number_keeps_its_measure_where_the_line_can_still_be_filled() -> None:
    line = composed("一，三，五六七八9億元二三四五", 8.75)[0]
    assert line.text == "一，三，五六七八9億"
    assert composed("一，三，五六七八x億元二三四五", 8.75)[0].text == "一，三，五六七八x"
