"""How pages are written: operators, pairs, names and pictures that a press can't read, or reads in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.errors import Finding
from compositor.intake.inspect import BLENDS, PdfFacts
from compositor.preflight.told import ERROR, MADE_BY_US, WARNING, at, claims_archive, told

_DEEPEST: Final = 28
_INTENTS: Final = frozenset(("AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"))
_DEPTHS: Final = frozenset((1, 2, 4, 8, 16))


def grammar(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield what of the pages' language there is not.

    Operators that there are not, between BX and EX as well (ISO 32000-1 7.8.2, ISO 19005-2 6.2.2); q and Q, BT and ET
    that are not in pairs (ISO 32000-1 8.4.2, 9.4.1); more than 28 q in one another, which old RIPs don't hold and PDF/A
    bars (ISO 32000-1 C.2, ISO 19005-2 6.1.13); rendering intents and blend modes that there are not (ISO 32000-1
    Tables 70, 136 and 137; ISO 19005-2 6.2.6, 6.2.10).
    """
    archive = claims_archive(pdf)
    for page in pdf.pages:
        said = page.grammar
        if said.unknown:
            words = f"its content has words that are no operators: {_listed(said.unknown)}"
            yield told("X4-51", ERROR, words, MADE_BY_US, page)
        for pair in sorted(said.unbalanced):
            yield told("X4-52", ERROR, f"its content isn't in pairs: {pair}", MADE_BY_US, page)
        if said.deepest > _DEEPEST:
            words = f"its content keeps {said.deepest} states in one another, over {_DEEPEST}"
            yield told("X4-53", ERROR if archive else WARNING, words, MADE_BY_US, page)
        if said.intents - _INTENTS:
            words = f"it names a rendering intent that there is not: {_listed(said.intents - _INTENTS)}"
            yield told("X4-54", ERROR, words, "name one of the four, or none", page)
        if said.modes - BLENDS:
            words = f"it names a blend mode that there is not: {_listed(said.modes - BLENDS)}"
            yield told("X4-57", ERROR, words, "flatten it", page)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)[:5])


def pictures(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield pictures that readers shall smooth as they like, and those of odd depths.

    Interpolate (ISO 32000-1 8.9.5.3) looks otherwise on every press; PDF/A bars it (ISO 19005-2 6.2.8). Depths are 1,
    2, 4, 8 and 16 bits (ISO 32000-1 Table 89).
    """
    severity = ERROR if claims_archive(pdf) else WARNING
    for page in pdf.pages:
        for picture in page.pictures:
            if picture.smooth:
                words = f"picture {picture.name} is to be smoothed by the press (Interpolate)"
                yield at(told("X4-55", severity, words, "resample it before", page), page, picture.area)
            if picture.bits not in _DEPTHS:
                words = f"picture {picture.name} has {picture.bits} bits to the ink; 1, 2, 4, 8 or 16 is what there is"
                yield at(told("X4-56", ERROR, words, MADE_BY_US, page), page, picture.area)


def shadings(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield shadings whose function gives other than one value for each ink (ISO 32000-1 8.7.4.5)."""
    if "odd shading" in pdf.features:
        words = "a shading gives more or fewer values than its colours have inks: it is left out, or prints wrong"
        yield told("X4-59", ERROR, words, MADE_BY_US)


def resources(pdf: PdfFacts) -> Iterator[Finding]:
    """Yield forms that take fonts and pictures from the page they stand on.

    It is out of use since PDF 1.2 (ISO 32000-1 7.8.3), goes wrong where pages are put together, and PDF/A bars it
    (ISO 19005-2 6.2.2).
    """
    if "borrowed resources" in pdf.features:
        severity = ERROR if claims_archive(pdf) else WARNING
        yield told("X4-58", severity, "a form has no resources of its own and takes the page's", MADE_BY_US)
