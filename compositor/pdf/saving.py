"""Documents that pikepdf has in hand, written."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


def saved(pdf: pikepdf.Pdf, version: str, *, object_streams: bool, in_order: bool = False) -> bytes:
    """Return a finished document as bytes, the same for the same document.

    One that is written ``in_order`` of its pages opens while the rest of it is on its way (ISO 32000-1 Annex F).
    """
    import pikepdf

    out = io.BytesIO()
    pdf.save(
        out,
        force_version=version,
        fix_metadata_version=False,  # the packet says no version, and lxml would be imported to look for one
        deterministic_id=True,
        linearize=in_order,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate if object_streams else pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()
