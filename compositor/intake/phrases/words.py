"""From copy to words: the likeliest cut of a text by a dictionary and by the shapes of names and numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from compositor.intake.phrases.lexicon import Entry, Lexicon
from compositor.intake.phrases.names import FIGURES, LATIN, MARK, SPACE, shaped
from compositor.records import dataclass

UNKNOWN = "?"
_UNKNOWN_COST = 190


@dataclass(frozen=True, slots=True)
class Word:
    """text[start:end] with the letter of its class; at ``seams`` a long word parts into words."""

    start: int
    end: int
    kind: str
    seams: tuple[int, ...] = ()

    @property
    def single(self) -> bool:
        """Tell whether it is one character."""
        return self.end - self.start == 1


def words_of(text: str, lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the words of a folded text, the likeliest by their frequencies (Viterbi 1967); they tile it."""
    found = [lexicon.words_at(text, at) for at in range(len(text))]
    singles = "".join(_single(text[at], entries) for at, entries in enumerate(found))
    entries = [(*found[at], *shaped(text, at, singles, lexicon)) for at in range(len(text))]
    return _relabelled(text, _cut(entries, singles, (0, len(text))), entries, singles)


def _cut(entries: Sequence[Sequence[Entry]], singles: str, span: tuple[int, int], longest: int = 99) -> list[Word]:
    """Return the cheapest words that tile ``span``, none of ``longest`` characters or more."""
    start, end = span
    best = {end: 0}
    chosen: dict[int, Entry] = {}
    for at in range(end - 1, start - 1, -1):
        choice, least = Entry(1, _UNKNOWN_COST, singles[at]), _UNKNOWN_COST + best[at + 1]
        for entry in entries[at]:
            if entry.length >= longest or at + entry.length > end:
                continue
            cost = entry.cost + best[at + entry.length]
            if cost < least or (cost == least and entry.length > choice.length):
                choice, least = entry, cost
        best[at], chosen[at] = least, choice
    out, at = [], start
    while at < end:
        out.append(Word(at, at + chosen[at].length, chosen[at].kind))
        at += chosen[at].length
    return out


def _relabelled(text: str, words: list[Word], entries: Sequence[Sequence[Entry]], singles: str) -> tuple[Word, ...]:
    """Tell measures and particles from the nouns that look like them, and find the seams of long words."""
    out: list[Word] = []
    for word in words:
        kind, before = word.kind, out[-1].kind if out else ""
        if kind == "q" and before not in {"m", "q", "r", "d"}:
            kind = "n"
        elif kind == "m" and not word.single and text[word.end - 1] not in FIGURES and singles[word.end - 1] == "q":
            kind = "q"
        elif kind == "N" and before == "d":
            kind = "v"
        elif kind == "u" and text[word.start] == "地" and (not out or out[-1].single):
            kind = "n"
        seams: tuple[int, ...] = ()
        if word.end - word.start > 3 and kind in "nvNTSlaj":
            parts = _cut(entries, singles, (word.start, word.end), word.end - word.start)
            if not any(part.single for part in parts):
                seams = tuple(part.start for part in parts[1:])
        out.append(Word(word.start, word.end, kind, seams))
    return tuple(out)


def _single(character: str, entries: list[Entry]) -> str:
    """Return the class of one character: the dictionary's, else by its Unicode category."""
    if entries and entries[0].length == 1:
        return entries[0].kind
    category = unicodedata.category(character)
    if category[0] in "ZC":
        return SPACE
    if category[0] in "PS":
        return MARK
    return LATIN if category[0] in "LN" and category != "Lo" else UNKNOWN
