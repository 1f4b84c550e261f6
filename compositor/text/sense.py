"""Sense: boundaries that copy itself makes better or worse than the classes of its characters tell.

Dates and ordinals, numbers of items, long dashes, three marks together: all are switched by the style. Full-width
points, colons and commas inside numbers, which always hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from compositor.model.copy import Emphasis
from compositor.model.design import Style
from compositor.model.settings import Keep, Kinsoku
from compositor.text.case import Matter
from compositor.text.items import Items
from compositor.text.marks import Break, Kind, kind_of

_HAN_DIGITS = "〇○零一二三四五六七八九十百"
_LISTED = "①-⓿㈠-㈩⑴-⒛"
_DATES = "年月日號号"
# Before 第47位, 十一月, ２０１９年, and an item's number inside a sentence. One set comes first: plain copy is fast.
_WORTH_A_LOOK = re.compile(
    f"[第{_HAN_DIGITS}０-９{_LISTED}]"
    f"(?:(?<=[{_HAN_DIGITS}])(?=[{_DATES}])|(?<=第)(?=[{_HAN_DIGITS}0-9０-９])|(?<=[０-９{_LISTED}]))"
)
_ITEM = re.compile(
    f"[{_LISTED}]|[（(][{_HAN_DIGITS}0-9０-９]{{1,3}}[)）]"
    f"|[{_HAN_DIGITS}]{{1,3}}、|[0-9]{{1,3}}(?:[、．)）]|\\.(?![0-9]))|[０-９]{{1,3}}[、．)）]"
)
# A full-width point or colon between figures, a comma before three of them: parts of a number (UAX #14 IS, NU).
# The mark comes first in the pattern: it is what to look for, and rare between figures.
_IN_A_NUMBER = re.compile("[．：，](?:(?<=[0-9０-９][．：])(?=[0-9０-９])|(?<=[０-９]，)(?=[０-９]{3}(?![０-９])))")
_OF_A_DATE = frozenset(_DATES)
_CLAUSE = frozenset({Kind.PAUSE, Kind.STOP, Kind.EXCLAMATION, Kind.CLOSING, Kind.OPENING})
# Runs of units by class: three closing or three opening marks; dashes; ellipses, of which two are one mark.
_CLOSING_MARKS, _OPENING_MARKS = re.compile("[cpsqx]{3,}"), re.compile("o{3,}")
_LONG = (("dd", re.compile("d{2,}")), ("eee", re.compile("e{3,}")))
_OMISSION = re.compile("(?<![…⋯])[…⋯]{4}(?![…⋯])")
_FREE = frozenset({Break.ALLOWED.value, Break.SOFT.value, Break.NUMERAL.value})


def own_lines(matter: Matter) -> Iterator[Matter]:
    """Yield a paragraph in the parts that begin on a line of their own: one, unless its style says otherwise.

    Two ellipses together stand for verses or paragraphs left out and take a line of their own, indented like a
    paragraph, where the style asks for it (GB/T 15834-2011 5.1.5). The line before them is a last line.
    """
    if not matter.style.ellipsis_line:
        yield matter
        return
    at = matter.start
    for match in _OMISSION.finditer(matter.text, at, matter.end):
        if match.start() > at:
            yield replace(matter, start=at, end=match.start(), solid_end=True, indent=_indent(matter, at))
        yield replace(matter, start=match.start(), end=match.end(), solid_end=True, indent=matter.style.indent)
        at = match.end()
    if at < matter.end or at == matter.start:
        yield replace(matter, start=at, indent=_indent(matter, at))


def _indent(matter: Matter, start: int) -> int:
    return matter.indent if start == matter.start else matter.hang


def lay(items: Items, matter: Matter) -> None:
    """Change the boundaries of ``items`` where the copy of ``matter`` asks for it and its style says so."""
    text, start, end, style = matter.text, matter.start, matter.end, matter.style
    marks = {span.end for span in matter.spans if span.emphasis is Emphasis.NOTE_MARK}
    _keep_numbers(items, text, style.keep)
    for match in _WORTH_A_LOOK.finditer(text, start, end):
        if match.end() < end and match.end() not in marks:  # ① that refers to a note belongs to what stands before it
            _keep_words(items, text, match.end(), style.keep)
    if Keep.LIST_NUMBERS in style.keep and (start == 0 or text[start - 1] == "\n"):
        item = _ITEM.match(text, start, end)
        if item is not None:
            _shut(items, item.end())
    for match in _IN_A_NUMBER.finditer(text, start, end):
        _hold(items, match.start())
        _hold(items, match.end())
    _runs(items, style)


def _hold(items: Items, offset: int) -> None:
    """Let no line end inside a number, and no gap open there, whatever the level (UAX #14 LB25; jlreq cl-24)."""
    boundary = _boundary(items, offset)
    if boundary:
        items.stretchable[boundary] = 0
        if items.breaks[boundary] in _FREE:
            items.breaks[boundary] = Break.FORBIDDEN


def _keep_numbers(items: Items, text: str, keep: tuple[Keep, ...]) -> None:
    """Part numbers from their measure words where the style doesn't keep them; those of dates by themselves."""
    if Keep.UNITS in keep:
        return
    breaks, glyphs, units = items.breaks, items.glyphs, items.units
    for boundary in range(1, items.count):
        if breaks[boundary] == Break.SOFT:
            dated = text[glyphs.at[units.first[boundary]]] in _OF_A_DATE
            breaks[boundary] = Break.SOFT if dated and Keep.DATES in keep else Break.ALLOWED


def _keep_words(items: Items, text: str, offset: int, keep: tuple[Keep, ...]) -> None:
    """Keep a date, an ordinal, a full-width number or an item's number with what stands at ``offset``."""
    before, after = text[offset - 1], text[offset]
    if before in _CIRCLED:
        if Keep.LIST_NUMBERS in keep and _begins_a_clause(items, offset - 1):
            _shut(items, offset)
        return
    dated = after in (_DIGITS if before == "第" else _OF_A_DATE)
    wide = before in _WIDE_DIGITS and kind_of(after) is Kind.HAN
    if (dated and Keep.DATES in keep) or (wide and Keep.UNITS in keep):
        boundary = _boundary(items, offset)
        if boundary and items.breaks[boundary] == Break.ALLOWED:
            items.breaks[boundary] = Break.NUMERAL if _FIGURES.isdisjoint((before, after)) else Break.SOFT


_CIRCLED = frozenset(chr(code) for low, high in ("①⓿", "㈠㈩", "⑴⒛") for code in range(ord(low), ord(high) + 1))
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_FIGURES = _WIDE_DIGITS | frozenset("0123456789")
_DIGITS = _FIGURES | frozenset(_HAN_DIGITS)


def _begins_a_clause(items: Items, offset: int) -> bool:
    boundary = _boundary(items, offset)
    return boundary > 0 and items.units.right[boundary - 1] in _CLAUSE


def _boundary(items: Items, offset: int) -> int:
    """Return the boundary at an offset of the text, 0 where none is there."""
    at, first = items.glyphs.at, items.units.first
    glyph = bisect_left(at, offset)
    boundary = bisect_left(first, glyph)
    found = boundary < items.count and first[boundary] == glyph and at[glyph] == offset
    return boundary if found else 0


def _shut(items: Items, offset: int) -> None:
    boundary = _boundary(items, offset)
    if boundary and items.breaks[boundary] in _FREE:
        items.breaks[boundary] = Break.FORBIDDEN


def _runs(items: Items, style: Style) -> None:
    """Open long dashes between units of two ems, and three marks together before all but the first.

    A run of dashes or ellipses may be parted where it is longer than one mark (GB/T 15834-2011 5.1.4, 5.1.5); two
    ellipses are one (5.1.5). Of three marks together some may begin the next line rather than that a line is set
    loose, if the style says so (clreq #prohibition_rules_for_line_start_end); such a break is reported.
    """
    if style.kinsoku is Kinsoku.NONE:
        return
    unlike = items.units.unlike
    beside = [one for one, other in pairwise(unlike) if other == one + 1]
    if not beside:
        return
    kinds = "".join(items.units.right)
    for least, runs in _LONG if style.part_long_dashes else ():
        if least in kinds:
            _open(items, kinds, runs, Break.SOFT)
    if style.rescue and any(other == one + 1 for one, other in pairwise(beside)):
        _open(items, kinds, _CLOSING_MARKS, Break.RELAXED)
        if "ooo" in kinds:
            _open(items, kinds, _OPENING_MARKS, Break.RELAXED)


def _open(items: Items, kinds: str, runs: re.Pattern[str], found: Break) -> None:
    """Let the forbidden boundaries inside runs of units be ``found``; ？！ stays one mark."""
    for match in runs.finditer(kinds):
        for boundary in range(match.start() + 1, match.end()):
            if items.breaks[boundary] == Break.FORBIDDEN and kinds[boundary - 1 : boundary + 1] != "qq":
                items.breaks[boundary] = found
