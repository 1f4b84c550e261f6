"""The platesetter: makes the plates of an issue, each in the version that is asked for, and knows what they contain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from compositor import preflight, press
from compositor.errors import Finding, Severity
from compositor.intake import Intake
from compositor.kept import NOTHING, Kept
from compositor.model.page import Page
from compositor.press import Pressroom, Words
from compositor.records import dataclass
from compositor.release.aside import put_aside
from compositor.release.hands import shared_out
from compositor.release.store import digest

_BLANK = 0
"""The version of a plate that has none yet: with it two plates of one content are one."""


@dataclass(slots=True)
class Platesetter:
    """Makes plates; of each page it makes a version once."""

    read: Intake
    room: Pressroom
    words: Words
    kept: Kept = NOTHING
    _made: dict[tuple[str, int], Callable[[], bytes]] = field(default_factory=dict)
    _judged: dict[tuple[str, int], tuple[Finding, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, read: Intake, words: Words, kept: Kept = NOTHING) -> Platesetter:
        """Fit a platesetter out for an issue; ``words`` sets slug lines, ``kept`` has plates made before."""
        room = kept.once("pressroom", "", (read.design.paper, words), lambda: Pressroom.of(read.design.paper, words))
        return cls(read, room, words, kept)

    def plate(self, page: Page, version: int) -> bytes:
        """Return the plate of a page in a version."""
        return self.waiting(page, version)()

    def waiting(self, page: Page, version: int) -> Callable[[], bytes]:
        """Make the plate of a page in a version, and return what gives it: it isn't held in memory."""
        key = (page.label, version)
        if key not in self._made and not self._known(page, version):
            self._made[key] = put_aside(self._pdf(page, version))
        return self._made[key]

    def prepare(self, pages: Sequence[Page], version: int) -> None:
        """Make the plates of pages in a version, and judge them, by as many hands as are free."""

        def keep(page: Page, made: tuple[bytes, tuple[Finding, ...]]) -> None:
            aside = put_aside(made[0])
            self._made[page.label, version], self._judged[page.label, version] = aside, made[1]
            self.kept.keep("plate", (page.label, version), self._made_of(page), (aside, made[1]))

        missing = [page for page in pages if not self._known(page, version)]
        if not self.read.design.paper.printing.outlined:
            press.have_ready(missing, self.read.faces)
        shared_out(lambda page: self._pdf_judged(page, version), missing, keep)

    def _known(self, page: Page, version: int) -> bool:
        """Take a plate that is kept, with what was found in it; tell whether there is one."""
        found = self.kept.find("plate", (page.label, version), self._made_of(page))
        if found is not None:
            self._made[page.label, version], self._judged[page.label, version] = found
        return found is not None

    def _made_of(self, page: Page) -> tuple[object, ...]:
        """Return all that a plate follows from, its version aside."""
        issue = self.read.issue
        return page, self.room, issue.date, issue.zone, self.read.design.paper, self.read.faces

    def _pdf(self, page: Page, version: int) -> bytes:
        read = self.read
        return press.page_pdf(page, read.issue, read.design.paper, read.faces, room=self.room, version=version)

    def _pdf_judged(self, page: Page, version: int) -> tuple[bytes, tuple[Finding, ...]]:
        plate = self._pdf(page, version)
        return plate, self._found(plate, page)

    def content(self, page: Page) -> str:
        """Return the SHA-256 of a page's plate with its version left blank.

        Whatever changes the plate changes it: copy, pictures, faces, the press's profile, marks, this program.
        """
        return digest(self.plate(page, _BLANK))

    def name(self, page: Page, version: int) -> str:
        """Return the file name of a page's plate."""
        return press.file_name(self.read.design.paper, self.read.issue, page, version)

    def judged(self, page: Page, version: int) -> tuple[Finding, ...]:
        """Return what a printing house would find in a plate, as findings of its page."""
        key = (page.label, version)
        if key not in self._judged:
            self._judged[key] = self._found(self.plate(page, version), page)
        return self._judged[key]

    def _found(self, plate: bytes, page: Page) -> tuple[Finding, ...]:
        found = preflight.judge_plate(plate, ink_limit=self.read.design.paper.ink_limit)
        return tuple(_of_plate(one, page) for one in found)

    def measured(self, page: Page, version: int) -> tuple[tuple[Finding, ...], float]:
        """Return what is found in a plate where its ink is measured too, and the most ink inside the trim."""
        asked = preflight.Asked(ink_limit=self.read.design.paper.ink_limit, ink=True)
        judged = preflight.examine(self.plate(page, version), asked)
        most = max((coverage.most for coverage in judged.coverage), default=0.0)
        return tuple(_of_plate(one, page) for one in judged.findings), round(most, 1)


def _of_plate(found: Finding, page: Page) -> Finding:
    hint = found.hint if found.severity is not Severity.ERROR else "look in docs/press.md for the check's number"
    words = f"the plate of page {page.label} fails {found.code}: {found.message}"
    return Finding("PREFLIGHT", found.severity, words, hint, found.place, page.label, area=found.area)
