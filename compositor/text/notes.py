"""Marks of notes: bound to what they note, numbers of notes to what the note says."""

from __future__ import annotations

from bisect import bisect_left

from compositor.model.copy import Emphasis
from compositor.text.case import Matter
from compositor.text.items import Items
from compositor.text.marks import Break

_MARKS = frozenset({Emphasis.NOTE_MARK, Emphasis.NOTE_NUMBER})
_OPEN = frozenset({Break.ALLOWED, Break.SOFT, Break.NUMERAL})


def bind(items: Items, matter: Matter) -> None:
    """Forbid breaks before the mark of a note and inside it, and open none of these boundaries.

    A mark belongs to the word before it and may not begin a line (jlreq cl-20; clreq is silent), and a number to
    what follows it (GB/T 15834-2011 appendix B); a quarter of an em stands after the number.
    """
    for span in matter.spans:
        if span.emphasis not in _MARKS or span.start < matter.start or span.end > matter.end:
            continue
        first, last = boundary(items, span.start), boundary(items, span.end)
        number = span.emphasis is Emphasis.NOTE_NUMBER
        for between in range(first, last + number):
            if 0 < between < items.count:
                _close(items, between)
        if number and last < items.count:
            items.gaps[last] = matter.style.size // 4


def _close(items: Items, between: int) -> None:
    """Let a boundary be broken by a rescue only, and nothing stand in it."""
    if items.breaks[between] in _OPEN:
        items.breaks[between] = Break.FORBIDDEN.value
    items.stretchable[between] = 0
    if between in items.gaps:
        del items.gaps[between]
        items.latin[:] = [one for one in items.latin if one != between]


def boundary(items: Items, offset: int) -> int:
    """Return the boundary before the unit that stands at an offset of the text."""
    glyph = bisect_left(items.glyphs.at, offset)
    return bisect_left(items.units.first, glyph)
