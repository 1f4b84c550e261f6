"""What of an issue is published: pages and articles, as site, feeds, book and archive read them.

It holds no bytes of pictures and nothing of how pages were made: what it names lies beside it, in the issue's folder of
the site. It is kept there as publication.json, so that all of it can be written anew without the issue's copy.
"""

from __future__ import annotations

from enum import StrEnum

from compositor.epaper.addresses import folder_name
from compositor.model import notices
from compositor.records import dataclass


class Mark(StrEnum):
    """Why a span of words differs from those around it."""

    STRONG = "strong"
    KAI = "kai"
    DATELINE = "dateline"
    LABEL = "label"
    NOTE_MARK = "note-mark"
    """The mark of a note; ``value`` of its span is the note's number from 1."""
    NOTE_NUMBER = "note-number"
    RUBY = "ruby"
    """``value`` of its span is the reading."""
    DOTS = "dots"
    NAME = "name"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of words, text[start:end] in code points. Spans nest, the outer before the inner, or are apart."""

    start: int
    end: int
    mark: Mark
    value: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of copy, as they were normalised, without line breaks; copy may hold anything: it is never markup."""

    text: str
    marks: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A part above the body by its name (standing_head, kicker, headline, deck, byline); ``lines`` as broken by hand.

    A byline stands here wherever it is printed.
    """

    name: str
    words: Words
    lines: tuple[str, ...] = ()


class Kind(StrEnum):
    """What a block of an article is."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    NOTE = "note"
    TABLE = "table"
    FIGURE = "figure"
    QUOTE = "quote"


class Align(StrEnum):
    """How the cells of a column of a table stand."""

    AUTO = "auto"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: ``rows`` of cells, the first of which is its head, and how the columns stand."""

    rows: tuple[tuple[Words, ...], ...]
    aligns: tuple[Align, ...] = ()
    caption: Words | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: ``file`` in the issue's folder (pictures/plant-3f2a9c.jpg), its pixels, and what is said of it.

    ``file`` is '' where there is none to show: of a chart, whose figures are the ``grid``. ``alt`` is '' only where
    the copy gives none.
    """

    name: str
    file: str
    width: int
    height: int
    alt: str
    cutline: Words | None = None
    credit: Words | None = None
    grid: Grid | None = None
    advert: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an article's body, in reading order: words, a table or a figure."""

    kind: Kind
    words: Words = Words("")
    grid: Grid | None = None
    figure: Figure | None = None


Point = tuple[int, int]
"""x and y in ten-thousandths of a page's width and height, from its top left."""


@dataclass(frozen=True, slots=True)
class HotZone:
    """Where an article, or a part of it, stands on a page: an outline without its first point again, holes left in.

    ``jump`` is the label of the page on which its next part stands, ``back`` of that of its part before; '' without.
    """

    page: str
    outline: tuple[Point, ...]
    box: str
    jump: str = ""
    back: str = ""


NoticeKind = notices.NoticeKind


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice on an article: what was done, when (ISO 8601 with the zone) and the words that readers get."""

    kind: NoticeKind
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Article:
    """A story as it is read: ``slug`` names it for ever. A withdrawn one has its notice, and no heads, blocks, zones.

    ``title`` is its headline (else first head, else first words) in one line. ``vertical`` tells that it is printed so.
    ``section`` is that of the page on which it begins, and ``page`` that page's label. ``formerly`` are addresses that
    it once had: slugs of this issue, or issue folder and slug parted by /.
    """

    slug: str
    title: str
    page: str
    section: str
    heads: tuple[Head, ...] = ()
    blocks: tuple[Block, ...] = ()
    zones: tuple[HotZone, ...] = ()
    vertical: bool = False
    notice: Notice | None = None
    formerly: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Tell whether it was withdrawn (撤稿)."""
        return self.notice is not None and self.notice.kind is NoticeKind.WITHDRAWN

    def head(self, name: str) -> Head | None:
        """Return the head of that name, or None."""
        return next((head for head in self.heads if head.name == name), None)


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page by its label; ``articles`` are slugs in reading order, of every story with a part on it.

    ``width`` and ``height`` in thousandths of a millimetre; a spread is one page. ``name`` is its name in files: the
    label where that is plain. ``figures`` stand on it in boxes of their own: pictures and adverts with ``zones``.
    """

    label: str
    number: int
    section: str
    name: str
    width: int
    height: int
    articles: tuple[str, ...]
    figures: tuple[tuple[Figure, HotZone], ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """An issue as it is published. ``slug`` is its folder's name; dates are ISO 8601, ``timezone`` such as +08:00.

    ``language`` is its BCP 47 tag (RFC 5646), ``address`` the site's, '' where the paper names none; ``editor`` and
    ``publisher`` as the imprint has them, '' where it has not. ``imprint`` is all of it, as label and words.
    ``pattern`` is how its pages are named: by slug, or by numbers (node).
    """

    slug: str
    paper: str
    name: str
    date: str
    timezone: str
    number: int
    language: str
    region: str
    script: str
    pages: tuple[PublishedPage, ...]
    articles: tuple[Article, ...]
    zone: str = ""
    edition: str = ""
    binding: str = "left"
    address: str = ""
    publisher: str = ""
    editor: str = ""
    imprint: tuple[tuple[str, str], ...] = ()
    pattern: str = "slug"

    @property
    def folder(self) -> str:
        """Its folder in the site: the same for ever, whatever of it is made anew."""
        return folder_name(self.slug, self.zone)

    def article(self, slug: str) -> Article:
        """Return the article of that slug; raises ``KeyError``."""
        for article in self.articles:
            if article.slug == slug:
                return article
        raise KeyError(slug)

    def page(self, label: str) -> PublishedPage:
        """Return the page of that label; raises ``KeyError``."""
        for page in self.pages:
            if page.label == label:
                return page
        raise KeyError(label)
