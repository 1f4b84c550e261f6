"""The parts of forms that speak of furniture, and of the facts that it prints."""

from __future__ import annotations

from typing import Final

from compositor.intake.scalars import Choice, Day, Length, Text, Whole
from compositor.intake.schema import Key, ListOf, Record

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as a paper names them, in order."""

ADDRESS: Final = Text(r"(?:[^{}\s]|\{[^{}]+\})+", "address without white space, such as https://example.org", most=500)
_DEGREES: Final = Whole(-80, 60)
WEATHER: Final = Record(
    "the weather",
    (
        Key("place", Text(), "where"),
        Key("sky", Text(), "what the sky does, such as 多雲轉晴"),
        Key("low", _DEGREES, "the lowest temperature in ℃"),
        Key("high", _DEGREES, "the highest"),
        Key("wind", Text(), "the wind, such as 東南風2～3級"),
        Key("air", Text(), "the air, such as 空氣質量良"),
    ),
)
QR_MODULE: Final = Key(
    "qr_module", Length(positive=True), "how wide the modules of QR codes have to be at least", default="0.4mm"
)
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
