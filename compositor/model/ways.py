"""The ways of copy-fitting, and which of them a paper lets the engine take by itself."""

from __future__ import annotations

from enum import StrEnum

from compositor.records import dataclass


class Way(StrEnum):
    """The ways in which a story can be made to fit."""

    TIGHTEN = "tighten"
    """Paragraphs set a line shorter."""
    LOOSEN = "loosen"
    """Paragraphs set a line longer."""
    DROP = "drop"
    """Paragraphs and pictures that the story marks as optional are left out, in their order."""
    CROP = "crop"
    """A picture takes fewer body lines, or more."""
    ROWS = "rows"
    """A box gets rows from the boxes above or below it, or gives some to them."""
    JUMP = "jump"
    """The rest goes to a box on a later page."""
    FILL = "fill"
    """A short filler (補白) or an advert of the house stands in what is left free."""
    HEAD = "head"
    """A head is shortened by so many characters that it takes a line fewer."""
    CUT = "cut"
    """Characters are cut from a paragraph's end."""
    ADD = "add"
    """Characters are added at the story's end."""


APPLICABLE = (Way.TIGHTEN, Way.LOOSEN, Way.DROP, Way.CROP, Way.ROWS, Way.JUMP, Way.FILL)
"""What ``fit:`` may do by itself; to cut, to add and to shorten a head is the editor's."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """One way that ``fit:`` allows, and how far: paragraphs, lines of a picture, rows, or 0 for no limit."""

    way: Way
    most: int = 0


@dataclass(frozen=True, slots=True)
class JumpPolicy:
    """What a paper lets jumps do: how many a story and the front page have, and the body lines on either side.

    ``same_section`` keeps a story in its section, by the letters of the pages' labels.
    """

    most_per_story: int = 1
    most_on_front: int = 4
    same_section: bool = True
    least_before: int = 6
    least_after: int = 6


JUMPS = JumpPolicy()
