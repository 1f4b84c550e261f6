"""Half-width marks, brackets, quotes, numbers and ellipses."""

from __future__ import annotations

import pytest

from tests.lint.desk import HANS, HANT, TAIWAN, found, mended, told


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("他說:“好。”", "他說：“好。”"),
        ("走了, 又來了.", "走了，又來了。"),
        ("好嗎?好!", "好嗎？好！"),
        ("說了AM,對他來說。", "說了AM，對他來說。"),
    ],
)
def test_half_width_marks_beside_han_become_full_width(typed: str, wanted: str) -> None:
    assert {one.code for one in found(typed)} == {"HALF_WIDTH"}
    assert mended(typed) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "比分3:2，上午10:30開始。",
        "網址是https://example.org/a?b,c，請看。",
        "版本1.5和U.S.的標準，Yahoo, Inc.公司。",
        "早上8:00。",
    ],
)
def test_marks_of_latin_and_figures_are_left_alone(body: str) -> None:
    assert found(body) == ()


def test_half_width_parentheses_in_chinese_are_told_and_those_elsewhere_counted() -> None:
    (one,) = found("百強縣(市)的名單（摘要）。")
    assert told([one]) == [("BRACKETS", "(市)", "（市）")]
    assert "full-width (1)" in one.message


def test_parentheses_of_two_widths_are_told() -> None:
    assert told(found("改為MWP（議員)之後。")) == [("BRACKETS", ")", "）")]


@pytest.mark.parametrize("body", ["(1)先去，2)後回。", "f(x)與Elin (Jones) Lee說。", "撥打 (010) 6500。"])
def test_numbers_of_items_and_latin_keep_their_parentheses(body: str) -> None:
    assert [one for one in found(body) if one.code == "BRACKETS"] == []


def test_a_parenthesis_left_open_is_told_without_a_change() -> None:
    assert told(found("名單（摘要。")) == [("BRACKETS", "（", "（")]


def test_full_width_letters_are_told_where_others_are_not() -> None:
    assert told(found("ＧＤＰ增長１２．５%，2019年。")) == [
        ("FULL_WIDTH", "ＧＤＰ", "GDP"),
        ("FULL_WIDTH", "１２．５", "12.5"),
    ]
    assert found("ＧＤＰ增長１２。") == ()


@pytest.mark.parametrize(
    ("typed", "wanted", "terms"),
    [
        ("視察『兩個加快』情況。", "視察“兩個加快”情況。", HANT),
        ("他说「好」。", "他说“好”。", HANS),
        ("他說“好”。", "他說「好」。", TAIWAN),
        ("他說“叫‘好’吧”。", "他說「叫『好』吧」。", TAIWAN),
        ('他說："好。"', "他說：“好。”", HANT),
        ('他說："好。”', "他說：“好。”", HANT),
    ],
)
def test_quotes_are_those_of_the_region(typed: str, wanted: str, terms: object) -> None:
    assert mended(typed, terms) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("body", ["他叫It’s me。", "The “Times” said so, O’Neill了。", "他說“好”，又說“叫‘好’吧”。"])
def test_right_quotes_are_left_alone(body: str) -> None:
    assert found(body) == ()


def test_a_quote_that_is_left_open_is_told() -> None:
    (one,) = found("他說：“好。然後走了。")
    assert (one.code, one.changes) == ("QUOTE_OPEN", ())


def test_a_quote_turned_the_wrong_way_is_turned() -> None:
    assert mended("在“斯坦福橋“，球賽開始。") == "在“斯坦福橋”，球賽開始。"


def test_a_quote_of_several_paragraphs_opens_each_of_them() -> None:
    """GB/T 15834-2011 4.8.3.5."""
    assert found("他說：“第一段。\n\n“第二段。”") == ()
    assert mended("他說：“第一段。\n\n第二段。”") == "他說：“第一段。\n\n“第二段。”"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("長3。5米。", "長3.5米。"),
        ("長3．5米。", "長3.5米。"),
        ("共1，280米。", "共1,280米。"),
        ("共1,280，000米。", "共1,280,000米。"),
    ],
)
def test_numbers_with_chinese_marks_are_mended(typed: str, wanted: str) -> None:
    assert {one.code for one in found(typed)} == {"DECIMAL"}
    assert mended(typed) == wanted


def test_a_stop_before_a_date_may_end_a_sentence() -> None:
    (one,) = found("共有3。5月起開放。")
    assert (one.code, one.changes) == ("DECIMAL", ())


@pytest.mark.parametrize("body", ["第3、5頁；1，2，3，走。", "2018，300人。", "見12。"])
def test_lists_of_numbers_are_left_alone(body: str) -> None:
    assert [one for one in found(body) if one.code == "DECIMAL"] == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("好。。但是。", "好。但是。"),
        ("破裂，。後來。", "破裂。後來。"),
        ("他想。。。算了。", "他想……算了。"),
        ("他想…算了。", "他想……算了。"),
        ("好！。", "好！"),
    ],
)
def test_a_mark_too_many_goes(typed: str, wanted: str) -> None:
    assert {one.code for one in found(typed)} == {"MARKS"}
    assert mended(typed) == wanted


def test_right_ellipses_and_double_marks_are_left_alone() -> None:
    assert found("他想……算了！？真的？！") == ()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("蘋果、梨、桃……等水果。", "蘋果、梨、桃等水果。"),
        ("蘋果、梨、桃等……", "蘋果、梨、桃等"),
        ("蘋果、梨……等等。", "蘋果、梨等等。"),
    ],
)
def test_lists_end_with_an_ellipsis_or_with_others(typed: str, wanted: str) -> None:
    """GB/T 15834-2011 4.11.3."""
    assert "ETC" in {one.code for one in found(typed)}
    assert mended(typed).removesuffix("。") == wanted.removesuffix("。")


def test_waiting_is_no_list() -> None:
    assert found("“那個……等我想想。”") == ()


def test_a_backslash_goes_with_the_mark_that_needed_it() -> None:
    from compositor.lint import changed, lint
    from tests.lint.desk import story

    copy = story("正文。", 'headline: "因\\"歷史\\"而立"')
    assert 'headline: "因“歷史”而立"' in changed(copy.source.text, lint([copy], HANT))
