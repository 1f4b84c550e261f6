"""Pixels on their way into a document: opened, turned upright, cropped, reduced to what can be seen, coded."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from compositor.model.page import Image as PlacedImage
from compositor.pdf.file import Stream, array, dictionary
from compositor.records import dataclass
from compositor.units import SP

if TYPE_CHECKING:
    from PIL import Image

_LENGTH: Final = 4
_MUCH: Final = 1.25
"""A picture with this many times the pixels that are wanted is made smaller."""
_PHOTOMETRIC, _WHITE_IS_0 = 262, 0
_WHOLE: Final = (0.0, 0.0, 1.0, 1.0)
_PARTS: Final[dict[object, int]] = {"DeviceRGB": 3, "DeviceCMYK": 4}
_CLEAR: Final = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels as a PDF stores them: size, colour space, filter and coded content; ``bits`` to a component.

    Rows that are coded ``as_png`` does say by what they are reckoned from their neighbours.
    """

    width: int
    height: int
    space: str | tuple[str | int, ...]
    coding: str
    content: bytes
    decode: tuple[int, ...] = ()
    bits: int = 8
    as_png: bool = False

    def packed(self) -> bytes:
        """Return all of it as bytes: what is said of it as JSON, its length before it, and the content."""
        said = [self.width, self.height, self.space, self.coding, self.decode, self.bits, self.as_png]
        head = json.dumps(said).encode()
        return b"%b%b%b" % (len(head).to_bytes(_LENGTH, "big"), head, self.content)

    @classmethod
    def unpacked(cls, content: bytes) -> Picture:
        """Return what was packed; raises ``ValueError`` where it wasn't."""
        end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
        width, height, space, coding, decode, bits, as_png = json.loads(content[_LENGTH:end])
        space = tuple(space) if isinstance(space, list) else space
        return cls(width, height, space, coding, content[end:], tuple(decode), bits, as_png)

    def stream(self) -> Stream:
        """Return the picture as an image XObject (ISO 32000-1 8.9.5)."""
        entries: dict[str, Any] = {
            "Width": self.width,
            "Height": self.height,
            "ColorSpace": _space(self.space),
            "BitsPerComponent": self.bits,
            "Filter": f"/{self.coding}",
        }
        if self.decode:
            entries["Decode"] = array(self.decode)
        if self.as_png:
            parms = {"Predictor": 15, "Colors": _PARTS.get(self.space, 1), "Columns": self.width}
            entries["DecodeParms"] = dictionary({**parms, "BitsPerComponent": self.bits})
        told = " ".join(f"/{key} {value}" for key, value in entries.items())
        return Stream(f"/Type /XObject /Subtype /Image {told}", self.content)


def _space(space: str | tuple[str | int, ...]) -> str:
    if isinstance(space, str):
        return f"/{space}"
    return array(f"/{one}" if isinstance(one, str) and one.isalpha() else one for one in space)


@contextmanager
def opened(placed: PlacedImage, resolution: int) -> Iterator[Image.Image]:
    """Open a placed picture's file. A JPEG far larger than wanted is decoded at a half, a quarter or an eighth.

    Pillow takes all JPEGs of inks to be upside down, as Adobe writes them; one without Adobe's marker isn't
    (ISO/IEC 10918-6 6.5.3 and 6.5.4), and is turned back.
    """
    from PIL import Image, ImageChops

    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(placed.asset.content)) as file:
        _meant_in_8_bits(file)
        kind, plain = file.format, file.format in {"JPEG", "MPO"} and "adobe" not in file.info
        if kind in {"JPEG", "MPO"}:
            wide, high = _wanted(placed, resolution)
            left, top, right, bottom = placed.crop
            across, down = (right - left) * placed.asset.width, (bottom - top) * placed.asset.height
            share = max(wide / max(across, 1), high / max(down, 1))
            file.draft(file.mode, (round(file.width * share), round(file.height * share)))
        if file.mode != "CMYK" or not plain:
            yield file
            return
        turned = ImageChops.invert(file)
        turned.info = dict(file.info)
        turned.format = kind
        yield turned


def cut_to_size(file: Image.Image, placed: PlacedImage, resolution: int) -> Image.Image:
    """Return what is shown of a picture, upright, with no more pixels than wanted."""
    from PIL import Image

    upright = _upright(file)
    left, top, right, bottom = box = _box(placed.crop, upright.size)
    width, height = _wanted(placed, resolution)
    if right - left < width * _MUCH or bottom - top < height * _MUCH:
        return upright if placed.crop == _WHOLE else upright.crop(box)
    return _mixable(upright).resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _upright(file: Image.Image) -> Image.Image:
    from PIL import ImageOps

    ImageOps.exif_transpose(file, in_place=True)
    if file.mode == "LAB":
        return _lit(file)
    return _shallow(file) if file.mode.startswith("I") else file


def _shallow(file: Image.Image) -> Image.Image:
    """Return greys of 16 bits in 8; those of a TIFF with 0 for white (TIFF 6.0 section 4) are negatives until then."""
    deep = file.convert("I")
    if getattr(file, "tag_v2", {}).get(_PHOTOMETRIC) == _WHITE_IS_0:
        return deep.point(lambda value: value * (-1 / 257) + 255).convert("L")
    made = deep.point(lambda value: value / 257).convert("L")
    made.info = dict(file.info)
    return made


def _meant_in_8_bits(file: Image.Image) -> None:
    """Bring the one colour that a PNG of 16 bits declares clear to the 8 bits that its pixels are read in."""
    clear = file.info.get("transparency")
    if file.format != "PNG" or clear is None or isinstance(clear, bytes) or "16" not in str(_rawmode(file)):
        return
    file.info["transparency"] = clear // 257 if isinstance(clear, int) else tuple(value >> 8 for value in clear)


def _rawmode(file: Image.Image) -> object:
    """Return how the pixels of a file that isn't loaded are stored, in Pillow's words."""
    tiles: Any = getattr(file, "tile", ())
    return tiles[0][3] if tiles else ""


def _lit(pixels: Image.Image) -> Image.Image:
    """Return L*a*b* (ISO 11664-4; TIFF 6.0 section 23) in sRGB: from there on it is a picture like others."""
    from PIL import ImageCms

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(pixels, lab, srgb, ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB")
    assert made is not None
    made.info = {}
    return made


def _box(crop: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the pixels that a crop takes: one at least."""
    (left, top, right, bottom), (width, height) = crop, size
    x, y = round(left * width), round(top * height)
    return x, y, max(round(right * width), x + 1), max(round(bottom * height), y + 1)


def _wanted(placed: PlacedImage, resolution: int) -> tuple[int, int]:
    wide, high = (max(1, round(side / SP / 72 * resolution)) for side in (placed.area.width, placed.area.height))
    return wide, high


def _mixable(pixels: Image.Image) -> Image.Image:
    """Return a picture whose neighbours can be mixed: a colour that stands for clear would bleed into its edges."""
    if "transparency" in pixels.info:
        return pixels.convert("RGBA")
    return pixels.convert({"1": "L", "P": "RGB"}.get(pixels.mode, pixels.mode))


def flat(pixels: Image.Image) -> Image.Image:
    """Lay a picture with transparent parts on white paper; what has none of them, and inks, stay as they are."""
    from PIL import Image

    if pixels.mode not in _CLEAR and "transparency" not in pixels.info:
        return pixels.convert("RGB") if pixels.mode == "P" else pixels
    grey = pixels.mode in {"L", "LA", "La"}
    clear = pixels.convert("RGBA")
    laid = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return laid.convert("L" if grey else "RGB")
