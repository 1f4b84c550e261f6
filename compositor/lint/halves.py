"""Marks and letters of the wrong width, and brackets that don't match.

GB/T 15834-2011 5.1; clreq #punctuation_marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compositor.intake.copydesk import Terms
from compositor.intake.passages import Copy, PassageKind
from compositor.lint.remarks import Reading, Remark, said
from compositor.records import dataclass
from compositor.text.marks import Kind, kind_of

_WIDE: Final = 0xFEE0
"""How far full-width forms are from ASCII."""
_STOP: Final = {".": "。"}
_HALF: Final = re.compile("[,.:;!?]")
_BRACKET: Final = re.compile("[()（）]")
_NUMBERED: Final = re.compile(r"\s*[(（]?\s*[0-9A-Za-z一二三四五六七八九十]{1,3}\s*\Z")
_WIDE_RUN: Final = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．：／][０-９]+)*")
_ASCII_RUN: Final = re.compile("[0-9A-Za-z]")
_AFTER: Final = re.compile(" *")
_FAR: Final = 200
"""A parenthesis is judged by so many characters in it."""
_FIGURES: Final = re.compile(r"[0-9 +\-–./]*\Z")


def widened(mark: str) -> str:
    """Return the full-width form of an ASCII mark."""
    return _STOP.get(mark, chr(ord(mark) + _WIDE))


def is_han(text: str, at: int) -> bool:
    """Tell whether a Han character stands at ``at``."""
    return 0 <= at < len(text) and kind_of(text[at]) is Kind.HAN


def half_marks(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield half-width marks beside Han, brackets apart."""
    for passage in copy.passages:
        if passage.kind is PassageKind.TABLE:
            continue
        reading = Reading(copy, passage)
        for match in _HALF.finditer(passage.text):
            at = match.start()
            if _beside_han(passage.text, at):
                wide = widened(match[0])
                message = f"the half-width {match[0]} stands beside Han, in {said(reading.around(at, at + 1))}"
                end = _AFTER.match(passage.text, at + 1).end()  # type: ignore[union-attr]  # it matches nothing as well
                yield reading.remark("HALF_WIDTH", (message, f"type {wide}"), (at, at + 1), [(at, end, wide)])


def _beside_han(text: str, at: int) -> bool:
    """Tell whether a mark belongs to Han: a point only at the end of a sentence, a mark between figures never."""
    after = at + 1 + (text[at + 1 : at + 2] == " ")
    if text[at] == ".":
        return is_han(text, at - 1) and not text[after : after + 1].isalnum() and text[at + 1 : at + 2] != "."
    if text[at - 1 : at] == ":" or text[at + 1 : at + 2] in {"/", ","}:
        return False
    return is_han(text, at - 1) or (text[at] in ",;" and is_han(text, after))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two brackets that belong together, by their offsets."""

    opening: int
    closing: int


def brackets(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield half-width parentheses about or beside Han, pairs of two widths, and parentheses left open."""
    full = sum(passage.text.count("（") for passage in copy.passages)
    for passage in copy.passages:
        if passage.kind is PassageKind.TABLE:
            continue
        reading = Reading(copy, passage)
        pairs, lone = _paired(passage.text)
        for pair in pairs:
            yield from _pair(reading, pair, full)
        for at in lone:
            message = f"the parenthesis has no partner, in {said(reading.around(at, at + 1))}"
            yield reading.remark("BRACKETS", (message, "close it, or take it out"), (at, at + 1))


def _paired(text: str) -> tuple[list[_Pair], list[int]]:
    """Return pairs in order, and brackets without a partner; the ) of 1) or a) is no such."""
    pairs: list[_Pair] = []
    opened: list[int] = []
    lone: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            pairs.append(_Pair(opened.pop(), match.start()))
        elif not _NUMBERED.search(text[max(0, match.start() - 6) : match.start()]):
            lone.append(match.start())
    return sorted(pairs, key=lambda pair: pair.opening), sorted([*lone, *opened])


def _pair(reading: Reading, pair: _Pair, full: int) -> Iterator[Remark]:
    text, start, end = reading.text, pair.opening, pair.closing + 1
    inner = text[start + 1 : min(pair.closing, start + _FAR)]
    widths = {text[start] == "（", text[pair.closing] == "）"}
    if widths == {True}:
        return
    if len(widths) == 1 and not _chinese(text, start, end, inner):
        return
    put = [(at, at + 1, wide) for at, wide in ((start, "（"), (pair.closing, "）")) if text[at] != wide]
    if len(widths) == 2:
        message = f"one parenthesis is full-width and the other isn't: {said(text[start:end])}"
    else:
        mixed = f"; elsewhere in this copy they are full-width ({full})" if full else ""
        message = f"half-width parentheses in Chinese copy: {said(text[start:end])}{mixed}"
    yield reading.remark("BRACKETS", (message, "type （ ）"), (start, end), put)


def _chinese(text: str, start: int, end: int, inner: str) -> bool:
    """Tell whether a pair stands in Chinese: it holds Han, or stands beside it and holds more than figures."""
    if any(kind_of(letter) is Kind.HAN for letter in inner):
        return True
    if _FIGURES.match(inner) or (text[start - 1 : start].isalnum() and text[start - 1].isascii()):
        return False
    return is_han(text, start - 1) or is_han(text, end)


def wide_letters(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield full-width Latin letters and figures in copy that has proportional ones too."""
    if not any(_ASCII_RUN.search(passage.text) for passage in copy.passages):
        return
    for passage in copy.passages:
        reading = Reading(copy, passage)
        for match in _WIDE_RUN.finditer(passage.text):
            narrow = "".join(chr(ord(letter) - _WIDE) for letter in match[0])
            message = f"{said(match[0])} is full-width, other letters and figures of this copy aren't"
            words = (message, "write them alike; fullwidth: narrow in composition does so when copy is read")
            yield reading.remark("FULL_WIDTH", words, match.span(), [(*match.span(), narrow)])
