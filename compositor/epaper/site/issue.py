"""The files of an issue in the site: its pages at a glance and its articles; the views of its pages and articles."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.epaper.addresses import issue_book, issue_page, issue_pdf, page_view
from compositor.epaper.feeds import issue_tags
from compositor.epaper.markup import Markup, element
from compositor.epaper.publication import Article, Publication, PublishedPage
from compositor.epaper.shelf import Shelf, Shelved
from compositor.epaper.site.article import article_file
from compositor.epaper.site.frame import Contents, Sheet, issue_name, section, turns, written
from compositor.epaper.site.page import page_file, title_link
from compositor.epaper.site.strip import page_name, small_picture
from compositor.epaper.sitefile import SiteFile


def issue_files(publication: Publication, shelf: Shelf) -> Iterator[SiteFile]:
    """Yield the HTML of an issue. Only the first file depends on the shelf: on the issues before and after it."""
    yield issue_file(publication, shelf)
    for page in publication.pages:
        yield page_file(publication, page)
    for article in publication.articles:
        yield article_file(publication, article)


def issue_file(publication: Publication, shelf: Shelf) -> SiteFile:
    """Return an issue's own page: what changes of an issue when another one comes before or after it."""
    sheet = Sheet(issue_page(publication.folder), publication, publication.date)
    name = issue_name(sheet, publication.date, publication.number, publication.edition)
    main = [
        element("div", {"class": "issue-head"}, element("h1", None, *name), _turns(sheet, publication, shelf)),
        _pages(sheet, publication),
        _contents(sheet, publication),
        element("ul", {"class": "files"}, *_files(sheet, publication)),
    ]
    return written(
        sheet, Contents((publication.date, publication.edition), main, "issue-view", issue_tags(publication))
    )


def _turns(sheet: Sheet, publication: Publication, shelf: Shelf) -> Markup:
    before, after = shelf.beside(publication.folder)
    pairs = [("previous-issue", *_way(before)), ("next-issue", *_way(after))]
    return turns(sheet, "issue-turn", pairs)


def _way(shelved: Shelved | None) -> tuple[str, str]:
    if shelved is None:
        return "", ""
    return issue_page(shelved.folder), " ".join(one for one in (shelved.date, shelved.edition) if one)


def _files(sheet: Sheet, publication: Publication) -> Iterator[Markup]:
    for target, key in ((issue_pdf(publication.folder), "issue-pdf"), (issue_book(publication.folder), "issue-epub")):
        yield element("li", None, sheet.said_link(target, key))


def _pages(sheet: Sheet, publication: Publication) -> Markup:
    """Return the pages as pictures, in the order in which they are turned."""
    items = [
        element(
            "li",
            None,
            sheet.link(
                page_view(publication.folder, page.name),
                small_picture(sheet, publication, page, eager=at < 4),
                page_name(sheet, page),
            ),
        )
        for at, page in enumerate(publication.pages)
    ]
    kind = "sheets from-right" if publication.binding == "right" else "sheets"
    return section(sheet.wording, "pages", element("ol", {"class": kind}, *items), kind="pages")


def _contents(sheet: Sheet, publication: Publication) -> Markup:
    """Return the articles by the page on which each begins."""
    parts = []
    for page in publication.pages:
        begun = [article for article in publication.articles if article.page == page.label]
        if begun:
            parts.append(_begun(sheet, publication, page, begun))
    labels = {page.label for page in publication.pages}
    if rest := [article for article in publication.articles if article.page not in labels]:
        parts.append(element("ol", {"class": "titles"}, *_titles(sheet, publication, rest)))
    return section(sheet.wording, "contents", *parts, kind="contents")


def _begun(sheet: Sheet, publication: Publication, page: PublishedPage, begun: list[Article]) -> Markup:
    head = element("h3", None, sheet.link(page_view(publication.folder, page.name), page_name(sheet, page)))
    return element("section", None, head, element("ol", {"class": "titles"}, *_titles(sheet, publication, begun)))


def _titles(sheet: Sheet, publication: Publication, articles: list[Article]) -> Iterator[Markup]:
    for article in articles:
        yield element("li", None, title_link(sheet, publication, article))
