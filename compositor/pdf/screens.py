"""A PDF's pages as dots on a screen: any part of a page in any size, painted by PDFium, without its annotations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

Window = tuple[int, int, int, int]
"""Left, top, right and lower edge, in dots."""


class Screen:
    """The pages of a PDF that is open; each is read once, while it is the one that is painted."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._page: tuple[int, pypdfium2.PdfPage] | None = None

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._document)

    def paint(self, page: int, size: tuple[int, int], window: Window | None = None) -> Image.Image:
        """Return what ``window`` shows of a page, from 0, that is ``size`` dots large; all of it without one.

        Painting a window takes the time of what is in it, so that a large page needs not to be held whole.
        """
        import pypdfium2

        raw = pypdfium2.raw
        left, top, right, foot = window or (0, 0, *size)
        bitmap = pypdfium2.PdfBitmap.new_native(right - left, foot - top, raw.FPDFBitmap_BGR, rev_byteorder=True)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, right - left, foot - top)
        raw.FPDF_RenderPageBitmap(bitmap, self._opened(page), -left, -top, *size, 0, raw.FPDF_REVERSE_BYTE_ORDER)
        shown: Image.Image = bitmap.to_pil().copy()
        bitmap.close()
        return shown

    def _opened(self, page: int) -> pypdfium2.PdfPage:
        if self._page is None or self._page[0] != page:
            self.close()
            self._page = page, self._document[page]
        return self._page[1]

    def close(self) -> None:
        """Let go of the page that was painted last."""
        if self._page is not None:
            self._page[1].close()
            self._page = None


@contextmanager
def shown(pdf: bytes) -> Iterator[Screen]:
    """Open a PDF for painting."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    screen = Screen(document)
    try:
        yield screen
    finally:
        screen.close()
        document.close()
