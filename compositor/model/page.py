"""A made-up page: a list of placed ink that every writer reads. Scaled points from the trim's top left, y down."""

from __future__ import annotations

from dataclasses import dataclass

from compositor.model.copy import Asset
from compositor.model.design import BLACK, Area, Colour
from compositor.model.lines import Line


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of type in its place: ``x`` is where its measure begins (the indent follows), and its baseline.

    ``story`` and ``part`` name the copy (``story`` empty for furniture); ``generated`` marks words that the
    compositor wrote itself, such as jump lines. ``column`` and ``row`` count from 0 within the box, ``row``
    in body lines; -1 where the line stands in no column.
    """

    line: Line
    x: int
    baseline: int
    box: str
    story: str = ""
    part: str = ""
    column: int = -1
    row: int = -1
    colour: Colour = BLACK
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule from one point to another."""

    x0: int
    y0: int
    x1: int
    y1: int
    weight: int
    box: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Tint:
    """A filled rectangle."""

    area: Area
    colour: Colour
    box: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture drawn to fill ``area``; ``crop`` is the part of it shown (left, top, right, bottom, 0–1)."""

    asset: Asset
    area: Area
    box: str
    alt: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class MissingPicture:
    """A crossed frame in the proof where a picture should be; its page is withheld."""

    area: Area
    box: str
    file: str


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page that leads to a box of another page (a jump line in the reader's PDF)."""

    area: Area
    box: str
    to_page: str
    to_box: str
    title: str


Ink = SetLine | Rule | Tint | Image | MissingPicture


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box as it stands on the page: kind is text, picture or furniture."""

    name: str
    kind: str
    area: Area
    story: str = ""


@dataclass(frozen=True, slots=True)
class JumpMark:
    """A pair of jump line and continued line as made up: story, from box to box, and both wordings."""

    story: str
    from_page: str
    from_box: str
    to_page: str
    to_box: str
    jump_line: str
    continued_line: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: trim size, bleed, ink in painting order, links and boxes."""

    label: str
    number: int
    section: str
    width: int
    height: int
    bleed: int
    ink: tuple[Ink, ...]
    boxes: tuple[PlacedBox, ...]
    links: tuple[Link, ...] = ()
