"""Heads read line by line: what a break parts, a character left alone on its line, a mark at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding, Place, Severity
from compositor.model.copy import HEAD_PARTS, Paragraph, ParagraphKind, Part
from compositor.model.lines import characters
from compositor.proof.sheets import Expected, Printed, Sheets, page_name
from compositor.text.marks import Kind, kind_of

_HEADS: Final = frozenset((*HEAD_PARTS, "jump_head")) - {"byline"}
_UNPOINTED: Final = frozenset({"headline", "kicker", "deck"})
_Head = tuple[list[Printed], Expected, str]
_BY_HAND: Final = "break it elsewhere, or leave the line ends to the program, which breaks by sense"
_BY_RULE: Final = "reword or shorten it, break it by hand, or make its box wider"


def head_lines(sheets: Sheets) -> Iterator[Finding]:
    """Yield what is wrong with the lines of heads, subheads and ragged cutlines."""
    parts = {expected.key: expected for expected in sheets.expected}
    for lines, expected, name in _heads(sheets, parts):
        yield from _parted(sheets, lines, expected.part, name)
        yield from _lone(sheets, lines, expected.part, name)
    for expected in parts.values():
        yield from _pointed(sheets, expected)


def _heads(sheets: Sheets, parts: dict[tuple[str, str, str, str], Expected]) -> Iterator[_Head]:
    """Yield the lines of every head with its part and what it is called, in reading order."""
    found: dict[tuple[str, str, str, str, int], list[Printed]] = {}
    known: dict[tuple[str, str, str, str, int], tuple[Expected, str]] = {}
    subheads: dict[tuple[str, str, str, str], bool] = {}
    for own in sheets.stretches:
        expected = parts.get((own.story, own.part, "", ""))
        expected = expected or parts.get((own.story, own.part, own.page, own.box))
        if own.generated or expected is None or (own.part == "body" and not _has_subheads(expected, subheads)):
            continue
        for printed, start in zip(own.printed, own.starts, strict=True):
            paragraph, at = _paragraph(expected.part, start)
            name = _name(own.part, paragraph)
            if name:
                key = (own.page, own.box, own.story, own.part, at)
                found.setdefault(key, []).append(printed)
                known[key] = (expected, name)
    for key, lines in found.items():
        yield lines, *known[key]


def _has_subheads(expected: Expected, told: dict[tuple[str, str, str, str], bool]) -> bool:
    """Tell whether a body has subheads; what was ``told`` of another of its lines is told again."""
    if expected.key not in told:
        told[expected.key] = any(one.kind is ParagraphKind.SUBHEAD for one in expected.part.paragraphs)
    return told[expected.key]


def _paragraph(part: Part, offset: int) -> tuple[Paragraph | None, int]:
    for at, paragraph in enumerate(part.paragraphs):
        if paragraph.start <= offset < max(paragraph.end, paragraph.start + 1):
            return paragraph, at
    return None, -1


def _name(part: str, paragraph: Paragraph | None) -> str:
    """Return what the desk calls a head, or nothing where the line is none."""
    if part == "body":
        return "subhead" if paragraph is not None and paragraph.kind is ParagraphKind.SUBHEAD else ""
    last = part.rpartition(":")[2]
    return last.replace("_", " ") if last in _HEADS or last == "cutline" else ""


def _parted(sheets: Sheets, lines: list[Printed], part: Part, name: str) -> Iterator[Finding]:
    """Yield a note for each head whose lines part a word, a name, a number or marks that hold together."""
    parted = [printed for printed in lines if printed.line.line.parted]
    if not parted:
        return
    ends = [printed.line.line.end for printed in parted]
    around = "; ".join(_around(part.text, end) for end in ends)
    by_hand = any(end in part.breaks for end in ends)
    how = "by hand " if by_hand else ""
    message = f"{_whose(sheets, parted[0], name)} is broken {how}inside what belongs together: {around}"
    yield _finding("HEAD_BREAK", Severity.NOTE, message, _BY_HAND if by_hand else _BY_RULE, _at(parted[0], part))


def _lone(sheets: Sheets, lines: list[Printed], part: Part, name: str) -> Iterator[Finding]:
    """Yield a warning for each head of several lines that has one character alone on a line."""
    alone = [printed for printed in lines if characters(printed.line.line.text) == 1]
    if len(lines) < 2 or not alone or name == "cutline":
        return
    by_hand = any(printed.line.line.start in part.breaks or printed.line.line.end in part.breaks for printed in alone)
    what = alone[0].line.line.text.strip()
    message = f"{_whose(sheets, alone[0], name)} has one character alone on a line: {what}"
    yield _finding("HEAD_LONE", Severity.WARNING, message, _BY_HAND if by_hand else _BY_RULE, _at(alone[0], part))


def _pointed(sheets: Sheets, expected: Expected) -> Iterator[Finding]:
    """Yield a note for each head that ends with 。 or ， (GB/T 15834-2011 appendix A.1: none at a title's end)."""
    part, (page, box) = expected.part, expected.home
    text = part.text.rstrip()
    if part.name not in _UNPOINTED or not text or kind_of(text[-1]) not in {Kind.STOP, Kind.PAUSE}:
        return
    message = f'{part.name} of "{sheets.title(expected.story)}" ends with {text[-1]}'
    place = part.source.place(len(text) - 1)
    hint = f"take the {text[-1]} away; ？, ！ and …… may stand"
    yield Finding("HEAD_END_MARK", Severity.NOTE, message, hint, place, page, box, expected.story)


def _around(text: str, end: int, most: int = 4) -> str:
    before, after = text[max(0, end - most) : end], text[end : end + most]
    return f"{before.strip()}|{after.strip()}"


def _whose(sheets: Sheets, printed: Printed, name: str) -> str:
    line = printed.line
    if name == "subhead":
        whose = f'a subhead of "{sheets.title(line.story)}"'
    else:
        whose = f'{name} of "{sheets.title(line.story)}"' if line.story else f"{name} of box {line.box}"
    return f"{whose} on page {page_name(printed.page)}"


def _at(printed: Printed, part: Part) -> tuple[Place, Printed]:
    return part.source.place(printed.line.line.start), printed


def _finding(code: str, severity: Severity, message: str, hint: str, where: tuple[Place, Printed]) -> Finding:
    place, printed = where
    return Finding(code, severity, message, hint, place, printed.page, printed.line.box, printed.line.story)
