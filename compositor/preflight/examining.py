"""A finished file looked at closely: what its content says, the ink of its pictures, and of its plates if asked."""

from __future__ import annotations

from dataclasses import field

from compositor.errors import Finding
from compositor.intake.inspect import PdfFacts, inspect
from compositor.preflight import inking
from compositor.preflight.coverage import Coverage
from compositor.preflight.judging import judged
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """By what a file is judged: profile and ink limit, and whether its plates are measured, by which RIP."""

    profile: str = "newsprint"
    ink_limit: int = 220
    ink: bool = False
    rip: str = "auto"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found in a file; where its plates were measured, each page's coverage and its heat map as PNG."""

    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...] = ()
    maps: tuple[bytes, ...] = ()
    facts: PdfFacts = field(default_factory=PdfFacts)


def examine(content: bytes, asked: Asked) -> Judgement:
    """Judge a file. Raises ``RipError`` where Ghostscript was asked for and can't measure it."""
    newsprint = asked.profile == "newsprint"
    pdf = inspect(content, pixels=newsprint)
    found = list(judged(pdf, asked.profile, ink_limit=asked.ink_limit))
    if newsprint:
        found += inking.of_pictures(pdf, asked.ink_limit)
    if not asked.ink:
        return Judgement(tuple(dict.fromkeys(found)), facts=pdf)
    measured = inking.inked(content, pdf, asked.ink_limit, rip=asked.rip)
    if newsprint:
        found += inking.of_plates(pdf, measured.coverage, found)
    found += measured.faults
    return Judgement(tuple(dict.fromkeys(found)), measured.coverage, measured.maps, pdf)
