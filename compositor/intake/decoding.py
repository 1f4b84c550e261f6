"""Picture files decoded: pixels that are all read to prove them sound, drawings, pages of PDFs. Run in quarantine."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from compositor.colour import Condition
from compositor.intake.artwork import read_art
from compositor.intake.embedded import NO_WORDS, Embedded, words_in
from compositor.intake.faults import Code, said
from compositor.intake.files import Refused
from compositor.intake.leaves import Choice, Plates, leaf_asset
from compositor.intake.limit_forms import raised
from compositor.intake.palette import Palette
from compositor.intake.svg import SvgError
from compositor.model.assets import Asset, Tones
from compositor.model.drawing import Drawing
from compositor.model.limits import MEGA, Limits
from compositor.records import dataclass

if TYPE_CHECKING:
    from PIL import Image

MOST_DRAWN: Final = 10_000_000
_SVG: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|(?:\w+:)?svg)")
_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP", "GIF")
_TONES: Final = {"1": Tones.LINE, **dict.fromkeys(("L", "LA", "I;16", "I;16B", "I;16L"), Tones.GREY)}
_DEEP: Final = frozenset({"I", "F"})
_DRAFTED: Final = frozenset({"JPEG", "MPO"})
_BEGINNINGS: Final = {b"\xff\xd8": "JPEG", b"\x89PNG": "PNG", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"GIF8": "GIF"}
_ORIENTATION: Final = 0x0112
_TURNED: Final = frozenset({5, 6, 7, 8})  # Exif 2.3 4.6.4: these orientations swap width and height


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a picture file turned out to be: its size and tones or its drawing, and the words that it carries."""

    width: int
    height: int
    tones: Tones
    drawing: Drawing | None = None
    words: Embedded = NO_WORDS


def decoded(content: bytes, name: str, palette: Palette, limits: Limits) -> Decoded:
    """Return what a picture file is; raises ``Refused``. Every pixel of it has been read then."""
    if _SVG.match(content):
        drawing = _drawn(content, name, palette)
        return Decoded(round(drawing.width), round(drawing.height), Tones.COLOUR, drawing)
    return Decoded(*_measured(content, limits.picture_megapixels * MEGA), words=words_in(content))


def page_of(
    content: bytes, name: str, wanted: Choice, condition: Condition, plates: Plates
) -> Asset | tuple[Refused, ...]:
    """Return a page of a PDF, without the file that it came from, or why it can't be printed."""
    found = leaf_asset(content, name, wanted, condition, plates)
    return replace(found, held=b"") if isinstance(found, Asset) else found


def _drawn(content: bytes, name: str, palette: Palette) -> Drawing:
    if len(content) > MOST_DRAWN:
        raise Refused(Code.PICTURE_BROKEN, f"is too large: {len(content):,} bytes", f"at most {MOST_DRAWN:,} are read")
    try:
        return read_art(content, name, palette)
    except SvgError as error:
        message = f"can't be drawn: {error.message} (line {error.place.line})"
        raise Refused(Code.PICTURE_BROKEN, message, error.hint, error.place) from error


def _measured(content: bytes, most: int) -> tuple[int, int, Tones]:
    """Return width and height in pixels after EXIF rotation, and its tones; all of it is decoded to prove it sound."""
    from PIL import Image  # late: only issues with pictures pay for it

    if not content:
        raise Refused(Code.PICTURE_BROKEN, "is empty", "copy the picture again")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow only warns of is judged by the limits here
            Image.MAX_IMAGE_PIXELS = max(Image.MAX_IMAGE_PIXELS or 0, most)  # Pillow refuses what is twice as large
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                pixels = image.width * image.height
                if pixels > most:
                    raise _too_many(pixels, most)
                tones = _tones(image)
                size = image.size
                image.draft(image.mode, (1, 1))  # a JPEG's bits are all read, but an eighth of its pixels made
                image.load()  # turns a TIFF upright and takes its orientation out, so it comes before both questions
                turned = image.getexif().get(_ORIENTATION, 1) in _TURNED
                width, height = size if image.format in _DRAFTED else image.size
    except Image.DecompressionBombError as error:
        told = re.search(r"[0-9]{6,}", str(error))  # Pillow measures before we do, and says so in words
        raise _too_many(int(told[0]) if told else 0, most) from error
    except Refused:
        raise
    except Exception as error:  # decoders of broken pictures raise whatever they stumble over
        name = type(error).__name__
        if name == "UnidentifiedImageError":
            raise _unknown(content) from error
        raise Refused(
            Code.PICTURE_BROKEN, f"is broken ({said(str(error))[1:-1] or name})", "copy or export it again"
        ) from error
    return (height, width, tones) if turned else (width, height, tones)


def _unknown(content: bytes) -> Refused:
    """Return why a file can't be opened at all: it is of another kind, or a kind's build that isn't read."""
    for begin, kind in _BEGINNINGS.items():
        if content.startswith(begin):
            message = f"is a {kind} of a build that isn't read, or broken at its beginning"
            return Refused(Code.PICTURE_BROKEN, message, "save it anew in grey, RGB or CMYK, 8 or 16 bits each")
    kinds = ", ".join((*_FORMATS, "SVG", "PDF"))
    return Refused(Code.PICTURE_BROKEN, "is no picture that can be read", f"the kinds read are {kinds}")


def _tones(image: Image.Image) -> Tones:
    """Return what tones a picture has; raises ``Refused`` where its numbers don't say how light they are."""
    if image.mode in _DEEP:
        raise Refused(
            Code.PICTURE_BROKEN, "has 32 bits to a pixel, or numbers below zero", "save it with 8 or 16 bits to a pixel"
        )
    return _TONES.get(image.mode, Tones.COLOUR)


def _too_many(pixels: int, most: int) -> Refused:
    count = f"{pixels:,} pixels" if pixels else "far too many pixels"
    hint = f"at most {most:,} pixels are read; {raised('picture_megapixels', most // MEGA)}"
    return Refused(Code.PICTURE_BROKEN, f"is too large: {count}", hint)
