"""Feeds and records for other programs: RSS, Atom, JSON Feed, sitemaps, ninjs, NITF, text, and what heads say.

What needs absolute addresses is made only where the paper has one (``epaper: {address: …}``): RSS, JSON Feed and
sitemaps. Atom, ninjs, NITF and text have permanent names of their own (urn:uuid) and are always made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from compositor.epaper.addresses import news_file, text_file
from compositor.epaper.feeds.atom import atom
from compositor.epaper.feeds.entry import Entry, Feed
from compositor.epaper.feeds.heads import SHARED, head_tags, issue_tags, page_tags
from compositor.epaper.feeds.jsonfeed import json_feed
from compositor.epaper.feeds.ninjs import ninjs
from compositor.epaper.feeds.nitf import nitf
from compositor.epaper.feeds.plaintext import plain_text
from compositor.epaper.feeds.rss import rss
from compositor.epaper.feeds.sitemaps import news_sitemap, year_sitemaps
from compositor.epaper.publication import Publication
from compositor.epaper.shelf import Shelf
from compositor.epaper.sitefile import SiteFile

__all__ = ["SHARED", "head_tags", "issue_tags", "page_tags", "root_feeds", "story_files"]


def root_feeds(shelf: Shelf, latest: Sequence[Publication]) -> Iterator[SiteFile]:
    """Yield the feeds of a site at its root, from the newest issues (``shelf.MOST_LATEST`` of them) and the shelf."""
    feed = Feed.of(shelf, latest)
    yield SiteFile("atom.xml", atom(feed, "atom.xml"))
    if not shelf.address:
        return
    yield SiteFile("rss.xml", rss(feed, "rss.xml"))
    yield SiteFile("feed.json", json_feed(feed, "feed.json"))
    yield from year_sitemaps(shelf)
    yield news_sitemap(shelf, latest)


def story_files(publication: Publication) -> Iterator[SiteFile]:
    """Yield each article as text, ninjs and NITF; of a withdrawn one nothing."""
    folder = publication.folder
    for article in publication.articles:
        if article.withdrawn:
            continue
        entry = Entry(article, publication)
        yield SiteFile(text_file(folder, article.slug), partial(plain_text, entry))
        yield SiteFile(news_file(folder, article.slug, "json"), partial(ninjs, entry))
        yield SiteFile(news_file(folder, article.slug, "xml"), partial(nitf, entry))
