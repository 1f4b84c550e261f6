"""Copy for the tests of lint: a story or a plain text, and what is found in it."""

from __future__ import annotations

from collections.abc import Iterable

from compositor.intake.copydesk import Terms
from compositor.intake.faults import Faults
from compositor.intake.passages import Copy, story_copy
from compositor.intake.source import Source
from compositor.lint import changed, lint
from compositor.lint.remarks import Remark
from compositor.model.settings import Region, Script

HANT = Terms(Script.HANT, Region.CN)
HANS = Terms(Script.HANS, Region.CN)
TAIWAN = Terms(Script.HANT, Region.TW)


def story(body: str, head: str = "headline: 一", name: str = "s.md") -> Copy:
    """Return a story as a desk types it."""
    return story_copy(Source.of(name, f"---\n{head}\n---\n{body}\n"), "s", Faults())


def plain(text: str) -> Copy:
    """Return plain text."""
    return story_copy(Source.of("s.txt", text), "s", Faults())


def found(body: str, terms: Terms = HANT) -> tuple[Remark, ...]:
    """Return the remarks on a story of that body."""
    return lint([story(body)], terms)


def told(remarks: Iterable[Remark]) -> list[tuple[str, str, str]]:
    """Return code, what stands there and what would stand there."""
    return [(one.code, one.before, one.after) for one in remarks]


def mended(body: str, terms: Terms = HANT) -> str:
    """Return a body with every change made."""
    copy = story(body)
    return changed(copy.source.text, lint([copy], terms)).split("---\n", 2)[2].removesuffix("\n")
