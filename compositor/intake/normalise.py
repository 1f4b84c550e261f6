"""The closed list of what may change in copy (`Normalisation`), each change kept with its place.

Nothing here knows punctuation: sides are told apart by Unicode's East Asian width (UAX #11) and by script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from compositor.intake.debris import HAN, white_between_han
from compositor.intake.mapped import Edit, Mapped
from compositor.kept import Told
from compositor.model.copy import Normalisation
from compositor.model.settings import HanSpace
from compositor.records import dataclass

_LINE_BREAK: Final = "(?:\r\n|[\r\n\u0085\u2028\u2029])"
_SPACE: Final = "[ \t\u00a0\u3000]"
# The look behind keeps a long run of spaces from being tried again from each of its spaces.
_LINE_ENDING: Final = re.compile(f"(?<!{_SPACE}){_SPACE}*{_LINE_BREAK}(?:{_SPACE}|{_LINE_BREAK})*")
# A zero-width space beside a line break says that there is no space between words (CSS Text 4, segment breaks).
_ZERO_WIDTH_ENDING: Final = re.compile(
    f"\u200b{_SPACE}*{_LINE_BREAK}(?:{_SPACE}|{_LINE_BREAK})*|(?<!{_SPACE}){_SPACE}*{_LINE_BREAK}(?:{_SPACE}|{_LINE_BREAK})*\u200b"
)
# Controls (tab and line breaks apart), soft hyphen, zero-width space, direction marks and overrides, word
# joiner, byte-order mark, annotation marks, noncharacters: none has a meaning in print. Joiners and variation
# selectors choose glyphs and stay.
CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff]+"
)
_GAPS: Final = "\t \u00a0"
_PAGE: Final = "版"
# One of these stands in all that a rule below changes. Most paragraphs have none, and aren't gone through by rules.
_TO_BE_LOOKED_AT: Final = re.compile(
    "[\x00-\x20\x7f-\xa0\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3000"
    f"\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff{_PAGE}０-９Ａ-Ｚａ-ｚ]"
)
_OF_ONE_LINE: Final = frozenset(f"{_GAPS}\u3000{_PAGE}")
"""What may be looked at where there are neither lines to be joined nor controls."""
_LATIN: Final = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
)
_GAP: Final = re.compile(f"[{_GAPS}][{_GAPS}]*+")
_SIDE: Final = re.compile(f"([{HAN}])|[{_LATIN}]")
_KIND: Final = Told[str, str](lambda one: "" if (side := _SIDE.match(one)) is None else "han" if side[1] else "latin")
"""Whether a character is Han, Latin, or neither."""
_BETWEEN: Final = frozenset({("han", "latin"), ("latin", "han")})
_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
_INDENT: Final = re.compile(f"{_SPACE}+")
_NUMBER: Final = "[A-Za-z]?[0-9０-９〇零一二三四五六七八九十百]{1,5}"
JUMP_LINE: Final = re.compile(f"[（(] ?(?:下[轉转]|上接) ?第? ?{_NUMBER} ?版 ?[）)]")
_LETTER: Final = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
LATIN_WORD: Final = re.compile(f"{_LETTER}{_LETTER}{{4,}}")  # looked for by its first letter


# Between full-width figures, a point, a colon, a solidus and a comma before three figures are parts of a number.
_WIDE_LATIN: Final = re.compile(
    "[０-９Ａ-Ｚａ-ｚ]+|(?<=[０-９])[．：／](?=[０-９])|(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"
)


@dataclass(frozen=True, slots=True)
class Tidying:
    """What a paper or a story has changed in its copy: full-width Latin, U+3000 between two Han."""

    narrow: bool = False
    space: HanSpace = HanSpace.MEND


def normalised(copy: Mapped, *, body: bool = False, narrow: bool = False, space: HanSpace = HanSpace.KEEP) -> Mapped:
    """Return one paragraph, or one head, normalised; literal jump lines are removed from a body only.

    ``narrow`` makes full-width Latin letters and figures proportional (clreq
    #mixed_text_composition_in_horizontal_writing_mode: Western text isn't forced into em boxes). ``space`` says what
    becomes of U+3000 between two Han.
    """
    marks = frozenset(_TO_BE_LOOKED_AT.findall(copy.text))
    if not marks:
        return copy
    if not marks <= _OF_ONE_LINE:
        copy = lines_joined(copy)
    if body and _PAGE in marks:
        copy = _all(copy, JUMP_LINE, Normalisation.LITERAL_JUMP_LINE, "")
    copy = copy.edited(_edges(copy.text))
    if narrow:
        copy = copy.edited(_edits(_WIDE_LATIN, copy.text, Normalisation.FULLWIDTH_LATIN, _narrowed))
    debris = white_between_han(copy.text, space)
    copy = copy.edited([Edit(start, end, "", Normalisation.HAN_SPACE) for start, end in debris])
    return copy.edited(list(_gaps(copy.text)))


def _gaps(text: str) -> Iterator[Edit]:
    """Take spaces between Han and Latin away, and make one of several."""
    for match in _GAP.finditer(text):
        start, end = match.span()
        if (_KIND[text[start - 1 : start]], _KIND[text[end : end + 1]]) in _BETWEEN:
            yield Edit(start, end, "", Normalisation.HAN_LATIN_SPACE)
        elif end > start + 1 or match[0] == "\t":
            yield Edit(start, end, " ", Normalisation.RUN_OF_SPACES)


def _narrowed(match: re.Match[str]) -> str:
    return "".join(chr(ord(letter) - 0xFEE0) for letter in match[0])


def lines_joined(copy: Mapped) -> Mapped:
    """Return one paragraph with the lines of its source joined, and without controls."""
    copy = without_controls(copy)
    return copy.edited(_line_endings(copy.text))


def without_controls(copy: Mapped) -> Mapped:
    """Return copy with the characters taken out that have no meaning in print; before markup is looked for."""
    if not CONTROL.search(copy.text):  # a zero-width space is one
        return copy
    copy = _all(copy, _ZERO_WIDTH_ENDING, Normalisation.LINE_ENDING, "")
    return _all(copy, CONTROL, Normalisation.CONTROL, "")


def _all(copy: Mapped, pattern: re.Pattern[str], rule: Normalisation, text: str) -> Mapped:
    return copy.edited(_edits(pattern, copy.text, rule, lambda _match: text))


def _edits(pattern: re.Pattern[str], text: str, rule: Normalisation, put: Callable[[re.Match[str]], str]) -> list[Edit]:
    return [Edit(match.start(), match.end(), put(match), rule) for match in pattern.finditer(text)]


def _line_endings(text: str) -> list[Edit]:
    """Join lines by the sides' widths (CSS Text 4, segment break transformation).

    Nothing where both sides are wide, or one is and there is a mark on either side; else a space. That between
    Han and Latin goes with the rest of its kind. Quotes, dashes and the like are ambiguous; the first letter
    beyond them decides.
    """

    def put(match: re.Match[str]) -> str:
        before, after = _side(text, match.start() - 1, -1), _side(text, match.end(), 1)
        if not before or not after:
            return ""
        if "wide" not in {before, after}:
            return " " if "narrow" in {before, after} else ""
        words = text[match.start() - 1].isalnum() and text[match.end()].isalnum()
        return " " if words and before != after else ""

    return _edits(_LINE_ENDING, text, Normalisation.LINE_ENDING, put)


def _side(text: str, at: int, step: int) -> str:
    found = ""
    while 0 <= at < len(text):
        width = unicodedata.east_asian_width(text[at])
        if width in "WFH":
            return "narrow" if _HANGUL.match(text[at]) else "wide"
        if width != "A":
            return "narrow" if not text[at].isspace() else found
        found = "ambiguous"
        at += step
    return found


def _edges(text: str) -> list[Edit]:
    edits = []
    indent = _INDENT.match(text)
    if indent is not None:
        edits.append(Edit(indent.start(), indent.end(), "", Normalisation.INDENT))
    end = max(len(text.rstrip(" \t\u00a0\u3000")), indent.end() if indent else 0)
    if end < len(text):
        edits.append(Edit(end, len(text), "", Normalisation.TRAILING_SPACE))
    return edits
