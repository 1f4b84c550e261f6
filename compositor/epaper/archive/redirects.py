"""Pages that stand where an article was: they lead to where it is now, or say that it is gone.

They need neither a server nor scripts (HTML, WHATWG 4.2.5.3, refresh), and search engines are told the one address that
counts (RFC 6596, canonical).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compositor.epaper.addresses import article_view, folder_name, href, issue_page
from compositor.epaper.archive.register import Register
from compositor.epaper.markup import Markup, element, joined
from compositor.epaper.shelf import Shelf
from compositor.epaper.sitefile import SiteFile

_RULES: Final = "default-src 'none'; style-src 'self'; img-src 'self' data:"
_MOVED: Final = {
    "Hant": ("已移至新址", "本文已移至："),
    "Hans": ("已移至新址", "本文已移至："),
}
_GONE: Final = {
    "Hant": ("本文已不在本期", "這一地址的文章已不在本期之中。", "前往本期"),
    "Hans": ("本文已不在本期", "这一地址的文章已不在本期之中。", "前往本期"),
}


def standing_in(shelf: Shelf, register: Register) -> Iterator[SiteFile]:
    """Yield a page for every address that once had an article and has none now, and for those of former names."""
    live = {(issue.folder, article.slug) for issue in shelf.issues for article in issue.articles}
    moved = _moved(shelf, live)
    for (folder, slug), (there, now, title) in moved.items():
        yield leading(shelf, article_view(folder, slug), article_view(there, now), title)
    slugs = register.slugs()
    for issue in shelf.issues:
        for slug in dict.fromkeys(slugs.get(issue.folder, ())):
            if (issue.folder, slug) not in live and (issue.folder, slug) not in moved:
                yield _gone(shelf, article_view(issue.folder, slug), issue.folder)


def _moved(shelf: Shelf, live: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return where each former name leads; what lives at an address keeps it, and of two the newer one leads there."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for issue in shelf.issues:
        for article in issue.articles:
            for name in article.formerly:
                before, _, slug = name.rpartition("/")
                old = (folder_name(before) if before else issue.folder, slug)
                if old not in live and old not in found:
                    found[old] = (issue.folder, article.slug, article.title)
    return found


def leading(shelf: Shelf, path: str, target: str, title: str) -> SiteFile:
    """Return a page that leads from one address to another."""
    head, words = _MOVED.get(shelf.script, _MOVED["Hant"])
    link = href(target, start=path)
    whole = f"{shelf.address}/{href(target, start='index.html')}" if shelf.address else link
    tags = (
        element("meta", {"http-equiv": "refresh", "content": f"0; url={link}"}),
        element("link", {"rel": "canonical", "href": whole}),
    )
    body = (element("p", None, words, element("a", {"href": link, "dir": "auto"}, title or target)),)
    return _page(shelf, path, head, (tags, body))


def _gone(shelf: Shelf, path: str, folder: str) -> SiteFile:
    head, words, lead = _GONE.get(shelf.script, _GONE["Hant"])
    tags = (element("meta", {"name": "robots", "content": "noindex"}),)
    link = element("a", {"href": href(issue_page(folder), start=path)}, lead)
    body = (element("p", None, words), element("p", None, link))
    return _page(shelf, path, head, (tags, body))


def _page(shelf: Shelf, path: str, title: str, parts: tuple[tuple[Markup, ...], tuple[Markup, ...]]) -> SiteFile:
    tags, body = parts
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _RULES}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", None, f"{title} – {shelf.name}"),
        element("link", {"rel": "stylesheet", "href": href("assets/site.css", start=path)}),
        *tags,
    )
    main = element("main", {"id": "main"}, element("h1", None, title), *body)
    whole = element("html", {"lang": shelf.language}, head, element("body", {"class": "moved-view"}, main))
    return SiteFile(path, joined((Markup("<!doctype html>\n"), whole, Markup("\n"))).encode("utf-8"))
