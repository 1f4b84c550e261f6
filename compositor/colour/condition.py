"""A printing condition: light turned into inks and back with LittleCMS, by a press's profile."""

from __future__ import annotations

import io
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from compositor.colour.limits import hold, limited
from compositor.colour.profile import Profile, newsprint

if TYPE_CHECKING:
    from PIL import Image

_KNOTS: Final = tuple(range(0, 256, 17))
"""Shades of black whose lightness is looked up; 8 bits of L* aren't fine enough to ask for each."""
_STRIP: Final = 64


class Condition:
    """How colours print: by ``profile``, with at most ``ink_limit`` percent of ink.

    Light becomes ink perceptually. Grey becomes black alone, as light beside white as the four inks would make it.
    """

    def __init__(self, profile: Profile | None = None, ink_limit: float = 220) -> None:
        self.profile = profile or newsprint()
        self.ink_limit = ink_limit
        self._turns: dict[tuple[bytes, str], Any] = {}
        self._colours: dict[tuple[int, int, int], tuple[int, int, int, int]] = {}

    def __reduce__(self) -> tuple[type[Condition], tuple[Profile, float]]:
        """Go to another process without what LittleCMS has made, which can't leave this one."""
        return Condition, (self.profile, self.ink_limit)

    def inks(self, pixels: Image.Image, embedded: bytes = b"", *, room: float = 0) -> Image.Image:
        """Return an opaque picture in inks within the limit, and ``room`` percent less; ``embedded`` is its profile.

        Inks without a profile are taken to be meant for this press. A profile that can't be read counts as not there.
        """
        if pixels.mode == "CMYK":
            meant = None if embedded in {b"", self.profile.content} else self._turned(pixels, embedded)
            return limited(meant or pixels, self.ink_limit - room)
        if pixels.mode not in {"RGB", "L"}:
            pixels = pixels.convert("L" if pixels.mode in {"1", "LA", "I", "F"} else "RGB")
        if is_grey(pixels):
            return self.black(pixels, embedded)
        made = (self._turned(pixels, embedded) if embedded else None) or self._turned(pixels, b"")
        made = made or pixels.convert("CMYK")
        hold(made, self.ink_limit - room)
        return made

    def black(self, pixels: Image.Image, embedded: bytes = b"") -> Image.Image:
        """Return an opaque picture in black alone, the other inks empty."""
        from PIL import Image

        light = self.light(pixels, embedded).convert("L")
        shade = light.point(self._shades)
        return Image.merge("CMYK", [Image.new("L", shade.size, 0)] * 3 + [shade])

    def light(self, pixels: Image.Image, embedded: bytes = b"") -> Image.Image:
        """Return an opaque picture in sRGB, or as it is where that is what it is in; inks without a profile are ours.

        Of a profile that can't be read nothing is believed.
        """
        from PIL import ImageCms

        if pixels.mode == "CMYK":
            embedded = embedded or self.profile.content
        elif not embedded:
            return pixels
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        srgb = ImageCms.createProfile("sRGB")
        for content in (embedded, self.profile.content if pixels.mode == "CMYK" else b""):
            meant = _opened(content, pixels.mode)
            if meant is None:
                continue
            flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
            try:
                made = ImageCms.profileToProfile(pixels, meant, srgb, intent, outputMode="RGB", flags=flags)
            except ImageCms.PyCMSError:
                continue
            if made is not None:
                return made
        return pixels

    def colour(self, rgb: tuple[int, int, int]) -> tuple[int, int, int, int]:
        """Return the inks of a flat colour in percent: greys, and black, are black alone."""
        from PIL import Image

        if rgb not in self._colours:
            inks: Any = self.inks(Image.new("RGB", (1, 1), rgb)).getpixel((0, 0))
            *colours, black = (round(ink * 100 / 255) for ink in inks)
            over = max(0, sum(colours) + black - int(self.ink_limit))
            colours = [ink - over * ink // max(1, sum(colours)) - (over > 0) for ink in colours] if over else colours
            cyan, magenta, yellow = (max(0, ink) for ink in colours)
            self._colours[rgb] = (cyan, magenta, yellow, black)
        return self._colours[rgb]

    def lightness(self, cmyk: tuple[int, int, int, int]) -> float:
        """Return the L* of inks in percent, beside the paper's at 100."""
        return self._lightness(tuple(round(ink * 255 / 100) for ink in cmyk))

    def black_for(self, lightness: float) -> int:
        """Return the black, in percent, that is as light as ``lightness``; all of it where none is so dark."""
        return round(self._shade(lightness) * 100 / 255)

    # What is looked up once

    @cached_property
    def _ramp(self) -> tuple[float, ...]:
        """The L* of the knots, which fall."""
        found = [self._lightness((0, 0, 0, shade)) for shade in _KNOTS]
        return tuple(min(found[: at + 1]) for at in range(len(found)))

    def _shade(self, lightness: float) -> float:
        rising = tuple(-light for light in self._ramp)
        at = bisect_left(rising, -lightness)
        if at in (0, len(rising)):
            return float(_KNOTS[min(at, len(_KNOTS) - 1)])
        low, high = self._ramp[at - 1], self._ramp[at]
        return _KNOTS[at - 1] + (low - lightness) / (low - high) * (_KNOTS[at] - _KNOTS[at - 1])

    @cached_property
    def _shades(self) -> list[int]:
        """The black of each of 256 greys: sRGB's light from the paper's down to full black's (IEC 61966-2-1)."""
        deepest = _luminance_of(self._ramp[-1])
        shades = []
        for grey in range(256):
            part = grey / 255
            light = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            shades.append(round(self._shade(_lightness_of(deepest + (1 - deepest) * light))))
        return shades

    def _lightness(self, inks: tuple[int, ...]) -> float:
        from PIL import Image, ImageCms

        key = (b"", "LAB")
        if key not in self._turns:
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            lab = ImageCms.createProfile("LAB")
            self._turns[key] = ImageCms.buildTransform(self._press, lab, "CMYK", "LAB", intent)
        pixel: Any = ImageCms.applyTransform(Image.new("CMYK", (1, 1), inks), self._turns[key])
        return float(pixel.getpixel((0, 0))[0]) * 100 / 255

    @cached_property
    def _press(self) -> Any:
        from PIL import ImageCms

        return ImageCms.ImageCmsProfile(io.BytesIO(self.profile.content))

    def _turned(self, pixels: Image.Image, embedded: bytes) -> Image.Image | None:
        """Return pixels in the press's inks, perceptually; None where their profile can't be used for them."""
        from PIL import ImageCms

        key = (embedded, pixels.mode)
        if key not in self._turns:
            meant = _opened(embedded, pixels.mode) if embedded else ImageCms.createProfile("sRGB")
            turn = None
            if meant is not None and (embedded or pixels.mode == "RGB"):
                try:
                    turn = ImageCms.buildTransform(meant, self._press, pixels.mode, "CMYK", *_ways(pixels.mode))
                except ImageCms.PyCMSError:
                    turn = None
            self._turns[key] = turn
        turn = self._turns[key]
        return ImageCms.applyTransform(pixels, turn) if turn is not None else None


def _ways(mode: str) -> tuple[Any, Any]:
    """Return intent and flags: how LittleCMS turns light, or another press's inks, into inks.

    Light is fitted perceptually. Inks have been fitted once: their colours are kept, black onto black.
    """
    from PIL import ImageCms

    if mode != "CMYK":
        return ImageCms.Intent.PERCEPTUAL, ImageCms.Flags.NONE
    return ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION


def is_grey(pixels: Image.Image) -> bool:
    """Tell whether an opaque picture has greys only, whatever it is saved in."""
    from PIL import ImageChops

    if pixels.mode != "RGB":
        return pixels.mode == "L"
    for top in range(0, pixels.height, _STRIP):  # in strips: mostly the first one tells
        red, *others = pixels.crop((0, top, pixels.width, min(top + _STRIP, pixels.height))).split()
        if any(ImageChops.difference(red, other).getbbox() for other in others):
            return False
    return True


def _opened(content: bytes, mode: str) -> Any:
    """Return a picture's profile, or None where it is broken or of other colours than the picture."""
    from PIL import ImageCms

    if content[16:20] != {"RGB": b"RGB ", "L": b"GRAY", "CMYK": b"CMYK"}.get(mode, b"?"):
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(content))
    except (OSError, ImageCms.PyCMSError):
        return None


def _luminance_of(lightness: float) -> float:
    f = (lightness + 16) / 116
    return float(f**3 if f > 6 / 29 else (f - 4 / 29) * 3 * (6 / 29) ** 2)


def _lightness_of(luminance: float) -> float:
    f = luminance ** (1 / 3) if luminance > (6 / 29) ** 3 else luminance / (3 * (6 / 29) ** 2) + 4 / 29
    return float(116 * f - 16)
