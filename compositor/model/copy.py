"""Copy: what is to be printed, as intake read and normalised it.

Offsets count Unicode code points from 0, both in sources and in normalised text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from string import ascii_letters

from compositor.errors import Place
from compositor.model.assets import Asset
from compositor.model.notices import StoryNotice
from compositor.model.printing import InkPlan
from compositor.model.ways import Allowance
from compositor.records import dataclass


def solid(text: str) -> int:
    """Count the code points of ``text`` without white space: what a desk calls its characters."""
    return sum(map(len, text.split()))


class Normalisation(StrEnum):
    """The closed list of what intake may change in copy; each change is recorded with its offset."""

    LINE_ENDING = "line-ending"
    """A line break inside a paragraph joined: nothing between Han, one space between Latin words."""
    PARAGRAPH = "paragraph"
    """The blank line between two paragraphs, which became U+000A."""
    INDENT = "indent"
    """White space that indented a paragraph by hand."""
    TRAILING_SPACE = "trailing-space"
    HAN_LATIN_SPACE = "han-latin-space"
    """A space between Han and Latin or digits: the compositor makes this gap itself."""
    HAN_SPACE = "han-space"
    """U+3000 between two Han inside a paragraph, where nothing is parted by it."""
    RUN_OF_SPACES = "run-of-spaces"
    FULLWIDTH_LATIN = "fullwidth-latin"
    LITERAL_JUMP_LINE = "literal-jump-line"
    MARKUP = "markup"
    """Characters of the story format (``##``, ``**``, ``*``, ``[`` and ``]{…}``, a backslash before a mark, YAML
    quoting)."""
    RUN_IN = "run-in"
    """Characters that join a dateline to its paragraph, or lines of a head to each other."""
    NOTE = "note"
    """``[^name]``, which became the mark of a note, in copy and before the note itself."""
    TABLE = "table"
    """Pipes and rules of a table: U+0009 between the cells of a row, U+000A between rows."""
    CONTROL = "control"
    """A control or byte-order character that has no meaning in print."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One normalisation: text[start:end] stands for source[source_start:source_end]."""

    start: int
    end: int
    source_start: int
    source_end: int
    rule: Normalisation


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch copied letter for letter: text[start:start+size] equals source[source_start:…+size]."""

    start: int
    source_start: int
    size: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where every character of a normalised text came from.

    ``stretches`` ascend in both texts; together with ``pieces`` they tile the text. ``line_starts`` are the
    source offsets at which the lines of the source file begin.
    """

    file: str
    stretches: tuple[Stretch, ...]
    pieces: tuple[Piece, ...]
    line_starts: tuple[int, ...]

    def source_offset(self, offset: int) -> int:
        """Return the offset in the source file of the character at ``offset`` of the normalised text."""
        index = bisect_right([stretch.start for stretch in self.stretches], offset) - 1
        if index < 0:
            return self.stretches[0].source_start if self.stretches else 0
        stretch = self.stretches[index]
        return stretch.source_start + min(offset - stretch.start, stretch.size)

    def place(self, offset: int) -> Place:
        """Return file, line and column of the character at ``offset`` of the normalised text."""
        source = self.source_offset(offset)
        line = bisect_right(self.line_starts, source)
        start = self.line_starts[line - 1] if line else 0
        return Place(self.file, max(line, 1), source - start + 1)


class Emphasis(StrEnum):
    """Why a span is set otherwise than the text around it."""

    STRONG = "strong"
    KAI = "kai"
    DATELINE = "dateline"
    LABEL = "label"
    NOTE_MARK = "note_mark"
    """The mark of a note in copy, such as ①."""
    NOTE_NUMBER = "note_number"
    """The same mark before the note itself."""
    RUBY = "ruby"
    """A reading, or other words, stand beside it."""
    DOTS = "dots"
    """Stressed by dots, 着重號."""
    NAME = "name"
    """A proper name, marked by a line, 專名號."""
    TITLE = "title"
    """A title, marked by a wavy line, 書名號甲式."""
    QUOTE = "quote"
    """Words that stand as a quote beside their paragraph too; intake takes the span out."""


INTERLINEAR = frozenset({Emphasis.RUBY, Emphasis.DOTS, Emphasis.NAME, Emphasis.TITLE})
"""What stands between the lines; the type itself is set like that around it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A span of a part's text with its emphasis; offsets into the part's text.

    ``reading`` is what stands beside the whole span (of ruby only). It is copy, and has to be on the page.
    """

    start: int
    end: int
    emphasis: Emphasis
    reading: str = ""


class ParagraphKind(StrEnum):
    """What a paragraph of a part is."""

    TEXT = "text"
    SUBHEAD = "subhead"
    NOTE = "note"
    """A note, which stands after the copy that it belongs to."""
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text[start:end] of its part; empty where nothing stands in it."""

    start: int
    end: int


class CellAlign(StrEnum):
    """How the cells of a table's column stand: AUTO sets figures under each other, all else to the left."""

    AUTO = "auto"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: its rows of cells, the first of which is its head, and how its columns are set.

    Cells of a row are parted by U+0009, rows by U+000A; the caption, where there is one, is the first line.
    ``widths`` are the columns' shares of the measure, empty where they follow from the cells.
    """

    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[CellAlign, ...]
    widths: tuple[int, ...] = ()
    caption: Cell | None = None

    @property
    def first_end(self) -> int:
        """The offset after the first row under the head: nothing before it can be parted from it."""
        return self.rows[min(1, len(self.rows) - 1)][-1].end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: text[start:end] of its part, without the U+000A that joins it to the next.

    ``looseness`` is by how many lines it is to be longer (below 0: shorter) than its best lines make it.
    ``optional`` is its turn, from 1, among what may be left out of the story; 0 for what may not.
    """

    start: int
    end: int
    kind: ParagraphKind = ParagraphKind.TEXT
    table: Table | None = None
    looseness: int = 0
    optional: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a story (headline, body, cutline …): its normalised text and where it came from.

    ``text`` holds the paragraphs joined by U+000A. ``breaks`` are offsets at which the desk broke lines by hand (white
    before them is not set); that of a head in one line is 0. No paragraph has what copy-fitting ``left_out``.
    """

    name: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    spans: tuple[Span, ...]
    source: SourceMap
    breaks: tuple[int, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()

    def solid(self, start: int, end: int) -> int:
        """Count the characters of text[start:end] that are to be set, without white space."""
        gone = sum(solid(self.text[max(start, one) : min(end, other)]) for one, other in self.left_out if one < end)
        return solid(self.text[start:end]) - gone


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a chart with its label; None where it isn't known."""

    label: str
    value: float | None
    figure: str
    """The value as it is printed."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one name among several in a chart, such as those of a year: one for each label."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart drawn from figures in the paper's own faces; ``source`` says where the figures come from.

    It is the credit of a picture that has none of its own. Where there are several ``series``, ``bars`` are the first.
    """

    kind: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    place: Place
    source: Part | None = None
    series: tuple[Series, ...] = ()


Crop = tuple[float, float, float, float]
"""A part of a picture: left, top, right and bottom edge, 0 to 1."""

WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Framing:
    """What of a picture is shown: at most ``crop``; ``focus`` (from left and top) stays in view.

    ``whole`` shows all of the crop in its proportions, where the picture else fills its place and is cut.
    """

    crop: Crop = WHOLE
    focus: tuple[float, float] | None = None
    whole: bool = False

    def proportions(self, asset: Asset) -> tuple[int, int]:
        """Return width and height of the crop, in pixels of the picture."""
        left, top, right, bottom = self.crop
        return max(1, round(asset.width * (right - left))), max(1, round(asset.height * (bottom - top)))


@dataclass(frozen=True, slots=True)
class Advert:
    """What makes a picture an advert: the module that was sold, '' where none is named.

    ``labelled`` tells that the art itself says that it is an advert.
    """

    module: str = ""
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """Where something stands beside copy: level with the paragraph of the body that begins at ``anchor``.

    It has ``columns`` columns of text, or ``width`` thousandths of a body em at their left or right; 0 is what leaves
    the copy beside it its least measure.
    """

    anchor: int
    left: bool = False
    width: int = 0
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Words lifted out of a story, or said of it, that stand beside a paragraph in type of their own (抽文)."""

    part: Part
    beside: Beside
    place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its cutline, credit and alt text; ``asset`` is None where the file could not be opened.

    ``columns`` is the width, in text columns, of a picture that stands inside a story: at the top of its last columns,
    or ``beside`` a paragraph. ``optional`` is its turn among what may be left out of it, 0 where it may not.
    """

    name: str
    place: Place
    alt: str
    cutline: Part | None = None
    credit: Part | None = None
    asset: Asset | None = None
    chart: Chart | None = None
    columns: int = 1
    framing: Framing = Framing()
    advert: Advert | None = None
    beside: Beside | None = None
    optional: int = 0


HEAD_PARTS = ("standing_head", "kicker", "headline", "deck", "byline")
"""Names of the parts that stand above the body, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story by its slug; ``parts`` in reading order: heads, then body, then what its pictures and quotes say.

    ``composition`` are the settings of composition that the story has for itself: fields of a style by name. ``fit``
    is what copy-fitting may do to it, None where the issue or the paper says that. ``left_out`` are pictures that
    copy-fitting left out. ``formerly`` are names it was published under: slugs of this issue, or issue and slug parted
    by a stroke.
    """

    slug: str
    place: Place
    parts: tuple[Part, ...]
    pictures: tuple[Picture, ...] = ()
    composition: tuple[tuple[str, object], ...] = ()
    quotes: tuple[Quote, ...] = ()
    fit: tuple[Allowance, ...] | None = None
    left_out: tuple[Picture, ...] = ()
    formerly: tuple[str, ...] = ()

    def part(self, name: str) -> Part | None:
        """Return the part of that name, or None."""
        return next((part for part in self.parts if part.name == name), None)


@dataclass(frozen=True, slots=True)
class JumpTarget:
    """Where a story jumps: a page by its label and a box (filled in by intake where only a page is named)."""

    page: str
    box: str
    place: Place


@dataclass(frozen=True, slots=True)
class BoxCopy:
    """What an issue puts in one box of a page: a story's start, a story's rest, or a picture.

    ``half`` is the label of the page of a spread on which the box begins. With ``jump_auto`` the engine finds where the
    rest goes, if there is any.
    """

    box: str
    place: Place
    story: str = ""
    continues: str = ""
    jump: JumpTarget | None = None
    jump_head: Part | None = None
    picture: Picture | None = None
    half: str = ""
    jump_auto: bool = False


@dataclass(frozen=True, slots=True)
class PageCopy:
    """One page of an issue; ``number`` counts from 1, ``label`` is what is printed and typed.

    A spread has ``halves``, its two pages from left to right: their furniture, and no boxes. ``plan`` says which plates
    have ink, as the paper says where it is None.
    """

    number: int
    label: str
    section: str
    template: str
    staff: tuple[tuple[str, str], ...]
    boxes: tuple[BoxCopy, ...]
    place: Place
    halves: tuple[PageCopy, ...] = ()
    plan: InkPlan | None = None

    @property
    def letters(self) -> str:
        """The letters of its label, by which papers name their sections."""
        return self.label[: len(self.label) - len(self.label.lstrip(ascii_letters))].upper()

    def box(self, name: str) -> BoxCopy | None:
        """Return what stands in the box of that name, or None."""
        return next((copy for copy in self.boxes if copy.box == name), None)


@dataclass(frozen=True, slots=True)
class IndexItem:
    """A line of 今日導讀: the words printed, and the story that they point to."""

    story: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Issue:
    """What is printed on one date. ``slug`` is the folder's name; ``number`` is 總第N期, 0 where not known.

    ``edition`` is what an extra issue is called, such as 號外. ``note`` is a word printed with the furniture, such as
    樣張; ``entries`` are further facts of this issue that furniture may print (price, a holiday …). ``index`` is
    今日導讀, ``weather`` what is known of the weather. ``zone`` is what its manifest calls an edition. ``fact_places``
    says where each of the entries, ``date`` and ``number`` stand. ``fit`` is what copy-fitting may do, None where
    the paper says that; ``fillers`` are short stories (補白) that may stand where room is left, ``house`` adverts of
    the house that may. ``notices`` tell what was withdrawn or corrected after it was published.
    """

    slug: str
    file: str
    paper: str
    date: date
    number: int
    note: str
    entries: tuple[tuple[str, str], ...]
    pages: tuple[PageCopy, ...]
    stories: tuple[Story, ...]
    fact_places: Mapping[str, Place] = field(default_factory=dict)
    index: tuple[IndexItem, ...] = ()
    weather: tuple[tuple[str, str], ...] = ()
    edition: str = ""
    fit: tuple[Allowance, ...] | None = None
    fillers: tuple[Story, ...] = ()
    house: tuple[Picture, ...] = ()
    zone: str = ""
    notices: tuple[StoryNotice, ...] = ()
    _named: dict[str, Story] = field(default_factory=dict, init=False, repr=False, compare=False)
    _labelled: dict[str, PageCopy] = field(default_factory=dict, init=False, repr=False, compare=False)

    def story(self, slug: str) -> Story:
        """Return the story of that slug; raises ``KeyError`` where there is none."""
        if not self._named:
            self._named.update((story.slug, story) for story in reversed(self.stories))
        return self._named[slug]

    def page(self, label: str) -> PageCopy:
        """Return the page of that label; raises ``KeyError`` where there is none."""
        if not self._labelled:
            pages = [one for page in self.pages for one in (page, *page.halves)]
            self._labelled.update((page.label, page) for page in reversed(pages))
        return self._labelled[label]

    @property
    def count(self) -> int:
        """How many pages are printed: a spread is two."""
        return sum(len(page.halves) or 1 for page in self.pages)
