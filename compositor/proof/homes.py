"""Where a finding about furniture stands that no line of its own shows: the box that should say it, else the page."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.model.design import Area, FurnitureBox, Template
from compositor.model.page import Page
from compositor.proof.areas import extent

NUMBERS = ("{page}", "{label}")
"""What an item names that prints the number of its page (版序)."""


def home(template: Template, page: Page, names: Sequence[str]) -> tuple[str, tuple[int, int, int, int]]:
    """Return the box of a page and its area: the first with ink whose items name one of ``names``, else its first.

    Where the page has no furniture it is the whole page, of no box.
    """
    inked = {ink.box for ink in page.ink}
    areas = {box.name: box.area for box in page.boxes}
    boxes = [box for box in template.furniture if box.name in areas]
    boxes.sort(key=lambda box: (not _names(box, names), box.name not in inked))
    if boxes:
        return boxes[0].name, extent(areas[boxes[0].name])
    return "", extent(Area(0, 0, page.width, page.height))


def _names(box: FurnitureBox, names: Sequence[str]) -> bool:
    return any(name in item.text for item in box.items for name in names)
