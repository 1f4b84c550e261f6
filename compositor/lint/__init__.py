"""Proofreading of copy as it was typed: what looks wrong, with a change that would mend it. Copy is never changed here.

Every rule reads one file by itself, but for names, which are compared over the issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from compositor.errors import Finding, Severity
from compositor.intake.copydesk import Terms
from compositor.intake.passages import Copy
from compositor.lint.changes import changed, diff
from compositor.lint.dates import page_references, weekdays
from compositor.lint.figures import doubled, etc_twice, figures
from compositor.lint.halves import brackets, half_marks, wide_letters
from compositor.lint.names import names
from compositor.lint.paragraphs import line_breaks, paragraphs, spaces
from compositor.lint.quotes import quotes
from compositor.lint.remarks import Remark
from compositor.lint.rewriting import rewrite
from compositor.lint.scripts import guessed, mixed_scripts
from compositor.lint.telling import Told, lint_json, said_remark, severity_of, summary
from compositor.model.settings import Region, Script
from compositor.text.marks import QUOTES

__all__ = [
    "CODES",
    "Told",
    "changed",
    "diff",
    "guessed_terms",
    "lint",
    "lint_json",
    "notes",
    "rewrite",
    "said_remark",
    "severity_of",
    "summary",
]

_RULES: Final[tuple[Callable[[Copy, Terms], Iterator[Remark]], ...]] = (
    mixed_scripts,
    paragraphs,
    line_breaks,
    half_marks,
    brackets,
    wide_letters,
    quotes,
    figures,
    doubled,
    etc_twice,
    spaces,
    weekdays,
    page_references,
)


_OWN: Final = (
    "MIXED_SCRIPT PARAGRAPH_BROKEN PARAGRAPH_JOINED DECIMAL WEEKDAY PAGE_REFERENCE NAME_TWO_WAYS BRACKETS FULL_WIDTH "
    "MARKS ETC END_MARK SPACES"
)
_TOLD_BY_PROOF: Final = frozenset({"HALF_WIDTH", "QUOTES", "QUOTE_OPEN", "LITERAL_JUMP_LINE"})
"""What is told of in every issue that is composed."""
CODES: Final = frozenset(_OWN.split()) | _TOLD_BY_PROOF
"""The codes of all remarks."""


def guessed_terms(copies: Sequence[Copy]) -> Terms:
    """Return what copy of no known paper is read by: the script and the quotes that most of it has."""
    texts = [passage.text for copy in copies for passage in copy.passages]
    if guessed(iter(texts)) is Script.HANS:
        return Terms(Script.HANS, Region.CN)
    own, others = (sum(text.count(QUOTES[region][0][0]) for text in texts) for region in (Region.CN, Region.TW))
    return Terms(Script.HANT, Region.CN if own >= others else Region.TW)


def notes(copies: Sequence[Copy], terms: Terms) -> tuple[Finding, ...]:
    """Return what proofreading finds in an issue that is composed, as notes, less what proof tells of itself."""
    return tuple(remark.finding(Severity.NOTE) for remark in lint(copies, terms) if remark.code not in _TOLD_BY_PROOF)


def lint(copies: Sequence[Copy], terms: Terms) -> tuple[Remark, ...]:
    """Return every remark on ``copies``, in the order of their places; what the paper has off is left out."""
    found = [remark for copy in copies for rule in _RULES for remark in rule(copy, terms)]
    found += names(copies, terms)
    told = [remark for remark in found if remark.severity(terms) is not None]
    order = {id(copy): at for at, copy in enumerate(copies)}
    return tuple(sorted(told, key=lambda one: (order[id(one.copy)], one.start, one.code)))
