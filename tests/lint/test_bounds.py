"""However long and odd a file is, it is read in a time that grows with its length."""

from __future__ import annotations

from time import perf_counter

import pytest

from compositor.lint import changed, lint
from tests.lint.desk import HANT, plain, story

ODD = [
    "一 ", "(", "（一", "“", "“一”", '\\"一', "设", "设一", "一·", "。。一", "3。", "一,", "…一", "一、……等",
    "**一** ", "一，二。\n", "一，二三四五六七八九\n\n", "安娜（Anna Smith）", "主任王小明说，", "一’",
    "[一]{.dots} ", "1，000，", "（下轉第二版）", "11月31日",
]  # fmt: skip
SECONDS = 5
"""What 4,000 of them took at most, several times over; with a rule that looks back at all of a file it was 15 to 40."""


@pytest.mark.parametrize("piece", ODD)
def test_a_long_odd_file_is_read_in_time(piece: str) -> None:
    began = perf_counter()
    for copy in (story(piece * 4000), plain(piece * 4000)):
        changed(copy.source.text, lint([copy], HANT))
    assert perf_counter() - began < SECONDS
