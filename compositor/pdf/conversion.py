"""The darkroom: picture files made ready for the press, each once in a run, and verified as they will be decoded."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING, Final

from compositor.colour import ROOM, Condition, coded
from compositor.filing import NO_CACHE, Cache, Exact
from compositor.model.epaper import Epaper
from compositor.model.page import Image as PlacedImage
from compositor.pdf.pictures import picture
from compositor.pdf.pixels import Picture, cut_to_size, flat, opened
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image

PICTURE, LIGHT = "picture", "light"
"""Under what kinds pictures in inks, and those in sRGB, are kept by a cache."""
_PHOTOGRAPHS: Final = frozenset({"JPEG", "MPO"})
_PACKING: Final = 6
_KEPT: Final = 20_000_000
"""Bytes of pictures that stay at hand for other pages of the issue."""
_LINE_ART: Final = 1200
"""Pixels to the inch of line art: more than any platesetter of newsprint shows."""
_BLACK_ON_WHITE: Final = "<000000FF 00000000>"
_RADIUS, _THRESHOLD = 0.8, 2


@dataclass(slots=True)
class Darkroom:
    """Turns pictures into the inks of a condition; what it has made last it keeps.

    Pictures are reduced to ``resolution`` pixels to the inch and sharpened by ``sharpen`` percent.
    """

    condition: Condition = field(default_factory=Condition)
    resolution: int = 200
    sharpen: int = 0
    cache: Cache = NO_CACHE
    leaves: dict[tuple[object, ...], tuple[bytes, bool]] = field(default_factory=dict)
    """Pages of PDFs that were made ready, as ``pdf.leaves`` keeps them."""
    _made: dict[tuple[object, ...], Picture] = field(default_factory=dict)

    def picture(self, placed: PlacedImage, *, black: bool = False) -> Picture:
        """Return a placed picture in inks; ``black`` in black alone.

        Photographs (JPEG) stay JPEG unless coding lays on more ink than the limit whatever room it is left; drawings
        are kept lossless, and line art in one bit.
        """
        key = (placed.asset.sha256, placed.crop, placed.area.width, placed.area.height, black)
        made = self._made.pop(key, None) or self._found(placed, black=black)
        self._made[key] = made  # the one asked for last is let go last
        while len(self._made) > 1 and sum(len(one.content) for one in self._made.values()) > _KEPT:
            del self._made[next(iter(self._made))]
        return made

    def light(self, placed: PlacedImage, screens: Epaper) -> Picture:
        """Return a placed picture in sRGB, as it is made ready for screens."""
        return self._kept(LIGHT, placed, (screens.resolution, screens.quality), lambda: picture(placed, screens))

    def _found(self, placed: PlacedImage, *, black: bool) -> Picture:
        condition = self.condition
        made_for = (condition.profile.content, condition.ink_limit, self.resolution, self.sharpen, black)
        return self._kept(PICTURE, placed, made_for, lambda: self._developed(placed, black=black))

    def _kept(
        self, kind: str, placed: PlacedImage, made_for: tuple[object, ...], make: Callable[[], Picture]
    ) -> Picture:
        """Return a picture as an earlier run has made it of the same file, for the same, else as ``make`` does."""
        if not self.cache.is_kept:
            return make()
        area = placed.area
        key = self.cache.key(kind, Exact()(placed.asset.sha256, placed.crop, area.width, area.height, *made_for))
        kept = self.cache.get(kind, key)
        try:
            if kept is not None:
                return Picture.unpacked(kept)
        except (ValueError, TypeError):
            self.cache.spoilt(kind, key)
        made = make()
        self.cache.put(kind, key, made.packed())
        return made

    def _developed(self, placed: PlacedImage, *, black: bool) -> Picture:
        pixels, profile, photograph = self._negative(placed)
        if pixels.mode == "1":
            return _line_art(pixels)
        if self.sharpen:
            pixels = self._sharpened(pixels)
        if black:
            inks = self.condition.black(pixels, profile)
        else:
            inks = self.condition.inks(pixels, profile, room=ROOM if photograph else 0)
        del pixels  # those of a large picture are tens of megabytes
        return (_coded(inks, self.condition.ink_limit) if photograph else None) or _lossless(inks)

    def _negative(self, placed: PlacedImage) -> tuple[Image.Image, bytes, bool]:
        """Return what is shown of a picture at the size wanted, opaque; its profile; whether it is a photograph."""
        with opened(placed, self.resolution) as file:
            photograph, profile = file.format in _PHOTOGRAPHS, file.info.get("icc_profile") or b""
            if file.mode == "1" and "transparency" not in file.info:
                return _two_tone(cut_to_size(file, placed, _LINE_ART)), b"", False
            return flat(cut_to_size(file, placed, self.resolution)), profile, photograph

    def _sharpened(self, pixels: Image.Image) -> Image.Image:
        from PIL import ImageFilter

        if pixels.mode not in {"L", "RGB", "CMYK"}:
            pixels = pixels.convert("RGB")
        return pixels.filter(ImageFilter.UnsharpMask(_RADIUS, self.sharpen, _THRESHOLD))


def _coded(inks: Image.Image, limit: float) -> Picture | None:
    """Return inks as JPEG that keeps to the limit, or None; the Decode array turns it back (ISO 32000-1 8.9.5.2)."""
    content = coded(inks, limit)
    if content is None:
        return None
    return Picture(inks.width, inks.height, "DeviceCMYK", "DCTDecode", content, (1, 0) * 4)


def _lossless(inks: Image.Image) -> Picture:
    return Picture(inks.width, inks.height, "DeviceCMYK", "FlateDecode", zlib.compress(inks.tobytes(), _PACKING))


def _two_tone(pixels: Image.Image) -> Image.Image:
    """Return line art in one bit to a pixel again where it was scaled down."""
    if pixels.mode == "1":
        return pixels
    return pixels.convert("L").point(lambda light: 255 * (light >= 128)).convert("1")


def _line_art(pixels: Image.Image) -> Picture:
    """Return black and white in one bit to a pixel, in black alone (ISO 32000-1 8.6.6.3)."""
    space = ("Indexed", "DeviceCMYK", 1, _BLACK_ON_WHITE)
    content = zlib.compress(pixels.tobytes(), 9)
    return Picture(pixels.width, pixels.height, space, "FlateDecode", content, bits=1)
