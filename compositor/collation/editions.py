"""How an edition differs from its base, told page by page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from compositor.collation.changes import Change
from compositor.collation.telling import said, where
from compositor.errors import Finding, Severity
from compositor.model.page import Page

_MOST: Final = 5


def edition_told(
    pages: Sequence[Page], same: Collection[str], changes: Sequence[Change], base: str
) -> Iterator[Finding]:
    """Yield a note for each page that differs from the base issue, with why, and one for those that don't."""
    for page in pages:
        if page.label in same:
            continue
        labels = {page.label, *(half.label for half in page.halves)}
        own = [f"{where(change)}: {said(change)}" for change in changes if change.page in labels]
        more = f"; and {len(own) - _MOST} more" if len(own) > _MOST else ""
        why = f": {'; '.join(own[:_MOST])}{more}" if own else ", in where its lines stand"
        hint = "its plate is made for this edition"
        yield Finding(
            "EDITION_PAGE", Severity.NOTE, f"page {page.label} differs from {base}{why}", hint, page=page.label
        )
    if same:
        names = ", ".join(page.label for page in pages if page.label in same)
        words = f"{'page' if len(same) == 1 else 'pages'} {names} {'is' if len(same) == 1 else 'are'} as in {base}"
        yield Finding("EDITION_SAME", Severity.NOTE, words, "their plates serve this edition too; none are made")
