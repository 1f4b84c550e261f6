"""The reader of phrases: where the sense of a head parts. Its dictionary is read when the first head asks."""

from __future__ import annotations

from dataclasses import field

from compositor.intake.phrases.grades import joints_of
from compositor.intake.phrases.lexicon import Lexicon, load
from compositor.intake.phrases.words import Word, words_of
from compositor.records import dataclass

_LONGEST = 400
"""A text longer than that is no head that anyone reads by phrases; the rest of it has no joints."""


@dataclass(slots=True)
class PhraseReader:
    """Reads heads; keeps what it has read. The same text always has the same joints.

    ``names`` are the desk's own: what stands there is never parted if it can be helped.
    """

    names: tuple[str, ...] = ()
    _lexicon: Lexicon | None = field(default=None, repr=False)
    _read: dict[str, bytes] = field(default_factory=dict, repr=False)

    def joints(self, text: str) -> bytes:
        """Return how firmly ``text`` holds together at each offset (see `compositor.model.phrases.Phrases`)."""
        if text not in self._read:
            head = text[:_LONGEST]
            self._read[text] = joints_of(self.fold(head), self.words(head)).ljust(len(text) + 1, b"\0")
        return self._read[text]

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the words of ``text``."""
        lexicon = self._dictionary()
        return words_of(lexicon.fold(text), lexicon)

    def fold(self, text: str) -> str:
        """Return ``text`` in the simplified characters of the dictionary, one for one."""
        return self._dictionary().fold(text)

    def _dictionary(self) -> Lexicon:
        if self._lexicon is None:
            self._lexicon = load(self.names)
        return self._lexicon
