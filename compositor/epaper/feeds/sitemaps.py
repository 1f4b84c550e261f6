"""Sitemaps (sitemaps.org protocol 0.9): an index by year, and news of the last two days (Google's news extension)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final
from urllib.parse import quote

from compositor.epaper.addresses import article_view, issue_page, page_view
from compositor.epaper.feeds.entry import Entry
from compositor.epaper.feeds.stamps import issued, noticed, stamp
from compositor.epaper.markup import Markup, shown, words
from compositor.epaper.publication import NoticeKind, Publication
from compositor.epaper.shelf import Shelf, Shelved
from compositor.epaper.sitefile import SiteFile
from compositor.epaper.xmlmarkup import document, tag

SITEMAP: Final = "sitemap.xml"
NEWS_SITEMAP: Final = "news-sitemap.xml"
MOST_URLS: Final = 50_000
"""How many addresses a sitemap may hold (sitemaps.org protocol)."""
MOST_NEWS: Final = 1_000
"""How many articles a news sitemap may hold (Google Search Central, news sitemaps)."""

_SPACE: Final = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_NEWS: Final = {**_SPACE, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}


def year_sitemaps(shelf: Shelf) -> Iterator[SiteFile]:
    """Yield the index of sitemaps and those of each year, the newest first; of a large year in parts.

    All years are written anew with every issue, ten of them 300 000 addresses: each is written at once, not built of
    elements, which took five times as long.
    """
    root = words(f"{shelf.address.rstrip('/')}/")
    parts = []
    for year, issues in groupby(shelf.issues, key=lambda one: one.date[:4]):
        places = [one for issue in issues for one in _addresses(shelf, issue)]
        for at in range(0, len(places), MOST_URLS):
            part = places[at : at + MOST_URLS]
            path = f"sitemap-{year}{f'-{at // MOST_URLS + 1}' if at else ''}.xml"
            parts.append(_place("sitemap", root, path, max(changed for _, changed in part)))
            told = Markup("".join([_place("url", root, *one) for one in part]))
            yield SiteFile(path, document(tag("urlset", _SPACE, told)))
    yield SiteFile(SITEMAP, document(tag("sitemapindex", _SPACE, Markup("".join(parts)))))


def _place(name: str, root: str, path: str, changed: str) -> str:
    """Return a place in a sitemap; ``root`` is escaped, ``path`` is in the letters of URLs, which need no escape."""
    return f"<{name}><loc>{root}{path}</loc><lastmod>{changed}</lastmod></{name}>"


def _addresses(shelf: Shelf, issue: Shelved) -> Iterator[tuple[str, str]]:
    """Yield what an issue has, each with the date on which it last changed; withdrawn articles aren't in it."""
    notices = [one.notice.at for one in issue.articles if one.notice]
    first = issued(issue.date, shelf.timezone)
    last = max([first, *(noticed(at, first) for at in notices)]) if notices else first
    day = words(issue.date)
    yield quote(issue_page(issue.folder)), _day(last)
    for page in issue.pages:
        yield quote(page_view(issue.folder, page.name)), day
    for one in issue.articles:
        if one.notice is None:
            yield quote(article_view(issue.folder, one.slug)), day
        elif one.notice.kind is not NoticeKind.WITHDRAWN:
            yield quote(article_view(issue.folder, one.slug)), _day(noticed(one.notice.at, first))


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def news_sitemap(shelf: Shelf, latest: Sequence[Publication]) -> SiteFile:
    """Return the articles of the last two days, counted from the newest issue's date."""
    newest = max((one.date for one in latest), default="")
    since = (date.fromisoformat(newest) - timedelta(days=1)).isoformat() if newest else ""
    here = [replace(one, address=shelf.address) for one in latest if one.date >= since]
    recent = sorted(here, key=lambda one: one.date, reverse=True)
    entries = [Entry(one, issue) for issue in recent for one in issue.articles if not one.withdrawn]
    told = [_news(shelf, entry) for entry in entries[:MOST_NEWS]]
    return SiteFile(NEWS_SITEMAP, document(tag("urlset", _NEWS, *told)))


def _news(shelf: Shelf, entry: Entry) -> Markup:
    paper = tag(
        "news:publication", {}, tag("news:name", {}, shown(shelf.name)), tag("news:language", {}, _language(shelf))
    )
    news = tag(
        "news:news",
        {},
        paper,
        tag("news:publication_date", {}, stamp(entry.published)),
        tag("news:title", {}, entry.title),
    )
    return tag("url", {}, tag("loc", {}, entry.address), tag("lastmod", {}, stamp(entry.changed)), news)


def _language(shelf: Shelf) -> str:
    """Return the language as Google's news sitemaps have it: zh-cn and zh-tw for Chinese, else ISO 639."""
    if shelf.language.split("-")[0].lower() != "zh":
        return shelf.language.split("-")[0].lower()
    return "zh-cn" if shelf.script == "Hans" else "zh-tw"
