"""Postings: in which articles a term occurs, as few printing characters as can be, safe in a string of JavaScript.

A posting is an article's number and whether the term stands in its heads. Numbers ascend; each is written as the
distance to the one before, less 1, doubled, and 1 more for heads: digits of base 32 that go on (the last 32 symbols),
then one of base 59 that ends it (the first 59). Before them all stands the last of the numbers, so that more can be
added without reading any.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_SYMBOLS: Final = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\|=')
_ENDS: Final = 59
_GOES_ON: Final = len(_SYMBOLS) - _ENDS
_VALUE: Final = {symbol: value for value, symbol in enumerate(_SYMBOLS)}

Posting = int
"""An article's number doubled, and 1 more where the term stands in its heads."""


def written(postings: Sequence[Posting]) -> str:
    """Return postings, in ascending order, as they are kept."""
    return _digits(postings[-1] >> 1) + _run(postings, -1)


def last(kept: str) -> int:
    """Return the last number of what is kept."""
    return _first(kept)[0]


def added(kept: str, postings: Sequence[Posting]) -> str:
    """Return what is kept with more postings; in time with them alone where their numbers come after all others."""
    end, size = _first(kept)
    if postings[0] >> 1 > end:
        return _digits(postings[-1] >> 1) + kept[size:] + _run(postings, end)
    return written(sorted([*read(kept), *postings]))


def read(kept: str) -> list[Posting]:
    """Return the postings that were written."""
    found: list[Posting] = []
    before, higher = -1, 0
    for symbol in kept[_first(kept)[1] :]:
        value = _VALUE[symbol]
        if value >= _ENDS:
            higher = higher * _GOES_ON + value - _ENDS
            continue
        value += higher * _ENDS
        higher = 0
        before += 1 + (value >> 1)
        found.append(before * 2 + (value & 1))
    return found


def _first(kept: str) -> tuple[int, int]:
    """Return the first number that is kept, and how many symbols it has."""
    higher = 0
    for size, symbol in enumerate(kept, 1):
        value = _VALUE[symbol]
        if value < _ENDS:
            return value + higher * _ENDS, size
        higher = higher * _GOES_ON + value - _ENDS
    raise ValueError("no postings")


def _run(postings: Sequence[Posting], before: int) -> str:
    out: list[str] = []
    for posting in postings:
        number = posting >> 1
        value = (number - before - 1) * 2 + (posting & 1)
        before = number
        out.append(_SYMBOLS[value] if value < _ENDS else _digits(value))
    return "".join(out)


def _digits(value: int) -> str:
    rest, digit = divmod(value, _ENDS)
    digits = [_SYMBOLS[digit]]
    while rest:
        rest, digit = divmod(rest, _GOES_ON)
        digits.append(_SYMBOLS[_ENDS + digit])
    return "".join(reversed(digits))
