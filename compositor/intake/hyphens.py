"""Where Latin words may be broken: pyphen's patterns, loaded only for issues that hold words worth breaking."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from compositor.intake.normalise import LATIN_WORD
from compositor.kept import NOTHING, Kept
from compositor.model.copy import Story
from compositor.records import dataclass

_LANGUAGE: Final = "en"
_PATTERNS: Final = "en_US"
_LEAST_BEFORE: Final = 2
_LEAST_AFTER: Final = 3


@dataclass(frozen=True, slots=True)
class Hyphens:
    """Hyphenation of English; ``patterns`` is None where no copy needs any."""

    patterns: Any = None

    def points(self, word: str, language: str = _LANGUAGE) -> tuple[int, ...]:
        """Return the offsets at which the word may be broken, ascending; none where the language is unknown."""
        if self.patterns is None or language.partition("-")[0] != _LANGUAGE:
            return ()
        return tuple(int(point) for point in self.patterns.positions(word))


def hyphens_for(stories: Iterable[Story], kept: Kept = NOTHING) -> Hyphens:
    """Return hyphenation for the stories; the patterns are read from disk only if a word of five letters is there."""
    asked = any(kept.once("latin", story.slug, story, partial(_has_words, story)) for story in stories)
    return kept.once("hyphens", "", asked, lambda: _patterns() if asked else Hyphens())


def _has_words(story: Story) -> bool:
    return any(LATIN_WORD.search(part.text) for part in story.parts)


def _patterns() -> Hyphens:
    import pyphen  # late: it reads its patterns from disk

    return Hyphens(pyphen.Pyphen(lang=_PATTERNS, left=_LEAST_BEFORE, right=_LEAST_AFTER))
