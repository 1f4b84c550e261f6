"""The total number of an issue is reckoned from one that is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.model.numbering import Numbering

KNOWN = date(2019, 11, 11)  # a Monday


def test_a_daily_counts_days() -> None:
    assert Numbering(KNOWN, 3020).of(date(2019, 11, 15)) == 3024


def test_a_paper_of_weekdays_counts_those() -> None:
    weekdays = Numbering(KNOWN, 3020, (0, 1, 2, 3, 4))
    assert [weekdays.of(date(2019, 11, day)) for day in (15, 16, 17, 18)] == [3024, None, None, 3025]


def test_holidays_have_no_number_and_extra_days_have_one() -> None:
    numbering = Numbering(KNOWN, 3020, (0, 1, 2, 3, 4), (date(2019, 11, 13),), (date(2019, 11, 16),))
    assert [numbering.of(date(2019, 11, day)) for day in (12, 13, 14, 16, 18)] == [3021, None, 3022, 3024, 3025]


def test_before_the_day_known_nothing_is_reckoned() -> None:
    assert Numbering(KNOWN, 3020).of(date(2019, 11, 10)) is None


@given(
    st.sets(st.integers(0, 6)), st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)), st.integers(0, 70),
)  # fmt: skip
def test_reckoning_is_counting_day_by_day(days: set[int], without: set[int], extra: set[int], later: int) -> None:
    def on(offset: int) -> date:
        return KNOWN + timedelta(days=offset)

    numbering = Numbering(KNOWN, 100, tuple(days), tuple(map(on, without)), tuple(map(on, extra)))
    counted = sum(numbering.comes_out(on(offset)) for offset in range(1, later + 1))
    assert numbering.of(on(later)) == (100 + counted if numbering.comes_out(on(later)) else None)


@pytest.mark.parametrize("days", [(), (0, 1, 2, 3, 4, 5, 6)])
def test_every_day_is_seven_days(days: tuple[int, ...]) -> None:
    assert Numbering(KNOWN, 1, days).of(KNOWN + timedelta(days=700)) == 701
