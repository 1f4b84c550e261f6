"""How pages are printed: the plates that have ink, and the condition that pictures are made ready for."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from compositor.model.imposition import PressSheets
from compositor.records import dataclass
from compositor.units import SP

INKS: Final = ("cyan", "magenta", "yellow", "black")
"""The inks in the order of a colour's four figures."""


class InkPlan(StrEnum):
    """Which plates of a page have ink: all four, black and one further colour (套紅), or black alone."""

    COLOUR = "colour"
    RED = "red"
    BLACK = "black"


FILE_NAME: Final = "{paper}-{date}-{page}"
"""How plates are named by a paper that says nothing."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where released plates go, a folder, nowhere by itself if it is empty; and whether page pictures go with them."""

    to: str = ""
    previews: bool = True


@dataclass(frozen=True, slots=True)
class Printing:
    """The press: ``profile`` is the ICC profile of its condition, our own of newsprint where it is empty.

    ``plan`` are the plates of pages that say nothing, ``second`` the inks that a further colour is printed with.
    Pictures are reduced to ``resolution`` pixels to the inch and sharpened by ``sharpen`` percent; line art should have
    ``line_resolution``. A tint behind small type has at most ``text_tint`` percent of one ink, type of several inks is
    of ``least_inks`` at least. ``marks`` stand outside the bleed: crop, registration, bar, slug. Plates are named by
    ``file_name``, delivered as ``delivery`` says, and imposed on ``sheets``; with ``outlined`` type they have paths and
    no fonts.
    """

    profile: bytes = b""
    plan: InkPlan = InkPlan.COLOUR
    second: tuple[str, ...] = ("magenta", "yellow")
    resolution: int = 200
    sharpen: int = 0
    line_resolution: float = 550
    text_tint: float = 8
    least_inks: int = 10 * SP
    marks: tuple[str, ...] = ()
    file_name: str = FILE_NAME
    delivery: Delivery = Delivery()
    outlined: bool = False
    sheets: PressSheets | None = None

    def inks(self, plan: InkPlan) -> frozenset[str]:
        """Return the inks that a page of a plan has."""
        if plan is InkPlan.COLOUR:
            return frozenset(INKS)
        return frozenset({"black", *(self.second if plan is InkPlan.RED else ())})
