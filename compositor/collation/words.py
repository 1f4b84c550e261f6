"""What was changed in a text: the least runs of characters and words taken out and put in (Myers; difflib)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from compositor.records import dataclass

_TOKEN: Final = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:[.,'’-][A-Za-z0-9\u00c0-\u024f]+)*|.", re.DOTALL)
_NEAR: Final = 1
"""Words that are the same between two changes, up to which the two are one."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: text[start:end] of the one state, and of the other, with what stands there."""

    old: tuple[int, int]
    new: tuple[int, int]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A stretch of text in tokens, and where each begins in the whole; the last place is where the stretch ends."""

    words: tuple[str, ...]
    at: tuple[int, ...]


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return what makes ``new`` of ``old``, by paragraphs first and then by words."""
    found: list[Edit] = []
    olds, news = old.split("\n"), new.split("\n")
    at_old, at_new = _starts(olds), _starts(news)
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left = (at_old[a0], max(at_old[a0], at_old[a1] - 1))
        right = (at_new[b0], max(at_new[b0], at_new[b1] - 1))
        found += _worded((old, left), (new, right))
    return tuple(found)


def _starts(paragraphs: Sequence[str]) -> list[int]:
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 1)
    return starts


def _worded(old: tuple[str, tuple[int, int]], new: tuple[str, tuple[int, int]]) -> Iterator[Edit]:
    one, two = _tokens(*old), _tokens(*new)
    codes = SequenceMatcher(None, one.words, two.words, autojunk=False).get_opcodes()
    joined: list[list[int]] = []
    for tag, a0, a1, b0, b1 in codes:
        if tag == "equal":
            continue
        if joined and a0 - joined[-1][1] <= _NEAR and b0 - joined[-1][3] <= _NEAR:
            joined[-1][1], joined[-1][3] = a1, b1
        else:
            joined.append([a0, a1, b0, b1])
    for a0, a1, b0, b1 in joined:
        left, right = (one.at[a0], one.at[a1]), (two.at[b0], two.at[b1])
        yield Edit(left, right, old[0][slice(*left)], new[0][slice(*right)])


def _tokens(text: str, span: tuple[int, int]) -> _Tokens:
    found = list(_TOKEN.finditer(text, *span))
    return _Tokens(tuple(match[0] for match in found), (*(match.start() for match in found), span[1]))
