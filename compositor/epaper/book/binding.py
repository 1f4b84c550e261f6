"""Binding the book: its files in a container that is the same to the byte each time (EPUB 3.3, OCF 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from compositor.epaper.book.chapters import STYLE, chapters, colophon, contents, cover
from compositor.epaper.book.package import Bound, package
from compositor.epaper.book.pictures import prints
from compositor.epaper.publication import Publication
from compositor.epaper.xmlmarkup import document, tag

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP knows: no file of the book bears the clock's."""

_CONTAINER: Final = document(
    tag(
        "container",
        {"version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"},
        tag(
            "rootfiles",
            {},
            tag("rootfile", {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}),
        ),
    )
)


def book(publication: Publication, pictures: Mapping[str, bytes]) -> bytes:
    """Return an issue as an EPUB.

    ``pictures`` are by where they lie in the issue's folder: pictures/plant-3f2a9c.jpg, pages/01.webp; the first page's
    is the cover. What isn't given is left out, its cutline stays.
    """
    shown = prints(publication, pictures)
    bound = Bound(publication, chapters(publication, shown), shown, cover(publication, shown), colophon(publication))
    out = BytesIO()
    with ZipFile(out, "w") as sheets:
        _put(sheets, "mimetype", b"application/epub+zip", stored=True)
        _put(sheets, "META-INF/container.xml", _CONTAINER)
        for name, content in _files(bound):
            _put(sheets, f"EPUB/{name}", content, stored=name.endswith((".jpg", ".png", ".gif")))
    return out.getvalue()


def _files(bound: Bound) -> Iterator[tuple[str, bytes]]:
    yield "package.opf", package(bound)
    yield "nav.xhtml", contents(bound.publication, bound.read, bound.front, bound.last)
    yield STYLE, files("compositor.epaper.book").joinpath(STYLE).read_bytes()
    for chapter in (bound.front, *bound.read, bound.last):
        if chapter is not None:
            yield chapter.name, chapter.content
    for one in (bound.prints.cover, *bound.prints.by_file.values()):
        if one is not None:
            yield one.name, one.content


def _put(sheets: ZipFile, name: str, content: bytes, *, stored: bool = False) -> None:
    told = ZipInfo(name, _FIRST_DAY)
    told.create_system = 3
    told.external_attr = 0o644 << 16
    told.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
    sheets.writestr(told, content, compresslevel=None if stored else 9)
