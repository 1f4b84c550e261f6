"""How an issue stands in the night: which pages are released, what they would print now, what that forbids others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from compositor.errors import Finding, Severity
from compositor.model.page import Page
from compositor.records import dataclass
from compositor.release import ledger
from compositor.release.impressions import CONTINUED, INDEX, JUMP, Impression, Seam, Threads, changed, impression
from compositor.release.ledger import Entry, Ledger
from compositor.release.platesetter import Platesetter
from compositor.release.store import Store, digest, folder_of

_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """The ledger and the frozen plates of an issue, and its pages as composed now, as the press has them."""

    book: Ledger
    store: Store
    threads: Threads
    pages: Mapping[str, Page]

    @classmethod
    def of(cls, issue: Path, pages: Iterable[Page], threads: Threads) -> Standing:
        """Read how an issue stands; raises ``CopyError`` where its ledger is damaged."""
        folder = folder_of(issue)
        return cls(ledger.read(folder), Store(folder), threads, {page.label: page for page in pages})

    @property
    def released(self) -> Mapping[str, Entry]:
        """What holds of each released page."""
        return self.book.standing()

    def now(self, label: str) -> Impression:
        """Return what a page prints as composed now; nothing where there is no such page any more."""
        return impression(self.pages[label], self.threads) if label in self.pages else Impression(label, {}, ())

    def refused(self, making: Collection[str]) -> dict[str, tuple[Finding, ...]]:
        """Return why pages of which plates are to be made can't be, by label.

        A page that was released, and of which no plate is made now, has to go on meeting the others as it was printed:
        the rest of a jump begins where its first part ends, an index leads to the page where its story is.
        """
        found: dict[str, list[Finding]] = {}
        for label, entry in self.released.items():
            if label in making:
                continue
            for seam in self._parted(entry):
                for other in self.threads.family(seam.page) & set(making):
                    found.setdefault(other, []).append(self._broken(other, entry, seam))
        return {label: tuple(dict.fromkeys(told)) for label, told in found.items()}

    def _parted(self, entry: Entry) -> tuple[Seam, ...]:
        """Return the seams of a released page that are no longer as they were printed, and those that are new."""
        now = self.now(entry.page).seams
        return tuple(
            dict.fromkeys((*(s for s in entry.seams if s not in now), *(s for s in now if s not in entry.seams)))
        )

    def _broken(self, other: str, entry: Entry, seam: Seam) -> Finding:
        words = {
            JUMP: f"the end of {seam.story} there, which goes on here",
            CONTINUED: f"the rest of {seam.story} there, which begins here",
            INDEX: f"the line of the index there that leads to {seam.story}",
        }[seam.kind]
        message = f"page {other} would change page {entry.page}, which {was(entry)}: {words}"
        both = ",".join(sorted((other, entry.page)))
        hint = f"plan it as page {entry.page} was printed, or release both: --pages {both} --replace"
        return Finding("RELEASED_PART", Severity.ERROR, message, hint, page=other, story=seam.story)

    def differs(self, entry: Entry) -> bool:
        """Tell whether anything that stands on a released page, or its place, is another now; makes no plate."""
        return bool(changed(entry.items, self.now(entry.page).items))

    def what_changed(self, entry: Entry) -> tuple[str, ...]:
        """Return what a released page prints otherwise now, by boxes."""
        names = changed(entry.items, self.now(entry.page).items)
        return names or ("the printing: profile, faces, marks or program",)

    def frozen(self, entry: Entry, *, severity: Severity = Severity.WARNING) -> Finding:
        """Return the finding that a released page isn't any more what was printed."""
        if entry.page not in self.pages:
            words = f"page {entry.page} {was(entry)}, but the issue has no such page any more"
            return Finding("RELEASED_CHANGED", severity, words, "put the page back", page=entry.page)
        names = self.what_changed(entry)
        more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
        words = f"page {entry.page} {was(entry)}; as composed now it differs in {', '.join(names[:_MOST_TOLD])}{more}"
        hint = f"its plate stays as it is; to replace it: compositor release … --pages {entry.page} --replace"
        return Finding("RELEASED_CHANGED", severity, words, hint, page=entry.page)

    def lost(self, entry: Entry) -> Finding:
        """Return the finding that the plate of a released page is gone, and can't be made again."""
        path = self.store.folder / entry.file
        words = f"page {entry.page} {was(entry)}, but {path} isn't that plate any more, and the page has changed since"
        hint = "put the plate back from a copy, take the change back, or replace the page: --replace"
        return Finding("RELEASED_LOST", Severity.ERROR, words, hint, page=entry.page)

    def is_changed(self, entry: Entry, page: Page, setter: Platesetter) -> bool:
        """Tell whether a page as composed now is another than the one released."""
        return setter.content(page) != entry.content

    def plate(self, entry: Entry, page: Page | None, setter: Platesetter) -> bytes | None:
        """Return the plate as it was released: as kept, or made again where the page is still the same."""
        kept = self.store.plate(entry)
        if kept is None and page is not None and not self.is_changed(entry, page, setter):
            made = setter.plate(page, entry.version)
            return made if digest(made) == entry.plate else None
        return kept


def was(entry: Entry) -> str:
    """Return the words for when a page was released."""
    return f"was released as version {entry.version} at {entry.at[11:16]} by {entry.by}"
