"""Release as the desk asks for it: which pages may go, in which version, and what the ledger then says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from compositor import preflight
from compositor.errors import Finding, Severity
from compositor.model.page import Page
from compositor.model.printing import INKS
from compositor.records import dataclass
from compositor.release import ledger
from compositor.release.ledger import Entry, Ledger
from compositor.release.platesetter import Platesetter
from compositor.release.standing import Standing
from compositor.release.store import digest
from compositor.units import SP

_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Signed:
    """Who releases, and when: as the ledger has it."""

    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Going:
    """What becomes of the pages that are asked for.

    ``versions`` are those whose plates are made, by label; ``same`` were released before and haven't changed;
    ``refused`` may not go, and ``findings`` say why, those of copy too. ``ink`` is what was measured.
    """

    versions: Mapping[str, int]
    same: tuple[str, ...]
    refused: tuple[str, ...]
    findings: tuple[Finding, ...]
    ink: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What proof finds wrong: the pages that it withholds, and its findings."""

    pages: frozenset[str]
    findings: tuple[Finding, ...]

    def on(self, page: Page) -> tuple[Finding, ...]:
        """Return the errors on a page, or where it has none those in stories that stand on it in part."""
        errors = [one for one in self.findings if one.severity is Severity.ERROR]
        own, stories = [one for one in errors if one.page == page.label], {box.story for box in page.boxes} - {""}
        return tuple(own or (one for one in errors if one.story in stories))


def going(pages: Iterable[Page], standing: Standing, setter: Platesetter, *, wrong: Wrong, again: bool) -> Going:
    """Return which pages may be released; ``wrong`` is what is in error, ``again`` lets a released page be replaced."""
    versions: dict[str, int] = {}
    same: list[str] = []
    refused: list[str] = []
    findings: list[Finding] = []
    ink: dict[str, float] = {}
    for page in pages:
        entry = standing.released.get(page.label)
        if entry and not standing.is_changed(entry, page, setter):
            same.append(page.label)
        elif page.label in wrong.pages:
            findings += wrong.on(page)
            refused.append(page.label)
        elif entry and not again:
            findings.append(standing.frozen(entry, severity=Severity.ERROR))
            refused.append(page.label)
        else:
            version = entry.version + 1 if entry else 1
            found, ink[page.label] = setter.measured(page, version)
            findings += found
            if preflight.failed(found):
                refused.append(page.label)
            else:
                versions[page.label] = version
    while broken := standing.refused(versions):
        findings += (finding for told in broken.values() for finding in told)
        refused += broken
        versions = {label: version for label, version in versions.items() if label not in broken}
    return Going(versions, tuple(same), tuple(refused), tuple(dict.fromkeys(findings)), ink)


def released(pages: Iterable[Page], going: Going, standing: Standing, setter: Platesetter, signed: Signed) -> Ledger:
    """Freeze the pages that go, then enter them and those refused into the ledger; raises ``OutputError``.

    The plates are kept first: what the ledger vouches for is there. A plate kept before that is gone is made again.
    """
    entries: list[Entry] = []
    for page in pages:
        if page.label in going.versions:
            entry = _entry(page, going, standing, setter, signed)
            standing.store.freeze(entry.file, setter.plate(page, entry.version))
            entries.append(entry)
        elif page.label in going.refused:
            why = Wrong(frozenset(), going.findings).on(page)
            codes = tuple(dict.fromkeys(one.code for one in why))
            entries.append(Entry(ledger.REFUSAL, page.label, signed.by, signed.at, why=codes or ("ERRORS",)))
        elif standing.store.plate(entry := standing.released[page.label]) is None:
            plate = standing.plate(entry, page, setter)
            if plate is not None:
                standing.store.freeze(entry.file, plate)
    return standing.book.add(entries)


def _entry(page: Page, going: Going, standing: Standing, setter: Platesetter, signed: Signed) -> Entry:
    version = going.versions[page.label]
    plate, before, now = setter.plate(page, version), standing.released.get(page.label), standing.now(page.label)
    return Entry(
        ledger.REPLACEMENT if before else ledger.RELEASE,
        page.label,
        signed.by,
        signed.at,
        version,
        content=setter.content(page),
        plate=digest(plate),
        bytes=len(plate),
        file=setter.name(page, version),
        ink=going.ink.get(page.label),
        why=standing.what_changed(before) if before else (),
        items=now.items,
        seams=now.seams,
        sheet=_sheet(page, setter),
    )


def _sheet(page: Page, setter: Platesetter) -> dict[str, Any]:
    """Return what the printing house asks of a page: its section, size and inks, and the standard of its plate."""
    paper = setter.read.design.paper
    held = paper.printing.inks(page.plan)
    width, height, bleed = (round(edge / SP / _MM, 2) for edge in (page.width, page.height, page.bleed))
    return {
        "section": page.section,
        "width_mm": width,
        "height_mm": height,
        "bleed_mm": bleed,
        "inks": [ink for ink in INKS if ink in held],
        "standard": paper.press_standard,
    }
