"""Addresses: where each thing of an issue lies in the site. They never change when an issue is made anew.

All are relative to the site's root and hold no page number that an article may lose: an article moves and is edited
under the same address (W3C, "Cool URIs don't change"). ``href`` turns one into what stands in a link.
"""

from __future__ import annotations

import re
from hashlib import sha256
from posixpath import relpath
from typing import Final
from urllib.parse import quote

_PLAIN: Final = re.compile(r"[0-9A-Za-z\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd][\w.-]{0,79}")
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def plain(name: str) -> str:
    """Return a name for files: itself where it is plain on every disk and server, else a digest of it.

    What is plain: letters, digits, Han, and ``. _ -`` inside; no name that Windows keeps for devices, no end in a dot.
    """
    if _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name) and not name.endswith("."):
        return name
    return "x" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def folder_name(slug: str, zone: str = "") -> str:
    """Return the folder of an issue, or of its edition for a zone."""
    return plain(f"{slug}--{zone}" if zone else slug)


SEARCH_PAGE: Final = "search.html"


def calendar_page(year: str) -> str:
    """Return the address of a year's issues."""
    return f"calendar-{year}.html"


def issue_page(folder: str) -> str:
    """Return the address of an issue: its pages at a glance and its articles."""
    return f"{folder}/index.html"


def page_view(folder: str, name: str) -> str:
    """Return the address of a page by its name in files."""
    return f"{folder}/page-{name}.html"


def article_view(folder: str, slug: str) -> str:
    """Return the address of an article."""
    return f"{folder}/story-{plain(slug)}.html"


def page_picture(folder: str, name: str) -> str:
    """Return the address of a page's picture as it is first shown."""
    return f"{folder}/pages/{name}.webp"


def page_thumbnail(folder: str, name: str) -> str:
    """Return the address of a page's small picture."""
    return f"{folder}/pages/{name}/small.webp"


def page_tile(folder: str, name: str, level: str, place: tuple[int, int]) -> str:
    """Return the address of a tile of a sharper picture of a page, by its column and row from 0."""
    column, row = place
    return f"{folder}/pages/{name}/{level}/{column}-{row}.webp"


def page_pdf(folder: str, name: str) -> str:
    """Return the address of a page as a PDF."""
    return f"{folder}/pdf/{name}.pdf"


def issue_pdf(folder: str) -> str:
    """Return the address of the reader's PDF of the issue."""
    return f"{folder}/pdf/issue.pdf"


def issue_book(folder: str) -> str:
    """Return the address of the issue as an EPUB."""
    return f"{folder}/issue.epub"


def text_file(folder: str, slug: str) -> str:
    """Return the address of an article as plain text."""
    return f"{folder}/text/{plain(slug)}.txt"


def news_file(folder: str, slug: str, ending: str) -> str:
    """Return the address of an article for other systems: ``ending`` json is ninjs, xml NITF."""
    return f"{folder}/news/{plain(slug)}.{ending}"


def social_picture(folder: str, slug: str) -> str:
    """Return the address of the picture, cut from the page, that stands for an article where it is shared."""
    return f"{folder}/share/{plain(slug)}.jpg"


def kept(folder: str) -> str:
    """Return where the publication itself is kept."""
    return f"{folder}/publication.json"


def href(target: str, *, start: str) -> str:
    """Return a link from the file ``start`` to the file ``target``, both from the root, as URLs write it (RFC 3986)."""
    path, _, fragment = target.partition("#")
    there = relpath(path, start.rpartition("/")[0] or ".") if path else ""
    return quote(there, safe="/") + (f"#{quote(fragment)}" if fragment else "")
