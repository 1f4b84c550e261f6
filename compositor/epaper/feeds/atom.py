"""Atom (RFC 4287), with what was withdrawn as deleted entries (RFC 6721). It needs no address of the site's."""

from __future__ import annotations

from compositor.epaper.feeds.entry import Entry, Feed
from compositor.epaper.feeds.stamps import absolute, issued, paper_name, stamp
from compositor.epaper.markup import Markup, shown
from compositor.epaper.xmlmarkup import document, tag, written


def atom(feed: Feed, path: str) -> bytes:
    """Return the feed as it lies at ``path`` from the root.

    Without an address its links are relative to where it lies (RFC 4287 2, xml:base), and it has no link to itself.
    """
    here = feed.shelf
    told = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": shown(here.language) or None}
    if feed.gone:
        told["xmlns:at"] = "http://purl.org/atompub/tombstones/1.0"
    if here.address:
        links = [
            tag("link", {"rel": "self", "type": "application/atom+xml", "href": absolute(here.address, path)}),
            tag("link", {"rel": "alternate", "type": "text/html", "href": feed.home}),
        ]
    else:
        links = [tag("link", {"rel": "alternate", "type": "text/html", "href": "index.html"})]
    moment = feed.changed or issued("1970-01-01", "+00:00")
    head = [
        tag("id", {}, paper_name(here.paper)),
        tag("title", {}, feed.title),
        *([tag("subtitle", {}, feed.summary)] if feed.latest else []),
        tag("updated", {}, stamp(moment)),
        tag("author", {}, tag("name", {}, feed.title or here.paper)),
        tag("generator", {}, "compositor"),
        *links,
    ]
    entries = [_entry(one) for one in feed.entries]
    return document(tag("feed", told, *head, *entries, *(_gone(*one) for one in feed.gone)))


def _entry(entry: Entry) -> Markup:
    section = entry.article.section
    link = entry.address or entry.path
    return tag(
        "entry",
        {},
        tag("id", {}, entry.name),
        tag("title", {}, entry.title),
        tag("link", {"rel": "alternate", "type": "text/html", "href": link}),
        tag("published", {}, stamp(entry.published)),
        tag("updated", {}, stamp(entry.changed)),
        *([tag("author", {}, tag("name", {}, entry.author))] if entry.author else []),
        *([tag("category", {"term": section})] if section else []),
        *([tag("summary", {}, entry.summary)] if entry.summary else []),
        tag("content", {"type": "html"}, written(entry.html)),
    )


def _gone(name: str, when: str, why: str) -> Markup:
    return tag("at:deleted-entry", {"ref": name, "when": when}, tag("at:comment", {}, why))
