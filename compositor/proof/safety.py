"""The safety zone along the trim: what the knife, or the folder's teeth, could take must not stand there."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.errors import Finding
from compositor.model.design import Area
from compositor.model.findings import RATINGS
from compositor.model.page import Image, Ink, Page, Rule, SetLine, Tint
from compositor.proof.bleed import art, over
from compositor.proof.pictures import pictures_shown
from compositor.proof.places import inked
from compositor.proof.sheets import HAIR, Sheets, excerpt, page_name
from compositor.units import points

_OUTWARD = "move it inward"
_EITHER = "move it inward, or let it run off the page"
_Place = tuple[Page, str, Area]


def near_trim(sheets: Sheets) -> Iterator[Finding]:
    """Yield type, the focus of pictures, and art that ends there, in the zone that the paper keeps along the trim.

    Art that runs off the page may be cut anywhere (ISO 32000-1 14.11.2.1). Each kind is told once a box, where it is
    nearest.
    """
    zone = sheets.design.paper.safety
    if not zone:
        return
    pages = {page.label: page for page in sheets.pages}
    for page in sheets.pages:
        nearest: dict[tuple[str, str], tuple[int, Ink]] = {}
        for ink in page.ink:
            far = _type_from(ink, page) if isinstance(ink, SetLine) else _art_from(ink, page)
            key = (ink.box, _kind(ink))
            if far is not None and far < zone - HAIR and (key not in nearest or far < nearest[key][0]):
                nearest[key] = far, ink
        for (box, kind), (far, ink) in nearest.items():
            words = f'{kind} "{excerpt(ink.line.text)}"' if isinstance(ink, SetLine) else kind
            yield _finding(words, far, (page, box, _area(ink)), sheets)
    for shown in pictures_shown(sheets.issue, sheets.pages):
        spot = _spot(shown.picture.framing.focus, shown.crop, shown.area)
        page = pages[shown.page]
        if spot is not None and 0 <= _from_trim(spot, page) < zone - HAIR:
            words = f"the focus of picture {shown.picture.name}"
            yield _finding(words, _from_trim(spot, page), (page, shown.box, shown.area), sheets)


def _finding(words: str, far: int, where: _Place, sheets: Sheets) -> Finding:
    page, box, area = where
    message = (
        f"box {box} on page {page_name(page.label)} has {words} {points(far):.1f} pt from the trim, within the "
        f"{points(sheets.design.paper.safety):.1f} pt of the safety zone"
    )
    hint = _OUTWARD if words.startswith(("type", "the focus")) else _EITHER
    severity = RATINGS["SAFETY"].severities[0]
    extent = (area.x, area.y, area.width, area.height)
    return Finding("SAFETY", severity, message, hint, None, page.label, box, area=extent)


def _kind(ink: Ink) -> str:
    match ink:
        case SetLine():
            return "type"
        case Rule():
            return "a rule"
        case Tint():
            return "a tint"
        case Image():
            return "a picture"
        case _:
            return "art"


def _area(ink: Ink) -> Area:
    return inked(ink) if isinstance(ink, SetLine) else art(ink) or Area(0, 0, 0, 0)


def _from_trim(area: Area, page: Page) -> int:
    """Return how far an area is from the nearest edge of the trim; less than nothing where it reaches over one."""
    return min(-far for far in over(area, page))


def _type_from(line: SetLine, page: Page) -> int | None:
    """Return how far type is from the trim, with what stands beside it; None of type that leaves the page."""
    if not line.line.text.strip():
        return None
    far = _from_trim(inked(line), page)
    for one in line.line.annotations:
        beside = line.area((one.at, one.at + one.length), one.reach(line.line.direction))
        far = min(far, _from_trim(beside, page))
    return far if far >= -HAIR else None


def _art_from(ink: Ink, page: Page) -> int | None:
    """Return how far art is from the nearest edge that it doesn't run over; None where there is none in reach."""
    area = art(ink)
    far = [-one for one in over(area, page) if one < -HAIR] if area is not None else []
    return min(far, default=None)


def _spot(focus: tuple[float, float] | None, crop: tuple[float, float, float, float], area: Area) -> Area | None:
    """Return where on the page the focus of a picture is, None where it has none or it isn't in view."""
    if focus is None:
        return None
    left, top, right, bottom = crop
    across, down = (focus[0] - left) / (right - left), (focus[1] - top) / (bottom - top)
    if not (0 <= across <= 1 and 0 <= down <= 1):
        return None
    return Area(area.x + round(area.width * across), area.y + round(area.height * down), 0, 0)
