"""What the <head> of the site's pages says to other programs: JSON-LD, Open Graph, cards, citations, feeds.

The page itself has its title, character set, viewport and styles. Nothing here is shown, and no script runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from compositor.epaper.addresses import (
    article_view,
    href,
    issue_book,
    issue_page,
    news_file,
    page_pdf,
    page_picture,
    page_view,
    text_file,
)
from compositor.epaper.feeds.entry import Entry
from compositor.epaper.feeds.linked import article as linked_article
from compositor.epaper.feeds.linked import page as linked_page
from compositor.epaper.feeds.linked import whole_issue
from compositor.epaper.feeds.ninjs import pages
from compositor.epaper.feeds.stamps import absolute, issue_name, published, stamp
from compositor.epaper.markup import Markup, element, joined, json_block
from compositor.epaper.publication import Article, Publication, PublishedPage
from compositor.epaper.sayings import named

SHARED: tuple[int, int] = (1200, 630)
"""The size in pixels of pictures that stand for articles where they are shared (Open Graph, 1.91 to 1)."""

_LOCALES = {("Hans", "CN"): "zh_CN", ("Hant", "TW"): "zh_TW", ("Hant", "HK"): "zh_HK"}


def head_tags(article: Article, publication: Publication) -> Markup:
    """Return what the <head> of an article's page says; of a withdrawn one nothing but its notice, and no indexing."""
    start = article_view(publication.folder, article.slug)
    if article.withdrawn:
        words = article.notice.words if article.notice else ""
        return joined([_meta("robots", "noindex"), _meta("description", words)], "\n")
    entry = Entry(article, publication)
    tags = [
        *_described(entry.summary, entry.address),
        *([_meta("author", entry.author)] if entry.author else []),
        *_alternates(entry, start),
        *_graph(entry),
        *_citation(entry),
        *_dublin(entry),
        json_block("application/ld+json", linked_article(entry)),
    ]
    return joined(tags, "\n")


def page_tags(page: PublishedPage, publication: Publication) -> Markup:
    """Return what the <head> of a page's view says."""
    start = page_view(publication.folder, page.name)
    name = f"{named(publication)} {page.label} {page.section}".strip()
    pdf = {"rel": "alternate", "type": "application/pdf", "href": _to(page_pdf(publication.folder, page.name), start)}
    tags = [
        *_described(name, _at(publication, start)),
        element("link", pdf),
        *_feeds(publication, start),
        *_card(publication, name, _at(publication, start), page),
        json_block("application/ld+json", linked_page(publication, page)),
    ]
    return joined(tags, "\n")


def issue_tags(publication: Publication) -> Markup:
    """Return what the <head> of an issue's page says."""
    start = issue_page(publication.folder)
    name = named(publication)
    book = {"rel": "alternate", "type": "application/epub+zip", "href": _to(issue_book(publication.folder), start)}
    tags = [
        *_described(name, _at(publication, start)),
        element("link", book),
        *_feeds(publication, start),
        *_card(publication, name, _at(publication, start), *publication.pages[:1]),
        json_block("application/ld+json", whole_issue(publication)),
    ]
    return joined(tags, "\n")


def _meta(name: str, content: str) -> Markup:
    return element("meta", {"name": name, "content": content})


def _property(name: str, content: str) -> Markup:
    return element("meta", {"property": name, "content": content})


def _to(target: str, start: str) -> str:
    return href(target, start=start)


def _at(publication: Publication, path: str) -> str:
    return absolute(publication.address, path) if publication.address else ""


def _described(words: str, address: str) -> Iterator[Markup]:
    if words:
        yield _meta("description", words)
    if address:
        yield element("link", {"rel": "canonical", "href": address})


def _feeds(publication: Publication, start: str) -> Iterator[Markup]:
    """Yield the links by which readers find the feeds (RFC 4287; RSS Autodiscovery)."""
    kinds = [("application/atom+xml", "atom.xml", "Atom")]
    if publication.address:
        kinds += [("application/rss+xml", "rss.xml", "RSS"), ("application/feed+json", "feed.json", "JSON Feed")]
    for kind, path, title in kinds:
        told = {"rel": "alternate", "type": kind, "title": f"{publication.name} {title}"}
        yield element("link", {**told, "href": _to(path, start)})


def _alternates(entry: Entry, start: str) -> Iterator[Markup]:
    folder, slug = entry.publication.folder, entry.article.slug
    kinds = [
        ("text/plain", text_file(folder, slug)),
        ("application/json", news_file(folder, slug, "json")),
        ("application/nitf+xml", news_file(folder, slug, "xml")),
    ]
    for kind, path in kinds:
        yield element("link", {"rel": "alternate", "type": kind, "href": _to(path, start)})
    yield from _feeds(entry.publication, start)


def _graph(entry: Entry) -> Iterator[Markup]:
    """Yield Open Graph's words (ogp.me) and cards'; pictures and addresses only where the site has an address."""
    publication = entry.publication
    yield _property("og:type", "article")
    yield _property("og:title", entry.title)
    yield _property("og:site_name", publication.name)
    if entry.summary:
        yield _property("og:description", entry.summary)
    if locale := _LOCALES.get((publication.script, publication.region)):
        yield _property("og:locale", locale)
    if entry.address:
        yield _property("og:url", entry.address)
    yield _property("article:published_time", stamp(entry.published))
    if entry.article.notice:
        yield _property("article:modified_time", stamp(entry.changed))
    if entry.article.section:
        yield _property("article:section", entry.article.section)
    if entry.picture:
        yield _property("og:image", entry.picture)
        yield _property("og:image:type", "image/jpeg")
        yield _property("og:image:width", str(SHARED[0]))
        yield _property("og:image:height", str(SHARED[1]))
        yield _property("og:image:alt", entry.title)
    yield _meta("twitter:card", "summary_large_image" if entry.picture else "summary")


def _card(publication: Publication, name: str, address: str, *pages: PublishedPage) -> Iterator[Markup]:
    """Yield the same of pages and issues; the picture is that of the page."""
    yield _property("og:type", "website")
    yield _property("og:title", name)
    yield _property("og:site_name", publication.name)
    if address:
        yield _property("og:url", address)
        for page in pages:
            yield _property("og:image", _at(publication, page_picture(publication.folder, page.name)))
            yield _property("og:image:type", "image/webp")
            yield _property("og:image:alt", name)
    yield _meta("twitter:card", "summary")


def _citation(entry: Entry) -> Iterator[Markup]:
    """Yield Highwire Press tags, which Google Scholar and reference managers read."""
    publication = entry.publication
    labels = pages(entry)
    yield _meta("citation_title", entry.article.title or entry.title)
    if entry.author:
        yield _meta("citation_author", entry.author)
    yield _meta("citation_journal_title", publication.name)
    if publication.publisher:
        yield _meta("citation_publisher", publication.publisher)
    yield _meta("citation_publication_date", publication.date.replace("-", "/"))
    if publication.number:
        yield _meta("citation_issue", str(publication.number))
    yield _meta("citation_firstpage", labels[0])
    yield _meta("citation_lastpage", labels[-1])
    yield _meta("citation_language", publication.language)
    if entry.address:
        yield _meta("citation_public_url", entry.address)
        if pdf := _first_page(entry):
            yield _meta("citation_pdf_url", absolute(publication.address, pdf))


def _first_page(entry: Entry) -> str:
    publication = entry.publication
    named_pages = [page for page in publication.pages if page.label == entry.article.page]
    return page_pdf(publication.folder, named_pages[0].name) if named_pages else ""


def _dublin(entry: Entry) -> Iterator[Markup]:
    """Yield Dublin Core's words in HTML (DC-HTML)."""
    publication = entry.publication
    yield element("link", {"rel": "schema.DC", "href": "http://purl.org/dc/elements/1.1/"})
    yield element("link", {"rel": "schema.DCTERMS", "href": "http://purl.org/dc/terms/"})
    yield _meta("DC.title", entry.article.title or entry.title)
    if entry.author:
        yield _meta("DC.creator", entry.author)
    if publication.publisher:
        yield _meta("DC.publisher", publication.publisher)
    yield _meta("DC.date", publication.date)
    yield _meta("DC.type", "Text")
    yield _meta("DC.format", "text/html")
    yield _meta("DC.language", publication.language)
    yield _meta("DC.identifier", entry.address or entry.name)
    yield _meta("DC.source", f"{publication.name} {publication.date}")
    if entry.article.section:
        yield _meta("DC.subject", entry.article.section)
    yield _meta("DCTERMS.isPartOf", issue_name(publication.paper, publication.folder))
    yield _meta("DCTERMS.issued", stamp(published(publication)))
    if entry.article.notice:
        yield _meta("DCTERMS.modified", stamp(entry.changed))
