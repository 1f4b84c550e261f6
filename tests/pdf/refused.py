"""The kinds of picture files that are refused, each with the words that say why."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tests.pdf.files import Tiff, deep, png, tiff
from tests.pdf.kinds import SIZE, Make, photograph, saved, stored_lab


def _bomb(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"")
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(one)) + name + one + struct.pack(">I", zlib.crc32(name + one)) for name, one in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def _cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def _spoilt() -> bytes:
    content = bytearray(png(photograph()))
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(40)
    return bytes(content)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is refused, and words of the fault that says why."""

    make: Make
    words: str
    code: str = "PICTURE_BROKEN"


def _tiff_without_end() -> bytes:
    """Return a TIFF whose directory comes first, and whose pixels end too early."""
    whole = saved(photograph(), "TIFF")
    return whole[:-20_000]


def _blank(samples: int, build: Tiff) -> bytes:
    return tiff(SIZE, bytes(samples * 4 * SIZE[0] * SIZE[1]), build)


def _packed() -> bytes:
    return _cut(saved(photograph(), "TIFF", compression="tiff_lzw"))


def _deep_lab() -> bytes:
    return tiff(SIZE, deep(stored_lab().tobytes(), "<"), Tiff(8, bits=16))


_EMPTY, _NONE, _BROKEN = "is empty", "is no picture that can be read", "is broken"
_BUILD = "of a build that isn't read, or broken at its beginning"
_DEEP, _DRAWN = "has 32 bits to a pixel, or numbers below zero", "can't be drawn"
_SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"

REFUSED: Final[Mapping[str, Refusal]] = {
    "no bytes at all": Refusal(bytes, _EMPTY),
    "words by the name of a picture": Refusal("這不是圖片".encode, _NONE),
    "a web page by the name of a picture": Refusal("<!DOCTYPE html><html></html>".encode, _NONE),
    "PDF, cut off": Refusal(
        lambda: _cut(saved(photograph(), "PDF", resolution=200)), "can't be printed", "PDF_REFUSED"
    ),
    "PDF, its pictures too coarse": Refusal(lambda: saved(photograph(), "PDF"), "72 pixels to the inch", "PDF_REFUSED"),
    "BMP": Refusal(lambda: saved(photograph(), "BMP"), _NONE),
    "JPEG 2000": Refusal(lambda: saved(photograph(), "JPEG2000"), _NONE),
    "JPEG, cut off": Refusal(lambda: _cut(saved(photograph(), "JPEG")), _BROKEN),
    "JPEG, its beginning alone": Refusal(lambda: saved(photograph(), "JPEG")[:30], _BROKEN),
    "PNG, cut off": Refusal(lambda: _cut(png(photograph())), _BROKEN),
    "PNG, spoilt in the middle": Refusal(_spoilt, _BROKEN),
    "PNG without pixels": Refusal(lambda: _bomb(0, 48), f"is a PNG {_BUILD}"),
    "GIF, cut off": Refusal(lambda: _cut(saved(photograph().quantize(256), "GIF")), _BROKEN),
    "WebP, cut off": Refusal(lambda: _cut(saved(photograph(), "WEBP")), _BROKEN),
    "TIFF, cut off before its directory": Refusal(_packed, f"is a TIFF {_BUILD}"),
    "TIFF, cut off in its pixels": Refusal(_tiff_without_end, _BROKEN),
    "30,000 × 30,000 pixels": Refusal(lambda: _bomb(30_000, 30_000), "is too large: 900,000,000 pixels"),
    "2³¹ × 2³¹ pixels": Refusal(lambda: _bomb(0x7FFFFFFF, 0x7FFFFFFF), "is too large: "),
    "TIFF, grey, 32 bits": Refusal(lambda: _blank(1, Tiff(1, samples=1, bits=32)), _DEEP),
    "TIFF, grey, 16 bits with a sign": Refusal(lambda: _blank(1, Tiff(1, samples=1, bits=16, format=2)), _DEEP),
    "TIFF, grey, floating point": Refusal(lambda: _blank(1, Tiff(1, samples=1, bits=32, format=3)), _DEEP),
    "TIFF, RGB, floating point": Refusal(lambda: _blank(3, Tiff(bits=32, format=3)), f"is a TIFF {_BUILD}"),
    "TIFF, L\\*a\\*b\\*, 16 bits": Refusal(_deep_lab, f"is a TIFF {_BUILD}"),
    "SVG, not closed": Refusal(f"{_SVG}<g>".encode, _DRAWN),
    "SVG with text": Refusal(f"{_SVG}<text>字</text></svg>".encode, _DRAWN),
}
