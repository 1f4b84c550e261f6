"""The docket of a plate: all that it is made from, so that one which was made before can be found again.

What a docket leaves out must have no part in the plate: a plate that is found by it goes to the press.
"""

from __future__ import annotations

from dataclasses import field
from hashlib import sha256

from compositor.faces import Faces
from compositor.filing import Exact
from compositor.model.copy import Issue
from compositor.model.design import Paper
from compositor.model.page import Page
from compositor.pdf.dockets import LEFT_OUT, sums_of
from compositor.press.plates import Pressroom, slug_lines
from compositor.records import dataclass


@dataclass(slots=True)
class Dockets:
    """Writes the dockets of an issue's plates; what they have in common is looked at once."""

    issue: Issue
    paper: Paper
    faces: Faces
    room: Pressroom
    _exact: Exact = field(default_factory=lambda: Exact(LEFT_OUT))
    _common: bytes = b""

    def docket(self, page: Page, version: int) -> bytes:
        """Return the docket of a page's plate in a version, as a digest: the same only for the same plate.

        Of the issue there are its date and zone in it, the paper whole, the page with all its ink, the words and
        faces of the slug line, and each face that is used by the sum of its file.
        """
        if not self._common:
            self._common = sha256(self._exact(self.paper, self.issue.date, self.issue.zone)).digest()
        slug = slug_lines(page, self.issue, self.paper, self.room, version=version)
        sums = sums_of((*page.ink, *slug), self.faces)
        return sha256(self._exact(self._common, page, version, slug, sums)).digest()
