"""Page pictures: the proof's pages as PNG, the same bytes for the same proof."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from compositor.pdf.png import png

if TYPE_CHECKING:
    import pypdfium2

DPI = 110
"""Dots to the inch: a tabloid page of some 1,170 by 1,690 dots, in which body type can be read."""


class Viewer:
    """Shows the pages of a PDF, which is opened when the first of them is asked for: each hand opens it for itself."""

    def __init__(self, pdf: bytes, *, dpi: int = DPI) -> None:
        """Take a PDF to be shown in ``dpi`` dots to the inch."""
        self._pdf, self._dpi = pdf, dpi
        self._opened: pypdfium2.PdfDocument | None = None

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._document())

    def picture(self, number: int) -> bytes:
        """Return a page (from 0) as a PNG."""
        page = self._document()[number]
        try:
            bitmap = page.render(scale=self._dpi / 72)
            try:
                return png((bitmap.width, bitmap.height), memoryview(bitmap.buffer).cast("B"), bitmap.stride)
            finally:
                bitmap.close()
        finally:
            page.close()

    def _document(self) -> pypdfium2.PdfDocument:
        import pypdfium2

        if self._opened is None:
            self._opened = pypdfium2.PdfDocument(self._pdf)
        return self._opened

    def __enter__(self) -> Self:
        """Begin to show pages; what opens a PDF is read before hands are set to work."""
        import pypdfium2  # noqa: F401

        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        """Close the PDF, if it was opened."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def page_pictures(pdf: bytes, *, dpi: int = DPI, only: Iterable[int] | None = None) -> tuple[bytes, ...]:
    """Return every page of a PDF, or ``only`` some (from 0), as a PNG of ``dpi`` dots to the inch."""
    with Viewer(pdf, dpi=dpi) as viewer:
        return tuple(map(viewer.picture, range(len(viewer)) if only is None else only))
