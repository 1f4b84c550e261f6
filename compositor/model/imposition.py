"""Imposition: how pages lie on press sheets, so that the printed sheets, folded, give the pages in order."""

from __future__ import annotations

from enum import StrEnum

from compositor.records import dataclass
from compositor.units import mm


class Gathering(StrEnum):
    """How the folded sheets of a section lie together: one inside the other (套帖), or one after the other (疊帖)."""

    NESTED = "nested"
    GATHERED = "gathered"


class Turn(StrEnum):
    """How a sheet is turned over between its sides: about its upright axis, or head over foot."""

    SIDE = "side"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class PressSheets:
    """The sheets that a press prints: ``up`` pages on each side of a whole one.

    ``least`` pages are on the smallest sheet, both sides counted, and ``most`` in one run (0: any number). ``gap`` is
    the white between the trims of two pages, ``margin`` what the sheet has round them, in scaled points. ``apart``
    tells that each section, by the letters of its pages' labels, has sheets of its own; ``lying`` that pages lie on
    their sides, as tabloids do on a web of broadsheets.
    """

    up: int = 2
    gathering: Gathering = Gathering.NESTED
    turn: Turn = Turn.SIDE
    least: int = 4
    most: int = 0
    gap: int = 0
    margin: int = mm(10)
    apart: bool = True
    lying: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on one side of a sheet: the number of the page that lies there, and whether its head points down."""

    page: int
    turned: bool = False


Rows = tuple[tuple[Cell, ...], ...]
"""The cells of one side, row by row from the top, each from the left."""


@dataclass(frozen=True, slots=True)
class PressSheet:
    """A sheet by its section (its letters, or '') and its number in it from 1, the outermost or first one."""

    section: str
    number: int
    front: Rows
    back: Rows

    @property
    def name(self) -> str:
        """What the sheet is called, such as A2 or 2."""
        return f"{self.section}{self.number}"

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of its pages, in their order."""
        return tuple(sorted(cell.page for side in (self.front, self.back) for row in side for cell in row))
