"""Pictures as PNG (W3C PNG, Third Edition): pixels as they are, in grey where there is no colour.

A page is type in black on white for the most part. In grey, unfiltered, it takes two fifths of the bytes that it takes
as colours whose rows are filtered as a photograph's are, and a ninth of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zlib import crc32

from compositor.pdf.file import flate

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOURS = 0, 2
"""Colour types (11.2.1)."""
_BAND: Final = 128
"""Rows that are looked at together: a large page isn't held several times over."""
_NONE, _SUB = b"\0", b"\1"
"""Filter types (9.2): bytes as they are, and less what stands left of them."""


def png(size: tuple[int, int], pixels: bytes | memoryview, stride: int) -> bytes:
    """Return a picture whose pixels are blue, green and red, a byte each; a row begins every ``stride`` bytes."""
    width, _ = size
    grey: list[bytes] = []
    for band in _bands(size, pixels, stride):
        blue = band[0::3]
        if blue != band[1::3] or blue != band[2::3]:
            break
        grey += [_NONE + blue[at : at + width] for at in range(0, len(blue), width)]
    else:
        return _written(size, _GREY, flate(b"".join(grey), dense=True))
    grey.clear()
    rows = [row for band in _bands(size, pixels, stride) for row in _in_colour(width, band)]
    return _written(size, _COLOURS, flate(b"".join(rows)))


def _bands(size: tuple[int, int], pixels: bytes | memoryview, stride: int) -> Iterator[bytes]:
    """Yield some rows after others, as they stand without what fills them up: the picture isn't copied whole."""
    width, height = size
    for top in range(0, height, _BAND):
        foot = min(top + _BAND, height)
        if stride == 3 * width:
            yield bytes(pixels[stride * top : stride * foot])
        else:
            yield b"".join([pixels[stride * row : stride * row + 3 * width] for row in range(top, foot)])


def _in_colour(width: int, band: bytes) -> Iterator[bytes]:
    """Yield rows as they are coded: what is coloured is often a photograph, whose neighbours are alike."""
    from PIL import Image, ImageChops

    height = len(band) // (3 * width)
    plain = Image.frombuffer("RGB", (width, height), band, "raw", "BGR", 0, 1)
    less = ImageChops.subtract_modulo(plain, ImageChops.offset(plain, 1, 0))
    less.paste(plain.crop((0, 0, 1, height)), (0, 0))  # nothing stands left of the first
    as_it_is, filtered = plain.tobytes(), less.tobytes()
    for at in range(0, len(band), 3 * width):
        row = as_it_is[at : at + 3 * width]
        if row[0::3] == row[1::3] == row[2::3]:
            yield _NONE + row
        else:
            yield _SUB + filtered[at : at + 3 * width]


def _written(size: tuple[int, int], colours: int, content: bytes) -> bytes:
    width, height = size
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, colours, 0, 0, 0))
    return b"".join((_SIGNATURE, _chunk(b"IHDR", head), _chunk(b"IDAT", content), _chunk(b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk (5.3)."""
    return b"".join((len(content).to_bytes(4, "big"), kind, content, crc32(kind + content).to_bytes(4, "big")))
