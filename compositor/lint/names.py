"""Names spelt two ways in one issue: foreign names, names of people beside their titles, and names that desks list.

No standard says how close two names may be; told is what differs by one character, or by its dot, or what one Latin
name is written with twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from compositor.intake.copydesk import Terms
from compositor.intake.passages import Copy
from compositor.intake.phrases import PhraseReader
from compositor.intake.phrases.words import Word
from compositor.lint.remarks import Reading, Remark, said
from compositor.records import dataclass
from compositor.text.marks import BY_KIND, Kind

_HAN: Final = "\u3400-\u9fff"
_DOTS: Final = BY_KIND[Kind.INTERPUNCT].marks + BY_KIND[Kind.WIDE_INTERPUNCT].marks + "•"
_DOTTED: Final = re.compile(f"[{_HAN}]{{1,12}}(?:[{_DOTS}][{_HAN}]{{1,12}})+")
_GLOSSED: Final = re.compile(rf"(?P<name>[{_HAN}{_DOTS}]{{2,24}})[ ]?[（(](?P<gloss>[A-Z][A-Za-z.'’\- ]{{3,40}})[)）]")
_TITLED: Final = re.compile(
    f"(?:书记|主任|主席|市长|区长|县长|镇长|局长|部长|省长|厅长|处长|院长|校长|会长|经理|总裁|教授|记者|医生|院士|老师|教练"
    f"|队长|导演|律师|代表|委员)(?P<after>[{_HAN}]{{3}})|(?P<before>[{_HAN}]{{3}})(?:表示|指出|认为|介绍|强调|说，|说：|告诉)"
)
_SHORTEST: Final = 4
"""Listed names of fewer characters are too like other words to be looked for with one character changed."""
_PART: Final = 3
"""Of a foreign name, the part that differs has to have so many characters."""
_MOST: Final = 400
"""So many names of one kind are compared at most: more are no issue of a newspaper."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A name where it was met."""

    reading: Reading
    start: int
    end: int


@dataclass(slots=True)
class _Register:
    """The names met, as spelt, each with its places in order."""

    met: dict[str, list[_Met]] = field(default_factory=lambda: defaultdict(list))

    def add(self, reading: Reading, start: int, end: int) -> None:
        self.met[reading.text[start:end]].append(_Met(reading, start, end))

    def pair(self, one: str, other: str, why: str) -> Iterator[Remark]:
        """Yield a remark on every place of the rarer spelling; with a change where it is much the rarer."""
        rare, usual = sorted((one, other), key=lambda name: (len(self.met[name]), self._late(name)))
        many = len(self.met[usual])
        first = self.met[usual][0]
        where = first.reading.copy.source.place(first.reading.passage.offsets[first.start])
        for met in self.met[rare]:
            message = f"{said(rare)} is {said(usual)} {_times(many)} in this issue, first in {where}{why}"
            put = [(met.start, met.end, usual)] if many >= 2 * len(self.met[rare]) else []
            yield met.reading.remark("NAME_TWO_WAYS", (message, "write one of them"), (met.start, met.end), put)

    def _late(self, name: str) -> int:
        """Order spellings that are equally frequent: the one met first counts as usual."""
        return -list(self.met).index(name)


def _times(many: int) -> str:
    return "once" if many == 1 else f"{many} times"


@cache
def _reader() -> PhraseReader:
    return PhraseReader()


@lru_cache(maxsize=_MOST)
def _words(text: str) -> tuple[Word, ...]:
    return _reader().words(text)


def names(copies: Sequence[Copy], terms: Terms) -> Iterator[Remark]:
    """Yield names that an issue spells in two ways, and listed names with one character changed."""
    readings = [Reading(copy, passage) for copy in copies for passage in copy.passages]
    yield from _listed(readings, terms)
    yield from _foreign(readings)
    yield from _glossed(readings)
    yield from _people(readings)


def _listed(readings: list[Reading], terms: Terms) -> Iterator[Remark]:
    """Yield what is a listed name but for one character."""
    for name in (one for one in terms.names if len(one) >= _SHORTEST):
        half = len(name) // 2
        for reading in readings:
            for start in sorted({*_found(reading.text, name[:half], 0), *_found(reading.text, name[half:], half)}):
                typed = reading.text[start : start + len(name)]
                if typed not in terms.names and _one_apart(typed, name):
                    message = f"{said(typed)} is like the name {said(name)}, but for one character"
                    span = (start, start + len(name))
                    yield reading.remark("NAME_TWO_WAYS", (message, f"write {name}"), span, [(*span, name)])


def _found(text: str, piece: str, before: int) -> Iterator[int]:
    """Yield where a name would begin that has ``piece`` after ``before`` characters."""
    at = text.find(piece)
    while at >= 0:
        if at >= before:
            yield at - before
        at = text.find(piece, at + 1)


def _one_apart(one: str, other: str) -> bool:
    """Tell whether two names of one length differ in one Han character."""
    if len(one) != len(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and re.fullmatch(f"[{_HAN}]{{2}}", "".join(apart[0])) is not None


def _foreign(readings: list[Reading]) -> Iterator[Remark]:
    """Yield names with dots that differ in their dots, or in one character of a part."""
    register = _Register()
    for reading in readings:
        for match in _DOTTED.finditer(reading.text):
            for word in _words(_letters(match[0])):
                if word.kind == "R" and "·" in _letters(match[0])[word.start : word.end]:
                    register.add(reading, match.start() + word.start, match.start() + word.end)
    for one, other in combinations(list(register.met)[:_MOST], 2):
        if one != other and (_letters(one) == _letters(other) or _parts_apart(_letters(one), _letters(other))):
            yield from register.pair(one, other, "")


def _letters(name: str) -> str:
    return re.sub(f"[{_DOTS}]", "·", name)


def _parts_apart(one: str, other: str) -> bool:
    """Tell whether two names differ in one character of one part, which has to be a long one."""
    parts = one.split("·"), other.split("·")
    if len(parts[0]) != len(parts[1]):
        return False
    apart = [(a, b) for a, b in zip(*parts, strict=True) if a != b]
    return len(apart) == 1 and len(apart[0][0]) >= _PART and _one_apart(*apart[0])


def _glossed(readings: list[Reading]) -> Iterator[Remark]:
    """Yield names that are given one Latin spelling but written in two ways."""
    glosses: dict[str, _Register] = defaultdict(_Register)
    for reading in readings:
        for match in _GLOSSED.finditer(reading.text):
            word = _words(match["name"])[-1]
            if word.kind == "R" and word.end - word.start > 1:
                at = match.start("name")
                glosses[" ".join(match["gloss"].lower().split())].add(reading, at + word.start, at + word.end)
    for gloss, register in glosses.items():
        for one, other in combinations(list(register.met)[:_MOST], 2):
            if _letters(one) != _letters(other) and not _parts_apart(_letters(one), _letters(other)):
                yield from register.pair(one, other, f": both are {gloss.title()}")


def _people(readings: list[Reading]) -> Iterator[Remark]:
    """Yield names of three characters beside a title or a verb of saying that differ in one of the given name."""
    register = _Register()
    for reading in readings:
        folded = _reader().fold(reading.text)
        for match in _TITLED.finditer(folded):
            group = "after" if match["after"] else "before"
            start, end = match.span(group)
            if _is_person(folded, start, end):
                register.add(reading, start, end)
    for one, other in combinations(list(register.met)[:_MOST], 2):
        if one[0] == other[0] and _one_apart(one, other) and _reader().fold(one) != _reader().fold(other):
            yield from register.pair(one, other, "")


def _is_person(folded: str, start: int, end: int) -> bool:
    """Tell whether three characters are read as a surname with a given name, in what stands around them."""
    first = max(0, start - 4)
    words = _words(folded[first : end + 4])
    return any((word.start + first, word.end + first, word.kind) == (start, end, "R") for word in words)
