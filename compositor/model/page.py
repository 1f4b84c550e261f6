"""A made-up page: a list of placed ink that every writer reads. Scaled points from the trim's top left, y down."""

from __future__ import annotations

from compositor.model.assets import Asset
from compositor.model.design import BLACK, Area, Colour
from compositor.model.lines import Line, em_box
from compositor.model.often import made_often
from compositor.model.printing import InkPlan
from compositor.model.settings import Direction
from compositor.records import dataclass


@made_often
class SetLine:
    """A line of type in its place: ``x`` is where its measure begins (the indent follows), and its baseline.

    Of a vertical line ``x`` is the centre line, and ``baseline`` the y at which its measure begins.
    ``story`` and ``part`` name the copy (``story`` empty for furniture); ``generated`` marks words that the
    compositor wrote itself, such as jump lines. ``column`` and ``row`` count from 0 within the box, ``row``
    in body lines; -1 where the line stands in no column. ``figure`` is the picture or chart that ink is of, as it is
    of all ink.
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
    figure: str = ""

    def point(self, along: int, over: int) -> tuple[int, int]:
        """Return the x and y of a place in the line: ``along`` it from where its measure begins, and ``over`` it.

        Over is above the baseline of a horizontal line and to the right of a vertical one's centre line; below
        and left are negative.
        """
        if self.line.direction is Direction.VERTICAL:
            return self.x + over, self.baseline + along
        return self.x + along, self.baseline - over

    def area(self, along: tuple[int, int], over: tuple[int, int]) -> Area:
        """Return the rectangle between two places along the line and two over it, each pair in ascending order."""
        (x0, y0), (x1, y1) = self.point(along[0], over[0]), self.point(along[1], over[1])
        return Area(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))

    def em_boxes(self) -> Area:
        """Return the rectangle of the line's em boxes from its first glyph's place to where its last advance ends."""
        line = self.line
        size, first = line.size, line.indent
        over, under = em_box(line.direction, size)
        if line.direction is Direction.HORIZONTAL and line.width >= 0:  # nearly all
            return Area(self.x + first, self.baseline - over, line.width, size)
        return self.area((first, first + line.width), (-under, over))


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
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Tint:
    """A filled rectangle."""

    area: Area
    colour: Colour
    box: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A path that is filled, stroked or both: steps as PDF names them (m, l, c, h), points as x and y by turns."""

    steps: tuple[tuple[str, tuple[int, ...]], ...]
    box: str
    fill: Colour | None = None
    stroke: Colour | None = None
    weight: int = 0
    figure: str = ""

    @property
    def area(self) -> Area:
        """The rectangle around all its points."""
        xs = [x for _, points in self.steps for x in points[::2]]
        ys = [y for _, points in self.steps for y in points[1::2]]
        return Area(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture drawn to fill ``area``; ``crop`` is the part of it shown (left, top, right, bottom, 0–1)."""

    asset: Asset
    area: Area
    box: str
    alt: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    figure: str = ""


@dataclass(frozen=True, slots=True)
class MissingPicture:
    """A crossed frame in the proof where a picture should be; its page is withheld."""

    area: Area
    box: str
    file: str


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page that leads to a box (a jump line in the reader's PDF), or to a place in it (a note).

    One with an ``address`` leads there, and to no box.
    """

    area: Area
    box: str
    to_page: str
    to_box: str
    title: str
    to_area: Area | None = None
    address: str = ""


Ink = SetLine | Rule | Tint | Trace | Image | MissingPicture


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box as it stands on the page: kind is text, picture, advert or furniture; ``upright`` if it is vertical."""

    name: str
    kind: str
    area: Area
    story: str = ""
    upright: bool = False


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
class Half:
    """A page of a spread: its label, number and section, and where it begins from the left."""

    label: str
    number: int
    section: str
    x: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page: trim size, bleed, ink in painting order, links and boxes.

    A spread is one page as wide as its two ``halves``, from left to right. Their furniture stands on pages of their
    own. ``plan`` says which plates have ink.
    """

    label: str
    number: int
    section: str
    width: int
    height: int
    bleed: int
    ink: tuple[Ink, ...]
    boxes: tuple[PlacedBox, ...]
    links: tuple[Link, ...] = ()
    halves: tuple[Half, ...] = ()
    plan: InkPlan = InkPlan.COLOUR
