"""Copy that is painted over: a box that lies over others hides what stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.errors import Finding, Severity
from compositor.model.design import Area
from compositor.model.page import Image, MissingPicture, SetLine, Tint
from compositor.proof.areas import extent, meet
from compositor.proof.places import inked
from compositor.proof.sheets import Printed, Sheets, excerpt, page_name


def covered(sheets: Sheets) -> Iterator[Finding]:
    """Yield lines of copy over which a picture or a tint of another box is painted later.

    Drawings hide only what they fill, and may be meant to lie over type.
    """
    for page in sheets.pages:
        later: list[tuple[Area, str]] = []
        for ink in reversed(page.ink):
            if isinstance(ink, Tint | MissingPicture) or (isinstance(ink, Image) and ink.asset.drawing is None):
                later.append((ink.area, ink.box))
            elif isinstance(ink, SetLine) and not ink.generated and later:
                place = inked(ink)
                over = next((box for area, box in later if box != ink.box and meet(place, area)), "")
                if over:
                    yield _covered(Printed(page.label, ink), over, sheets)


def _covered(printed: Printed, over: str, sheets: Sheets) -> Finding:
    line, page = printed.line, page_name(printed.page)
    words = f"{excerpt(line.line.text)!r} ({line.part} in box {line.box}, page {page})"
    message = f"box {over} is painted over {words}"
    hint = "move one of the two, let the lines run round it (inside, around), or let the words lie over it (over)"
    ends = (sheets.place(printed), printed.page, line.box, line.story, extent(line.em_boxes()))
    return Finding("COPY_COVERED", Severity.ERROR, message, hint, *ends)
