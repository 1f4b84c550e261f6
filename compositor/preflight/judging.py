"""Which checks a file has to pass, by the profile it is judged by and by the standard that it claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from compositor.errors import Finding, Severity
from compositor.intake.inspect import PdfFacts, inspect
from compositor.kept import NOTHING, Kept
from compositor.preflight import content, file, intents, lettering, newspaper, packet, tagged

PROFILES: Final = ("newsprint", "x4", "x1a", "epaper")
"""newsprint: the standard that a file claims (PDF/X-4 where it claims none), GWG 2022 and the limits of newsprint."""

_INK_LIMIT: Final = 220


def judge(content: bytes, profile: str = "newsprint", *, ink_limit: int = _INK_LIMIT) -> tuple[Finding, ...]:
    """Return all that a profile finds in a PDF, in the order of its checks; each fault of a page once."""
    return judged(inspect(content), profile, ink_limit=ink_limit)


def judged(pdf: PdfFacts, profile: str, *, ink_limit: int = _INK_LIMIT) -> tuple[Finding, ...]:
    """Return all that a profile finds in what was read of a PDF."""
    found = list(file.readable(pdf))
    if not pdf.faults or pdf.pages:
        found += _of_profile(pdf, profile, ink_limit)
    elif pdf.encrypted:
        found += file.sealed(pdf)
    return tuple(dict.fromkeys(found))


def judge_plate(content: bytes, *, ink_limit: int, kept: Kept = NOTHING) -> tuple[Finding, ...]:
    """Return what is wrong with a plate of our own; what is ``kept`` was read of earlier plates of its page."""
    return judged(inspect(content, kept=kept), "newsprint", ink_limit=ink_limit)


def failed(findings: tuple[Finding, ...]) -> bool:
    """Tell whether a printing house would send the file back."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _of_profile(pdf: PdfFacts, profile: str, ink_limit: int) -> Iterator[Finding]:
    if profile == "epaper":
        yield from tagged.tagged(pdf)
        return
    yield from _standard(pdf, profile)
    if profile == "newsprint":
        yield from newspaper.geometry(pdf)
        yield from newspaper.empty(pdf)
        yield from newspaper.looks(pdf)
        yield from newspaper.ink(pdf, ink_limit)
        yield from newspaper.groups(pdf)
        yield from newspaper.pictures(pdf)
        yield from newspaper.names(pdf)


def _standard(pdf: PdfFacts, profile: str) -> Iterator[Finding]:
    old = profile == "x1a" or (profile == "newsprint" and "GTS_PDFXConformance" in pdf.told)
    yield from file.version(pdf, *(("V1", "1.3") if old else ("X4-01", "1.6")))
    for check in (*_OF_FILES, *(_old() if old else _NEW)):
        yield from check(pdf)
    yield from intents.intents(pdf, old=old)
    for check in _OF_PAGES:
        yield from check(pdf)


def _old() -> tuple[Check, ...]:
    from compositor.preflight import x1a  # late: few printing houses still ask for it

    return x1a.claims, x1a.colours, x1a.made_of


Check = Callable[[PdfFacts], Iterable[Finding]]
_OF_FILES: Final[tuple[Check, ...]] = (file.sealed, file.ends, file.coded, file.forbidden)
_NEW: Final[tuple[Check, ...]] = (packet.packet, packet.described, packet.trapping, file.layers)
_OF_PAGES: Final[tuple[Check, ...]] = (
    file.boxes,
    file.sizes,
    file.notes,
    content.grammar,
    content.pictures,
    content.shadings,
    content.resources,
    lettering.fonts,
)
