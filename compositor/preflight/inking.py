"""What measured ink says of a file: N-01, R0005, R0020 and R0026 from plates, N-01 from pictures' own pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compositor.errors import Finding
from compositor.intake.inspect import PdfFacts
from compositor.preflight.coverage import SQUARE_LIMIT, Area, Coverage, measured_total, total_ink
from compositor.preflight.heat import bare_map
from compositor.preflight.separations import RipError, separate
from compositor.preflight.softproof import profile_of
from compositor.preflight.told import ERROR, NOTE, WARNING, at, told
from compositor.records import dataclass
from compositor.units import mm

_SLACK = 0.5
_MUCH = 0.8
_HINT = "take colour out, black stays"


@dataclass(frozen=True, slots=True)
class Inked:
    """What was measured of a file's pages: coverage, its heat map as PNG, and what couldn't be measured."""

    coverage: tuple[Coverage, ...] = ()
    maps: tuple[bytes, ...] = ()
    faults: tuple[Finding, ...] = ()


def inked(content: bytes, pdf: PdfFacts, limit: float, *, rip: str = "auto") -> Inked:
    """Measure the ink of every page that could be read; ``rip`` says by what. Raises ``RipError``."""
    found: list[Coverage] = []
    maps: list[bytes] = []
    faults: list[Finding] = []
    profile, _ = profile_of(pdf)
    for page in pdf.pages:
        try:
            plates = separate(content, page, rip, profile=profile)
        except RipError:
            raise
        except Exception as error:  # a file of others may say anything; what it says is told, never a traceback
            words = f"its ink can't be measured: {type(error).__name__}: {str(error)[:120]}"
            faults.append(told("PDF", WARNING, words, "have the file made again", page))
            continue
        total = total_ink(plates)
        coverage = measured_total(plates, total, limit)
        found.append(coverage)
        maps.append(bare_map(total, coverage))
    return Inked(tuple(found), tuple(maps), tuple(faults))


def of_plates(pdf: PdfFacts, coverage: Sequence[Coverage], before: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what plates show and the content alone did not: ``before`` is what was found there."""
    known = {(finding.code, finding.page) for finding in before}
    pages = {page.number: page for page in pdf.pages}
    for one in coverage:
        page = pages[one.page]
        if one.empty and ("R0005", str(page.number)) not in known:
            yield told("R0005", ERROR, "it is empty: no plate has ink", "leave it out", page)
        told_before = [finding for finding in before if (finding.code, finding.page) == ("N-01", str(page.number))]
        for most, area in one.areas:
            words = f"the plates have {most:.0f} % ink, over {one.limit:g} %"
            finding = _placed(told("N-01", ERROR, words, _HINT, page), area)
            if not any(_same(finding, other) for other in told_before):
                yield finding
        for mean, area in one.dense:
            words = f"squares of 15 mm have up to {mean:.0f} % ink on average, over {SQUARE_LIMIT} %"
            yield _placed(told("R0026", WARNING, words, _HINT, page), area)
        if ("R0020", str(page.number)) not in known:
            for ink, share in one.inks[4:]:
                if share > 0:
                    words = f"there is a plate of the spot colour {ink}"
                    yield told("R0020", ERROR, words, "turn it into process inks", page)


def _same(one: Finding, other: Finding) -> bool:
    """Tell whether two findings have nearly the same area: what they share is most of both."""
    if one.area is None or other.area is None:
        return False
    (x, y, wide, high), (a, b, broad, tall) = one.area, other.area
    across, down = min(x + wide, a + broad) - max(x, a), min(y + high, b + tall) - max(y, b)
    shared = max(across, 0) * max(down, 0)
    return shared > _MUCH * (wide * high + broad * tall - shared)


def _placed(finding: Finding, area: Area) -> Finding:
    x, y, wide, high = (mm(f"{edge:.3f}") for edge in area)
    return replace(finding, area=(x, y, wide, high))


def of_pictures(pdf: PdfFacts, limit: float) -> Iterator[Finding]:
    """Yield pictures whose pixels have more ink than the limit (N-01), and those that can't be decoded here."""
    for page in pdf.pages:
        for picture in page.pictures:
            name = f"picture {picture.name}"
            if picture.unread:
                yield at(told("N-01", NOTE, f"{name} is not measured: {picture.unread}", "", page), page, picture.area)
            elif (picture.most_ink or 0) > limit + _SLACK:
                words = f"{name} has {picture.most_ink:.0f} % ink in its pixels, over {limit:g} %"
                yield at(told("N-01", ERROR, words, _HINT, page), page, picture.area)
