"""The shape of a line of copy: whether a sentence ends in it, and whether it is names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from compositor.intake.phrases import PhraseReader
from compositor.text.marks import Kind, kind_of

_ENDS: Final = frozenset({Kind.STOP, Kind.EXCLAMATION, Kind.DOUBLE_MARK, Kind.ELLIPSIS, Kind.DOTS})
_CLOSES: Final = frozenset({Kind.CLOSING, Kind.RIGHT_SINGLE, Kind.LATIN_CLOSING, Kind.LATIN_QUOTE, Kind.SPACE})
_PAUSES: Final = frozenset({Kind.PAUSE})
_NAME_PARTS: Final = re.compile("[\\s\u3000、，,/／·]+")
_LATIN_NAME: Final = re.compile(r"[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){1,3}")
_LONGEST_NAME: Final = 4
_MOST_NAMES: Final = 6


def stops(text: str) -> bool:
    """Tell whether a text ends with the end of a sentence, closing marks after it included."""
    at = len(text) - 1
    while at >= 0 and kind_of(text[at]) in _CLOSES:
        at -= 1
    return at >= 0 and (kind_of(text[at]) in _ENDS or text[at] in ".!?…")


def pauses(text: str) -> bool:
    """Tell whether a text ends within a sentence: after a comma, colon or semicolon, or with a bracket open."""
    return bool(text) and (kind_of(text[-1]) in _PAUSES or kind_of(text[-1]) is Kind.OPENING or text[-1] in ",:;")


def ends_inside(text: str) -> bool:
    """Tell whether a sentence ends before the last of a text."""
    return any(kind_of(letter) is Kind.STOP for letter in text[:-1])


def are_names(text: str) -> bool:
    """Tell whether a text is names of people and nothing else."""
    parts = [part for part in _NAME_PARTS.split(text.strip()) if part]
    if _LATIN_NAME.fullmatch(text.strip()):
        return True
    if len(parts) == 2 and all(len(part) == 1 for part in parts):  # 王　明
        parts = ["".join(parts)]
    return 0 < len(parts) <= _MOST_NAMES and all(_is_name(part) for part in parts)


@cache
def _reader() -> PhraseReader:
    return PhraseReader()


def _is_name(part: str) -> bool:
    """Tell whether two to four Han are read as one name of a person."""
    if not 2 <= len(part) <= _LONGEST_NAME or not all(unicodedata.category(letter) == "Lo" for letter in part):
        return False
    words = _reader().words(part)
    return len(words) == 1 and words[0].kind == "R"
