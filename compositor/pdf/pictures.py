"""Picture files as image objects on screens: in sRGB, no finer than screens show."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from compositor.colour import jpeg
from compositor.model.page import Image as PlacedImage
from compositor.pdf.pixels import Picture, cut_to_size, flat, opened

if TYPE_CHECKING:
    from PIL import Image

_TARGET: Final = 150
_QUALITY: Final = 85
_PHOTOGRAPHS: Final = frozenset({"JPEG", "MPO"})


def picture(placed: PlacedImage) -> Picture:
    """Make a placed picture ready for screens. Photographs (JPEG) stay JPEG; drawings are kept lossless."""
    shown, photograph = in_light(placed, _TARGET)
    pixels = shown.convert("RGB")
    if photograph:
        return Picture(pixels.width, pixels.height, "DeviceRGB", "DCTDecode", jpeg(pixels, _QUALITY))
    return Picture(pixels.width, pixels.height, "DeviceRGB", "FlateDecode", zlib.compress(pixels.tobytes(), 9))


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
