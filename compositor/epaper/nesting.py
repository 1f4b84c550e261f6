"""Marked words as markup of any kind: spans inside one another become elements inside one another.

A mark inside one of its own kind is left out: HTML lets no ruby stand in ruby and no link in a link (WHATWG 4.5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compositor.epaper.markup import Markup, joined, words
from compositor.epaper.publication import Mark, Marked, Words

_NOTES = frozenset({Mark.NOTE_MARK, Mark.NOTE_NUMBER})

Dressed = Callable[[Marked, Markup], Markup]
"""From a mark and what stands inside it to its element."""


def nested(said: Words, dressed: Dressed, plain: Callable[[str], Markup] = words) -> Markup:
    """Return words with their marks as elements; what crosses the end of another is cut there."""
    marks = sorted(said.marks, key=lambda one: (one.start, -one.end))
    return _Nest(said.text, dressed, plain).stretch((0, len(said.text)), marks)


class _Nest:
    def __init__(self, text: str, dressed: Dressed, plain: Callable[[str], Markup]) -> None:
        self.text, self.dressed, self.plain = text, dressed, plain

    def stretch(self, span: tuple[int, int], marks: Sequence[Marked], within: frozenset[Mark] = frozenset()) -> Markup:
        out: list[Markup] = []
        at, end = span
        rest = [mark for mark in marks if mark.mark not in within]
        while rest:
            mark = rest.pop(0)
            first, last = max(mark.start, at), min(mark.end, end)
            if first >= last:
                continue
            inner = [one for one in rest if one.start < last]
            rest = rest[len(inner) :]
            around = within | (_NOTES if mark.mark in _NOTES else {mark.mark})
            out += [self.plain(self.text[at:first]), self.dressed(mark, self.stretch((first, last), inner, around))]
            at = last
        return joined([*out, self.plain(self.text[at:end])])
