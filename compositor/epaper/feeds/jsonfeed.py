"""JSON Feed 1.1 (jsonfeed.org, version 1.1)."""

from __future__ import annotations

import json

from compositor.epaper.feeds.entry import Entry, Feed
from compositor.epaper.feeds.stamps import absolute, stamp
from compositor.epaper.markup import shown
from compositor.epaper.xmlmarkup import written


def json_feed(feed: Feed, path: str) -> bytes:
    """Return the feed as it lies at ``path``; the paper has to have an address."""
    here = feed.shelf
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": absolute(here.address, path),
        "description": feed.summary,
        "language": shown(here.language),
        "authors": [{"name": feed.title, "url": feed.home}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, object]:
    told: dict[str, object] = {
        "id": entry.name,
        "url": entry.address,
        "title": entry.title,
        "content_html": written(entry.html),
        "summary": entry.summary,
        "image": entry.picture,
        "date_published": stamp(entry.published),
        "date_modified": stamp(entry.changed) if entry.article.notice else "",
        "authors": [{"name": entry.author}] if entry.author else [],
        "tags": [shown(entry.article.section)] if entry.article.section else [],
        "language": shown(entry.publication.language),
    }
    return {key: value for key, value in told.items() if value}
