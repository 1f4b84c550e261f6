"""Copy that is painted over: a box that lies over others hides what stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.errors import Finding, Severity
from compositor.model.design import Area
from compositor.model.opaque import hides
from compositor.model.page import Image, Ink, MissingPicture, SetLine, Tint
from compositor.proof.areas import extent, meet
from compositor.proof.places import inked
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name


def covered(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines of copy over which a picture, a tint or a filled shape of another box's drawing is painted later.

    The lines of drawings may be meant to lie over type.
    """
    for page in sheets.pages:
        if not any(isinstance(ink, Tint | MissingPicture | Image) for ink in sheets.drawn(page)):
            continue  # nothing can hide anything
        later: list[tuple[Ink, Area, str]] = []
        for ink in reversed(page.ink):
            if isinstance(ink, Tint | MissingPicture | Image):
                later.append((ink, ink.area, ink.box))
            elif isinstance(ink, SetLine) and not ink.generated and later:
                place = inked(ink)
                over = (box for one, area, box in later if box != ink.box and meet(place, area) and _hides(one, place))
                if name := next(over, ""):
                    yield _covered(Printed(page.label, ink), name, sheets)


def _hides(ink: Ink, words: Area) -> bool:
    return not isinstance(ink, Image) or ink.asset.drawing is None or hides(ink, words)


def _covered(printed: Printed, over: str, sheets: Sheets) -> Finding:
    line, page = printed.line, page_name(printed.page)
    words = f"{excerpt(line.line.text)!r} ({line.part} in box {line.box}, page {page})"
    message = f"box {over} is painted over {words}"
    hint = "move one of the two, let the lines run round it (inside, around), or let the words lie over it (over)"
    ends = (sheets.place(printed), printed.page, line.box, line.story, extent(line.em_boxes()))
    return Finding("COPY_COVERED", Severity.ERROR, message, hint, *ends)
