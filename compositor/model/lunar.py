"""農曆: the lunar date of a day, by a table of months from 1900 to 2100, and lunar dates read from words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from compositor.records import dataclass

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_DIGITS: Final = "一二三四五六七八九十"
_MONTHS: Final = ("正", *"二三四五六七八九十", "十一", "十二")
_OTHER_MONTHS: Final = {"一": 1, "冬": 11, "臘": 12, "腊": 12, "蜡": 12}
_DAYS: Final = (
    *(f"初{digit}" for digit in _DIGITS),
    *(f"十{digit}" for digit in _DIGITS[:9]),
    "二十",
    *(f"廿{digit}" for digit in _DIGITS[:9]),
    "三十",
)
_OTHER_DAYS: Final = {"廿": 20, "卅": 30} | {f"二十{digit}": 20 + at for at, digit in enumerate(_DIGITS[:9], 1)}
_FIRST: Final = date(1900, 1, 31)
_FROM: Final = date(1901, 1, 1)
_BEGINS: Final = 1900

_TABLE: Final = """
    116d2 00752 00ea5 0b64a 0064b 00a9b 09556 0056a 00b59 05752 00752 0db25 00b25 00a4b 0b4ab 002ad 0056b 04b69
    00da9 0fd92 00e92 00d25 0ba4d 00a56 002b6 095b5 006d4 00ea9 05e92 00e92 0cd26 0052b 00a57 0b2b6 00b5a 006d4
    06ec9 00749 0f693 00a93 0052b 0ca5b 00aad 0056a 09b55 00ba4 00b49 05a93 00a95 0f52d 00536 00aad 0b5aa 005b2
    00da5 07d4a 00d4a 10a95 00a97 00556 0cab5 00ad5 006d2 08ea5 00ea5 0064a 06c97 00a9b 0f55a 0056a 00b69 0b752
    00b52 00b25 0964b 00a4b 114ab 002ad 0056d 0cb69 00da9 00d92 09d25 00d25 15a4d 00a56 002b6 0c5b5 006d5 00ea9
    0be92 00e92 00d26 06a56 00a57 114d6 0035a 006d5 0b6c9 00749 00693 0952b 0052b 00a5b 0555a 0056a 0fb55 00ba4
    00b49 0ba93 00a95 0052d 08aad 00ab5 135aa 005d2 00da5 0dd4a 00d4a 00c95 0952e 00556 00ab5 055b2 006d2 0cea5
    00725 0064b 0ac97 00cab 0055a 06ad6 00b69 17752 00b52 00b25 0da4b 00a4b 004ab 0a55b 005ad 00b6a 05b52 00d92
    0fd25 00d25 00a55 0b4ad 004b6 005b5 06daa 00ec9 11e92 00e92 00d26 0ca56 00a57 004d6 086d5 00755 00749 06e93
    00693 0f52b 0052b 00a5b 0b55a 0056a 00b65 0974a 00b4a 11a95 00a95 0052d 0caad 00ab5 005aa 08ba5 00da5 00d4a
    07c95 00c96 0f94e 00556 00ab5 0b5b2 006d2 00ea5 08e4a 0068b 10c97 004ab 0055b 0cad6 00b6a 00752 09725 00b45
    00a8b 0549b 004ab
"""
"""Each year from 1900 in five hexadecimal digits: bit 0 upwards says which months, in order, have 30 days and not 29;
the bits from 13 up are the number of the month that is followed by its leap month.

Drawn from the calendar of lunar_python 1.4.8 (months begin on the day of the new moon at 120° E, as GB/T 33661-2017
has it), and compared day by day, 1901 to 2099, with borax 4.1.3, zhdate 0.1 and lunardate 0.3.0. Where those differ
from one another (months of 1933, 1954, 1978, 2057, 2089, 2097 that begin about midnight), this is the reading of most.
"""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A lunar date: the year by that in which it begins, month and day from 1, and whether the month is a leap one."""

    year: int
    month: int
    day: int
    leap: bool = False

    @property
    def year_name(self) -> str:
        """The year's name in stems and branches (干支): 己亥."""
        return _STEMS[(self.year - 4) % 10] + _BRANCHES[(self.year - 4) % 12]

    def month_name(self, *, simplified: bool = False) -> str:
        """Return the month: 十月, 閏四月."""
        leap = ("闰" if simplified else "閏") if self.leap else ""
        return f"{leap}{_MONTHS[self.month - 1]}月"

    @property
    def day_name(self) -> str:
        """The day: 初一, 十九, 廿八."""
        return _DAYS[self.day - 1]

    def words(self, *, simplified: bool = False) -> str:
        """Return the date as mastheads print it: 農曆己亥年十月十九."""
        name = "农历" if simplified else "農曆"
        return f"{name}{self.year_name}年{self.month_name(simplified=simplified)}{self.day_name}"


@lru_cache(maxsize=64)
def lunar_day(day: date) -> LunarDay | None:
    """Return the lunar date of a day from 1901 to 2100, None for others."""
    if not day >= _FROM or day.year > 2100:
        return None
    left = (day - _FIRST).days
    for at, entry in enumerate(_TABLE.split()):
        code = int(entry, 16)
        after = code >> 13
        for place in range(13 if after else 12):
            length = 29 + (code >> place & 1)
            if left < length:
                leap = bool(after) and place == after
                month = place if after and place >= after else place + 1
                return LunarDay(_BEGINS + at, month, left + 1, leap)
            left -= length
    return None


@dataclass(frozen=True, slots=True)
class LunarWords:
    """A lunar date as printed: ``year`` is its name in stems and branches, '' where it isn't given."""

    text: str
    year: str
    month: int
    day: int
    leap: bool

    def agrees(self, day: LunarDay) -> bool:
        """Tell whether the words say this date."""
        said = (self.month, self.day, self.leap)
        return said == (day.month, day.day, day.leap) and self.year in ("", day.year_name)


_WORDS: Final = re.compile(
    rf"(農曆|农历|夏曆|夏历|陰曆|阴历)?[ \u3000]*(?:([{_STEMS}][{_BRANCHES}])[^年]?年)?[ \u3000]*"
    r"([閏闰]?)(正|十[一二]?|[一二三四五六七八九冬臘腊蜡])月[大小]?[ \u3000]*"
    r"(初[一二三四五六七八九十]|[廿二]?十?[一二三四五六七八九]|[二三]?十|[廿卅])(?![一二三四五六七八九十日號号])"
)


def lunar_words(text: str) -> Iterator[LunarWords]:
    """Yield the lunar dates in ``text``; one without 農曆, year or 初 or 廿 is taken for a date of the sun."""
    for match in _WORDS.finditer(text):
        named, year, leap, month, day = match.groups()
        if not (named or year or leap or day[0] in "初廿卅"):
            continue
        number = _DAYS.index(day) + 1 if day in _DAYS else _OTHER_DAYS.get(day)
        if number is not None:
            place = _MONTHS.index(month) + 1 if month in _MONTHS else _OTHER_MONTHS[month]
            yield LunarWords(match[0].strip(), year or "", place, number, bool(leap))
