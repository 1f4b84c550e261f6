"""Art that is cut off with the page: it has to reach over the trim as far as the bleed does."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from compositor.errors import Finding
from compositor.model.design import Area
from compositor.model.findings import RATINGS
from compositor.model.page import Image, Ink, Page, Rule, Tint, Trace
from compositor.model.paths import extremes
from compositor.proof.sheets import HAIR, Sheets, page_name
from compositor.units import points


def short_bleeds(sheets: Sheets) -> Iterator[Finding]:
    """Yield art that ends at the trim of a page with bleed (ISO 32000-1 14.11.2.1, BleedBox).

    Cut a little askew, such a page has a white edge. A page without bleed isn't trimmed.
    """
    for page in sheets.pages:
        told: set[str] = set()
        for ink in sheets.drawn(page):
            area = art(ink)
            if area is not None and ink.box not in told and _ends_short(area, page):
                told.add(ink.box)
                message = (
                    f"box {ink.box} on page {page_name(page.label)} reaches the trim, but not over the "
                    f"{points(page.bleed):g} pt of bleed: cut askew, the page has a white edge there"
                )
                hint = "let it reach over the bleed, or stop short of the trim"
                yield Finding("BLEED", RATINGS["BLEED"].severities[0], message, hint, None, page.label, ink.box)


def art(ink: Ink) -> Area | None:
    """Return the rectangle that a tint, a picture, a rule or a path takes, with its weight; None of white and of type.

    A rule ends where it ends: its weight lies beside it.
    """
    match ink:
        case Image():
            return ink.area
        case Tint():
            return ink.area if any(ink.colour.cmyk) else None
        case Rule() if any(ink.colour.cmyk):
            left, top = min(ink.x0, ink.x1), min(ink.y0, ink.y1)
            across, down = ink.weight // 2 * (ink.x0 == ink.x1), ink.weight // 2 * (ink.y0 == ink.y1)
            wide, high = abs(ink.x1 - ink.x0), abs(ink.y1 - ink.y0)
            return Area(left - across, top - down, wide + 2 * across, high + 2 * down)
        case Trace() if any(colour is not None and any(colour.cmyk) for colour in (ink.fill, ink.stroke)):
            half = ink.weight // 2 if ink.stroke is not None else 0
            edges = extremes(ink.steps)
            left, top, right, bottom = (*map(floor, edges[:2]), *map(ceil, edges[2:]))
            return Area(left - half, top - half, right - left + 2 * half, bottom - top + 2 * half)
        case _:
            return None


def _ends_short(area: Area, page: Page) -> bool:
    """Tell whether an area meets an edge of the trim and stops before that of the bleed."""
    if not page.bleed:
        return False
    return any(-HAIR <= far < page.bleed - HAIR for far in over(area, page))


def over(area: Area, page: Page) -> tuple[int, int, int, int]:
    """Return how far an area reaches over each edge of the trim, less than nothing where it stops short of it."""
    return -area.x, -area.y, area.right - page.width, area.bottom - page.height
