"""The hot lines of pages, as an earlier run has written them of the same lines and all that these were set from."""

from __future__ import annotations

from dataclasses import field
from hashlib import sha256
from typing import Any, Final

from compositor.faces import Faces
from compositor.filing import Cache, Exact
from compositor.model.lines import Line
from compositor.model.page import Page, SetLine
from compositor.pdf.dockets import LEFT_OUT
from compositor.records import dataclass
from compositor.report.html import hot_lines
from compositor.text import Matter, TypeCase
from compositor.text.audit import ParagraphTrail
from compositor.text.head_audit import HeadTrail

LINES: Final = "lines"
"""Under what kind hot lines are kept by a cache."""
_LEFT_OUT: Final = {kind: names for kind, names in LEFT_OUT.items() if kind is not Line}
"""What was given and taken in a line is told."""
_WORD: Final = "internationalization"


@dataclass(slots=True)
class Accounts:
    """Writes hot lines; ``names`` are the desk's own, which heads aren't parted in.

    Accounts are worked out from copy that is cast and broken once more: they are kept by the page with all its ink, by
    that copy with its styles and measures, and by all that is the type case's: the faces by their sums, whether words
    are hyphenated, names and settings. Hyphenation itself and the lexicon are the program's.
    """

    case: TypeCase
    faces: Faces
    names: tuple[str, ...]
    cache: Cache
    _exact: Exact = field(default_factory=lambda: Exact(_LEFT_OUT))
    _common: bytes = b""
    _known: dict[int, tuple[Any, bytes]] = field(default_factory=dict)

    def hot_lines(self, page: Page, picture: str) -> bytes:
        """Return the fold of a page with its lines to point at, over the picture at a path from the output folder."""
        docket = self.docket(page, picture) if self.cache.is_kept else None
        if docket is None:
            return hot_lines(page, picture)
        key = self.cache.key(LINES, docket)
        found = self.cache.get(LINES, key)
        if found is None:
            found = hot_lines(page, picture)
            self.cache.put(LINES, key, found)
        return found

    def docket(self, page: Page, picture: str) -> bytes | None:
        """Return the docket of a page's hot lines; None where there is a line whose account comes from elsewhere."""
        if not self._common:
            hyphenated = self.case.hyphens.points(_WORD)
            told = self._exact(self.faces.told(), self.case.setting, hyphenated, self.names)
            self._common = sha256(told).digest()
        lines = [ink.line.trail for ink in page.ink if isinstance(ink, SetLine) and ink.line.trail is not None]
        trails = list({id(trail): trail for trail in lines}.values())
        told_of = [self._trail(trail) for trail in trails]
        if None in told_of:
            return None
        return sha256(self._exact(self._common, page, picture, told_of, [trails.index(one) for one in lines])).digest()

    def _trail(self, trail: object) -> tuple[Any, ...] | None:
        """Return what an account comes from."""
        if isinstance(trail, ParagraphTrail) and trail.case is self.case:
            return "paragraph", self._matter(trail.matter), trail.measures
        if isinstance(trail, HeadTrail) and trail.case is self.case:
            return "head", self._matter(trail.matter), trail.wanted
        return None

    def _matter(self, matter: Matter) -> tuple[Any, ...]:
        styles = self._digest(matter.box_style), self._digest(matter.style)
        own = (matter.indent, matter.solid_end, matter.hang, matter.looseness)
        return self._digest(matter.text), matter.start, matter.end, matter.spans, *styles, *own

    def _digest(self, held: object) -> bytes:
        """Return the digest of what many paragraphs have in common; it is looked at once."""
        if id(held) not in self._known:
            self._known[id(held)] = held, sha256(self._exact(held)).digest()
        return self._known[id(held)][1]
