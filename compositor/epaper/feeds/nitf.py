"""An article as NITF 3.6 (IPTC, News Industry Text Format, XML Schema of 2009-09-11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from compositor.epaper.feeds.entry import Entry
from compositor.epaper.feeds.ninjs import pages
from compositor.epaper.feeds.stamps import absolute, basic_stamp
from compositor.epaper.markup import Markup, shown
from compositor.epaper.nesting import nested
from compositor.epaper.publication import Align, Block, Figure, Grid, Kind, Mark, Marked, Words
from compositor.epaper.sayings import sayings, source_line
from compositor.epaper.xmlmarkup import document, tag

_ROOT: Final = {"xmlns": "http://iptc.org/std/NITF/2006-10-18/", "version": "-//IPTC//DTD NITF 3.6//EN"}
_KINDS: Final = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_HEADS: Final = {"standing_head": "standing", "kicker": "kicker", "deck": "deck"}
_ALIGNS: Final = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_EMPHASES: Final = {
    Mark.STRONG: "strong",
    Mark.KAI: "kai",
    Mark.DATELINE: "dateline",
    Mark.LABEL: "label",
    Mark.NOTE_MARK: "note-mark",
    Mark.NOTE_NUMBER: "note-number",
    Mark.DOTS: "dots",
    Mark.NAME: "name",
}


def nitf(entry: Entry) -> bytes:
    """Return an article, whole, as a NITF document."""
    head = tag(
        "head", {}, tag("title", {}, entry.title), *_metas(entry), _docdata(entry), *_pubdata(entry), *_log(entry)
    )
    source = tag("body.end", {}, tag("tagline", {}, source_line(entry.publication, entry.article)))
    content = tag("body.content", {}, *(_block(entry, block) for block in entry.article.blocks))
    body = tag("body", {}, _body_head(entry), content, source)
    return document(tag("nitf", {**_ROOT, "baselang": shown(entry.publication.language) or None}, head, body))


def _metas(entry: Entry) -> Iterator[Markup]:
    if entry.article.section:
        yield tag("meta", {"name": "section", "content": entry.article.section})
    if entry.address:
        yield tag("meta", {"name": "address", "content": entry.address})


def _docdata(entry: Entry) -> Markup:
    issue = entry.publication
    told = [
        tag("doc-id", {"id-string": entry.name, "regsrc": issue.paper}),
        tag("date.issue", {"norm": basic_stamp(entry.published)}),
        tag("date.release", {"norm": basic_stamp(entry.published)}),
        tag("du-key", {"key": entry.article.slug, "version": "2" if entry.article.notice else "1"}),
        tag("doc.copyright", {"holder": issue.publisher or issue.name, "year": issue.date[:4]}),
    ]
    if entry.article.notice is not None:
        told.insert(0, tag("correction", {"info": entry.article.notice.words, "id-string": entry.name}))
    return tag("docdata", {"management-status": "usable"}, *told)


def _pubdata(entry: Entry) -> Iterator[Markup]:
    """Yield where an article was printed, a page a piece; and where it stands on the web."""
    issue = entry.publication
    common = {
        "name": issue.name,
        "date.publication": basic_stamp(entry.published),
        "number": str(issue.number) if issue.number else None,
        "edition.name": issue.edition or None,
        "edition.area": issue.zone or None,
        "position.section": entry.article.section or None,
    }
    for label in pages(entry):
        yield tag("pubdata", {"type": "print", **common, "position.sequence": label})
    if entry.address:
        yield tag("pubdata", {"type": "web", **common, "ex-ref": entry.address})


def _log(entry: Entry) -> Iterator[Markup]:
    notice = entry.article.notice
    if notice is not None:
        told = {"function": notice.kind.value, "norm": basic_stamp(entry.changed), "comment": notice.words}
        yield tag("revision-history", {"name": entry.publication.name, **told})


def _body_head(entry: Entry) -> Markup:
    """Return heads and byline: what stands above the headline and below it are second lines (NITF <hl2>)."""
    main = entry.article.head("headline")
    title = _spoken(main.words) if main else Markup("")
    others = [head for head in entry.article.heads if head.name not in ("headline", "byline")]
    seconds = [tag("hl2", {"class": _HEADS.get(head.name)}, _spoken(head.words)) for head in others]
    byline = entry.article.head("byline")
    notice = entry.article.notice
    notes = []
    if notice is not None:
        label = sayings(entry.publication).notice[notice.kind]
        said = tag("body.content", {}, tag("p", {}, f"{label}：{notice.words}"))
        notes = [tag("note", {"noteclass": "editorsnote"}, said)]
    return tag(
        "body.head",
        {},
        tag("hedline", {}, tag("hl1", {}, title or shown(entry.title)), *seconds),
        *notes,
        *([tag("byline", {}, _spoken(byline.words))] if byline else []),
        *([tag("abstract", {}, tag("p", {}, entry.summary))] if entry.summary else []),
    )


def _block(entry: Entry, block: Block) -> Markup:
    if block.kind is Kind.TABLE and block.grid is not None:
        return _table(block.grid)
    if block.kind is Kind.FIGURE:
        return _media(entry, block.figure) if block.figure is not None else Markup("")
    said = _spoken(block.words)
    if block.kind is Kind.SUBHEAD:
        return tag("hl2", {}, said)
    if block.kind is Kind.QUOTE:
        return tag("bq", {}, tag("block", {}, tag("p", {}, said)))
    if block.kind is Kind.NOTE:
        return tag("fn", {}, tag("body.content", {}, tag("p", {}, said)))
    return tag("p", {}, said)


def _table(grid: Grid) -> Markup:
    head = [tag("thead", {}, _row(grid.rows[0], grid, "th"))] if grid.rows else []
    rows = tag("tbody", {}, *(_row(row, grid, "td") for row in grid.rows[1:]))
    caption = [tag("caption", {}, _spoken(grid.caption))] if grid.caption else []
    return tag("table", {}, *caption, *head, *([rows] if len(grid.rows) > 1 else []))


def _row(row: Sequence[Words], grid: Grid, cell: str) -> Markup:
    aligns = [_ALIGNS.get(one) for one in grid.aligns] + [None] * len(row)
    return tag("tr", {}, *(tag(cell, {"align": aligns[at]}, _spoken(words)) for at, words in enumerate(row)))


def _media(entry: Entry, figure: Figure) -> Markup:
    """Return a picture; a chart, which has no file, is its figures."""
    if not figure.file:
        return _table(figure.grid) if figure.grid is not None else Markup("")
    issue = entry.publication
    path = f"{issue.folder}/{figure.file}"
    told = {
        "source": absolute(issue.address, path) if issue.address else path,
        "name": figure.name,
        "mime-type": _KINDS.get(figure.file.rpartition(".")[2].lower()),
        "alternate-text": figure.alt or None,
        "width": str(figure.width),
        "height": str(figure.height),
        "units": "pixels",
    }
    caption = [tag("media-caption", {}, tag("p", {}, _spoken(figure.cutline)))] if figure.cutline else []
    credit = [tag("media-producer", {}, _spoken(figure.credit))] if figure.credit else []
    return tag("media", {"media-type": "image"}, tag("media-reference", told), *caption, *credit)


def _spoken(said: Words) -> Markup:
    return nested(said, _marked)


def _marked(mark: Marked, inside: Markup) -> Markup:
    """Return enriched text; a reading is a guide to pronunciation (NITF <pronounce>)."""
    if mark.mark is Mark.RUBY:
        return tag("pronounce", {"guide": mark.value}, inside)
    if mark.mark is Mark.TITLE:
        return tag("object.title", {}, inside)
    return tag("em", {"class": _EMPHASES[mark.mark]}, inside)
