"""Phrases: how firmly a text holds together between its characters, for heads that break by sense."""

from __future__ import annotations

from typing import Final, Protocol

OPEN: Final = 30
"""Up to here a joint lies between what is spoken of and what is said of it, or before a phrase of its own."""

INSIDE_WORD: Final = 200
"""From here on a joint lies inside a word, number or name: a head that breaks there is noted."""

INSIDE_NAME: Final = 240
"""From here on a joint lies inside a name, a number, or a number and its measure."""


class Phrases(Protocol):
    """A reader of sense."""

    def joints(self, text: str) -> bytes:
        """Return one number an offset from 0 to ``len(text)``: how firmly the characters on both sides hold together.

        0 is the end of a phrase, 255 the inside of a name; the ends of the text are 0.
        """
