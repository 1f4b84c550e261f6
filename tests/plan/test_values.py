"""What furniture prints."""

from __future__ import annotations

import pytest

from compositor.plan.values import filled, han_digits, han_number


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
