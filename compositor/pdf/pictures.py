"""Picture files as image objects on screens: in sRGB, no finer than the paper says, as small as they can be."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from compositor.model.epaper import Epaper
from compositor.model.page import Image as PlacedImage
from compositor.pdf.pixels import Picture, cut_to_size, flat, opened

if TYPE_CHECKING:
    from PIL import Image

_PHOTOGRAPHS: Final = frozenset({"JPEG", "MPO"})
_FAR_MORE: Final = 5
"""A drawing is kept lossless unless that takes so many times the bytes: then it is a photograph in a drawing's file."""
_SHADES: Final = 256
_KINDS: Final = {"L": "DeviceGray", "RGB": "DeviceRGB"}


def picture(placed: PlacedImage, screens: Epaper) -> Picture:
    """Make a placed picture ready for screens: photographs (JPEG) as JPEG, drawings lossless.

    What is no photograph for all that it is JPEG, having few colours, is lossless where that is smaller.
    """
    pixels, photograph = in_light(placed, screens.resolution)
    pixels = pixels.convert("L" if pixels.mode in {"1", "L"} else "RGB")
    coded = _coded(pixels, screens.quality)
    if photograph and pixels.getcolors(_SHADES) is None:
        return coded
    whole = _lossless(pixels)
    enough = len(whole.content) if photograph else len(whole.content) // _FAR_MORE
    return coded if len(coded.content) < enough else whole


def _coded(pixels: Image.Image, quality: int) -> Picture:
    """Return pixels as JPEG with a colour to four of them, as cameras write it."""
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
    return Picture(pixels.width, pixels.height, _KINDS[pixels.mode], "DCTDecode", out.getvalue())


def _lossless(pixels: Image.Image) -> Picture:
    """Return pixels as PNG codes them, each by its neighbours (ISO 32000-1 7.4.4.4); few colours by number (8.6.6.3).

    What stands in a PNG's IDAT chunks is what a PDF takes (ISO/IEC 15948 10.1).
    """
    from PIL import Image

    told, space = pixels, _KINDS[pixels.mode]
    kind: str | tuple[str | int, ...] = space
    if pixels.mode == "RGB" and (colours := pixels.getcolors(_SHADES)) is not None:
        numbered = pixels.quantize(len(colours), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        if numbered.convert("RGB").tobytes() == pixels.tobytes():
            table = (numbered.getpalette("RGB") or [])[: 3 * len(colours)]
            told, kind = numbered, ("Indexed", space, len(table) // 3 - 1, f"<{bytes(table).hex().upper()}>")
    out = io.BytesIO()
    told.save(out, "PNG", optimize=True)
    chunks = list(_chunks(out.getvalue()))
    bits = next(content[8] for name, content in chunks if name == b"IHDR")
    content = b"".join(content for name, content in chunks if name == b"IDAT")
    return Picture(pixels.width, pixels.height, kind, "FlateDecode", content, bits=bits, as_png=True)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += 12 + length


def in_light(placed: PlacedImage, resolution: int) -> tuple[Image.Image, bool]:
    """Return what is shown of a picture on white paper, its colours in sRGB, and whether it is a photograph (JPEG).

    Greys and black and white are left as they are.
    """
    with opened(placed, resolution) as file:
        photograph, profile = file.format in _PHOTOGRAPHS, file.info.get("icc_profile") or b""
        pixels = cut_to_size(file, placed, resolution)
    if profile and pixels.mode in {"RGB", "RGBA", "CMYK"}:
        pixels = _as_meant(pixels, profile)
    return flat(pixels), photograph


def _as_meant(pixels: Image.Image, profile: bytes) -> Image.Image:
    """Turn pixels into sRGB by the profile that their file carries (ICC.1), such as Display P3 or Adobe RGB.

    A profile that is of other colours, or broken, counts as not there.
    """
    from PIL import ImageCms

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(meant):
            return pixels
        plain = pixels.convert("RGB") if pixels.mode == "RGBA" else pixels
        made = ImageCms.profileToProfile(plain, meant, ImageCms.createProfile("sRGB"), intent, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return pixels
    if made is None:
        return pixels
    if pixels.mode == "RGBA":
        made.putalpha(pixels.getchannel("A"))
    return made
