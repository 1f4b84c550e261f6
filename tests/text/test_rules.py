"""Rules that a paper, a style or a story may switch: each beside its opposite."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compositor.model.copy import Emphasis, Span
from compositor.model.design import BoxStyle
from compositor.model.settings import Direction, Hanging, Keep, Kinsoku, LineStart, MarkWidth, Region
from compositor.text import Matter, set_head, set_lines
from compositor.text.casting import items_of
from compositor.text.hanging import hanging
from compositor.text.items import Items
from compositor.text.marks import SHUT, TABLE, Break
from tests.testface import EM, PLAIN, type_case
from tests.text.composing import HAN, adjusted, advances, composed, ems, matter, shifts, texts

_THREE = HAN[:7] + "。』」" + HAN[7:23]


def items(text: str, **style: Any) -> Items:
    return items_of(matter(text, hyphenate=False, **style), type_case(), 1 << 60)


def boundaries(text: str, **style: Any) -> dict[int, Break]:
    """Return what every boundary inside ``text`` is, by offset."""
    found = items(text, **style)
    return {found.glyphs.at[found.units.first[at]]: Break(found.breaks[at]) for at in range(1, found.count)}


def legal(text: str, **style: Any) -> list[int]:
    return [at for at, found in boundaries(text, **style).items() if found not in SHUT]


# clreq #prohibition_rules_for_line_start_end: the rescue


def test_of_three_marks_together_some_begin_a_line_that_else_were_loose_and_that_is_reported() -> None:
    lines = composed(_THREE, 8)
    assert texts(lines)[:2] == [HAN[:7] + "。", "』」" + HAN[7:13]]
    assert [line.rescued for line in lines] == [True, False, False, False]


def test_without_the_rescue_the_line_is_loose_and_no_mark_begins_one() -> None:
    lines = composed(_THREE, 8, rescue=False)
    assert adjusted(lines[0]) == {"han_gap": 2.0}
    assert not any(line.rescued or line.text[0] in "。』」" for line in lines)


def test_three_marks_stay_together_where_no_line_is_loose_for_it() -> None:
    for line in composed(HAN[:4] + "。』」" + HAN[4:20], 8)[:-1]:
        assert not line.rescued
        assert line.text[0] not in "。』」"


def test_two_marks_and_the_first_of_three_are_never_torn_from_their_text() -> None:
    assert Break.RELAXED not in boundaries("一二三。”四五").values()
    found = boundaries("一。』」二")
    assert (found[1], found[2], found[3]) == (Break.FORBIDDEN, Break.RELAXED, Break.RELAXED)
    assert boundaries("一？！”二")[2] is Break.FORBIDDEN


def test_heads_never_use_the_rescue() -> None:
    for width in range(5, 12):
        for line in set_head(matter(_THREE), width * EM, type_case(), most=9):
            assert line.text[0] not in "。』」"


# jlreq, very loose: the newspapers' level


@pytest.mark.parametrize("mark", "？！·・‧～－-—々ー")
def test_at_level_loose_these_may_begin_a_line(mark: str) -> None:
    assert legal(f"文{mark}字", kinsoku=Kinsoku.LOOSE) == [1, 2]
    assert 1 not in legal(f"文{mark}字", kinsoku=Kinsoku.STRICT)


@pytest.mark.parametrize("mark", "。，、；：．”’」』）］｝〕】》〉〗/／")
def test_at_level_loose_closing_marks_stops_and_commas_still_begin_no_line(mark: str) -> None:
    assert legal(f"文{mark}字", kinsoku=Kinsoku.LOOSE) == [2]
    assert 1 in legal(f"文{mark}字", kinsoku=Kinsoku.NONE)


@pytest.mark.parametrize("mark", "“‘「『（［｛〔【《〈〖")
def test_at_level_loose_opening_marks_still_end_no_line(mark: str) -> None:
    assert legal(f"文{mark}字", kinsoku=Kinsoku.LOOSE) == [1]


def test_at_level_loose_numbers_keep_their_signs_and_pairs_their_halves() -> None:
    for run in ("161.52", "12.05%", "¥3", "￥1,234", "15℃", "——", "……"):
        assert legal(f"為{run}的", kinsoku=Kinsoku.LOOSE) == [1, 1 + len(run)]


# GB/T 15834-2011 5.1.4, 5.1.5: long dashes and ellipses


def test_a_dash_longer_than_two_ems_may_be_parted_between_its_units_of_two() -> None:
    assert boundaries("一——————二") == {
        1: Break.ALLOWED,
        3: Break.SOFT,
        5: Break.SOFT,
        7: Break.ALLOWED,
    }
    assert legal("一——————二", part_long_dashes=False) == [1, 7]
    assert texts(composed("一二——————————三四五", 6)) == ["一二————", "——————", "三四五"]


def test_two_ellipses_are_one_mark_and_three_may_be_parted() -> None:
    assert legal("一…………二") == [1, 5]
    assert legal("一………………二") == [1, 3, 5, 7]
    assert legal("一………………二", part_long_dashes=False) == [1, 7]
    assert sum(advances(composed("…………", 10)[0])) == 4


def test_two_ellipses_stand_on_a_line_of_their_own_where_the_style_says_so() -> None:
    own = composed("一二三四…………五六七八", 7, ellipsis_line=True, indent=2)
    assert texts(own) == ["一二三四", "…………", "五六七八"]
    assert not any(line.justified for line in own)
    assert [line.indent for line in own] == [2 * EM, 0, 0]
    assert [line.start for line in own[1:]] == [line.end for line in own[:-1]]
    assert "一二三四…………" in texts(composed("一二三四…………五六七八", 8))
    assert texts(composed("…………", 7, ellipsis_line=True)) == ["…………"]


# Conventions: what is kept together


def test_a_date_is_better_parted_after_year_month_and_day_than_before() -> None:
    for date in ("11月13日", "十一月十三日", "2019年", "二〇一九年", "２０１９年"):
        for offset, found in boundaries(f"於{date}的").items():
            before = f"於{date}的"[offset] in "年月日"
            kept = Break.NUMERAL if date[0] in "十二" else Break.SOFT
            assert found is (kept if before else found)
            assert before or found in {Break.ALLOWED, Break.NEVER, kept}
    assert boundaries("在11月13日的")[4] is Break.ALLOWED
    assert boundaries("十一月十三日", keep=())[2] is Break.ALLOWED
    assert boundaries("11月", keep=())[2] is Break.ALLOWED
    assert boundaries("11月", keep=(Keep.DATES,))[2] is Break.SOFT


@pytest.mark.parametrize("ordinal", ["第47位", "第４７位", "第四十七位"])
def test_an_ordinal_stays_with_its_number(ordinal: str) -> None:
    assert boundaries(f"列{ordinal}")[2] is (Break.NUMERAL if "四" in ordinal else Break.SOFT)
    assert boundaries(f"列{ordinal}", keep=(Keep.UNITS,))[2] is Break.ALLOWED


def test_a_number_stays_with_its_measure_word_unless_the_style_lets_it_go() -> None:
    assert boundaries("161.52億元")[6] is Break.SOFT
    assert boundaries("５０天")[2] is Break.SOFT
    assert boundaries("161.52億元", keep=(Keep.DATES,))[6] is Break.ALLOWED
    assert boundaries("５０天", keep=())[2] is Break.ALLOWED


def test_a_number_in_han_numerals_is_parted_rather_than_that_a_line_is_opened_by_an_em() -> None:
    line, rest = "甲" * 17, "乙" * 9
    assert texts(composed(f"{line}第一頁{rest}", 18))[0] == f"{line}第"
    assert texts(composed(f"{line}第47頁{rest}", 18))[0] == line
    marked = "甲甲甲甲，甲甲甲甲甲，甲甲甲甲甲甲"
    assert texts(composed(f"{marked}第一頁{rest}", 18))[0] == f"{marked}第一"


@pytest.mark.parametrize("number", ["一、", "十二、", "（一）", "(1)", "（12）", "1.", "1、", "①", "⑴", "㈠", "１．"])
def test_the_number_of_an_item_stays_with_what_it_numbers(number: str) -> None:
    end = len(number)
    assert boundaries(f"{number}發展產業")[end] in {Break.FORBIDDEN, Break.NEVER}
    assert boundaries(f"{number}發展產業", keep=())[end] in {Break.ALLOWED, Break.SOFT}


def test_the_number_of_an_item_inside_a_sentence_stays_too_and_a_mere_reference_does_not() -> None:
    assert boundaries("目標：①增產；②增收")[4] is Break.FORBIDDEN
    assert boundaries("如圖①所示")[3] is Break.ALLOWED
    assert boundaries("1.5倍")[3] is Break.SOFT


def test_a_number_that_refers_to_a_note_does_not_hold_what_follows_it() -> None:
    text = "連續增長。①東城最快"
    noted = Matter(text, 0, len(text), (Span(5, 6, Emphasis.NOTE_MARK),), None, PLAIN)
    found = items_of(noted, type_case(), 1 << 60)
    assert found.breaks[6] == Break.ALLOWED
    assert found.breaks[5] == Break.FORBIDDEN


# clreq #punctuation_adjustment_at_line_start_and_line_end


@pytest.mark.parametrize(
    ("way", "indented", "later"), [(LineStart.TRIM, 0, -0.5), (LineStart.TRIM_ALL, -0.5, -0.5), (LineStart.KEEP, 0, 0)]
)
def test_an_opening_mark_at_a_line_start_is_trimmed_on_all_but_an_indented_one_or_on_all_or_on_none(
    way: LineStart, indented: float, later: float
) -> None:
    lines = composed("“一二三“五六七八九", 6, indent=2, line_start=way)
    assert [line.text[0] for line in lines] == ["“", "“"]
    assert [adjusted(line).get("line_start", 0) for line in lines] == [indented, later]


# clreq #reduction_of_consecutive_punctuation_marks


@pytest.mark.parametrize(
    ("pair", "usual", "tight"),
    [
        ("。”", [0.5, 1], [0.5, 0.5]),
        ("：“", [1, 0.5], [0.5, 0.5]),
        ("（《", [1, 0.5], [0.5, 0.5]),
        ("》，", [0.5, 1], [0.5, 0.5]),
        ("（）", [1, 1], [1, 1]),
        ("。’”", [0.5, 0.5, 1], [0.5, 0.5, 0.5]),
    ],
)
def test_two_marks_together_take_an_em_and_a_half_or_one_where_the_style_says_so(
    pair: str, usual: list[float], tight: list[float]
) -> None:
    assert advances(composed(f"字{pair}字", 40)[0])[1:-1] == usual
    assert advances(composed(f"字{pair}字", 40, tight_pairs=True)[0])[1:-1] == tight


# clreq #hanging_punctuation_marks_at_line_end


def test_in_the_mainland_every_mark_that_pauses_or_stops_may_hang_where_the_style_says_all() -> None:
    copy = HAN[:9] + "！" + HAN[9:18]
    assert advances(composed(copy, 9, hanging=Hanging.ALL)[0])[-1] == 0
    assert composed(copy, 9, hanging=Hanging.STOPS)[0].text != HAN[:9] + "！"
    assert composed(copy, 9)[0].text != HAN[:9] + "！"


def test_only_vertical_lines_hang_centred_marks_and_of_them_only_stops_and_commas() -> None:
    for region in (Region.TW, Region.HK):
        assert hanging(Hanging.ALL, region, Direction.HORIZONTAL) == frozenset()
        assert hanging(Hanging.ALL, region, Direction.VERTICAL) == frozenset("、，。．")
    assert "！" in hanging(Hanging.ALL, Region.CN, Direction.HORIZONTAL)
    assert hanging(Hanging.NONE, Region.CN, Direction.VERTICAL) == frozenset()


@pytest.mark.parametrize(("scheme", "shift"), [(MarkWidth.LINE_END_HALF, -0.25), (MarkWidth.FULL, 0)])
def test_a_centred_mark_that_hangs_under_a_vertical_line_gives_all_its_width_and_only_its_own_white(
    scheme: MarkWidth, shift: float
) -> None:
    style = replace(PLAIN, hanging=Hanging.STOPS, direction=Direction.VERTICAL, mark_width=scheme)
    copy = HAN[:9] + "，" + HAN[9:18]
    line = set_lines(Matter(copy, 0, len(copy), (), None, style), ems(9), type_case(Region.TW))[0]
    assert line.text == HAN[:9] + "，"
    assert (advances(line)[-1], shifts(line)[-1]) == (0, shift)


# clreq #procedures_for_inter-character_spacing_reduction


def test_a_style_may_forbid_that_stops_give_their_white() -> None:
    copy = "一。二，三四五六。"
    assert adjusted(composed(copy, 7.5)[0]) == {"line_end": -0.5, "comma": -0.5, "stop": -0.5}
    firm = composed(copy, 8, squeeze_stops=False)[0]
    assert adjusted(firm) == {"line_end": -0.5, "comma": -0.5}
    assert "stop" not in adjusted(composed(copy, 7.5, squeeze_stops=False)[0])


def test_a_fixed_gap_neither_gives_nor_takes() -> None:
    copy = "一二三A四五六七。"
    assert adjusted(composed(copy, 8.25, latin_gap=250)[0]) == {"line_end": -0.5, "latin_gap": -0.25}
    fixed = composed(copy, 8.25, latin_gap=250, latin_gap_fixed=True)[0]
    assert "latin_gap" not in adjusted(fixed)
    assert fixed.text != copy
    wide = composed("一二三A四五六", 7.5, latin_gap=250, latin_gap_fixed=True, solid_end=False)[0]
    assert set(adjusted(wide)) == {"han_gap"}


def test_a_style_says_how_far_the_gap_may_be_opened() -> None:
    copy = "一二三A四五六七"
    third = composed(copy, 9, solid_end=False)[0]
    half = composed(copy, 9, latin_gap_most=500, solid_end=False)[0]
    assert adjusted(third)["latin_gap"] == pytest.approx(2 * (0.333 - 0.125), abs=0.002)
    assert adjusted(third)["han_gap"] > 0
    assert adjusted(half) == {"latin_gap": pytest.approx(2 * (0.5 - 0.125), abs=0.002), "han_gap": 0.5}


# clreq #mixed_text_composition_in_horizontal_writing_mode


def test_the_gap_is_an_eighth_in_narrow_lines_and_a_quarter_in_wide_ones() -> None:
    style: dict[str, Any] = {"latin_gap": 125, "wide_latin_gap": 250}
    assert advances(composed("用A字", 19, **style)[0]) == [1.125, 0.625, 1]
    assert advances(composed("用A字", 20, **style)[0]) == [1.25, 0.75, 1]
    assert advances(composed("用A字", 20)[0]) == [1.125, 0.625, 1]


def test_a_latin_run_and_its_gaps_take_whole_ems_where_the_style_says_so() -> None:
    for run in ("A", "ABC", "AB", "ABCDE", "A BC", "161.52"):
        line = composed(f"用{run}字字", 30, latin_grid=True, hyphenate=False)[0]
        assert (sum(advances(line)) * 1000) % 1000 == pytest.approx(0, abs=2)
    usual = composed("用ABC字字", 30)[0]
    assert sum(advances(usual)) == 1 + 0.25 + 1.5 + 2
    assert advances(composed("用ABC字", 30, latin_grid=True)[0]) == [1.25, 0.5, 0.5, 0.75, 1]


def test_no_gap_of_the_grid_is_wider_than_half_an_em() -> None:
    for run in ("A", "AB", "ABC", "ABCD"):
        for copy in (f"用{run}字", f"用{run}，", f"，{run}字"):
            line = composed(copy, 30, latin_grid=True)[0]
            assert max(advance - round(advance) for advance in advances(line)) <= 0.5


# The prohibitions hold over the logical text, whatever style it is set in, and in heads


def test_prohibitions_hold_across_styles_of_other_sizes_and_levels() -> None:
    text = "一二三四五，六七八九“十"
    free = replace(PLAIN, name="kai", role="hei", kinsoku=Kinsoku.NONE, size=EM * 9 // 10)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            spans = (Span(start, end, Emphasis.KAI),)
            mixed = Matter(text, 0, len(text), spans, BoxStyle("box", {"kai": free}), PLAIN)
            for line in set_lines(mixed, ems(5), type_case()):
                assert line.rescued or (line.text[0] != "，" and line.text[-1] != "“")


def test_at_level_none_a_head_may_begin_a_line_with_a_comma() -> None:
    def starts(level: Kinsoku) -> str:
        head = matter(HAN[:5] + "，" + HAN[5:9], kinsoku=level, mark_width=MarkWidth.FULL)
        return "".join(line.text[0] for line in set_head(head, 5 * EM, type_case(), most=9))

    assert "，" in starts(Kinsoku.NONE)
    assert "，" not in starts(Kinsoku.GB)


def test_every_mark_of_the_table_stands_at_some_level_of_every_edge() -> None:
    for row in TABLE:
        assert Kinsoku.NONE not in row.no_start | row.no_end
        if Kinsoku.LOOSE in row.no_start:
            assert {Kinsoku.BASIC, Kinsoku.GB, Kinsoku.STRICT} <= row.no_start


# UAX #14 LB25; jlreq cl-24: digits, points and separators of a number


@pytest.mark.parametrize("level", [Kinsoku.NONE, Kinsoku.LOOSE, Kinsoku.GB])
@pytest.mark.parametrize("number", ["１６１．５２", "161．52", "１，２３４，５６７", "9：30", "１０：００"])
def test_a_number_with_full_width_marks_is_never_split_or_spread(number: str, level: Kinsoku) -> None:
    found = items(f"達{number}億", kinsoku=level)
    inside = range(2, found.count - 1)
    assert len(inside) > 1
    assert {Break(found.breaks[at]) for at in inside} <= {Break.NEVER, Break.FORBIDDEN}
    assert not any(found.stretchable[at] for at in inside)


@pytest.mark.parametrize("copy", ["見３，４版", "在２０１８，２０１９年", "第5，678人"])
def test_a_comma_between_numbers_is_a_comma(copy: str) -> None:
    at = copy.index("，") + 1
    assert at in legal(copy, kinsoku=Kinsoku.GB)


# ISO 80000-1 7.3.1: groups of three digits parted by a space
@pytest.mark.parametrize("number", ["1 127", "12 345 678"])
def test_a_number_with_spaces_for_thousands_is_never_parted_or_opened(number: str) -> None:
    assert not set(range(3, 2 + len(number))) & set(legal(f"收割{number}畝"))
    found = items(f"收割{number}畝")
    assert {found.units.spaces[at] for at in found.units.spaces} == {(found.units.widths[3],) * 2}


@pytest.mark.parametrize("copy", ["撥打5100 2345即可", "第12 34號", "每日8 12時"])
def test_a_space_between_other_numbers_is_white_like_any_other(copy: str) -> None:
    assert copy.index(" ") + 1 in legal(copy)
