"""What of pages and stories is shown as pictures, and pages as PDFs of their own: made from the finished reader's PDF.

Files come one after another and each is made when its turn comes, so that no more than a row of tiles is held at once.
A page is painted anew for each size: that takes a third of the time of making a large picture smaller
(docs/decisions/0028).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from compositor.epaper.addresses import issue_pdf, page_pdf, page_picture, page_thumbnail, page_tile
from compositor.epaper.album import Shot
from compositor.epaper.levels import first_size, levels, small_size
from compositor.epaper.publication import Publication, PublishedPage
from compositor.epaper.sharing import begun, social_pictures
from compositor.epaper.sitefile import SiteFile, packed, unpacked
from compositor.filing import NO_CACHE, Cache, Exact, Tally
from compositor.pdf.developing import developed
from compositor.pdf.dockets import LEFT_OUT
from compositor.pdf.packet import Titling
from compositor.pdf.screens import Screen, shown
from compositor.pdf.splitting import pages_alone
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES: Final = 300_000
"""A page's first picture has no more: it is what a reader on a phone waits for."""

_QUALITIES: Final = (70, 55, 40, 25, 10, 0)
_TILE_QUALITY: Final = 60
"""Type of 300 dots to the inch looks the same at 70 and at 55; lossless tiles in 16 greys are larger by a seventh."""
_CAREFUL, _QUICK = 4, 2
"""How hard WebP tries: tiles take twice the time at 4 for a tenth of their size."""


Painted = tuple[tuple[tuple[str, bytes], ...], Tally]
Share = Callable[[Callable[[int], Painted], Sequence[int], Callable[[int, Painted], None]], None]
"""Has each piece of work done by some hand, and what it made kept."""
TILES: Final = "tiles"
SHOWN: Final = "shown"
"""Under what kinds the pictures of a page, and those that stories show, are kept by a cache."""
_EXACT: Final = Exact(LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Studio:
    """Where pictures of all pages are made before the first is asked for: by several hands, or by an earlier run."""

    share: Share
    cache: Cache = NO_CACHE

    def pages(self, publication: Publication, alone: Callable[[int], bytes]) -> Iterator[SiteFile]:
        """Yield the files of all pages; ``alone`` gives the PDF of each by its number."""
        pages = publication.pages
        yield from self._made(len(pages), lambda at: self._page(publication, pages[at], alone(at)))

    def pictures(self, publication: Publication, shots: Sequence[Shot]) -> Iterator[SiteFile]:
        """Yield the pictures that a publication names."""
        yield from self._made(len(shots), lambda at: self._shot(publication, shots[at]))

    def _made(self, count: int, make: Callable[[int], tuple[tuple[str, bytes], ...]]) -> Iterator[SiteFile]:
        """Have so many pieces made, and yield their files in their order."""
        made: dict[int, tuple[tuple[str, bytes], ...]] = {}

        def work(at: int) -> Painted:
            with self.cache.counted() as tally:
                return make(at), tally

        def keep(at: int, painted: Painted) -> None:
            made[at] = painted[0]
            self.cache.tally.add(painted[1])

        self.share(work, range(count), keep)
        for at in range(count):
            yield from (SiteFile(*one) for one in made.pop(at))

    def _shot(self, publication: Publication, shot: Shot) -> tuple[tuple[str, bytes], ...]:
        path, asked = f"{publication.folder}/{shot.file}", (shot.crop, shot.width, shot.height, _is_jpeg(shot))
        if not self.cache.is_kept:
            return ((path, _developed(shot)),)
        key = self.cache.key(SHOWN, _EXACT(shot.asset, *asked))
        content = self.cache.get(SHOWN, key)
        if content is None:
            content = _developed(shot)
            self.cache.put(SHOWN, key, content)
        return ((path, content),)

    def _page(self, publication: Publication, page: PublishedPage, pdf: bytes) -> tuple[tuple[str, bytes], ...]:
        if not self.cache.is_kept:
            return tuple((file.path, file.bytes) for file in _files(publication, page, pdf))
        key = self.cache.key(TILES, sha256(pdf).digest() + _asked(publication, page))
        kept = self.cache.get(TILES, key)
        if kept is not None:
            try:
                return ((page_pdf(publication.folder, page.name), pdf), *unpacked(kept))
            except (ValueError, TypeError):
                self.cache.spoilt(TILES, key)
        own, *rest = ((file.path, file.bytes) for file in _files(publication, page, pdf))
        self.cache.put(TILES, key, packed(rest))
        return (own, *rest)


def _asked(publication: Publication, page: PublishedPage) -> bytes:
    """Return all that a page's pictures are made from besides its PDF."""
    shared = [(one.slug, one.withdrawn, one.vertical, one.zones) for one in begun(publication, page)]
    return _EXACT(publication.folder, page, shared)


def page_files(
    publication: Publication,
    reader_pdf: bytes,
    *,
    whole: bytes = b"",
    alone: Callable[[int], bytes] | None = None,
    studio: Studio | None = None,
) -> Iterator[SiteFile]:
    """Yield pictures and PDFs of the pages and the pictures that stand for articles where they are shared.

    ``reader_pdf`` has the pages of the publication, in their order. ``whole`` is the PDF of the issue that readers get
    where that is another one (with the halves of spreads apart). ``alone`` makes PDFs of the pages by their numbers
    from 0; else they are cut from ``reader_pdf``, without tags. They are what is painted: that a page looks the same in
    them as among the others is tested. Raises ``ValueError`` where the pages are others.
    """
    yield SiteFile(issue_pdf(publication.folder), whole or reader_pdf)
    if alone is not None and studio is not None:
        yield from studio.pages(publication, alone)
        return
    pages = publication.pages
    pdfs = map(alone, range(len(pages))) if alone is not None else _cut(publication, reader_pdf)
    for page, pdf in zip(pages, pdfs, strict=True):
        yield from _files(publication, page, pdf)


def _cut(publication: Publication, reader_pdf: bytes) -> Iterator[bytes]:
    labels = [page.label for page in publication.pages]
    with shown(reader_pdf) as screen:
        if len(screen) != len(labels):
            raise ValueError(f"the PDF has {len(screen)} pages, the issue {len(labels)}")
    return pages_alone(reader_pdf, _titling(publication), labels)


def _files(publication: Publication, page: PublishedPage, pdf: bytes) -> Iterator[SiteFile]:
    """Yield a page's PDF, and what is painted of it."""
    yield SiteFile(page_pdf(publication.folder, page.name), pdf)
    with shown(pdf) as screen:
        yield from _pictures(publication.folder, page, screen)
        yield from social_pictures(publication, page, screen)


def _titling(publication: Publication) -> Titling:
    said = publication
    title = f"{said.name} {said.date}"
    return Titling(title, date.fromisoformat(said.date), said.timezone, said.language)


def _pictures(folder: str, page: PublishedPage, screen: Screen) -> Iterator[SiteFile]:
    yield SiteFile(page_picture(folder, page.name), first_picture(screen.paint(0, first_size(page))))
    yield SiteFile(page_thumbnail(folder, page.name), _webp(screen.paint(0, small_size(page)), _TILE_QUALITY))
    for level in levels(page):
        for column, row, window in level.tiles():
            tile = screen.paint(0, (level.width, level.height), window)
            content = _webp(tile, _TILE_QUALITY, method=_QUICK)
            yield SiteFile(page_tile(folder, page.name, level.name, (column, row)), content)


def first_picture(pixels: Image.Image) -> bytes:
    """Return a page's first picture as WebP of at most ``MOST_BYTES``.

    Its quality is lowered until it fits, and then its size: it is shown as large as before.
    """
    while True:
        for quality in _QUALITIES:
            content = _webp(pixels, quality)
            if len(content) <= MOST_BYTES:
                return content
        pixels = pixels.resize((max(1, pixels.width * 3 // 4), max(1, pixels.height * 3 // 4)))


def _webp(pixels: Image.Image, quality: int, *, method: int = _CAREFUL) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "WEBP", quality=quality, method=method)
    return out.getvalue()


def picture_files(
    publication: Publication, shots: Sequence[Shot], *, studio: Studio | None = None
) -> Iterator[SiteFile]:
    """Yield the pictures that a publication names, as ``gathered`` has them: in sRGB, without what files say besides.

    Greys stay grey; drawings and pages of PDFs are painted.
    """
    if studio is not None:
        yield from studio.pictures(publication, shots)
        return
    for shot in shots:
        yield SiteFile(f"{publication.folder}/{shot.file}", _developed(shot))


def _developed(shot: Shot) -> bytes:
    return developed(shot.asset, shot.crop, (shot.width, shot.height), jpeg=_is_jpeg(shot))


def _is_jpeg(shot: Shot) -> bool:
    return shot.file.endswith(".jpg")
