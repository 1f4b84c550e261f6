"""The reader's PDFs of an issue: whole, or a page alone; none is made that an earlier run has left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from hashlib import sha256
from typing import Final

from compositor.epaper.reader import reader_pdf
from compositor.faces import Faces
from compositor.filing import NO_CACHE, Cache, Exact
from compositor.model.copy import Issue
from compositor.model.design import Design
from compositor.model.page import Page
from compositor.pdf.dockets import LEFT_OUT, sums_of
from compositor.records import dataclass

READER: Final = "reader"
"""Under what kind reader's PDFs are kept by a cache."""


@dataclass(slots=True)
class Making:
    """Makes reader's PDFs of an issue as readers get it; what they have in common is looked at once.

    Outline, links and structure follow from any of its copy: a PDF is kept by all of the issue and the design, the
    pages with all their ink, and the faces that are used by the sums of their files.
    """

    issue: Issue
    design: Design
    faces: Faces
    cache: Cache = NO_CACHE
    _exact: Exact = field(default_factory=lambda: Exact(LEFT_OUT))
    _common: bytes = b""
    _known: dict[int, tuple[Page, bytes]] = field(default_factory=dict)

    def pdf(self, pages: Sequence[Page]) -> bytes:
        """Return the reader's PDF of pages, in their order."""
        if not self.cache.is_kept:
            return reader_pdf(pages, self.issue, self.design, self.faces)
        key = self.cache.key(READER, self.docket(pages))
        found = self.cache.get(READER, key)
        if found is None:
            found = reader_pdf(pages, self.issue, self.design, self.faces, cache=self.cache)
            self.cache.put(READER, key, found)
        return found

    def docket(self, pages: Sequence[Page]) -> bytes:
        """Return the docket of a PDF: the same only for the same."""
        if not self._common:
            self._common = sha256(self._exact(self.issue, self.design)).digest()
        return sha256(b"".join((self._common, *map(self._page, pages)))).digest()

    def _page(self, page: Page) -> bytes:
        if id(page) not in self._known:
            told = sha256(self._exact(page, sums_of(page.ink, self.faces))).digest()
            self._known[id(page)] = page, told
        return self._known[id(page)][1]
