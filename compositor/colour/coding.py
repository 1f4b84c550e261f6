"""Inks as JPEG that keeps to the limit once it is decoded."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from compositor.colour.limits import limited, within

if TYPE_CHECKING:
    from PIL import Image

ROOM: Final = 12
"""Percent of ink that the first try leaves for what coding adds."""
_TRIES: Final = ((ROOM, 90), (24, 95))
"""Percents of ink that coding is left for what it adds, and its quality; after the last a picture is kept lossless."""


def jpeg(pixels: Image.Image, quality: int) -> bytes:
    """Return pixels as JPEG, all components at full size."""
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()


def coded(inks: Image.Image, limit: float) -> bytes | None:
    """Return inks, which the first try has left room already, as JPEG that decodes within the limit, or None.

    Pillow writes inks as Adobe does, upside down.
    """
    from PIL import Image

    for room, quality in _TRIES:
        held = inks if room == ROOM else limited(inks, limit - room)
        content = jpeg(held, quality)
        if within(Image.open(io.BytesIO(content)), limit):
            return content
    return None
