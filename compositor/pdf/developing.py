"""Story pictures for the web: in sRGB, cropped, in the size asked for, and without anything that their files say."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Final

from compositor.colour import jpeg as coded
from compositor.faces import Faces
from compositor.model.assets import Asset
from compositor.model.design import Area
from compositor.model.page import Image as PlacedImage
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.pdf.colour import ColourSpace
from compositor.pdf.pen import Pen
from compositor.pdf.pictures import in_light
from compositor.pdf.screens import shown
from compositor.units import SP

if TYPE_CHECKING:
    from PIL import Image

_QUALITY: Final = 82
_DOTS: Final = 144

_NO_FACES: Final = Faces({}, {}, Setting(Region.CN, Script.HANT, HanForms.CN))
"""Art brings its type along."""

Crop = tuple[float, float, float, float]


def developed(asset: Asset, crop: Crop, size: tuple[int, int], *, jpeg: bool) -> bytes:
    """Return what ``crop`` shows of a picture in exactly that size, as JPEG or PNG: the same bytes for the same."""
    pixels = _lit(asset, crop, size) if asset.has_pixels else _painted(asset, crop, size)
    if pixels.size != size:
        pixels = pixels.resize(size)
    pixels.info = {}  # comments, profiles, places and dates stay in the file
    if jpeg:
        return coded(pixels, _QUALITY)
    out = io.BytesIO()
    pixels.save(out, "PNG", optimize=True)
    return out.getvalue()


def _lit(asset: Asset, crop: Crop, size: tuple[int, int]) -> Image.Image:
    """Return pixels in light: greys as greys, colours in sRGB."""
    placed = PlacedImage(asset, _area(size), "", "", crop)
    pixels, _ = in_light(placed, _DOTS)
    return pixels.convert("L" if pixels.mode in {"1", "L"} else "RGB")


def _painted(asset: Asset, crop: Crop, size: tuple[int, int]) -> Image.Image:
    """Return vector art, or a page of a PDF, as dots."""
    area = _area(size)
    pen = Pen(_NO_FACES, space=ColourSpace.SRGB, title="", issue_date=date(2000, 1, 1), timezone="", language="zxx")
    pen.page(area.width, area.height, 0)
    pen.draw(PlacedImage(asset, area, "", "", crop))
    with shown(pen.finish()) as screen:
        return screen.paint(0, size)


def _area(size: tuple[int, int]) -> Area:
    width, height = (side * 72 * SP // _DOTS for side in size)
    return Area(0, 0, width, height)
