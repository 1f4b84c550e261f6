"""Plain text to paragraphs: by indents and blank lines; lines wrapped by hand are joined where that is sure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Final

from compositor.incoming.decoding import Decoded, decoded
from compositor.incoming.model import Account, Arrival, Block, Confidence, Para, Run, Spot, seen
from compositor.incoming.shape import stops
from compositor.intake.normalise import CONTROL
from compositor.records import dataclass

_LINE: Final = re.compile("([^\r\n\x0b\x0c\x85\u2028\u2029]*)(\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\\Z)")
_INDENT: Final = re.compile("[ \t\u00a0\u3000]*")
_ENDS: Final = {"\r\n": "CR LF", "\r": "CR", "\n": "LF"}
_SLACK: Final = 4
"""A wrapped line is as wide as its measure, less two characters that may have gone to the next."""
_MEASURES: Final = range(20, 121)
_LEAST_WRAPPED: Final = 3
_MOST_TOLD: Final = 8


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file: its number, its words, and the white before them in cells of half an em."""

    number: int
    text: str
    indent: int

    @property
    def width(self) -> int:
        return self.indent + sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in self.text)


def read_text(content: bytes, file: str, encoding: str = "") -> Arrival:
    """Read plain text; raises ``Refused`` where its bytes can't be."""
    read = decoded(content, file, encoding)
    account = Account()
    if read.confidence is Confidence.UNSURE:
        account.warned("encoding", Spot(), f"read as {read.encoding}, a guess: {read.why}; --encoding names another")
    text, lines = _clean(read, account), []
    for number, match in enumerate(_LINE.finditer(text), start=1):
        indent = _INDENT.match(match[1])
        assert indent is not None
        lines.append(_Line(number, match[1].strip(), _cells(indent[0])))
    _tell_ends(text, account)
    blocks = _paragraphs(lines, account)
    return Arrival("text", blocks, seen(text), account, encoding=read.encoding)


def _cells(white: str) -> int:
    return sum({"\u3000": 2, "\t": 4}.get(letter, 1) for letter in white)


def _clean(read: Decoded, account: Account) -> str:
    """Return the text without characters that nobody sees, each kind named with the line of its first."""
    for letter, count in Counter("".join(CONTROL.findall(read.text))).most_common(_MOST_TOLD):
        line = read.text.count("\n", 0, read.text.index(letter)) + 1
        name = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
        account.left_out("invisible character", name, Spot(line=line, column=1), f"{count} of them", quiet=count < 2)
    return CONTROL.sub("", read.text)


def _tell_ends(text: str, account: Account) -> None:
    kinds = Counter(match[2] for match in _LINE.finditer(text) if match[2] in _ENDS)
    if len(kinds) > 1:
        said = ", ".join(f"{_ENDS[kind]} {count}" for kind, count in kinds.most_common())
        account.changed("line ends", Spot(), f"of {len(kinds)} kinds ({said}); each ends a line")


def _paragraphs(lines: list[_Line], account: Account) -> list[Block]:
    measure = _measure(lines)
    parted = _parted(lines)
    joined = 0
    groups: list[list[_Line]] = []
    above: _Line | None = None
    for line in lines:
        if not line.text:
            above = None
            continue
        if above is not None and measure and _runs_on(above, line, measure, parted=parted):
            groups[-1].append(line)
            joined += 1
        else:
            groups.append([line])
        above = line
    if joined:
        why = f"{joined} lines wrapped at {measure // 2} characters were joined with the line above"
        account.changed("wrapped lines", Spot(line=groups[0][0].number, column=1), why)
    return _lone_ones([_paragraph(group) for group in groups], {line.number for line in lines if not line.text})


def _lone_ones(paras: list[Para], blank: set[int]) -> list[Block]:
    """Take the indent of lines between blank ones for no sign of a paragraph, where paragraphs stand without them."""
    parted = [para.spot.line - 1 in blank for para in paras]
    if sum(parted) * 2 > len(parted):
        return list(paras)
    after = [*parted[1:], False][: len(parted)]
    return [
        replace(para, indented=False) if above and below else para
        for para, above, below in zip(paras, parted, after, strict=True)
    ]


def _parted(lines: list[_Line]) -> bool:
    """Tell whether blank lines or indents part paragraphs."""
    body = [line for line in lines if line.text]
    return any(not line.text for line in lines) or sum(line.indent in {2, 3, 4} for line in body) > 1


def _measure(lines: list[_Line]) -> int:
    """Return the measure in cells at which lines were wrapped by hand, 0 where that isn't plain.

    Lines that have copy below them without an indent are all about as wide, and none is wider.
    """
    going_on = [one.width for one, other in pairwise(lines) if one.text and other.text and other.indent < 2]
    most = max((line.width for line in lines), default=0)
    full = sum(width >= most - _SLACK for width in going_on)
    if most not in _MEASURES or full < _LEAST_WRAPPED:
        return 0
    return most if full * 10 >= len(going_on) * 6 else 0


def _runs_on(above: _Line, line: _Line, measure: int, *, parted: bool) -> bool:
    if line.indent >= 2 or above.width < measure - _SLACK:
        return False
    return parted or not stops(above.text)


def _paragraph(group: list[_Line]) -> Para:
    words = group[0].text
    for line in group[1:]:
        between = " " if words[-1].isascii() and line.text[0].isascii() and not words.endswith("-") else ""
        words += between + line.text
    first = group[0]
    spot = Spot(line=first.number, column=1)
    indented = first.indent in {2, 3, 4}
    return Para((Run(words),), spot, indented=indented, set_in=first.indent > 4)
