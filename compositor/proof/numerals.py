"""Numbers as papers print them, read back: 二, 十二, 二十, 一〇五 and 12."""

from __future__ import annotations

from compositor.model.copy import PageCopy
from compositor.model.wording import Wording

_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_TEN = "十"


def read_number(text: str) -> int | None:
    """Return the number that ``text`` writes in Han or ASCII digits, or None where it writes none."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if _TEN in text:
        tens, _, ones = text.partition(_TEN)
        if len(tens) > 1 or len(ones) > 1 or any(char not in _VALUES for char in tens + ones):
            return None
        return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)
    if not text or any(char not in _VALUES for char in text):
        return None
    return int("".join(str(_VALUES[char]) for char in text))


def names_page(word: str, page: PageCopy, wording: Wording) -> bool:
    """Tell whether ``word`` names a page as the paper's wording wants it.

    A label that is a number is named in the paper's numerals (第二版 or 第2版), any other as it is.
    """
    if not page.label.isdigit():
        return word == page.label
    return word.isascii() == (wording.numerals == "arabic") and read_number(word) == int(page.label)
