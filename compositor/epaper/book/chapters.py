"""The chapters of the book: a page, then each article that begins on it; a cover before them, the imprint behind.

XHTML of EPUB 3.3 section 6.1, with the roles of DPUB-ARIA 1.1; pages of print are marked where they begin (EPUB
Accessibility 1.1, 4.2 page navigation).
"""

from __future__ import annotations

from collections.abc import Iterator

from compositor.epaper.book.pictures import Prints, page_figures
from compositor.epaper.markup import Attribute, Markup, element, joined, shown
from compositor.epaper.prose import Dress, body, figure, heading, notice, source
from compositor.epaper.publication import Article, Publication, PublishedPage
from compositor.epaper.sayings import named, sayings
from compositor.epaper.xmlmarkup import document
from compositor.records import dataclass

STYLE = "book.css"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the book that is read: its name, what it is called, its bytes, whether it is one of a page's."""

    name: str
    title: str
    content: bytes
    page: str = ""
    """The label of the page that it is, else ''."""
    article: str = ""
    """The slug of the article that it is, else ''."""


def sheet(publication: Publication, title: str, *children: str, upright: bool = False) -> bytes:
    """Return a document of the book."""
    told: dict[str, Attribute] = {
        "xmlns": "http://www.w3.org/1999/xhtml",
        "xmlns:epub": "http://www.idpf.org/2007/ops",
        "lang": publication.language or None,
        "xml:lang": publication.language or None,
        "class": "upright" if upright else None,
    }
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("title", {}, shown(title)),
        element("link", {"rel": "stylesheet", "type": "text/css", "href": STYLE}),
    )
    return document(element("html", told, head, element("body", {}, *children)), before="<!DOCTYPE html>\n")


def page_name(page: PublishedPage) -> str:
    """Return what a page is called: 01 要聞."""
    return f"{page.label} {page.section}".strip()


def chapters(publication: Publication, prints: Prints) -> tuple[Chapter, ...]:
    """Return the chapters in reading order: withdrawn articles aren't among them."""
    told = {article.slug: article for article in publication.articles if not article.withdrawn}
    names = {slug: f"story-{at:03}.xhtml" for at, slug in enumerate(told, start=1)}
    known = {page.label for page in publication.pages}
    found: list[Chapter] = []
    for at, page in enumerate(publication.pages, start=1):
        found.append(_page_chapter(publication, page, f"page-{at:03}.xhtml", names, prints))
        found += [
            _article_chapter(publication, article, names[slug], prints)
            for slug, article in told.items()
            if article.page == page.label or (at == len(publication.pages) and article.page not in known)
        ]
    return tuple(found)


def _page_chapter(
    publication: Publication, page: PublishedPage, name: str, names: dict[str, str], prints: Prints
) -> Chapter:
    """Return a page: its pictures that belong to no article, and what stands on it, also what began on another."""
    says = sayings(publication)
    dress = Dress(says, prints.place, book=True)
    marker: dict[str, Attribute] = {"epub:type": "pagebreak", "role": "doc-pagebreak", "id": "page"}
    titles = {article.slug: article.title or article.slug for article in publication.articles}
    links = [
        element("li", {}, element("a", {"href": names[slug]}, titles[slug])) for slug in page.articles if slug in names
    ]
    inside = [
        element("span", {**marker, "aria-label": page.label}),
        element("h1", {}, page_name(page)),
        *(figure(one, dress) for one in page_figures(page)),
    ]
    if links:
        inside.append(element("section", {"aria-label": says.articles}, element("ol", {"class": "standing"}, *links)))
    return Chapter(name, page_name(page), sheet(publication, page_name(page), *inside), page=page.label)


def _article_chapter(publication: Publication, article: Article, name: str, prints: Prints) -> Chapter:
    dress = Dress(sayings(publication), prints.place, book=True, upright=article.vertical).for_notes_of(article)
    printed = element("footer", {}, source(publication, article, dress))
    inside = element("article", {}, notice(article, dress), heading(article, dress), body(article, dress), printed)
    title = article.title or article.slug
    content = sheet(publication, title, inside, upright=article.vertical)
    return Chapter(name, title, content, article=article.slug)


def cover(publication: Publication, prints: Prints) -> Chapter | None:
    """Return the cover: the first page as it was printed; None where there is no picture of it."""
    if prints.cover is None:
        return None
    alt = sayings(publication).cover.format(f"{named(publication)} {page_name(publication.pages[0])}")
    told: dict[str, Attribute] = {"epub:type": "cover", "aria-label": named(publication)}
    picture = element("img", {"src": prints.cover.name, "alt": alt, "role": "doc-cover"})
    content = sheet(
        publication, named(publication), element("section", told, element("p", {"class": "cover"}, picture))
    )
    return Chapter("cover.xhtml", named(publication), content)


def colophon(publication: Publication) -> Chapter | None:
    """Return the imprint; None where the paper has none."""
    if not publication.imprint:
        return None
    title = sayings(publication).colophon
    rows = [joined([element("dt", {}, label), element("dd", {}, said)]) for label, said in publication.imprint]
    told: dict[str, Attribute] = {"epub:type": "colophon", "role": "doc-colophon", "aria-label": title}
    section = element("section", told, element("h1", {}, title), element("dl", {}, *rows))
    return Chapter("colophon.xhtml", title, sheet(publication, title, section))


def contents(publication: Publication, read: tuple[Chapter, ...], front: Chapter | None, last: Chapter | None) -> bytes:
    """Return the contents: by page and article, a list of pages, landmarks (EPUB 3.3 7)."""
    says = sayings(publication)
    tail = [_entry(last)] if last else []
    if not read and not last:
        tail = [element("li", {}, element("a", {"href": "nav.xhtml"}, named(publication)))]
    toc: dict[str, Attribute] = {"epub:type": "toc", "role": "doc-toc", "id": "toc"}
    pages = [element("li", {}, element("a", {"href": f"{one.name}#page"}, one.page)) for one in read if one.page]
    listed: dict[str, Attribute] = {"epub:type": "page-list", "role": "doc-pagelist", "hidden": "hidden"}
    marks = [("cover", front.name, front.title)] if front else []
    marks += [("toc", "nav.xhtml#toc", says.contents)]
    marks += [("bodymatter", read[0].name, read[0].title)] if read else []
    landmarks = [element("li", {}, element("a", {"epub:type": kind, "href": to}, name)) for kind, to, name in marks]
    whole = joined(
        [
            element("nav", toc, element("h1", {}, says.contents), element("ol", {}, *_by_page(read), *tail)),
            *([element("nav", listed, element("h2", {}, says.pages), element("ol", {}, *pages))] if pages else []),
            element("nav", {"epub:type": "landmarks", "hidden": "hidden"}, element("ol", {}, *landmarks)),
        ]
    )
    return sheet(publication, says.contents, whole)


def _entry(chapter: Chapter, *under: Markup) -> Markup:
    inside = [element("ol", {}, *under)] if under else []
    return element("li", {}, element("a", {"href": chapter.name}, chapter.title), *inside)


def _by_page(read: tuple[Chapter, ...]) -> Iterator[Markup]:
    at = 0
    while at < len(read):
        end = at + 1
        while end < len(read) and read[end].article:
            end += 1
        yield _entry(read[at], *(_entry(one) for one in read[at + 1 : end]))
        at = end
