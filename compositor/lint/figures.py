"""Marks that are typed twice or in the place of others: in numbers, in ellipses, beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compositor.intake.copydesk import Terms
from compositor.intake.passages import Copy, PassageKind
from compositor.lint.remarks import Reading, Remark, said
from compositor.text.marks import BY_KIND, Kind, kind_of

_POINT: Final = re.compile(r"(?<=[0-9])[。．](?=[0-9])")
_COMMA: Final = re.compile(r"(?<![0-9，,.])[0-9]{1,3}(?:[，,][0-9]{3})+(?![0-9])")
_DATED: Final = re.compile(r"[0-9]*[年月日号號时時点點]")
_DOTS: Final = re.compile(r"(?:(?<!…)…(?!…)|。{3,}|(?<![.\w])\.{3,6}(?!\.)|(?<=\w)\.{3,6}(?![.\w]))")
_ENDS: Final = BY_KIND[Kind.STOP].marks + BY_KIND[Kind.PAUSE].marks
_DOUBLED: Final = re.compile(f"[{_ENDS}]{{2,}}|[{BY_KIND[Kind.EXCLAMATION].marks}][{_ENDS}]")
_DOTS_ETC: Final = re.compile(r"(?:…{1,2}|⋯{1,2}|\.{3,6})(等+)(?=等|[，。；：、）」”]|\Z|[^\W\d])")
_ETC_DOTS: Final = re.compile(r"等+(?:…{1,2}|⋯{1,2}|\.{3,6})")
_LISTED: Final = 24
"""How far before an ellipsis a mark between the things of a list shows that it is one."""


def figures(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield full stops and Chinese commas inside numbers (GB/T 15835-2011: the point is ASCII, half-width)."""
    for passage in copy.passages:
        reading, text = Reading(copy, passage), passage.text
        for match in _POINT.finditer(text):
            start, end = match.span()
            unsure = match[0] == "。" and _DATED.match(text, end)
            put = [] if unsure else [(start, end, ".")]
            message = f"a {match[0]} stands in a number, {said(reading.around(start, end))}"
            hint = "write . in it" if put else "write . if it is one number"
            yield reading.remark("DECIMAL", (message, hint), (start, end), put)
        for match in _COMMA.finditer(text):
            commas = [at for at in range(*match.span()) if text[at] == "，"]
            if commas:
                message = f"a Chinese comma stands in the number {said(match[0])}"
                put = [(at, at + 1, ",") for at in commas]
                yield reading.remark("DECIMAL", (message, "write , in it"), match.span(), put)


def doubled(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield marks beside one another of which one is too much, and ellipses that aren't two ems (5.1.5)."""
    for passage in copy.passages:
        if passage.kind is PassageKind.TABLE:
            continue
        reading = Reading(copy, passage)
        for match in _DOTS.finditer(passage.text):
            if match[0][0] != "." or _in_han(passage.text, match):
                message = f"{said(match[0])} is no Chinese ellipsis, in {said(reading.around(*match.span()))}"
                yield reading.remark("MARKS", (message, "write ……"), match.span(), [(*match.span(), "……")])
        for match in _DOUBLED.finditer(passage.text):
            if match[0].startswith("。。。"):
                continue
            message = f"{said(match[0])}: one mark is too much, in {said(reading.around(*match.span()))}"
            one = _kept(match[0])
            put = [(*match.span(), one)] if one else []
            yield reading.remark("MARKS", (message, f"keep {one}" if one else "keep one"), match.span(), put)


def _in_han(text: str, match: re.Match[str]) -> bool:
    """Tell whether Han stands right beside the dots."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return any(letter and kind_of(letter) is Kind.HAN for letter in (before, after))


def _kept(marks: str) -> str:
    """Return which of several marks is meant, '' where it isn't plain: of one kind one, else what ends the sentence."""
    if len(set(marks)) == 1:
        return marks[0]
    strong = [mark for mark in marks if kind_of(mark) in {Kind.STOP, Kind.EXCLAMATION}]
    return strong[0] if len(set(strong)) == 1 or (strong and kind_of(strong[0]) is Kind.EXCLAMATION) else ""


def etc_twice(copy: Copy, _terms: Terms) -> Iterator[Remark]:
    """Yield lists that end both with an ellipsis and with 等 (GB/T 15834-2011 4.11.3, A.10: one of the two)."""
    for passage in copy.passages:
        reading, text = Reading(copy, passage), passage.text
        for pattern in (_DOTS_ETC, _ETC_DOTS):
            for match in pattern.finditer(text):
                if "、" not in text[max(0, match.start() - _LISTED) : match.start()]:
                    continue
                dots = next(re.finditer(r"[….⋯]+", match[0]))
                span = (match.start() + dots.start(), match.start() + dots.end())
                message = f"the list ends with an ellipsis and with 等: {said(reading.around(*match.span()))}"
                yield reading.remark("ETC", (message, "keep one of them"), match.span(), [(*span, "")])
