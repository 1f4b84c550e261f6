"""Pictures as a RIP reads them from a plate."""

from __future__ import annotations

import io
import zlib
from functools import cache
from typing import Any

from PIL import Image as Pixels
from PIL import ImageChops, ImageCms

from compositor.colour import newsprint
from compositor.pdf.pixels import Picture


def decoded(made: Picture) -> Pixels.Image:
    """Return the inks that a RIP reads from a picture as it is written."""
    if made.coding == "DCTDecode":
        assert made.decode == (1, 0) * 4  # and Pillow turns inks of Adobe's marker itself
        return Pixels.open(io.BytesIO(made.content))
    content = zlib.decompress(made.content)
    if made.bits == 1:
        assert made.space == ("Indexed", "DeviceCMYK", 1, "<000000FF 00000000>")
        black = ImageChops.invert(Pixels.frombytes("1", (made.width, made.height), content).convert("L"))
        return Pixels.merge("CMYK", [Pixels.new("L", black.size, 0)] * 3 + [black])
    return Pixels.frombytes("CMYK", (made.width, made.height), content)


_CELLS = (60, 45)


@cache
def _seen_by() -> Any:
    press = ImageCms.ImageCmsProfile(io.BytesIO(newsprint().content))
    return ImageCms.buildTransform(press, ImageCms.createProfile("LAB"), "CMYK", "LAB")


def far(one: Pixels.Image, other: Pixels.Image, *, lightness: bool = False) -> float:
    """Return the mean distance of two pictures in inks as they are seen on our newsprint (CIE 1976), or of their L*."""
    seen: list[Any] = [ImageCms.applyTransform(pixels, _seen_by()) for pixels in (one, other)]
    bands = [[band.tobytes() for band in pixels.resize(_CELLS).split()] for pixels in seen]
    total = 0.0
    for l0, a0, b0, l1, a1, b1 in zip(*bands[0], *bands[1], strict=True):
        light = (l0 - l1) * 100 / 255
        total += abs(light) if lightness else (light**2 + (a0 - a1) ** 2 + (b0 - b1) ** 2) ** 0.5
    return total / (_CELLS[0] * _CELLS[1])
