"""Work grows with the length of a paragraph, whatever it is made of; counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType

import pytest

from compositor.text import set_lines
from compositor.text.breaker import total_fit
from compositor.text.casting import items_of
from tests.testface import EM, type_case
from tests.text.composing import HAN, ems, matter

_SMALL, _LARGE = 2_000, 8_000
_COPY: dict[str, str] = {
    "Han": HAN,
    "Han and marks": "近年來，全區上下咬定目標“不放鬆”，在10月完成投資。",
    "marks": "，。“”（）《》——……",
    "stops": "。",
    "opening marks": "（",
    "dashes": "—",
    "one Latin word": "abcdefghij",
    "one letter": "i",
    "digits": "1",
    "an address": "www.a.b/c",
    "zero-width spaces": "\u200b",
    "joiners": "\u200d",
    "word joiners": "\u2060",
    "soft hyphens": "ab\u00ad",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "em spaces": "\u3000",
    "combining marks": "\u0301",
    "variation selectors": "\ufe0f",
    "letters and Han": "字a",
    "jamo": "ᄀ",
    "flags": "🇨🇳",
    "Hebrew": "שלום ",
}


def copy_of(kind: str, length: int) -> str:
    return (_COPY[kind] * (length // len(_COPY[kind]) + 1))[:length]


def lines_weighed(text: str) -> int:
    """Return how many lines all passes weigh to break a paragraph."""
    return total_fit(items_of(matter(text), type_case(), 13 * EM), ems(13)).tried


def calls(work: Callable[[], object]) -> int:
    """Return how many calls, of Python and of C, a piece of work makes."""
    count = 0

    def note(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", _COPY)
def test_work_grows_no_faster_than_the_copy(kind: str) -> None:
    few, many = copy_of(kind, _SMALL), copy_of(kind, _LARGE)
    assert lines_weighed(many) <= 5 * lines_weighed(few) + 100
    # each from a case of its own: what it keeps of copy that it has met would help the one and not the other
    small = calls(lambda: set_lines(matter(few), ems(13), type_case()))
    assert calls(lambda: set_lines(matter(many), ems(13), type_case())) <= 5 * small + 1000


@pytest.mark.parametrize("kind", _COPY)
def test_few_lines_are_weighed_for_a_unit(kind: str) -> None:
    assert lines_weighed(copy_of(kind, _LARGE)) <= 60 * _LARGE


def test_no_dictionary_is_asked_about_a_word_without_end() -> None:
    class Unasked:
        def points(self, word: str, language: str = "en") -> tuple[int, ...]:
            raise AssertionError(f"asked about {len(word)} letters")

    case = type_case()
    lines = set_lines(matter("a" * _SMALL), ems(13), replace(case, hyphens=Unasked()))
    assert all(line.rescued for line in lines[:-1])
