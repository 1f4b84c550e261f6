"""The design of a paper: grid, styles, templates, furniture. All lengths in scaled points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum

from compositor.errors import Place
from compositor.model.adverts import AdvertBox, AdvertModule
from compositor.model.assets import Asset
from compositor.model.epaper import Epaper
from compositor.model.findings import Severities
from compositor.model.grid import Area, Cell, Grid
from compositor.model.limits import LIMITS, Limits
from compositor.model.numbering import Numbering
from compositor.model.printing import Printing
from compositor.model.rounds import Extent, Round
from compositor.model.settings import (
    Direction,
    Hanging,
    Keep,
    Kinsoku,
    LineStart,
    MarkWidth,
    OwnColumns,
    Posture,
    Setting,
    SingleLines,
)
from compositor.model.ways import JUMPS, Allowance, JumpPolicy
from compositor.model.wording import Wording
from compositor.records import dataclass
from compositor.units import SP

__all__ = ["Area", "Cell", "Grid"]  # what everything here is laid out with; the rest is defined here


@dataclass(frozen=True, slots=True)
class Colour:
    """A named colour with its inks for the press (percent) and its sRGB for screens (0–255)."""

    name: str
    cmyk: tuple[int, int, int, int]
    srgb: tuple[int, int, int]


BLACK = Colour("black", (0, 0, 0, 100), (0, 0, 0))
WHITE = Colour("white", (0, 0, 0, 0), (255, 255, 255))


TABLE_RULE = SP // 4
"""The weight of a table's rules where a box style says nothing: a quarter of a point."""

QR_MODULE = 1134 * SP // 1000
"""The width of a QR code's modules where a paper says nothing: 0.4 mm, as coldset ink spreads on newsprint."""

LEAST_REVERSED = 10 * SP
"""How small white type may be where a paper says nothing (GWG 2022 R0016)."""

QUOTE_RULE = SP // 2
"""The weight of the rules over and under a quote where a box style says nothing: half a point."""

_LIKE = {"advert_label": "credit", "quote": "deck", "note": "body", "table": "body", "table_head": "table"}
"""What parts are set like that a box style may leave out."""


class Align(StrEnum):
    """How lines stand in their measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


WIDE = 20
"""From so many ems on a line is wide (clreq #mixed_text_composition_in_horizontal_writing_mode: up to ¼ em)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a part is set. Lengths in scaled points; ``indent`` is the first line's, ``gap`` in thousandths of an em.

    ``weight`` is a weight of the role (regular, black …). ``min_size`` is how small a head may be fitted;
    equal to ``size`` where it may not shrink; ``sizes`` are the only ones in between, largest first, where there are
    any. A head may be condensed to ``condense`` thousandths of its width before it is set smaller.
    ``space_before`` and ``space_after`` are the white above and below a head or subhead. ``tracking`` is set between
    all Han of a head.
    ``rise`` lifts emphasis in this style above the baseline, such as the mark of a note.

    In vertical lines up to ``abreast`` digits stand side by side in one em; longer numbers lie sideways or stand
    upright as ``long_numbers`` says; acronyms of up to ``upright_letters`` capitals stand upright.

    The gap between Han and Latin is ``latin_gap``, or ``wide_latin_gap``, where there is one, in lines of ``WIDE``
    ems and more; it is opened up to ``latin_gap_most`` (thousandths of an em) and reduced too unless
    ``latin_gap_fixed``. The other settings of composition are explained beside their keys in intake.
    """

    name: str
    role: str
    weight: str
    size: int
    leading: int
    min_size: int
    indent: int = 0
    align: Align = Align.JUSTIFY
    colour: Colour = BLACK
    kinsoku: Kinsoku = Kinsoku.GB
    mark_width: MarkWidth = MarkWidth.LINE_END_HALF
    latin_gap: int = 125
    hyphenate: bool = True
    hanging: Hanging = Hanging.NONE
    rescue: bool = True
    tight_pairs: bool = False
    line_start: LineStart = LineStart.TRIM
    squeeze_stops: bool = True
    wide_latin_gap: int | None = None
    latin_gap_most: int = 333
    latin_gap_fixed: bool = False
    latin_grid: bool = False
    keep: tuple[Keep, ...] = tuple(Keep)
    part_long_dashes: bool = True
    ellipsis_line: bool = False
    single_lines: SingleLines = SingleLines.ALLOW
    space_before: int = 0
    space_after: int = 0
    tracking: int = 0
    direction: Direction = Direction.HORIZONTAL
    abreast: int = 3
    long_numbers: Posture = Posture.SIDEWAYS
    upright_letters: int = 6
    rise: int = 0
    sizes: tuple[int, ...] = ()
    condense: int = 1000

    def line_in(self, y: int) -> int:
        """Return where a line stands in a leading that begins at ``y``: its baseline, its em box in the middle.

        Of a vertical line, lying, it is the centre.
        """
        if self.direction is Direction.VERTICAL:
            return y + self.leading // 2
        return y + (self.leading - self.size) // 2 + self.size * 880 // 1000


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """The styles of a box by part name (kicker, headline, deck, byline, body, subhead, cutline, strong …).

    ``label_rule`` is the weight of the heavy rule over a standing head, ``label_tint`` the colour behind it;
    ``byline_at`` is ``head`` or ``end``. ``table_rule`` is the weight of the rules over a table, under its head
    and under its last row, ``row_rule`` that of the rules between its rows, ``quote_rule`` that of the
    rules over and under a quote. On a ``head_tint`` the whole head stands.
    ``direction`` is that of boxes which say nothing else. ``cutline_at`` is ``under``, ``over`` or ``beside``, where
    the words of pictures stand; over them, on a band of ``cutline_tint``, white where it is None.
    """

    name: str
    styles: Mapping[str, Style]
    label_rule: int = 0
    label_tint: Colour | None = None
    byline_at: str = "end"
    table_rule: int = TABLE_RULE
    row_rule: int = 0
    quote_rule: int = QUOTE_RULE
    head_tint: Colour | None = None
    direction: Direction = Direction.HORIZONTAL
    cutline_at: str = "under"
    cutline_tint: Colour | None = None

    def directed(self, direction: Direction) -> BoxStyle:
        """Return the box style with all its styles in one direction."""
        if all(style.direction is direction for style in self.styles.values()):
            return self
        return replace(self, styles={part: replace(style, direction=direction) for part, style in self.styles.items()})

    def style(self, part: str) -> Style:
        """Return the style of a part; raises ``KeyError`` where the box style has none.

        Notes and tables are set like the body where it has none for them, the head of a table like strong words
        in it.
        """
        style = self.styles.get(part)
        if style is not None or part not in _LIKE:
            return style or self.styles[part]
        like = self.style(_LIKE[part])
        if part in {"advert_label", "quote"}:
            return like
        if part != "table_head":
            return replace(like, indent=0)
        strong = self.styles.get("strong", like)
        return replace(like, role=strong.role, weight=strong.weight)


@dataclass(frozen=True, slots=True)
class Rules:
    """Weights of the rules that stand around a box, 0 for none; in the gutter or at the row's edge.

    They end ``inset`` short of its corners, and those between its columns so far above and below, ``between``.
    """

    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0
    inset: int = 0
    between: int = 0


@dataclass(frozen=True, slots=True)
class LooseRule:
    """A rule that belongs to no box: in the middle of a row, ``inset`` short of its columns at both ends."""

    columns: tuple[int, int]
    row: int
    weight: int
    inset: int = 0


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """Where heads stand in their box: over these of its ``columns`` of text, counted from 1; over all where None.

    At a ``row`` other than the box's first, copy stands above them (插題). ``beside`` leaves them their columns down to
    the foot (側題), as ``direction`` vertical in a horizontal box does.
    """

    columns: tuple[int, int] | None = None
    row: int = 1
    beside: bool = False
    direction: Direction = Direction.HORIZONTAL

    @property
    def alone(self) -> bool:
        """Whether no copy stands in the head's columns."""
        return self.beside or self.direction is Direction.VERTICAL


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box that stories flow through, by grid coordinates; ``flow`` columns of text inside.

    A box that is no rectangle has a ``shape``: the rectangles that make it, the first of which holds the head.
    ``columns`` and ``rows`` are then those of the rectangle around it. ``holes`` are taken by boxes inside it, and
    round ``rounds`` its lines run. One with an ``extent`` has a part of its columns only; it is drawn ``over`` others.

    In a vertical box the columns are tiers, stacked from top to bottom. ``own`` is the measure of columns that aren't
    the grid's (破欄). A vertical box that lies knows how it stood: ``upright``, the box and its grid.

    ``inset`` counts body lines above and below, and body ems at the sides. ``frame_weight`` 0 is no rule.
    """

    name: str
    columns: tuple[int, int]
    rows: tuple[int, int]
    flow: int
    style: BoxStyle
    place: Place
    balance: bool = False
    inset: int = 0
    frame_weight: int = 0
    tint: Colour | None = None
    rules: Rules = Rules()
    column_rule: int = 0
    overlaps: tuple[str, ...] = ()
    optional: bool = False
    direction: Direction = Direction.HORIZONTAL
    shape: tuple[Cell, ...] = ()
    holes: tuple[Cell, ...] = ()
    head: HeadPlace = HeadPlace()
    own: OwnColumns | None = None
    upright: tuple[TextBox, Grid] | None = None
    extent: Extent | None = None
    rounds: tuple[Round, ...] = ()
    over: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns of text, from 0, that copy stands in: not those that the head has for itself."""
        first, last = (self.head.alone and self.head.columns) or (1, 0)
        return tuple(column for column in range(self.flow) if not first <= column + 1 <= last)


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A box for one picture or chart with its cutline and credit beneath, or for an advert."""

    name: str
    columns: tuple[int, int]
    rows: tuple[int, int]
    style: BoxStyle
    place: Place
    frame_weight: int = 0
    inset: int = 0
    tint: Colour | None = None
    rules: Rules = Rules()
    overlaps: tuple[str, ...] = ()
    optional: bool = False
    advert: AdvertBox | None = None
    extent: Extent | None = None
    over: tuple[str, ...] = ()


class ItemKind(StrEnum):
    """What a furniture item draws."""

    TEXT = "text"
    RULE = "rule"
    TINT = "tint"
    IMAGE = "image"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class FurnitureItem:
    """One thing in a furniture box. The area is relative to the box's top left corner.

    ``text`` is a pattern with names in braces (``今日{pages}版``); an item whose name has no value is left
    out and, where ``required``, found missing. ``valign`` is top, middle or bottom. Of a QR code ``text`` is the
    pattern of its address, ``label`` that of the words beneath it, and ``level`` its least error correction.
    """

    kind: ItemKind
    area: Area
    place: Place
    text: str = ""
    style: Style | None = None
    align: Align = Align.LEFT
    valign: str = "middle"
    weight: int = 0
    colour: Colour = BLACK
    asset: Asset | None = None
    alt: str = ""
    required: bool = False
    label: str = ""
    level: str = "M"


@dataclass(frozen=True, slots=True)
class FurnitureBox:
    """A box of furniture (masthead, ears, folio, imprint); ``mirror`` swaps left and right on even pages."""

    name: str
    columns: tuple[int, int]
    rows: tuple[int, int]
    items: tuple[FurnitureItem, ...]
    place: Place
    mirror: bool = False
    overlaps: tuple[str, ...] = ()
    over: tuple[str, ...] = ()


Box = TextBox | PictureBox | FurnitureBox


@dataclass(frozen=True, slots=True)
class Template:
    """A page's boxes and furniture, in reading order."""

    name: str
    boxes: tuple[TextBox | PictureBox, ...]
    furniture: tuple[FurnitureBox, ...]
    place: Place
    rules: tuple[LooseRule, ...] = ()

    def box(self, name: str) -> TextBox | PictureBox | None:
        """Return the box of that name, or None."""
        return next((box for box in self.boxes if box.name == name), None)


@dataclass(frozen=True, slots=True)
class Paper:
    """A newspaper: its settings, page, grid, wording, colours and facts for the furniture.

    ``entries`` are the paper's own facts (imprint, CN number, postal code …) by the name furniture prints.
    ``required`` names furniture boxes per page kind: ``front`` for page one, ``inside`` for the others.
    ``resolution`` are the pixels to the inch that a picture should have on paper, ``least_resolution`` has to have.
    ``least_reversed`` is the least size of white type.
    ``qr_module`` is how wide the modules of QR codes have to be. ``numbering`` reckons the total number of an issue;
    ``fact_places`` says where each of ``entries`` and ``imprint`` stands. ``modules`` are the sizes of adverts by name.
    ``severities`` is how bad the paper finds what proof finds, by code. ``lint_keep`` are words that proofreading
    leaves as they are; ``lint_report`` says whether its remarks stand in the report. ``binding`` is the side of page
    one's fold, ``spreads`` how spreads are delivered to ``press`` and ``epaper``: pages, panorama or both. ``fit`` is
    what copy-fitting may do, ``jumps`` what jumps may. ``printing`` is the press, ``epaper`` what
    readers get. ``advert_label`` is the word that marks adverts. ``safety`` is how far type stands from the trim,
    ``limits`` how much is taken in.
    """

    slug: str
    name: str
    setting: Setting
    timezone: str
    width: int
    height: int
    bleed: int
    grid: Grid
    wording: Wording
    entries: tuple[tuple[str, str], ...]
    imprint: tuple[tuple[str, str], ...]
    colours: Mapping[str, Colour]
    required: Mapping[str, tuple[str, ...]]
    press_standard: str
    ink_limit: int
    place: Place
    severities: Severities = field(default_factory=dict)
    resolution: float = 150
    least_resolution: float = 0
    least_reversed: int = LEAST_REVERSED
    qr_module: int = QR_MODULE
    numbering: Numbering | None = None
    fit: tuple[Allowance, ...] = ()
    jumps: JumpPolicy = JUMPS
    advert_label: str = ""
    fact_places: Mapping[str, Place] = field(default_factory=dict)
    modules: Mapping[str, AdvertModule] = field(default_factory=dict)
    lint_keep: tuple[str, ...] = ()
    lint_report: bool = False
    binding: str = "left"
    spreads: Mapping[str, str] = field(default_factory=dict)
    printing: Printing = field(default_factory=Printing)
    safety: int = 0
    epaper: Epaper = field(default_factory=Epaper)
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True)
class Design:
    """A paper with the templates that an issue uses, by name."""

    paper: Paper
    templates: Mapping[str, Template]
