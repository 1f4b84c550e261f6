"""RGB turned into inks: by a press's profile, as a RIP does, or where there is none the plain way."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

Amounts = tuple[float, float, float, float]


class Plainly:
    """The way of ISO 32000-1 10.3.5, with black taken out of the colours whole."""

    def colour(self, red: float, green: float, blue: float) -> Amounts:
        """Return how much cyan, magenta, yellow and black make a colour, from 0 to 1."""
        most = max(red, green, blue)
        return most - red, most - green, most - blue, 1 - most

    def picture(self, bands: Sequence[Image.Image]) -> tuple[Image.Image, ...]:
        """Return the planes of the four inks of a picture."""
        from PIL import ImageChops

        red, green, blue = bands
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        return (*(ImageChops.subtract(most, band) for band in bands), ImageChops.invert(most))


PLAINLY = Plainly()


class ByProfile(Plainly):
    """By LittleCMS, perceptually, from sRGB; raises ``ValueError`` where the profile can't be used."""

    def __init__(self, profile: bytes) -> None:
        from PIL import ImageCms

        try:
            press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            self._turn: Any = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"), press, "RGB", "CMYK", ImageCms.Intent.PERCEPTUAL
            )
        except (ImageCms.PyCMSError, OSError) as error:
            raise ValueError("no colour can be turned by it") from error
        self._known: dict[tuple[int, ...], Amounts] = {}

    def colour(self, red: float, green: float, blue: float) -> Amounts:
        """Return how much of the four inks makes a colour, from 0 to 1."""
        from PIL import Image

        key = tuple(round(value * 255) for value in (red, green, blue))
        if key not in self._known:
            inks = self.picture(Image.new("RGB", (1, 1), key).split())
            cyan, magenta, yellow, black = (ink.tobytes()[0] / 255 for ink in inks)
            self._known[key] = cyan, magenta, yellow, black
        return self._known[key]

    def picture(self, bands: Sequence[Image.Image]) -> tuple[Image.Image, ...]:
        """Return the planes of the four inks of a picture."""
        from PIL import Image, ImageCms

        inks = ImageCms.applyTransform(Image.merge("RGB", list(bands)), self._turn)
        assert inks is not None
        return inks.split()


def turned_by(profile: bytes) -> Plainly:
    """Return what turns light into inks by a profile; the plain way where it can't be used."""
    try:
        return ByProfile(profile) if profile else PLAINLY
    except ValueError:
        return PLAINLY
