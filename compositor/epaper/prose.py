"""An article as HTML that is well-formed XML too: what feeds, ninjs and the book carry of it.

Ruby, notes, tables, figures and quotes are what HTML has for them (WHATWG 4.5, 4.8, 4.9); nothing of it needs a style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from compositor.epaper.markup import Attribute, Markup, element, joined, words
from compositor.epaper.nesting import nested
from compositor.epaper.publication import (
    Align,
    Article,
    Block,
    Figure,
    Grid,
    Head,
    Kind,
    Mark,
    Marked,
    Publication,
    Words,
)
from compositor.epaper.sayings import Sayings, source_line
from compositor.records import dataclass

_UPRIGHT: Final = re.compile(r"(?<![0-9A-Za-z.,:/%+-])(?:[0-9]{1,2}|[A-Za-z])(?![0-9A-Za-z.,:/%+-])")
_ABOVE: Final = ("standing_head", "kicker")


def _no_picture(_figure: Figure) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Dress:
    """How an article is dressed: ``picture`` tells where a figure's file lies, '' where it is left out.

    ``book`` marks notes as EPUB and DPUB-ARIA do and links them: ``marks`` and ``notes`` are the numbers that a mark in
    the text has, and a note; ``upright`` stands short numbers in a vertical line.
    """

    says: Sayings
    picture: Callable[[Figure], str] = _no_picture
    book: bool = False
    upright: bool = False
    marks: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()

    def for_notes_of(self, article: Article) -> Dress:
        """Return a dress that links the notes of an article."""
        flow = [block for block in article.blocks if block.kind not in (Kind.NOTE, Kind.TABLE, Kind.FIGURE)]
        notes = [block for block in article.blocks if block.kind is Kind.NOTE]
        return replace(self, marks=_numbers(flow, Mark.NOTE_MARK), notes=_numbers(notes, Mark.NOTE_NUMBER))


def spoken(said: Words, dress: Dress) -> Markup:
    """Return words with their marks; spans nest, what crosses another is cut at its end."""
    plain = standing if dress.upright else words
    return nested(said, lambda mark, inside: _marked(mark, inside, dress), plain)


def standing(text: str) -> Markup:
    """Return words whose numbers of up to two figures, and letters alone, stand upright in a vertical line."""
    out: list[str] = []
    at = 0
    for found in _UPRIGHT.finditer(text):
        out += [text[at : found.start()], element("span", {"class": "upright"}, found[0])]
        at = found.end()
    return joined([*out, text[at:]])


_ELEMENTS: Final[dict[Mark, tuple[str, str]]] = {
    Mark.STRONG: ("strong", ""),
    Mark.KAI: ("span", "kai"),
    Mark.DATELINE: ("span", "dateline"),
    Mark.LABEL: ("b", "label"),
    Mark.DOTS: ("em", "dots"),
    Mark.NAME: ("u", "name"),
    Mark.TITLE: ("cite", "title"),
}


def _marked(mark: Marked, inside: Markup, dress: Dress) -> Markup:
    if mark.mark in (Mark.NOTE_MARK, Mark.NOTE_NUMBER):
        return _note_sign(mark, inside, dress)
    return emphasised(mark, inside)


def emphasised(mark: Marked, inside: Markup) -> Markup:
    """Return the element of a mark that is none of a note's."""
    if mark.mark is Mark.RUBY:
        reading = [element("rp", {}, "（"), element("rt", {}, mark.value), element("rp", {}, "）")]
        return element("ruby", {}, inside, *reading)
    name, kind = _ELEMENTS[mark.mark]
    return element(name, {"class": kind or None}, inside)


def source(publication: Publication, article: Article, dress: Dress) -> Markup:
    """Return where an article was printed."""
    return element("p", {"class": "source"}, spoken(Words(source_line(publication, article)), dress))


def _note_sign(mark: Marked, inside: Markup, dress: Dress) -> Markup:
    """Return a note's mark, or the number before a note, linked to one another in the book (DPUB-ARIA 1.1 doc-noteref).

    A mark without a number leads nowhere: it is a raised sign.
    """
    if not dress.book or mark.value not in dress.notes:
        return element("sup", {}, inside)
    if mark.mark is Mark.NOTE_NUMBER:
        back = {"role": "doc-backlink", "href": f"#mark-{mark.value}"}
        return element("a", back, inside) if mark.value in dress.marks else element("sup", {}, inside)
    told: dict[str, Attribute] = {"epub:type": "noteref", "role": "doc-noteref", "href": f"#note-{mark.value}"}
    return element("sup", {}, element("a", told, inside))


def _numbers(blocks: Sequence[Block], kind: Mark) -> frozenset[str]:
    marks = (mark for block in blocks for mark in block.words.marks if mark.mark is kind)
    return frozenset(mark.value for mark in marks if mark.value.isascii() and mark.value.isdigit())


def heading(article: Article, dress: Dress) -> Markup:
    """Return the heads of an article: its headline as h1, what stands above and below it as paragraphs."""
    above = [head for head in article.heads if head.name in _ABOVE]
    main = article.head("headline")
    below = [head for head in article.heads if head.name not in (*_ABOVE, "headline")]
    title = spoken(main.words, dress) if main and main.words.text.strip() else words(article.title)
    parts = [*(_head(head, dress) for head in above), element("h1", {}, title), *(_head(head, dress) for head in below)]
    return element("header", {}, *parts)


def _head(head: Head, dress: Dress) -> Markup:
    kind = {"standing_head": "standing", "kicker": "kicker", "deck": "deck", "byline": "byline"}.get(head.name, "head")
    return element("p", {"class": kind}, spoken(head.words, dress))


def notice(article: Article, dress: Dress) -> Markup:
    """Return the notice on an article, labelled; '' where there is none."""
    if article.notice is None:
        return Markup("")
    label = element("strong", {}, dress.says.notice[article.notice.kind] + "：")
    return element("p", {"class": "notice"}, label, article.notice.words)


def body(article: Article, dress: Dress) -> Markup:
    """Return the blocks of an article in reading order, and its notes, in the book, gathered at its end."""
    marked: set[str] = set()
    flow = [_block(block, dress, marked) for block in article.blocks if block.kind is not Kind.NOTE or not dress.book]
    if dress.book:
        notes = [block for block in article.blocks if block.kind is Kind.NOTE]
        flow += [_notes(notes, dress)] if notes else []
    return joined(flow)


def _block(block: Block, dress: Dress, marked: set[str]) -> Markup:
    if block.kind is Kind.TABLE and block.grid is not None:
        return table(block.grid, dress)
    if block.kind is Kind.FIGURE:
        return figure(block.figure, dress) if block.figure is not None else Markup("")
    said = _first_marks(block.words, dress, marked)
    if block.kind is Kind.SUBHEAD:
        return element("h2", {}, said)
    if block.kind is Kind.QUOTE:
        return element("blockquote", {}, element("p", {}, said))
    return element("p", {"class": "note" if block.kind is Kind.NOTE else None}, said)


def _first_marks(said: Words, dress: Dress, marked: set[str]) -> Markup:
    """Return words, with a place for the note to lead back to before the first mark of each."""
    numbers = [mark.value for mark in said.marks if mark.mark is Mark.NOTE_MARK and mark.value in dress.notes]
    fresh = [number for number in dict.fromkeys(numbers) if dress.book and number not in marked]
    marked.update(fresh)
    return joined([*(element("span", {"id": f"mark-{number}"}) for number in fresh), spoken(said, dress)])


def _notes(notes: Sequence[Block], dress: Dress) -> Markup:
    """Return the notes of an article (EPUB SSV 1.1 footnotes; DPUB-ARIA 1.1 doc-footnote)."""
    out = []
    seen: set[str] = set()
    for block in notes:
        numbers = [one.value for one in block.words.marks if one.mark is Mark.NOTE_NUMBER]
        number = next((one for one in numbers if one in dress.notes and one not in seen), "")
        seen.add(number)
        told: dict[str, Attribute] = {"epub:type": "footnote", "role": "doc-footnote"}
        told["id"] = f"note-{number}" if number else None
        out.append(element("aside", told, element("p", {}, spoken(block.words, dress))))
    return element("section", {"epub:type": "footnotes", "aria-label": dress.says.notes}, *out)


def table(grid: Grid, dress: Dress) -> Markup:
    """Return a table: its first row is its head (WHATWG 4.9.12)."""
    caption = [element("caption", {}, spoken(grid.caption, dress))] if grid.caption else []
    head = [element("thead", {}, _row(grid.rows[0], grid, dress, head=True))] if grid.rows else []
    rows = [_row(row, grid, dress, head=False) for row in grid.rows[1:]]
    return element("table", {}, *caption, *head, *([element("tbody", {}, *rows)] if rows else []))


def _row(row: Sequence[Words], grid: Grid, dress: Dress, *, head: bool) -> Markup:
    cells = []
    for at, cell in enumerate(row):
        align = grid.aligns[at] if at < len(grid.aligns) else Align.AUTO
        told: dict[str, Attribute] = {"scope": "col" if head else None}
        told["class"] = None if align is Align.AUTO else f"to-{align.value}"
        cells.append(element("th" if head else "td", told, spoken(cell, dress)))
    return element("tr", {}, *cells)


def figure(shown: Figure, dress: Dress) -> Markup:
    """Return a picture with its cutline and credit, or a chart as its figures; '' where there is nothing to show."""
    inside = list(_shown(shown, dress))
    lines = [element("span", {"class": "cutline"}, spoken(shown.cutline, dress))] if shown.cutline else []
    if shown.credit:
        credit = element("span", {"class": "credit"}, spoken(shown.credit, dress))
        lines += [words(" "), credit] if lines else [credit]
    if lines:
        inside.append(element("figcaption", {}, *lines))
    return element("figure", {}, *inside) if inside else Markup("")


def _shown(shown: Figure, dress: Dress) -> Iterator[Markup]:
    place = dress.picture(shown) if shown.file else ""
    if place:
        size: dict[str, Attribute] = {"width": shown.width, "height": shown.height} if shown.width > 0 else {}
        yield element("img", {"src": place, "alt": shown.alt, **size})
    if shown.grid is not None:
        yield table(shown.grid, dress)
