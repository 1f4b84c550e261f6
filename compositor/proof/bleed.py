"""Art that is cut off with the page: it has to reach over the trim as far as the bleed does."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.errors import Finding
from compositor.model.design import Area
from compositor.model.findings import RATINGS
from compositor.model.page import Image, Page, Tint
from compositor.proof.sheets import HAIR, Sheets, page_name
from compositor.units import points


def short_bleeds(sheets: Sheets) -> Iterator[Finding]:
    """Yield tints and pictures that end at the trim of a page with bleed (ISO 32000-1 14.11.2.1, BleedBox).

    Cut a little askew, such a page has a white edge. A page without bleed isn't trimmed.
    """
    for page in sheets.pages:
        told: set[str] = set()
        for ink in page.ink:
            if not isinstance(ink, Tint | Image) or (isinstance(ink, Tint) and not any(ink.colour.cmyk)):
                continue
            if ink.box not in told and _ends_short(ink.area, page):
                told.add(ink.box)
                message = (
                    f"box {ink.box} on page {page_name(page.label)} reaches the trim, but not over the "
                    f"{points(page.bleed):g} pt of bleed: cut askew, the page has a white edge there"
                )
                hint = "let it reach over the bleed, or stop short of the trim"
                yield Finding("BLEED", RATINGS["BLEED"].severities[0], message, hint, None, page.label, ink.box)


def _ends_short(area: Area, page: Page) -> bool:
    """Tell whether an area meets an edge of the trim and stops before that of the bleed."""
    if not page.bleed:
        return False
    over = (-area.x, -area.y, area.right - page.width, area.bottom - page.height)
    return any(-HAIR <= far < page.bleed - HAIR for far in over)
