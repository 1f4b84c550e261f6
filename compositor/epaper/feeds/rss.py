"""RSS 2.0 (RSS Advisory Board, RSS 2.0 Specification 2.0.11, and its Best Practices Profile)."""

from __future__ import annotations

from compositor.epaper.feeds.entry import Entry, Feed
from compositor.epaper.feeds.stamps import absolute, mail_stamp, stamp
from compositor.epaper.markup import Markup, shown, words
from compositor.epaper.xmlmarkup import document, tag, written

_SPACES = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


def rss(feed: Feed, path: str) -> bytes:
    """Return the feed as it lies at ``path``; the paper has to have an address (RSS 2.0 <link>: a URL with a scheme).

    A summary is HTML in RSS: words are escaped as HTML, then as XML.
    """
    own = {"href": absolute(feed.shelf.address, path), "rel": "self", "type": "application/rss+xml"}
    changed = feed.changed
    head = [
        tag("title", {}, feed.title),
        tag("link", {}, feed.home),
        tag("description", {}, written(words(feed.summary))),
        tag("language", {}, shown(feed.shelf.language)),
        *([tag("pubDate", {}, mail_stamp(feed.entries[0].published))] if feed.entries else []),
        *([tag("lastBuildDate", {}, mail_stamp(changed))] if changed else []),
        tag("generator", {}, "compositor"),
        tag("docs", {}, "https://www.rssboard.org/rss-specification"),
        tag("atom:link", own),
    ]
    return document(tag("rss", _SPACES, tag("channel", {}, *head, *(_item(one) for one in feed.entries))))


def _item(entry: Entry) -> Markup:
    """Return an item; its guid is the article's permanent name, which stays when the site moves."""
    section = entry.article.section
    return tag(
        "item",
        {},
        tag("title", {}, entry.title),
        tag("link", {}, entry.address),
        tag("guid", {"isPermaLink": "false"}, entry.name),
        tag("pubDate", {}, mail_stamp(entry.published)),
        *([tag("dc:creator", {}, entry.author)] if entry.author else []),
        *([tag("category", {}, section)] if section else []),
        *([tag("atom:updated", {}, stamp(entry.changed))] if entry.article.notice else []),
        *([tag("description", {}, written(words(entry.summary)))] if entry.summary else []),
        tag("content:encoded", {}, written(entry.html)),
    )
