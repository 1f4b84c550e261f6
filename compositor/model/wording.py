"""What a paper writes of its own accord: its words for jumps, its marks for notes."""

from __future__ import annotations

from enum import StrEnum

from compositor.records import dataclass


class NoteMark(StrEnum):
    """How notes are marked, in copy and before the note."""

    CIRCLED = "circled"
    """① to ㊿; a story with more than fifty notes has brackets."""
    BRACKETS = "brackets"
    """〔1〕"""
    SQUARE = "square"
    """[1]"""


@dataclass(frozen=True, slots=True)
class Wording:
    """The paper's words for jumps and marks for notes; ``{page}`` is the page's number in ``numerals``.

    ``numerals`` ``han`` writes 第二版, ``arabic`` 第2版; labels that aren't numbers are written as they are.
    ``note_mark`` is how notes are numbered.
    """

    jump: str = "（下轉第{page}版）"
    continued: str = "（上接第{page}版）"
    numerals: str = "han"
    note_mark: NoteMark = NoteMark.CIRCLED
