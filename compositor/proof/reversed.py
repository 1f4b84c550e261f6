"""White type: large enough not to fill in, and on a ground dark enough to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from compositor.errors import Finding
from compositor.model.design import Area, Colour
from compositor.model.findings import RATINGS
from compositor.model.page import Image, Ink, MissingPicture, SetLine, Tint
from compositor.proof.sheets import HAIR, Printed, Sheets, excerpt, page_name
from compositor.units import points

_CONTRAST: Final = 3.0
"""What large type has to differ by from its ground (WCAG 2.2, 1.4.3)."""


def reversed_out(sheets: Sheets) -> Iterator[Finding]:
    """Yield white type under the paper's least size (GWG 2022 R0016), and white type that no dark ground is under."""
    for page in sheets.pages:
        if all(any(colour.cmyk) for colour in sheets.colours(page)):
            continue  # no type is white
        told: set[tuple[str, str, str]] = set()
        for at, line in enumerate(page.ink):
            if not isinstance(line, SetLine) or any(line.colour.cmyk) or not line.line.text.strip():
                continue
            for finding in _faults(Printed(page.label, line), page.ink[:at], sheets):
                if (finding.code, line.box, line.part) not in told:
                    told.add((finding.code, line.box, line.part))
                    yield finding


def _faults(printed: Printed, under: Sequence[Ink], sheets: Sheets) -> Iterator[Finding]:
    line, least = printed.line, sheets.design.paper.least_reversed
    size = min((run.size for run in line.line.runs), default=0)
    if size < least:
        fault = f"white words of {points(size):g} pt, under the {points(least):g} pt that the paper wants"
        yield _finding("REVERSED_SMALL", fault, "set them larger, or in a colour on a pale ground", printed, sheets)
    if not any(_is_ground(ink) and holds(ink.area, line) for ink in _grounds(under)):
        fault = "white words on paper, or on a ground too pale to read them"
        hint = "give the box, its head or the item a tint that is dark enough, or the style another colour"
        yield _finding("REVERSED_LOST", fault, hint, printed, sheets)


def _grounds(under: Sequence[Ink]) -> Iterator[Tint | Image | MissingPicture]:
    return (ink for ink in under if isinstance(ink, Tint | Image | MissingPicture))


def _is_ground(ink: Tint | Image | MissingPicture) -> bool:
    return not isinstance(ink, Tint) or contrast_with_white(ink.colour) >= _CONTRAST


def holds(area: Area, line: SetLine) -> bool:
    """Tell whether the middle of a line's em boxes stands in a rectangle over its whole length."""
    ems = line.em_boxes()
    air = min(ems.width, ems.height) // 5
    return (
        area.x - HAIR <= ems.x + air
        and area.y - HAIR <= ems.y + air
        and ems.right - air <= area.right + HAIR
        and ems.bottom - air <= area.bottom + HAIR
    )


def contrast_with_white(colour: Colour) -> float:
    """Return how much white differs from a colour, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in _shares(colour)]
    luminance = sum(share * weight for share, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
    return 1.05 / (luminance + 0.05)


def _shares(colour: Colour) -> tuple[float, ...]:
    return tuple(value / 255 for value in colour.srgb)


def _finding(code: str, fault: str, hint: str, printed: Printed, sheets: Sheets) -> Finding:
    words = excerpt(printed.line.line.text)
    message = f"box {printed.line.box} on page {page_name(printed.page)} has {fault}: {words}"
    severity, line = RATINGS[code].severities[0], printed.line
    return Finding(code, severity, message, hint, sheets.place(printed), printed.page, line.box, line.story)
