"""Quotes of another region, straight quotes, and quotes left open (GB/T 15834-2011 4.8.3; clreq #quotation_marks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Final

from compositor.intake.copydesk import Terms
from compositor.intake.passages import Copy, Passage
from compositor.lint.halves import is_han
from compositor.lint.remarks import Reading, Remark, said
from compositor.records import dataclass
from compositor.text.marks import QUOTES, Kind, kind_of

_ANY: Final = re.compile('[“”‘’「」『』"]')
_OPENING: Final = {"”": "“", "’": "‘", "」": "「", "』": "『"}


_PARTNER: Final = {**_OPENING, **{opening: closing for closing, opening in _OPENING.items()}}
_DEEPEST: Final = 12
_FAR: Final = 200
"""A quotation is judged by so many characters in it."""
_AFTER_QUOTE: Final = frozenset({Kind.STOP, Kind.PAUSE, Kind.EXCLAMATION})


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quotation: the offsets of its two marks, and how deep it stands in others."""

    start: int
    end: int
    depth: int


@dataclass(slots=True)
class _Reader:
    """Pairs the quotes of a passage; a straight one opens where none is open that it may close."""

    text: str
    pairs: list[_Quoted] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    lone: list[int] = field(default_factory=list)

    def read(self) -> None:
        for match in _ANY.finditer(self.text):
            at, mark = match.start(), match[0]
            if mark == "’" and self._apostrophe(at):
                continue
            if mark in _OPENING or (mark == '"' and self._closes(at)):
                self._close(at, mark)
            else:
                self._open(at)

    def _open(self, at: int) -> None:
        """Note an opening quote; of more than anyone nests the first is one without a partner."""
        self.opened.append(at)
        if len(self.opened) > _DEEPEST:
            self.lone.append(self.opened.pop(0))

    def _apostrophe(self, at: int) -> bool:
        return self.text[at - 1 : at].isascii() and "‘" not in {self.text[one] for one in self.opened}

    def _closes(self, at: int) -> bool:
        """Tell whether a straight quote closes: where one is open, and right after a sentence's end in any case."""
        if self.opened and self.text[self.opened[-1]] in '"“':
            return True
        return at > 0 and kind_of(self.text[at - 1]) in {Kind.STOP, Kind.EXCLAMATION}

    def _close(self, at: int, mark: str) -> None:
        """Pair a closing mark with the innermost open one of its kind; a straight one goes with “ and ” too."""
        wanted = {_OPENING.get(mark, "“"), '"'} if mark in '”"' else {_OPENING[mark]}
        for index in range(len(self.opened) - 1, -1, -1):
            if self.text[self.opened[index]] in wanted:
                self.pairs.append(_Quoted(self.opened[index], at, index))
                self.lone += self.opened[index + 1 :]
                del self.opened[index:]
                return
        self.lone.append(at)


def quotes(copy: Copy, terms: Terms) -> Iterator[Remark]:
    """Yield quotations in marks that the region doesn't use; where a file uses no others, the file once."""
    readers = [(Reading(copy, passage), _read(passage)) for passage in copy.passages]
    own = "".join(QUOTES[terms.region])
    foreign = [
        (reading, pair)
        for reading, reader in readers
        for pair in sorted(reader.pairs, key=lambda one: one.start)
        if not (reading.text[pair.start] in own and reading.text[pair.end] in own) and _chinese(reading.text, pair)
    ]
    for reading, pair in foreign:
        yield _pair(reading, pair, terms)
    yield from _left_open(readers)


def _read(passage: Passage) -> _Reader:
    reader = _Reader(passage.text)
    reader.read()
    return reader


def _chinese(text: str, pair: _Quoted) -> bool:
    """Tell whether a quotation is Chinese: it holds Han, or is in straight marks beside it."""
    straight = '"' in {text[pair.start], text[pair.end]}
    beside = (pair.start - 1, pair.end + 1) if straight else ()
    return any(is_han(text, at) for at in (*beside, *range(pair.start + 1, min(pair.end, pair.start + _FAR))))


def _pair(reading: Reading, pair: _Quoted, terms: Terms) -> Remark:
    text, (outer, inner) = reading.text, QUOTES[terms.region]
    wanted = outer if pair.depth % 2 == 0 else inner
    words = said(text[pair.start : pair.end + 1])
    straight = '"' in {text[pair.start], text[pair.end]}
    message = f"straight quotes: {words}" if straight else f"quotes of another region: {words}"
    hint = f"in {terms.region.value} write {wanted[0]}…{wanted[1]}; leave it where it quotes the mark itself"
    put = [(pair.start, pair.start + 1, wanted[0]), (pair.end, pair.end + 1, wanted[1])]
    return reading.remark("QUOTES", (message, hint), (pair.start, pair.end + 1), put)


def _left_open(readers: list[tuple[Reading, _Reader]]) -> Iterator[Remark]:
    """Yield quotes without a partner; a quote of several paragraphs opens each of them (4.8.3.5)."""
    following = [*(reader for _, reader in readers[1:]), _Reader("")]
    carried: int | None = None
    for (reading, reader), after in zip(readers, following, strict=False):
        opened, lone = list(reader.opened), sorted(reader.lone)
        if carried is not None and lone and reader.text[lone[0]] in _OPENING:
            yield _carried(reading, reader, lone.pop(0), carried)
        carried = None
        again = bool(opened) and after.text.lstrip()[:1] == reader.text[opened[0]]
        if again or (opened and after.lone and _closes(after, reader.text[opened[-1]])):
            last = opened.pop(0 if again else -1)
            carried = None if again else reading.copy.source.place(reading.passage.offsets[last]).line
        yield from _turned(reading, reader, sorted([*lone, *opened]))


def _closes(after: _Reader, mark: str) -> bool:
    """Tell whether the first quote without a partner of a passage closes ``mark``."""
    first = after.text[min(after.lone)]
    return _OPENING.get(first) == mark or first == '"'


def _carried(reading: Reading, reader: _Reader, at: int, line: int) -> Remark:
    """Return the remark on a quote that goes on from the paragraph before without being opened again."""
    mark = reader.text[at]
    start = len(reader.text) - len(reader.text.lstrip())
    opening = _OPENING.get(mark, mark)
    message = f"the quote that begins in line {line} goes on here, but the paragraph doesn't open it again"
    hint = f"begin the paragraph with {opening}, or close the quote in the one before"
    first = reader.text[start]
    return reading.remark("QUOTE_OPEN", (message, hint), (start, start + 1), [(start, start + 1, opening + first)])


def _turned(reading: Reading, reader: _Reader, lone: list[int]) -> Iterator[Remark]:
    """Yield one remark for a pair of which one mark is turned the wrong way, and one for each other lone quote."""
    text, at = reader.text, 0
    while at < len(lone):
        first = lone[at]
        wrong = _wrong_way(text, *lone) if len(lone) == 2 and text[lone[0]] == text[lone[1]] else None
        if wrong is None:
            message = f"the quote {text[first]} has no partner, in {said(reading.around(first, first + 1))}"
            hint = "close it, open it, or take it out"
            yield reading.remark("QUOTE_OPEN", (message, hint), (first, first + 1))
            at += 1
            continue
        right = _PARTNER[text[wrong]]
        words = (
            f"the quote {text[wrong]} is turned the wrong way, in {said(reading.around(wrong, wrong + 1))}",
            f"write {right}",
        )
        yield reading.remark("QUOTE_OPEN", words, (wrong, wrong + 1), [(wrong, wrong + 1, right)])
        at += 2


def _wrong_way(text: str, first: int, second: int) -> int | None:
    """Return which of two lone quotes of one kind is meant to be the other half of the pair, None where neither is."""
    closes = text[first] in _OPENING and first > 0 and kind_of(text[first - 1]) in _AFTER_QUOTE - {Kind.PAUSE}
    if text[first] == '"' or closes:
        return None
    after = text[second + 1 : second + 2]
    ends = not after or kind_of(after) in _AFTER_QUOTE or kind_of(text[second - 1]) in _AFTER_QUOTE
    return (first if text[first] in _OPENING else second) if ends else None
