"""What furniture prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compositor.model.numbering import Numbering
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.plan.values import filled, han_digits, han_number, values
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
