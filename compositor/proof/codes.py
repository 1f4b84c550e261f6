"""QR codes on the page: modules wide enough for the press, and nothing in the quiet zone (ISO/IEC 18004 9.1)."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.errors import Finding, Severity
from compositor.model.design import WHITE, Area
from compositor.model.page import Image, Ink, Page, Rule, SetLine, Tint
from compositor.proof.areas import extent
from compositor.proof.sheets import Sheets, page_name
from compositor.units import mm


def codes(sheets: Sheets) -> Iterator[Finding]:
    """Yield codes whose modules are too narrow, and codes that don't stand on white with their quiet zone free."""
    for page in sheets.pages:
        for ink in sheets.drawn(page):
            if isinstance(ink, Image) and ink.asset.file.startswith("qr:"):
                yield from _narrow(page, ink, sheets)
                yield from _disturbed(page, ink, sheets)


def _narrow(page: Page, code: Image, sheets: Sheets) -> Iterator[Finding]:
    module, least = code.area.width / code.asset.width, sheets.design.paper.qr_module
    if module < least:
        width = code.asset.width * least / mm(1)
        message = f"the modules of {_name(page, code)} are {module / mm(1):.2f} mm wide, under {least / mm(1):.2f} mm"
        hint = f"make the item at least {width:.1f} mm wide and high, or shorten the address"
        yield _finding("QR_NARROW", page, code, (message, hint), sheets)


def _disturbed(page: Page, code: Image, sheets: Sheets) -> Iterator[Finding]:
    at = next(place for place, ink in enumerate(page.ink) if ink is code)
    ground: Ink | None = None
    for ink in page.ink[:at]:
        if isinstance(ink, Tint | Image) and ink.area.meets(code.area):
            white = isinstance(ink, Tint) and ink.colour.cmyk == WHITE.cmyk and _holds(ink.area, code.area)
            ground = None if white else ink
    others = (ink for place, ink in enumerate(page.ink) if place != at and not isinstance(ink, Tint | Image))
    over = (ink for ink in page.ink[at + 1 :] if isinstance(ink, Tint | Image))
    near = next((ink for ink in (*others, *over) if _area(ink).meets(code.area)), ground)
    if near is not None:
        what = f'"{near.line.text}"' if isinstance(near, SetLine) else f"a {type(near).__name__.lower()}"
        message = f"{what} of box {near.box} stands in the quiet zone of {_name(page, code)}"
        hint = "keep four modules of white around the code"
        yield _finding("QR_QUIET", page, code, (message, hint), sheets)


def _area(ink: Ink) -> Area:
    if isinstance(ink, SetLine):
        return ink.em_boxes()
    if isinstance(ink, Rule):
        half = max(1, ink.weight // 2)
        left, top = min(ink.x0, ink.x1) - half, min(ink.y0, ink.y1) - half
        return Area(left, top, abs(ink.x1 - ink.x0) + 2 * half, abs(ink.y1 - ink.y0) + 2 * half)
    return ink.area


def _holds(one: Area, other: Area) -> bool:
    across = one.x <= other.x and other.right <= one.right
    return across and one.y <= other.y and other.bottom <= one.bottom


def _name(page: Page, code: Image) -> str:
    address = code.asset.file.split(":", 2)[2]
    return f"the QR code of {address} in box {code.box} on page {page_name(page.label)}"


def _finding(code: str, page: Page, ink: Image, told: tuple[str, str], sheets: Sheets) -> Finding:
    box = sheets.box(page.label, ink.box)
    place = box.place if box else None
    return Finding(code, Severity.WARNING, *told, place, page.label, ink.box, "", extent(ink.area))
