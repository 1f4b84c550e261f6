"""Picture files that Pillow doesn't write: TIFF and PNG of any build, JPEG of inks in YCCK, profiles of light."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final

from PIL import Image as Pixels
from PIL import ImageChops

_SHORT, _LONG = 3, 4
_LETTERS: Final = {_SHORT: "H", _LONG: "I"}


@dataclass(frozen=True, slots=True)
class Tiff:
    """How a TIFF is built (TIFF 6.0): its photometric interpretation, bits, byte order, layout and samples to spare."""

    photometric: int = 2
    bits: int = 8
    samples: int = 3
    order: str = "<"
    planar: bool = False
    tile: int = 0
    extra: int | None = None
    format: int = 1
    palette: tuple[int, ...] = ()
    more: tuple[tuple[int, int], ...] = ()


def tiff(size: tuple[int, int], content: bytes, build: Tiff) -> bytes:
    """Return an uncompressed TIFF of pixels that are coded as its bits and byte order ask, sample after sample."""
    width, height = size
    step = build.bits // 8
    planes = [content]
    if build.planar:
        whole = build.samples * step
        planes = [
            b"".join(content[at + one * step : at + (one + 1) * step] for at in range(0, len(content), whole))
            for one in range(build.samples)
        ]
    across = step * (1 if build.planar else build.samples)
    cut = [block for plane in planes for block in _tiles(size, plane, across, build.tile)] if build.tile else planes
    tags: dict[int, tuple[int, tuple[int, ...]]] = {
        256: (_LONG, (width,)),
        257: (_LONG, (height,)),
        258: (_SHORT, (build.bits,) * build.samples),
        259: (_SHORT, (1,)),
        262: (_SHORT, (build.photometric,)),
        277: (_SHORT, (build.samples,)),
        284: (_SHORT, (2 if build.planar else 1,)),
        339: (_SHORT, (build.format,) * build.samples),
    }
    tags |= {name: (_SHORT, (value,)) for name, value in build.more}
    if build.extra is not None:
        tags[338] = (_SHORT, (build.extra,))
    if build.palette:
        tags[320] = (_SHORT, build.palette)
    if build.tile:
        tags |= {322: (_SHORT, (build.tile,)), 323: (_SHORT, (build.tile,))}
    else:
        tags[278] = (_LONG, (height,))
    return _bound(tags, cut, build)


def _bound(tags: dict[int, tuple[int, tuple[int, ...]]], blocks: list[bytes], build: Tiff) -> bytes:
    """Return header, pixels, one directory and what doesn't fit into its entries."""
    order = build.order
    at, offsets = 8, []
    for block in blocks:
        offsets.append(at)
        at += len(block)
    places, counts = (324, 325) if build.tile else (273, 279)
    tags = tags | {places: (_LONG, tuple(offsets)), counts: (_LONG, tuple(map(len, blocks)))}
    beyond, entries = b"", b""
    end = at + at % 2 + 2 + 12 * len(tags) + 4
    for name, (kind, values) in sorted(tags.items()):
        packed = struct.pack(f"{order}{len(values)}{_LETTERS[kind]}", *values)
        entry = struct.pack(f"{order}HHI", name, kind, len(values))
        if len(packed) > 4:
            entry += struct.pack(f"{order}I", end + len(beyond))
            beyond += packed + b"\0" * (len(packed) % 2)
        else:
            entry += packed.ljust(4, b"\0")
        entries += entry
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", at + at % 2)
    count = struct.pack(f"{order}H", len(tags))
    return head + b"".join(blocks) + b"\0" * (at % 2) + count + entries + bytes(4) + beyond


def _tiles(size: tuple[int, int], plane: bytes, across: int, tile: int) -> list[bytes]:
    width, height = size
    rows = [plane[at : at + width * across] for at in range(0, len(plane), width * across)]
    rows += [bytes(width * across)] * (-height % tile)
    rows = [row.ljust((width + -width % tile) * across, b"\0") for row in rows]
    return [
        b"".join(row[left * across : (left + tile) * across] for row in rows[top : top + tile])
        for top in range(0, height, tile)
        for left in range(0, width, tile)
    ]


def deep(content: bytes, order: str = ">") -> bytes:
    """Return 8 bits a sample as 16, with something in the lower ones that 8 can't say."""
    made = bytearray(2 * len(content))
    high, low = (0, 1) if order == ">" else (1, 0)
    made[high::2] = content
    made[low::2] = bytes(90 for _ in content)
    return bytes(made)


_TYPES: Final = {"L": 0, "RGB": 2, "P": 3, "LA": 4, "RGBA": 6}
_ADAM7: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def png(
    pixels: Pixels.Image, *, bits: int = 8, interlaced: bool = False, more: tuple[tuple[bytes, bytes], ...] = ()
) -> bytes:
    """Return a PNG (ISO/IEC 15948) of 1 to 16 bits a sample, its rows in one go or in the seven passes of Adam7."""
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    rows = b""
    for left, top, across, down in passes:
        width, height = -(-(pixels.width - left) // across), -(-(pixels.height - top) // down)
        part = pixels if not interlaced else _every(pixels, (left, top, across, down), (width, height))
        rows += b"".join(b"\0" + _row(part, y, bits) for y in range(height)) if width > 0 else b""
    header = struct.pack(">IIBBBBB", *pixels.size, bits, _TYPES[pixels.mode], 0, 0, int(interlaced))
    chunks = [(b"IHDR", header), *more, (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _every(pixels: Pixels.Image, step: tuple[int, int, int, int], size: tuple[int, int]) -> Pixels.Image:
    left, top, across, down = step
    samples = len(pixels.getbands())
    content, line = pixels.tobytes(), pixels.width * samples
    picked = b"".join(
        content[y * line + x * samples : y * line + (x + 1) * samples]
        for y in range(top, pixels.height, down)
        for x in range(left, pixels.width, across)
    )
    return Pixels.frombytes(pixels.mode, size, picked)


def _row(pixels: Pixels.Image, y: int, bits: int) -> bytes:
    row = pixels.crop((0, y, pixels.width, y + 1)).tobytes()
    if bits == 16:
        return deep(row)
    if bits == 8:
        return row
    each = 8 // bits
    row = row + bytes(-len(row) % each)
    return bytes(
        sum((one >> 8 - bits) << bits * (each - 1 - at) for at, one in enumerate(row[start : start + each]))
        for start in range(0, len(row), each)
    )


def ycck(inks: Pixels.Image) -> bytes:
    """Return inks as JPEG the way Adobe's YCCK has them: upside down, C, M and Y as light and two differences."""
    *colours, black = inks.split()
    y, cb, cr = Pixels.merge("RGB", colours).convert("YCbCr").split()
    stored = Pixels.merge("CMYK", [*(ImageChops.invert(band) for band in (y, cb, cr)), black])
    out = io.BytesIO()
    stored.save(out, "JPEG", quality=97, subsampling=0)
    content = bytearray(out.getvalue())
    marker = content.index(b"\xff\xee")
    assert content[marker + 4 : marker + 9] == b"Adobe"
    content[marker + 15] = 2
    return bytes(content)


SRGB = ((0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139))
ADOBE = ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))
P3 = ((0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841))
"""Red, green and blue in XYZ under D50, by the published primaries (Bradford)."""


def profile(
    primaries: tuple[tuple[float, ...], ...] = (), *, gamma: float = 2.2, kind: bytes = b"mntr", name: str = "specimen"
) -> bytes:
    """Return a profile of light by primaries and gamma (ICC.1:2001-04, version 2); of greys without primaries."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    words = name.encode() + b"\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(words)) + words + bytes(78),
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"cprt": b"text" + bytes(4) + b"public domain\0",
    }
    if primaries:
        for letter, colour in zip(b"rgb", primaries, strict=True):
            tags[bytes((letter,)) + b"XYZ"] = _xyz(*colour)
            tags[bytes((letter,)) + b"TRC"] = curve
    else:
        tags[b"kTRC"] = curve
    table, content, at = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, bare in tags.items():
        body = bare + bytes(-len(bare) % 4)
        table += tag + struct.pack(">II", at + len(content), len(body))
        content += body
    header = bytearray(128)
    struct.pack_into(">I4sI4s4s4s", header, 0, at + len(content), b"test", 0x02100000, kind, b"", b"XYZ ")
    header[16:20] = b"RGB " if primaries else b"GRAY"
    header[36:40] = b"acsp"
    header[68:80] = _xyz(0.9642, 1.0, 0.8249)[8:]
    return bytes(header) + struct.pack(">I", len(tags)) + table + content


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def fatter(press: bytes) -> bytes:
    """Return a press's profile on which all inks print a fifth darker: the L* of its tables is less (lut16Type)."""
    made = bytearray(press)
    count: int = struct.unpack_from(">I", press, 128)[0]
    for offset in {struct.unpack_from(">I", press, 136 + 12 * one)[0] for one in range(count)}:
        if press[offset : offset + 4] != b"mft2" or press[offset + 8] != 4:
            continue
        before, _ = struct.unpack_from(">HH", press, offset + 48)
        first, nodes = offset + 52 + 2 * 4 * before, press[offset + 10] ** 4
        for at in range(first, first + nodes * 3 * 2, 6):
            lightness: int = struct.unpack_from(">H", press, at)[0]
            struct.pack_into(">H", made, at, lightness * 4 // 5)
    return bytes(made)
