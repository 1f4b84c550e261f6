"""An article as ninjs 3.0 (IPTC, News in JSON 3.0, November 2024)."""

from __future__ import annotations

import json
from typing import Final

from compositor.epaper.feeds.entry import Entry
from compositor.epaper.feeds.plaintext import plain_text
from compositor.epaper.feeds.stamps import absolute, issue_name, stamp
from compositor.epaper.markup import shown
from compositor.epaper.publication import Figure, Kind, Publication
from compositor.epaper.xmlmarkup import written

_ROLES: Final = {"headline": "main", "deck": "subtitle", "kicker": "kicker", "standing_head": "standing"}
_STANDARD: Final = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
_KINDS: Final = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def ninjs(entry: Entry) -> bytes:
    """Return an article, whole, as a ninjs object; its version is 1, and 2 once it was corrected."""
    article, issue = entry.article, entry.publication
    corrected = article.notice is not None
    told: dict[str, object] = {
        "uri": entry.name,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "version": "2" if corrected else "1",
        "firstCreated": stamp(entry.published),
        "versionCreated": stamp(entry.changed),
        "contentCreated": stamp(entry.published),
        "pubStatus": "usable",
        "language": shown(issue.language),
        "title": entry.title,
        "slugline": shown(article.slug),
        "by": entry.author,
        "copyrightHolder": shown(issue.publisher),
        "headlines": _headlines(entry),
        "descriptions": _descriptions(entry),
        "bodies": _bodies(entry),
        "subjects": [{"name": shown(article.section), "rel": "section"}] if article.section else [],
        "infoSources": [{"name": shown(issue.name), "literal": shown(issue.paper)}],
        "altIds": [
            {"role": "issue", "value": issue_name(issue.paper, issue.folder)},
            *({"role": "page", "value": shown(label)} for label in pages(entry)),
            *([{"role": "web", "value": entry.address}] if entry.address else []),
        ],
        "associations": _associations(entry),
    }
    return (json.dumps({key: one for key, one in told.items() if one}, ensure_ascii=False, indent=1) + "\n").encode()


def pages(entry: Entry) -> tuple[str, ...]:
    """Return the labels of the pages on which an article stands, in its order."""
    return tuple(dict.fromkeys([entry.article.page, *(zone.page for zone in entry.article.zones)]))


def _headlines(entry: Entry) -> list[dict[str, str]]:
    told = [
        {"role": _ROLES[head.name], "contentType": "text/plain", "value": shown(" ".join(head.words.text.split()))}
        for head in entry.article.heads
        if head.name in _ROLES and head.words.text.strip()
    ]
    return told or [{"role": "main", "contentType": "text/plain", "value": entry.title}]


def _descriptions(entry: Entry) -> list[dict[str, str]]:
    told = [{"role": "summary", "contentType": "text/plain", "value": entry.summary}] if entry.summary else []
    if entry.article.notice is not None:
        words = shown(entry.article.notice.words)
        told.append({"role": entry.article.notice.kind.value, "contentType": "text/plain", "value": words})
    return told


def _bodies(entry: Entry) -> list[dict[str, object]]:
    text = plain_text(entry).decode()
    count = sum(len(block.words.text) for block in entry.article.blocks if block.kind is not Kind.FIGURE)
    return [
        {"role": "main", "contentType": "text/html", "charCount": count, "value": written(entry.html)},
        {"role": "plain", "contentType": "text/plain", "charCount": count, "value": text},
    ]


def _associations(entry: Entry) -> list[dict[str, object]]:
    """Return the pictures of an article as news objects of their own."""
    figures = [block.figure for block in entry.article.blocks if block.figure is not None and block.figure.file]
    return [_picture(entry, figure, at) for at, figure in enumerate(figures, start=1)]


def _picture(entry: Entry, figure: Figure, at: int) -> dict[str, object]:
    issue: Publication = entry.publication
    rendition: dict[str, object] = {"name": "main", "width": figure.width, "height": figure.height}
    rendition["originalFilename"] = shown(figure.file)
    if kind := _KINDS.get(figure.file.rpartition(".")[2].lower()):
        rendition["contentType"] = kind
    if issue.address:
        rendition["href"] = absolute(issue.address, f"{issue.folder}/{figure.file}")
    said = [("cutline", figure.cutline.text if figure.cutline else ""), ("alt", figure.alt)]
    told: dict[str, object] = {
        "name": f"picture-{at}",
        "uri": f"{entry.name}#picture-{at}",
        "type": "picture",
        "language": shown(issue.language),
        "by": shown(figure.credit.text) if figure.credit else "",
        "descriptions": [{"role": role, "contentType": "text/plain", "value": shown(one)} for role, one in said if one],
        "renditions": [rendition],
    }
    return {key: one for key, one in told.items() if one}
