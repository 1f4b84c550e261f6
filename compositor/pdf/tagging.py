"""Marked content: which of what a page paints belongs to an element of the structure, and what it stands for.

(ISO 32000-1 14.6; what belongs to none is an artifact, 14.8.2.2.)
"""

from __future__ import annotations

from collections.abc import Callable

from compositor.pdf.structure import Mark


class Tagger:
    """Opens and closes marked content in the content streams of a document; one piece is open at a time."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._page, self._next, self._open = -1, 0, False

    def page(self) -> None:
        """Go on to the next page; nothing may be open."""
        self._page, self._next = self._page + 1, 0

    def open(self, kind: str) -> Mark:
        """Open a piece of an element of that type and return its mark."""
        self.close()
        mark = Mark(self._page, self._next)
        self._next += 1
        self._open = True
        self._write(f"/{kind} <</MCID {mark.number}>> BDC")
        return mark

    def artifact(self, kind: str) -> None:
        """Open what is no part of the document's content: Pagination, Layout or Background."""
        self.close()
        self._open = True
        self._write(f"/Artifact <</Type /{kind}>> BDC")

    def close(self) -> None:
        """Close what is open, if anything is."""
        if self._open:
            self._open = False
            self._write("EMC")

    def standing_for(self, text: str) -> None:
        """Begin what stands for other text, inside what is open (ISO 32000-1 14.9.4); ``stands`` ends it."""
        self._write(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC")

    def stands(self) -> None:
        """End what stands for other text."""
        self._write("EMC")
