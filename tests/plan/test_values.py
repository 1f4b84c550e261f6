"""What furniture prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compositor.model.copy import BoxCopy, IndexItem
from compositor.model.numbering import Numbering
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.model.wording import Wording
from compositor.plan.values import Lead, filled, han_digits, han_number, leads, values
from tests.proof.desk import desk


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (2, "二"),
        (10, "十"),
        (11, "十一"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (104, "一〇四"),
    ],
)
def test_pages_are_counted_as_newspapers_count_them(number: int, words: str) -> None:
    assert han_number(number) == words


def test_years_are_written_digit_by_digit() -> None:
    assert han_digits("2019") == "二〇一九"


def test_a_pattern_takes_the_words_it_names() -> None:
    assert filled("今日{pages}版", {"pages": "8"}) == "今日8版"


def test_a_pattern_that_names_something_unknown_is_left_out() -> None:
    assert filled("總第{number}期", {"pages": "8"}) is None


def test_the_lunar_date_is_computed_in_the_papers_script() -> None:
    sound = desk()
    page, paper = sound.issue.pages[0], sound.design.paper
    words = values(sound.issue, page, paper)
    told = [words[name] for name in ("lunar", "lunar_year", "lunar_month", "lunar_day")]
    assert told == ["農曆己亥年十月十九", "己亥年", "十月", "十九"]
    simplified = replace(paper, setting=Setting(Region.CN, Script.HANS, HanForms.CN))
    assert values(sound.issue, page, simplified)["lunar"] == "农历己亥年十月十九"


def test_the_total_number_is_reckoned_where_it_is_not_typed() -> None:
    sound = desk()
    paper = replace(sound.design.paper, numbering=Numbering(date(2019, 11, 11), 3020))
    page = sound.issue.pages[0]
    assert values(replace(sound.issue, number=0), page, paper)["number"] == "3024"
    assert values(sound.issue, page, paper)["number"] == "3021"
    assert "number" not in values(replace(sound.issue, number=0), page, sound.design.paper)


def test_the_index_names_the_page_on_which_a_story_begins_in_the_papers_numerals() -> None:
    sound = desk()
    place = sound.issue.pages[0].place
    index = (IndexItem("brief", "征訂", place), IndexItem("sprint", "衝刺", place))
    pages = (replace(sound.issue.pages[0], boxes=sound.issue.pages[0].boxes[:1]), sound.issue.pages[1])
    brief = BoxCopy("rest", place, story="brief")
    issue = replace(sound.issue, index=index, pages=(pages[0], replace(pages[1], boxes=(brief,))))
    words = values(issue, issue.pages[0], sound.design.paper)
    told = [words[name] for name in ("index1", "index1_page", "index2", "index2_page")]
    assert told == ["征訂", "二", "衝刺", "一"]
    arabic = replace(sound.design.paper, wording=Wording(numerals="arabic"))
    assert values(issue, issue.pages[0], arabic)["index1_page"] == "2"
    assert leads(issue)["index1_page"] == Lead("02", "rest", "征訂")


def test_the_weather_is_told_whole_and_in_parts() -> None:
    sound = desk()
    page, paper = sound.issue.pages[0], sound.design.paper
    weather = (("place", "金壇"), ("sky", "多雲"), ("low", "-2"), ("high", "7"), ("wind", "東南風2～3級"))
    words = values(replace(sound.issue, weather=weather), page, paper)
    assert words["weather"] == "金壇　多雲　-2℃～7℃　東南風2～3級"
    assert (words["weather_degrees"], words["weather_sky"]) == ("-2℃～7℃", "多雲")
    assert "weather" not in values(sound.issue, page, paper)


def test_an_extra_issue_is_called_what_it_is() -> None:
    sound = desk()
    page, paper = sound.issue.pages[0], sound.design.paper
    assert "edition" not in values(sound.issue, page, paper)
    assert values(replace(sound.issue, edition="號外"), page, paper)["edition"] == "號外"
