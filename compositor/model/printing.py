"""How pages are printed: the plates that have ink, and the condition that pictures are made ready for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

INKS: Final = ("cyan", "magenta", "yellow", "black")
"""The inks in the order of a colour's four figures."""


class InkPlan(StrEnum):
    """Which plates of a page have ink: all four, black and one further colour (套紅), or black alone."""

    COLOUR = "colour"
    RED = "red"
    BLACK = "black"


@dataclass(frozen=True, slots=True)
class Printing:
    """The press: ``profile`` is the ICC profile of its condition, our own of newsprint where it is empty.

    ``plan`` are the plates of pages that say nothing, ``second`` the inks that a further colour is printed with.
    """

    profile: bytes = b""
    plan: InkPlan = InkPlan.COLOUR
    second: tuple[str, ...] = ("magenta", "yellow")

    def inks(self, plan: InkPlan) -> frozenset[str]:
        """Return the inks that a page of a plan has."""
        if plan is InkPlan.COLOUR:
            return frozenset(INKS)
        return frozenset({"black", *(self.second if plan is InkPlan.RED else ())})
