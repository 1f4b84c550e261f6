"""Usage: marks in the copy that the region's rules would write otherwise. Nothing is changed; the desk is told.

GB/T 15834-2011 4.8, 5.1.3, 5.1.6; clreq #punctuation_marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compositor.errors import Finding, Place, Severity
from compositor.model.copy import Part
from compositor.model.settings import Region
from compositor.proof.sheets import Expected, Sheets, excerpt, many
from compositor.text.marks import QUOTES, Kind, kind_of

_HALF = re.compile("[!-/:-?\\[\\]]")
_HALF_KINDS = frozenset({Kind.LATIN_POINT, Kind.LATIN_OPENING, Kind.LATIN_CLOSING})
_OPENING = tuple(dict.fromkeys(pair[0] for pairs in QUOTES.values() for pair in pairs))
_RANGE = re.compile("[0-9０-９][%％℃]?([～〜~—–])(?=[0-9０-９])")
_WAVES = frozenset("～〜~")
_PAIRS = {"”": "“", "」": "「", "』": "『"}
_TURNED = re.compile("[“”「」『』]")


def usage(sheets: Sheets) -> Iterator[Finding]:
    """Yield a note for each part of the copy, and each kind of usage, that differs from the region's."""
    region = sheets.design.paper.setting.region
    for expected in sheets.expected:
        text = expected.part.text
        yield from _half_width(expected, text)
        yield from _quotes(expected, text, region)
        yield from _ranges(expected, text)
        yield from _left_open(expected)


def _half_width(expected: Expected, text: str) -> Iterator[Finding]:
    """Yield half-width marks beside Han: Chinese copy has full-width ones (GB/T 15834-2011 5.1)."""
    found = [match.start() for match in _HALF.finditer(text) if _beside_han(text, match.start())]
    if found:
        message = f"{many(len(found), 'half-width mark')} beside Han, first {excerpt(_around(text, found[0]))!r}"
        yield Finding(
            "HALF_WIDTH",
            Severity.NOTE,
            *_said(expected, found[0], message, "type the full-width marks （ ） ， ： ； ？ ！"),
        )


def _beside_han(text: str, at: int) -> bool:
    if kind_of(text[at]) not in _HALF_KINDS:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == ".":
        return bool(before) and kind_of(before) is Kind.HAN and not after.isalnum()
    return any(char and kind_of(char) is Kind.HAN for char in (before, after))


def _around(text: str, at: int) -> str:
    return text[max(0, at - 6) : at + 7]


def _quotes(expected: Expected, text: str, region: Region) -> Iterator[Finding]:
    """Yield quotes of another region (GB/T 15834-2011 4.8.3; clreq #quotation_marks)."""
    own = "".join(pair[0] for pair in QUOTES[region])
    others = "".join(mark for mark in _OPENING if mark not in own)
    if any(mark in text for mark in others):
        found = [at for at, char in enumerate(text) if char in others]
        message = f"{many(len(found), 'quotation')} in {others[0]} … , first {excerpt(_around(text, found[0]))!r}"
        hint = (
            f"in {region.value} quotes are {own[0]} and inside them {own[1]}; leave it where it quotes the mark itself"
        )
        yield Finding("QUOTES", Severity.NOTE, *_said(expected, found[0], message, hint))


def _ranges(expected: Expected, text: str) -> Iterator[Finding]:
    """Yield figures from … to written in two ways (GB/T 15834-2011 4.13.3.2: ～ or —, the same throughout)."""
    found = list(_RANGE.finditer(text))
    waves = [match for match in found if match[1] in _WAVES]
    if waves and len(waves) < len(found):
        odd = min((waves, [match for match in found if match[1] not in _WAVES]), key=len)[0]
        message = f"figures are joined by {waves[0][1]} and by a dash, here {excerpt(_around(text, odd.start(1)))!r}"
        yield Finding(
            "RANGES", Severity.NOTE, *_said(expected, odd.start(1), message, "write all of them with ～, or all with —")
        )


def _left_open(expected: Expected) -> Iterator[Finding]:
    """Yield a quote that isn't closed in its paragraph nor opened again in the next (GB/T 15834-2011 4.8.3.5)."""
    part = expected.part
    if not _TURNED.search(part.text):
        return
    opened = [_open_quotes(part, index) for index in range(len(part.paragraphs))]
    for (left, paragraph), (_, after) in pairwise([*zip(opened, part.paragraphs, strict=True), ([], None)]):
        if left and not (after is not None and part.text.startswith(part.text[left[0]], after.start)):
            words = excerpt(part.text[left[0] : paragraph.end if paragraph else None])
            message = f"the quote {words!r} is not closed"
            hint = "close it; a quote of several paragraphs opens each of them and is closed in the last"
            yield Finding("QUOTE_OPEN", Severity.NOTE, *_said(expected, left[0], message, hint))


def _open_quotes(part: Part, index: int) -> list[int]:
    """Return the offsets of the quotes that a paragraph opens and doesn't close."""
    paragraph = part.paragraphs[index]
    stack: list[int] = []
    for match in _TURNED.finditer(part.text, paragraph.start, paragraph.end):
        opening = _PAIRS.get(match[0])
        if opening is None:
            stack.append(match.start())
        elif stack and part.text[stack[-1]] == opening:
            stack.pop()
    return stack


def _said(expected: Expected, at: int, message: str, hint: str) -> tuple[str, str, Place | None, str, str, str]:
    """Return what a finding says of an offset of a part: message, hint, place, page, box and story."""
    page, box = expected.home
    name = expected.part.name.rpartition(":")[2].replace("_", " ")
    return f"{name}: {message}", hint, expected.part.source.place(at), page, box, expected.story
