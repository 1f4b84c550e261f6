"""The lunar calendar from 1901 to 2100, and lunar dates in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from compositor.model.lunar import LunarDay, lunar_day, lunar_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1901, 1, 1), "農曆庚子年十一月十一"),
        (date(1933, 7, 22), "農曆癸酉年閏五月三十"),  # the new moon is three minutes after midnight
        (date(1978, 9, 3), "農曆戊午年八月初一"),
        (date(2019, 11, 15), "農曆己亥年十月十九"),
        (date(2020, 5, 23), "農曆庚子年閏四月初一"),
        (date(2023, 1, 21), "農曆壬寅年十二月三十"),
        (date(2023, 1, 22), "農曆癸卯年正月初一"),
        (date(2033, 12, 22), "農曆癸丑年閏十一月初一"),  # the year whose leap month is often given wrong
        (date(2057, 9, 29), "農曆丁丑年九月初一"),
        (date(2100, 12, 31), "農曆庚申年十二月初一"),
    ],
)
def test_a_day_has_its_lunar_date(day: date, words: str) -> None:
    lunar = lunar_day(day)
    assert lunar is not None
    assert lunar.words() == words


def test_simplified_papers_write_it_in_their_characters() -> None:
    lunar = lunar_day(date(2020, 5, 23))
    assert lunar is not None
    assert lunar.words(simplified=True) == "农历庚子年闰四月初一"


@pytest.mark.parametrize("day", [date(1900, 12, 31), date(2101, 1, 1)])
def test_days_beyond_the_table_have_none(day: date) -> None:
    assert lunar_day(day) is None


def test_every_day_follows_the_one_before_and_is_read_back_from_its_words() -> None:
    """Days count up by one, or begin a month after 29 or 30 days; no month comes twice but as a leap month."""
    before: LunarDay | None = None
    day = date(1901, 1, 1)
    months: set[tuple[int, int, bool]] = set()
    while day.year <= 2100:
        lunar = lunar_day(day)
        assert lunar is not None
        if before is not None and lunar.day != before.day + 1:
            assert (lunar.day, before.day in (29, 30)) == (1, True)
            following = (before.year, before.month % 12 + 1) if before.month < 12 else (before.year + 1, 1)
            assert (lunar.year, lunar.month) == ((before.year, before.month) if lunar.leap else following)
            assert (lunar.year, lunar.month, lunar.leap) not in months
        months.add((lunar.year, lunar.month, lunar.leap))
        if day.day == 9:
            assert all(words.agrees(lunar) for words in lunar_words(lunar.words()))
            assert len(list(lunar_words(lunar.words()))) == 1
        before, day = lunar, day + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("農曆己亥年十月十九", ("己亥", 10, 19, False)),
        ("农历甲辰年正月廿八　星期五", ("甲辰", 1, 28, False)),
        ("夏曆臘月初八", ("", 12, 8, False)),
        ("庚子年閏四月大初一", ("庚子", 4, 1, True)),
        ("農曆十月二十一", ("", 10, 21, False)),
        ("冬月廿", ("", 11, 20, False)),
    ],
)
def test_lunar_dates_are_read_as_papers_write_them(text: str, said: tuple[str, int, int, bool]) -> None:
    (words,) = lunar_words(text)
    assert (words.year, words.month, words.day, words.leap) == said


@pytest.mark.parametrize("text", ["二〇二四年五月二十日", "三月三十一日", "五月十五", "2019年11月15日"])
def test_dates_of_the_sun_are_no_lunar_dates(text: str) -> None:
    assert list(lunar_words(text)) == []
