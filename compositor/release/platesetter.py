"""The platesetter: makes the plates of an issue, each in the version that is asked for, and knows what they contain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compositor import preflight, press
from compositor.errors import Finding, Severity
from compositor.filing import NO_CACHE, Cache, Known, Tally, Unnamed, put_aside, unnamed
from compositor.intake import Intake
from compositor.kept import NOTHING, Kept
from compositor.model.page import Page
from compositor.records import dataclass
from compositor.release.findings import packed, unpacked
from compositor.release.hands import Gang, free
from compositor.release.store import digest

if TYPE_CHECKING:
    from compositor.press import Dockets, Pressroom, Words

PLATE: Final = "plate"
JUDGEMENT: Final = "judgement"
"""Under what kinds plates, and what is found in them, are kept by a cache."""
_BLANK = 0
"""The version of a plate that has none yet: with it two plates of one content are one."""
_WORTH: Final = 3
"""From so many plates on that nobody has begun with it pays to have glyphs cut out for them here too."""
_FEW: Final = 4
"""So many plates under watch are made here, from the pieces of those before; a hand would keep its pieces to itself."""
_Plate = tuple[bytes | Known, tuple[Finding, ...], Tally]
"""A plate, or what is known of one that was laid down where it will stand; what was found in it, asked of the cache."""


@dataclass(slots=True)
class Platesetter:
    """Makes plates; of each page it makes a version once, and none that an earlier run has left in the ``cache``.

    They wait on the disk that has the folder ``to``, where they will stand if it is known.
    """

    read: Intake
    room: Pressroom
    words: Words
    dockets: Dockets
    kept: Kept = NOTHING
    cache: Cache = NO_CACHE
    to: Path | None = None
    _made: dict[tuple[str, int], Callable[[], bytes]] = field(default_factory=dict)
    _judged: dict[tuple[str, int], tuple[Finding, ...]] = field(default_factory=dict)
    _keys: dict[tuple[str, int], bytes] = field(default_factory=dict)
    _fetched: set[str] = field(default_factory=set)
    _gang: Gang[str, _Plate] | None = None
    _laid: dict[str, Unnamed] = field(default_factory=dict)
    _ready: bool = False

    @classmethod
    def of(
        cls, read: Intake, words: Words, kept: Kept = NOTHING, cache: Cache = NO_CACHE, to: Path | None = None
    ) -> Platesetter:
        """Fit a platesetter out for an issue; ``words`` sets slug lines; ``kept`` and ``cache`` have plates.

        What is kept is this process's, what is in the cache an earlier one's. What is kept may not stand anywhere
        else: others may write there.
        """
        paper = read.design.paper
        room = kept.once("pressroom", "", (paper, words), lambda: press.Pressroom.of(paper, words, cache))
        dockets = press.Dockets(read.issue, paper, read.faces, room)
        return cls(read, room, words, dockets, kept, cache, None if kept.keeping else to)

    def plate(self, page: Page, version: int) -> bytes:
        """Return the plate of a page in a version."""
        return self.waiting(page, version)()

    def waiting(self, page: Page, version: int) -> Callable[[], bytes]:
        """Make the plate of a page in a version, and return what gives it: it isn't held in memory."""
        key = (page.label, version)
        if key not in self._made and not self._known(page, version):
            found = self._in_cache(page, version)
            self._made[key] = put_aside(self._pdf(page, version) if found is None else found)
        return self._made[key]

    def begin(self, pages: Sequence[Page], version: int, hands: int) -> None:
        """Have so many other hands begin with the plates of pages, before it is known which are wanted.

        `prepare` has those that are. What was kept or is in the cache is fetched before, so that they share the rest.
        """
        missing = {page.label: page for page in pages if not self._at_hand(page, version)}

        def made(label: str) -> _Plate:
            self._have_ready(missing.values())
            plate, found, tally = self._pdf_judged(missing[label], version)
            return self._laid_down(label, plate), found, tally

        self._laid = {label: laid for label in missing if self.to is not None and (laid := unnamed(self.to))}
        self._gang = Gang(made, tuple(missing), min(hands, len(missing)), self._settled)

    def _laid_down(self, label: str, plate: bytes) -> bytes | Known:
        """Lay a plate down on the disk where it will stand; return what is to be known of it, or else the plate."""
        with suppress(OSError):  # where it is written in the end that is told
            return self._laid[label].fill(plate) if label in self._laid else plate
        return plate

    def _settled(self) -> bool:
        """Wait until what this hand has laid down is on the disk; tell whether it is."""
        return all(laid.lasts() for laid in self._laid.values())

    def prepare(self, pages: Sequence[Page], version: int) -> None:
        """Make the plates of pages in a version, and judge them, by as many hands as are free.

        This one leaves the last few to hands that have begun before: they have the glyphs.
        """
        begun = self._gang is not None
        if self._gang is None:
            missing = [page for page in pages if not self._at_hand(page, version)]
            if self._is_little(missing):
                self._ready = True  # hardly a glyph is new
                self.begin(missing, version, 0)
            else:
                self._have_ready(missing)
                preflight.judge(b"")  # reads what judges, before hands are set to work: each would read it for itself
                self.begin(missing, version, min(free(), len(missing)) - 1)
        wanted = {page.label: page for page in pages}

        def keep(label: str, made: _Plate) -> None:
            self.cache.tally.add(made[2])
            if label in wanted:
                plate = made[0] if isinstance(made[0], bytes) else self._laid[label].holding(made[0])
                self._take(wanted[label], version, put_aside(plate) if isinstance(plate, bytes) else plate, made[1])

        gang, self._gang = self._gang, None
        if gang is not None:
            gang.gather(keep, only=wanted, least=_WORTH if begun else 1)
            self._settled()

    def _is_little(self, missing: Sequence[Page]) -> bool:
        """Tell whether the pieces of all plates but a few glyphs and lines are at hand."""
        return len(missing) <= _FEW and all(len(self._forme(page)) for page in missing)

    def leave(self) -> None:
        """Send hands away that have begun with plates which nobody is going to want."""
        if self._gang is not None:
            self._gang.close()

    def fetched(self, but: frozenset[str]) -> int:
        """Return how many pages have their plates from an earlier run, ``but`` some."""
        return len(self._fetched - but)

    def _at_hand(self, page: Page, version: int) -> bool:
        """Fetch a plate with what was found in it from where it is kept; tell whether both are there."""
        made = (page.label, version) in self._judged
        return made or self._known(page, version) or self._recalled(page, version)

    def _have_ready(self, pages: Iterable[Page]) -> None:
        """Have the glyphs of pages cut out, once in each process that makes plates of them."""
        if not self._ready and not self.read.design.paper.printing.outlined:
            press.have_ready(pages, self.read.faces)
        self._ready = True

    def _take(self, page: Page, version: int, plate: Callable[[], bytes], found: tuple[Finding, ...]) -> None:
        """Have a plate with what was found in it at hand, and keep it for the next composition."""
        self._made[page.label, version], self._judged[page.label, version] = plate, found
        self.kept.keep("plate", (page.label, version), self._made_of(page), (plate, found))

    def _forme(self, page: Page) -> Kept:
        """Return what is kept of the pieces of a page's plates, as long as the page has any."""
        return self.kept.once("forme", page.label, (), Kept) if self.kept.keeping else NOTHING

    def form(self, page: Page, version: int) -> None:
        """Have the pieces of a page's plate at hand for its next one, where another hand or an earlier run made it."""
        forme = self._forme(page)
        if self.kept.keeping and not len(forme):
            self._judged_anew(self._pdf(page, version), page)
            forme.composed()

    def _known(self, page: Page, version: int) -> bool:
        """Take a plate that is kept, with what was found in it; tell whether there is one."""
        self._forme(page)
        found = self.kept.find("plate", (page.label, version), self._made_of(page))
        if found is not None:
            self._made[page.label, version], self._judged[page.label, version] = found
        return found is not None

    def _made_of(self, page: Page) -> tuple[object, ...]:
        """Return all that a plate follows from, its version aside."""
        issue = self.read.issue
        return page, self.room, issue.date, issue.zone, self.read.design.paper, self.read.faces

    def _recalled(self, page: Page, version: int) -> bool:
        """Fetch a plate and what was found in it from the cache; tell whether both were there."""
        plate = self._in_cache(page, version)
        if plate is None:
            return False
        self._fetched.add(page.label)
        found = self._judgement(plate, page)
        aside = self._made[page.label, version] = put_aside(plate)
        if found is not None:
            self._take(page, version, aside, found)
        return found is not None

    def _in_cache(self, page: Page, version: int) -> bytes | None:
        return self.cache.get(PLATE, self._key(page, version)) if self.cache.is_kept else None

    def _key(self, page: Page, version: int) -> bytes:
        """Return the key of a page's plate in a version; it is worked out once."""
        named = (page.label, version)
        if named not in self._keys:
            self._keys[named] = self.cache.key(PLATE, self.dockets.docket(page, version))
        return self._keys[named]

    def _pdf(self, page: Page, version: int) -> bytes:
        read = self.read
        paper, forme = read.design.paper, self._forme(page)
        plate = press.page_pdf(page, read.issue, paper, read.faces, room=self.room, version=version, kept=forme)
        if self.cache.is_kept:
            self.cache.put(PLATE, self._key(page, version), plate)
        return plate

    def _pdf_judged(self, page: Page, version: int) -> tuple[bytes, tuple[Finding, ...], Tally]:
        """Return a plate, what is found in it, and what its making asked of the cache, which may be another's copy."""
        with self.cache.counted() as tally:
            made = self._made.get((page.label, version))
            plate = made() if made is not None else self._pdf(page, version)
            found = self._found(plate, page)
            self._forme(page).composed()
            return plate, found, tally

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
        kept = self._judgement(plate, page)
        if kept is not None:
            return kept
        found = self._judged_anew(plate, page)
        if self.cache.is_kept:
            self.cache.put(JUDGEMENT, self._judgement_key(plate, page), packed(found))
        return found

    def _judged_anew(self, plate: bytes, page: Page) -> tuple[Finding, ...]:
        judged = preflight.judge_plate(plate, ink_limit=self.read.design.paper.ink_limit, kept=self._forme(page))
        return tuple(_of_plate(one, page) for one in judged)

    def _judgement(self, plate: bytes, page: Page) -> tuple[Finding, ...] | None:
        """Return what was found in a plate before, None where it wasn't judged or that isn't kept."""
        if not self.cache.is_kept:
            return None
        key = self._judgement_key(plate, page)
        kept = self.cache.get(JUDGEMENT, key)
        try:
            return None if kept is None else unpacked(kept)
        except (ValueError, TypeError):
            self.cache.spoilt(JUDGEMENT, key)
            return None

    def _judgement_key(self, plate: bytes, page: Page) -> bytes:
        """Return the key of what is found in a plate: its very bytes, the page that is told, and the ink limit."""
        made_from = f"{digest(plate)} {self.read.design.paper.ink_limit} {page.label}"
        return self.cache.key(JUDGEMENT, made_from.encode("utf-8", "surrogatepass"))

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
