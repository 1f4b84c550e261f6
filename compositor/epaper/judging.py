"""What preflight finds in the reader's PDF, as findings of the issue's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compositor.errors import Finding, Severity
from compositor.model.page import Page


def judged(found: Iterable[Finding], pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield findings of a reader's PDF with the labels of the pages that stand in it."""
    labels = {str(number): page.label for number, page in enumerate(pages, 1)}
    for one in found:
        where = f" on page {labels[one.page]}" if one.page in labels else ""
        words = f"the reader's PDF fails {one.code}{where}: {one.message}"
        hint = one.hint if one.severity is not Severity.ERROR else "look in docs/press.md for the check's number"
        yield Finding("READER", one.severity, words, hint, page=labels.get(one.page, ""), area=one.area)
