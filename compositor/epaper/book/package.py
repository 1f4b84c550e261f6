"""The package document: what the book is, what it holds, in what order it is read (EPUB 3.3 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.epaper.book.chapters import STYLE, Chapter
from compositor.epaper.book.pictures import Print, Prints, article_figures, page_figures
from compositor.epaper.feeds.stamps import issue_name, paper_name, universal_stamp, updated
from compositor.epaper.markup import Markup, shown
from compositor.epaper.publication import Figure, Mark, Publication, Words
from compositor.epaper.sayings import named, sayings
from compositor.epaper.xmlmarkup import document, tag
from compositor.records import dataclass

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True)
class Bound:
    """All that a book is bound of: its chapters in reading order, with cover and imprint, and its pictures."""

    publication: Publication
    read: tuple[Chapter, ...]
    prints: Prints
    front: Chapter | None
    last: Chapter | None


def package(bound: Bound) -> bytes:
    """Return the package document."""
    publication = bound.publication
    root = {
        "xmlns": "http://www.idpf.org/2007/opf",
        "version": "3.0",
        "unique-identifier": "name",
        "xml:lang": publication.language or None,
        "prefix": "a11y: http://www.idpf.org/epub/vocab/package/a11y/#",
    }
    metadata = tag(
        "metadata",
        {"xmlns:dc": "http://purl.org/dc/elements/1.1/"},
        *_described(publication),
        *_collected(publication),
        *_accessible(bound),
        *([tag("meta", {"name": "cover", "content": "cover-picture"})] if bound.prints.cover else []),
    )
    return document(tag("package", root, metadata, tag("manifest", {}, *_manifest(bound)), _spine(bound)))


def _property(name: str, said: str, refines: str = "") -> Markup:
    return tag("meta", {"property": name, "refines": f"#{refines}" if refines else None}, said)


def _described(publication: Publication) -> Iterator[Markup]:
    """Yield who made what, when; it was last changed when the issue appeared, or by its last notice (5.5.4)."""
    yield tag("dc:identifier", {"id": "name"}, issue_name(publication.paper, publication.folder))
    yield tag("dc:title", {"id": "title"}, shown(named(publication)))
    yield tag("dc:language", {}, publication.language or "und")
    yield tag("dc:date", {}, publication.date)
    yield tag("dc:creator", {}, shown(publication.name))
    if publication.publisher.strip():
        yield tag("dc:publisher", {}, publication.publisher)
    if publication.editor.strip():
        yield tag("dc:contributor", {"id": "editor"}, publication.editor)
        yield tag("meta", {"refines": "#editor", "property": "role", "scheme": "marc:relators"}, "edt")
    yield tag("dc:source", {"id": "print"}, f"{publication.name} {publication.date}")
    yield _property("source-of", "pagination", "print")
    yield _property("dcterms:modified", universal_stamp(updated(publication)))


def _collected(publication: Publication) -> Iterator[Markup]:
    """Yield that the issue is one of a series, the paper (EPUB 3.3 D.3.2)."""
    yield tag(
        "meta", {"property": "belongs-to-collection", "id": "paper"}, shown(publication.name) or publication.paper
    )
    yield _property("collection-type", "series", "paper")
    yield _property("dcterms:identifier", paper_name(publication.paper), "paper")
    if publication.number:
        yield _property("group-position", str(publication.number), "paper")


def _accessible(bound: Bound) -> Iterator[Markup]:
    """Yield what helps whom (EPUB Accessibility 1.1 2, schema.org); claimed where all pictures are told."""
    publication = bound.publication
    shows = [one for one in _figures(publication) if bound.prints.place(one)]
    pictured = bool(shows or bound.prints.cover)
    told = all(one.alt.strip() for one in shows)
    yield _property("schema:accessMode", "textual")
    if pictured:
        yield _property("schema:accessMode", "visual")
        yield _property("schema:accessModeSufficient", "textual,visual")
    if told:
        yield _property("schema:accessModeSufficient", "textual")
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    features += ["pageNavigation", "pageBreakMarkers"] if publication.pages else []
    features += ["alternativeText"] if pictured and told else []
    features += ["rubyAnnotations"] if _has_readings(publication) else []
    for feature in features:
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    yield _property("schema:accessibilitySummary", sayings(publication).summary)
    if told:
        yield _property("dcterms:conformsTo", CONFORMANCE)
        yield _property("a11y:certifiedBy", shown(publication.publisher or publication.name))


def _figures(publication: Publication) -> Iterator[Figure]:
    for page in publication.pages:
        yield from page_figures(page)
    for article in publication.articles:
        if not article.withdrawn:
            yield from article_figures(article)


def _has_readings(publication: Publication) -> bool:
    def read(said: Words) -> bool:
        return any(mark.mark is Mark.RUBY for mark in said.marks)

    live = [one for one in publication.articles if not one.withdrawn]
    return any(read(head.words) for one in live for head in one.heads) or any(
        read(block.words) for one in live for block in one.blocks
    )


def _manifest(bound: Bound) -> Iterator[Markup]:
    yield _item("nav", "nav.xhtml", "application/xhtml+xml", "nav")
    yield _item("style", STYLE, "text/css")
    for chapter in (*_around(bound.front), *bound.read, *_around(bound.last)):
        yield _item(chapter.name.partition(".")[0], chapter.name, "application/xhtml+xml")
    if bound.prints.cover:
        yield _item("cover-picture", bound.prints.cover.name, bound.prints.cover.kind, "cover-image")
    for at, one in enumerate(_prints(bound), start=1):
        yield _item(f"picture-{at:03}", one.name, one.kind)


def _prints(bound: Bound) -> Sequence[Print]:
    return tuple(bound.prints.by_file.values())


def _item(name: str, place: str, kind: str, properties: str = "") -> Markup:
    return tag("item", {"id": name, "href": place, "media-type": kind, "properties": properties or None})


def _around(chapter: Chapter | None) -> tuple[Chapter, ...]:
    return (chapter,) if chapter else ()


def _spine(bound: Bound) -> Markup:
    """Return the reading order; leaves turn to the right where the paper is bound so, or most of it is vertical."""
    names = ["cover", "nav"] if bound.front else ["nav"]
    names += [chapter.name.partition(".")[0] for chapter in (*bound.read, *_around(bound.last))]
    live = [one for one in bound.publication.articles if not one.withdrawn]
    vertical = sum(one.vertical for one in live)
    rightward = bound.publication.binding == "right" or vertical * 2 > len(live)
    order = {"page-progression-direction": "rtl" if rightward else "ltr"}
    return tag("spine", order, *(tag("itemref", {"idref": name}) for name in names))
