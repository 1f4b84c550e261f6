"""Picture files as image objects: turned upright, cropped, scaled to what can be seen, in the document's colours."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc

from compositor.model.page import Image as PlacedImage
from compositor.pdf.colour import ColourSpace
from compositor.units import SP

if TYPE_CHECKING:
    from PIL import Image

# Pixels to the inch beyond which a picture is made smaller: newsprint's screen of 100 lines needs 200, a screen 150.
_TARGET = {ColourSpace.CMYK: 200, ColourSpace.SRGB: 150}
_MUCH = 1.25
_QUALITY = {ColourSpace.CMYK: 90, ColourSpace.SRGB: 85}
_PHOTOGRAPHS = frozenset({"JPEG", "MPO"})
# Grey component replacement in full leaves at most two inks and black: never over 200 % (see `inked`).
_NEVER_OVER = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels as a PDF stores them: size, colour space, filter and coded content."""

    width: int
    height: int
    space: str
    coding: str
    content: bytes
    decode: tuple[int, ...] = ()

    def stream(self) -> pdfdoc.PDFStream:
        """Return the picture as an image XObject (ISO 32000-1 8.9.5)."""
        entries: dict[str, Any] = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "Width": self.width,
            "Height": self.height,
            "ColorSpace": pdfdoc.PDFName(self.space),
            "BitsPerComponent": 8,
            "Filter": pdfdoc.PDFName(self.coding),
        }
        if self.decode:
            entries["Decode"] = pdfdoc.PDFArray(list(self.decode))
        return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), self.content, filters=[])


def picture(placed: PlacedImage, space: ColourSpace, ink_limit: int) -> Picture:
    """Make a placed picture ready for a document; ``ink_limit`` is the most ink on the press, in percent.

    Photographs (JPEG) stay JPEG unless coding would lay on more ink than the limit; drawings are kept lossless.
    """
    from PIL import Image

    with Image.open(io.BytesIO(placed.asset.content)) as opened:
        photograph = opened.format in _PHOTOGRAPHS
        profile = opened.info.get("icc_profile") or b""
        pixels = _sized(_cropped(_upright(opened), placed.crop), placed, _TARGET[space])
    if profile and (pixels.mode in {"RGB", "RGBA"} or (pixels.mode == "CMYK" and space is ColourSpace.SRGB)):
        pixels = _as_meant(pixels, profile)
    pixels = inked(pixels, ink_limit) if space is ColourSpace.CMYK else _flat(pixels).convert("RGB")
    if photograph:
        coded = _jpeg(pixels, _QUALITY[space])
        if space is ColourSpace.SRGB or _most_ink(Image.open(io.BytesIO(coded))) <= ink_limit:
            # Pillow writes CMYK JPEGs the way Adobe does, upside down; the Decode array turns them back.
            decode = (1, 0) * 4 if space is ColourSpace.CMYK else ()
            return Picture(pixels.width, pixels.height, _name(pixels), "DCTDecode", coded, decode)
    return Picture(pixels.width, pixels.height, _name(pixels), "FlateDecode", zlib.compress(pixels.tobytes(), 9))


def _as_meant(pixels: Image.Image, profile: bytes) -> Image.Image:
    """Turn pixels into sRGB by the profile that their file carries (ICC.1), such as Display P3 or Adobe RGB.

    Inks for the press stay as they came. A profile that is of other colours, or broken, counts as not there.
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


def inked(pixels: Image.Image, ink_limit: int) -> Image.Image:
    """Turn pixels into inks with all grey in black (full GCR), so that neutrals print in black only.

    Where the limit (percent) is less than full GCR can reach, or the picture came in CMYK, colours are held to
    it pixel by pixel: black stays, the others give way together.
    """
    from PIL import Image, ImageChops

    if pixels.mode == "CMYK":
        return limited(pixels, ink_limit)
    bands = [ImageChops.invert(band) for band in _flat(pixels).convert("RGB").split()]
    black = ImageChops.darker(ImageChops.darker(bands[0], bands[1]), bands[2])
    inks = Image.merge("CMYK", [*(ImageChops.subtract(band, black) for band in bands), black])
    return inks if ink_limit >= _NEVER_OVER else limited(inks, ink_limit)


def limited(inks: Image.Image, ink_limit: int) -> Image.Image:
    """Hold every pixel of a CMYK picture to ``ink_limit`` percent: black stays, C, M and Y are scaled down."""
    from PIL import Image, ImageMath

    cyan, magenta, yellow, black = inks.split()
    most = ink_limit * 255 // 100

    def scaled(band: Image.Image) -> Image.Image:
        def formula(names: Any) -> Any:
            colours = names["c"] + names["m"] + names["y"]
            room = names["max"](names["most"] - names["k"], 0)
            allowed = names["min"](colours, room)
            return names["convert"](names["band"] * allowed / names["max"](colours, 1), "L")

        band_now: Image.Image = ImageMath.lambda_eval(
            formula, band=band, c=cyan, m=magenta, y=yellow, k=black, most=most
        )
        return band_now

    return Image.merge("CMYK", [*(scaled(band) for band in (cyan, magenta, yellow)), black])


def _upright(opened: Image.Image) -> Image.Image:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(opened)
    if upright.mode.startswith("I") or upright.mode == "F":  # 16 bits to a pixel
        deep = upright.convert("I")
        return deep.point(lambda value: value / 257).convert("L")
    return upright


def _cropped(pixels: Image.Image, crop: tuple[float, float, float, float]) -> Image.Image:
    if crop == (0.0, 0.0, 1.0, 1.0):
        return pixels
    left, top, right, bottom = crop
    box = (
        round(left * pixels.width),
        round(top * pixels.height),
        max(round(right * pixels.width), round(left * pixels.width) + 1),
        max(round(bottom * pixels.height), round(top * pixels.height) + 1),
    )
    return pixels.crop(box)


def _sized(pixels: Image.Image, placed: PlacedImage, target: int) -> Image.Image:
    """Scale a picture down to ``target`` pixels to the inch where it has many more."""
    from PIL import Image

    width = max(1, round(placed.area.width / SP / 72 * target))
    height = max(1, round(placed.area.height / SP / 72 * target))
    if pixels.width < width * _MUCH or pixels.height < height * _MUCH:
        return pixels
    if pixels.mode in {"P", "1"}:
        pixels = pixels.convert("RGBA" if "transparency" in pixels.info else "RGB")
    return pixels.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _flat(pixels: Image.Image) -> Image.Image:
    """Lay a picture with transparent parts on white paper."""
    from PIL import Image

    if pixels.mode not in {"RGBA", "LA", "PA", "La", "RGBa"} and "transparency" not in pixels.info:
        return pixels
    clear = pixels.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)


def _jpeg(pixels: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()


def _most_ink(inks: Image.Image) -> float:
    """Return the most ink on any pixel, in percent."""
    from PIL import ImageMath

    cyan, magenta, yellow, black = inks.split()
    total = ImageMath.lambda_eval(
        lambda names: names["c"] + names["m"] + names["y"] + names["k"], c=cyan, m=magenta, y=yellow, k=black
    )
    return float(total.getextrema()[1]) * 100 / 255


def _name(pixels: Image.Image) -> str:
    return {"CMYK": "DeviceCMYK", "RGB": "DeviceRGB"}[pixels.mode]
