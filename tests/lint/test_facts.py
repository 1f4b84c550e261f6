"""Weekdays, pages referred to, and names spelt in two ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compositor.lint import lint
from tests.lint.desk import HANS, HANT, found, mended, story, told

ISSUE = replace(HANT, day=date(2019, 11, 15), labels=("01", "02", "A3"))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("11月13日（星期四）上午。", "11月13日（星期三）上午。"),
        ("2020年1月1日星期二放假。", "2020年1月1日星期三放假。"),
        ("定於周五（11月13日）舉行。", "定於周三（11月13日）舉行。"),
        ("十一月十三日星期天下雨。", "十一月十三日星期三下雨。"),
    ],
)
def test_a_weekday_that_its_date_has_not_is_told(typed: str, wanted: str) -> None:
    assert [one.code for one in found(typed, ISSUE)] == ["WEEKDAY"]
    assert mended(typed, ISSUE) == wanted


def test_right_weekdays_are_left_alone_and_unknown_years_too() -> None:
    assert found("11月13日（星期三）上午；11月17日（星期天）下午。", ISSUE) == ()
    assert found("11月13日（星期四）上午。", HANT) == ()


def test_the_year_is_the_nearest_to_the_issues_day() -> None:
    assert found("1月1日（星期三）放假。", ISSUE) == ()


def test_a_date_that_does_not_exist_is_told() -> None:
    (one,) = found("2月30日開會。", HANT)
    assert (one.code, one.changes) == ("WEEKDAY", ())
    assert found("2月29日開會，12月31日散會。", HANT) == ()


@pytest.mark.parametrize("typed", ["詳見第8版。", "報道見今日八版。", "見A7版。"])
def test_a_reference_to_a_page_that_is_not_there_is_told(typed: str) -> None:
    assert [one.code for one in found(typed, ISSUE)] == ["PAGE_REFERENCE"]


@pytest.mark.parametrize(
    "typed", ["詳見第2版。", "見今日二版。", "見A3版。", "《辭海》第7版出了。", "《人民日報》第8版。"]
)
def test_references_to_pages_and_editions_are_left_alone(typed: str) -> None:
    assert found(typed, ISSUE) == ()


def test_typed_jump_lines_go() -> None:
    assert told(found("走了。（下轉第二版）", HANT)) == [("LITERAL_JUMP_LINE", "（下轉第二版）", "")]


def test_a_name_with_one_character_changed_is_told_beside_its_title() -> None:
    body = "副区长周新生说，好。周新生表示，区长周新升来了。"
    (one,) = found(body, HANS)
    assert (one.code, one.before, one.after) == ("NAME_TWO_WAYS", "周新升", "周新生")
    assert "2 times" in one.message


def test_two_spellings_that_are_equally_frequent_are_told_without_a_change() -> None:
    (one,) = found("局长李小明表示，好。局长李小鸣说，好。", HANS)
    assert (one.code, one.changes) == ("NAME_TWO_WAYS", ())


def test_foreign_names_differ_in_one_character_or_in_their_dot() -> None:
    assert told(found("布雷特·卡瓦诺来了。布雷特·卡瓦诺说，布雷特·卡瓦娜走了。", HANS)) == [
        ("NAME_TWO_WAYS", "布雷特·卡瓦娜", "布雷特·卡瓦诺")
    ]
    dots = found("布雷特·卡瓦诺来了。布雷特·卡瓦诺说，布雷特・卡瓦诺走了。", HANS)
    assert [one.before for one in dots if one.code == "NAME_TWO_WAYS"] == ["布雷特・卡瓦诺"]


def test_one_latin_name_has_one_chinese_name() -> None:
    remarks = found("克里斯·罗莱特（Chris Rowlatt）来了。后来卢拉特（Chris Rowlatt）走了。", HANS)
    assert [one.code for one in remarks] == ["NAME_TWO_WAYS"]


def test_names_are_compared_over_the_stories_of_an_issue() -> None:
    one, other = story("副区长周新生说，好。周新生表示，好。", name="a.md"), story("区长周新升来了。", name="b.md")
    (remark,) = lint([one, other], HANS)
    assert (remark.place.file, "a.md:4:4" in remark.message) == ("b.md", True)


def test_listed_names_are_told_where_one_character_differs() -> None:
    terms = replace(HANT, names=("宏圖遠景新城",))
    assert told(found("宏圖遠境新城開工，宏圖遠景新城完工。", terms)) == [
        ("NAME_TWO_WAYS", "宏圖遠境新城", "宏圖遠景新城")
    ]


@pytest.mark.parametrize(
    "body", ["王建国表示好。李建军表示好。", "安娜·史密斯与安娜·琼斯。", "今天主任说，昨天主任说，他们说。"]
)
def test_different_people_are_left_alone(body: str) -> None:
    assert found(body, HANS) == ()
