"""The parts of forms that speak of furniture, and of the facts that it prints."""

from __future__ import annotations

from typing import Final

from compositor.intake.scalars import Choice, Day, Whole
from compositor.intake.schema import Key, ListOf, Record

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as a paper names them, in order."""

NUMBER_FROM: Final = Record(
    "a number known",
    (
        Key("date", Day(), "a day with an issue whose total number is known", required=True),
        Key("number", Whole(1, 9_999_999), "its number", required=True),
        Key("days", ListOf(Choice(DAYS), 1, 7), "the days on which the paper comes out; every day by default"),
        Key("without", ListOf(Day(), 0, 5000), "days since then without an issue, such as holidays"),
        Key("extra", ListOf(Day(), 0, 5000), "days since then with an issue out of the usual"),
    ),
)
