"""A site small enough to be cut off at every step: a page for each article, one for each page, one for the root."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compositor.epaper.addresses import article_view, issue_page, page_picture, page_view
from compositor.epaper.archive.adding import Coming, Rooms
from compositor.epaper.feeds import root_feeds, story_files
from compositor.epaper.markup import element
from compositor.epaper.publication import Publication
from compositor.epaper.shelf import Shelf
from compositor.epaper.sitefile import SiteFile


def _html(path: str, *children: str) -> SiteFile:
    return SiteFile(path, element("html", None, *children).encode())


def issue_files(publication: Publication, shelf: Shelf) -> Iterator[SiteFile]:
    folder = publication.folder
    before, after = shelf.beside(folder)
    beside = (element("a", {"href": f"../{one.folder}/index.html"}, one.date) for one in (before, after) if one)
    yield _html(issue_page(folder), *beside)
    for page in publication.pages:
        links = (element("a", {"href": f"story-{slug}.html"}, slug) for slug in page.articles)
        picture = element(
            "img",
            {"src": f"pages/{page.name}.webp", "data-levels": '[{"path":"pages/"}]', "data-words": "../assets/w.js"},
        )
        yield _html(page_view(folder, page.name), picture, *links)
    for article in publication.articles:
        words = [block.words.text for block in article.blocks] if not article.notice else [article.notice.words]
        back = element("a", {"href": f"page-{article.page}.html#a"}, article.page)
        yield _html(article_view(folder, article.slug), article.title, back, *words)


def root_files(shelf: Shelf) -> Iterator[SiteFile]:
    links = (
        element("a", {"href": article_view(one.folder, article.slug)}, article.title)
        for one in shelf.issues
        for article in one.articles
    )
    yield _html("index.html", *links)
    for year in sorted({one.date[:4] for one in shelf.issues}):
        yield _html(f"calendar-{year}.html", *(one.date for one in shelf.issues if one.date[:4] == year))


ROOMS = Rooms(
    issue_files, root_files, lambda: (SiteFile("assets/site.css", b"p{margin:0}\n"),), root_feeds, story_files
)


def coming(publication: Publication) -> Coming:
    folder = publication.folder
    return Coming(
        publication,
        [SiteFile(page_picture(folder, page.name), f"{folder} {page.name}".encode()) for page in publication.pages],
    )


def tree(root: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
