"""Page pictures: the proof's pages as PNG, the same bytes for the same proof."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

DPI = 110
"""Dots to the inch: a tabloid page of some 1,170 by 1,690 dots, in which body type can be read."""


def page_pictures(pdf: bytes, *, dpi: int = DPI, only: Iterable[int] | None = None) -> tuple[bytes, ...]:
    """Return every page of a PDF, or ``only`` some (from 0), as a PNG of ``dpi`` dots to the inch."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(document[number], dpi) for number in (range(len(document)) if only is None else only))
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    bitmap = page.render(scale=dpi / 72)
    stream = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(stream, format="PNG", compress_level=6)
    return stream.getvalue()
