"""What of pages and stories is shown as pictures, and pages as PDFs of their own: made from the finished reader's PDF.

Files come one after another and each is made when its turn comes, so that no more than a row of tiles is held at once.
A page is painted anew for each size: that takes a third of the time of making a large picture smaller
(docs/decisions/0028).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from compositor.epaper.addresses import issue_pdf, page_pdf, page_picture, page_thumbnail, page_tile
from compositor.epaper.album import Shot
from compositor.epaper.levels import first_size, levels, small_size
from compositor.epaper.publication import Publication, PublishedPage
from compositor.epaper.sharing import social_pictures
from compositor.epaper.sitefile import SiteFile
from compositor.pdf.developing import developed
from compositor.pdf.packet import Titling
from compositor.pdf.screens import Screen, shown
from compositor.pdf.splitting import pages_alone

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES: Final = 300_000
"""A page's first picture has no more: it is what a reader on a phone waits for."""

_QUALITIES: Final = (70, 55, 40, 25, 10, 0)
_TILE_QUALITY: Final = 60
"""Type of 300 dots to the inch looks the same at 70 and at 55; lossless tiles in 16 greys are larger by a seventh."""
_CAREFUL, _QUICK = 4, 2
"""How hard WebP tries: tiles take twice the time at 4 for a tenth of their size."""


def page_files(
    publication: Publication, reader_pdf: bytes, *, whole: bytes = b"", alone: Iterable[bytes] = ()
) -> Iterator[SiteFile]:
    """Yield pictures and PDFs of the pages and the pictures that stand for articles where they are shared.

    ``reader_pdf`` has the pages of the publication, in their order. ``whole`` is the PDF of the issue that readers get
    where that is another one (with the halves of spreads apart), ``alone`` are PDFs of the pages where they were made;
    else they are cut from ``reader_pdf``, without tags. Raises ``ValueError`` where the pages are others.
    """
    yield SiteFile(issue_pdf(publication.folder), whole or reader_pdf)
    labels = [page.label for page in publication.pages]
    with shown(reader_pdf) as screen:
        if len(screen) != len(labels):
            raise ValueError(f"the PDF has {len(screen)} pages, the issue {len(labels)}")
        pdfs = alone or pages_alone(reader_pdf, _titling(publication), labels)
        for at, (page, pdf) in enumerate(zip(publication.pages, pdfs, strict=True)):
            yield SiteFile(page_pdf(publication.folder, page.name), pdf)
            yield from _pictures(publication.folder, page, screen, at)
            yield from social_pictures(publication, page, screen, at)


def _titling(publication: Publication) -> Titling:
    said = publication
    title = f"{said.name} {said.date}"
    return Titling(title, date.fromisoformat(said.date), said.timezone, said.language)


def _pictures(folder: str, page: PublishedPage, screen: Screen, at: int) -> Iterator[SiteFile]:
    yield SiteFile(page_picture(folder, page.name), first_picture(screen.paint(at, first_size(page))))
    yield SiteFile(page_thumbnail(folder, page.name), _webp(screen.paint(at, small_size(page)), _TILE_QUALITY))
    for level in levels(page):
        for column, row, window in level.tiles():
            tile = screen.paint(at, (level.width, level.height), window)
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


def picture_files(publication: Publication, shots: Sequence[Shot]) -> Iterator[SiteFile]:
    """Yield the pictures that a publication names, as ``gathered`` has them: in sRGB, without what files say besides.

    Greys stay grey; drawings and pages of PDFs are painted.
    """
    for shot in shots:
        content = developed(shot.asset, shot.crop, (shot.width, shot.height), jpeg=shot.file.endswith(".jpg"))
        yield SiteFile(f"{publication.folder}/{shot.file}", content)
