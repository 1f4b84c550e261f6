"""The table directory of a font file, read only to say in plain words what is wrong with one.

OpenType specification 1.9, "Organization of an OpenType font"; the CFF charset by Adobe Technical Note 5176.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from mmap import mmap
from pathlib import Path
from typing import overload

from compositor.records import dataclass

TRUETYPE = frozenset({b"\0\1\0\0", b"true"})
OPENTYPE = b"OTTO"
COLLECTION = b"ttcf"
_PIECE = 1 << 20
_UNREADABLE = "has outlines that can't be read (its CFF table is damaged)"
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
_ROS = (12, 30)
_CHARSET = (15,)
_CHARSTRINGS = (17,)
_LAST_CID = 0xFFFF

Directory = Mapping[str, tuple[int, int]]
"""Where each table lies in the file: offset and length in bytes."""
Entries = Mapping[tuple[int, ...], list[int]]
"""A DICT: its operators with their operands, fractions as 0 (TN 5176, 4)."""


class FaceError(ValueError):
    """A file can't be used as a face; the message says why, without the file's name."""


@dataclass(frozen=True, slots=True)
class FaceFile:
    """A font file that intake opened: id of the face, path for messages, content, and index in a collection.

    One that came with the program is ``mapped`` into memory from there, as far as its glyphs are asked for. Others may
    be cut off while they are used, which would end the run: of them HarfBuzz has a copy.
    """

    id: str
    path: str
    content: bytes | mmap
    index: int = 0
    mapped: str = ""


def faces_in(content: bytes | mmap) -> int:
    """Return how many faces a file holds; raises ``FaceError`` where it is no font."""
    tag = content[:4]
    if tag in TRUETYPE or tag == OPENTYPE:
        return 1
    if tag == COLLECTION and len(content) >= 12:
        return int(struct.unpack(">I", content[8:12])[0])
    if tag in {b"wOFF", b"wOF2"}:
        raise FaceError("is a web font (WOFF); use the TTF or OTF that it was made from")
    raise FaceError("is no TrueType or OpenType font")


def tables(content: bytes | mmap, index: int) -> Directory:
    """Return the tables of face ``index`` of a file.

    Raises ``FaceError`` where the file is no font, has no such face, is cut short, or lacks what a face needs.
    """
    count = faces_in(content)
    if not 0 <= index < count:
        raise FaceError(f"has {count} face{'s' if count > 1 else ''}, counted from 0, and none of them is {index}")
    try:
        start = struct.unpack_from(">I", content, 12 + 4 * index)[0] if content[:4] == COLLECTION else 0
        number = struct.unpack_from(">H", content, start + 4)[0]
        records = [struct.unpack_from(">4sIII", content, start + 12 + 16 * at) for at in range(number)]
    except struct.error:
        raise FaceError("is cut short: its list of tables is incomplete") from None
    found = {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in records}
    for tag, (offset, length) in sorted(found.items()):
        if offset + length > len(content):
            raise FaceError(
                f"is cut short: its table {tag.strip()!r} ends at byte {offset + length}, the file at {len(content)}"
            )
    _expect_needed(found)
    return found


def table(content: bytes | mmap, place: tuple[int, int] | None) -> bytes:
    """Return a table from its place in a file, nothing where the file has none."""
    offset, length = place or (0, 0)
    return content[offset : offset + length]


def _expect_needed(found: Directory) -> None:
    absent = [tag for tag in _NEEDED if not found.get(tag, (0, 0))[1]]
    if absent:
        raise FaceError(f"lacks the table{'s' if len(absent) > 1 else ''} {', '.join(absent)}")
    if {"fvar", "CFF2"} & set(found):
        raise FaceError("is a variable font; use its maker's static files, one for each weight")
    if not ("CFF " in found or {"glyf", "loca"} <= set(found)):
        raise FaceError("has no outlines that can be printed (neither glyf nor CFF)")


def keyed_by_cid(cff: bytes | memoryview) -> bool:
    """Tell whether the glyphs of a CFF table are keyed by CIDs, not by names (TN 5176, 18).

    Raises ``FaceError`` where the table can't be read.
    """
    try:
        return _ROS in _top(cff)
    except (IndexError, struct.error):
        raise FaceError(_UNREADABLE) from None


def cids(cff: bytes | memoryview, glyphs: int) -> Sequence[int]:
    """Return the CID of every glyph of a CFF table that is keyed by them (TN 5176, 13).

    Raises ``FaceError`` where the table can't be read.
    """
    try:
        at = _top(cff).get(_CHARSET, [0])[-1]
        return _charset(cff, at, glyphs) if at > 2 else range(glyphs)
    except (IndexError, struct.error):
        raise FaceError(_UNREADABLE) from None


def _top(cff: bytes | memoryview) -> Entries:
    start, end = _first_of_index(cff, _index_end(cff, cff[2]))
    return _dictionary(cff[start:end])


def _offset(cff: bytes | memoryview, at: int, size: int) -> int:
    if at + size > len(cff):
        raise IndexError
    return int.from_bytes(cff[at : at + size], "big")


def _index_end(cff: bytes | memoryview, at: int) -> int:
    count = _offset(cff, at, 2)
    if not count:
        return at + 2
    size = cff[at + 2]
    return at + 2 + (count + 1) * size + _offset(cff, at + 3 + count * size, size)


def _first_of_index(cff: bytes | memoryview, at: int) -> tuple[int, int]:
    count, size = _offset(cff, at, 2), cff[at + 2]
    base = at + 2 + (count + 1) * size
    return base + _offset(cff, at + 3, size), base + _offset(cff, at + 3 + size, size)


def index(cff: bytes, at: int) -> list[bytes]:
    """Return what an INDEX has (TN 5176, 5)."""
    count, size = _offset(cff, at, 2), cff[at + 2]
    if not count:
        return []
    table, base = cff[at + 3 : at + 3 + size * (count + 1)], at + 2 + size * (count + 1)
    offsets = [base + int.from_bytes(table[one : one + size], "big") for one in range(0, len(table), size)]
    return [cff[start:end] for start, end in pairwise(offsets)]


def entries(cff: bytes, coded: bytes | None = None) -> Entries:
    """Return what the top DICT of a table says, or another that is ``coded``."""
    if coded is None:
        start, end = _first_of_index(cff, _index_end(cff, cff[2]))
        coded = cff[start:end]
    return _dictionary(coded)


def _dictionary(coded: bytes | memoryview) -> Entries:
    found: dict[tuple[int, ...], list[int]] = {}
    at, operands = 0, list[int]()
    while at < len(coded):
        first = coded[at]
        if first <= 21:
            key = (first, coded[at + 1]) if first == 12 else (first,)
            found[key], operands = operands or [0], []
            at += len(key)
        else:
            operand, at = _operand(coded, at)
            operands.append(operand)
    return found


def _operand(coded: bytes | memoryview, at: int) -> tuple[int, int]:
    first = coded[at]
    if first == 28:
        return struct.unpack_from(">h", coded, at + 1)[0], at + 3
    if first == 29:
        return struct.unpack_from(">i", coded, at + 1)[0], at + 5
    if first == 30:
        at += 1
        while coded[at] & 15 != 15:
            at += 1
        return 0, at + 1
    if first <= 246:
        return first - 139, at + 1
    sign, base = (1, 247) if first <= 250 else (-1, 251)
    return sign * ((first - base) * 256 + coded[at + 1] + 108), at + 2


class _Ranges(Sequence[int]):
    """CIDs as ranges of them, which large faces have ten thousand of: most of their glyphs are never asked for."""

    def __init__(self, starts: array[int], firsts: array[int], glyphs: int) -> None:
        self._starts, self._firsts, self._glyphs = starts, firsts, glyphs

    def __len__(self) -> int:
        return self._glyphs

    @overload
    def __getitem__(self, at: int) -> int: ...

    @overload
    def __getitem__(self, at: slice) -> list[int]: ...

    def __getitem__(self, at: int | slice) -> int | list[int]:
        if isinstance(at, slice):
            return [self[one] for one in range(self._glyphs)[at]]
        glyph = range(self._glyphs)[at]
        found = bisect_right(self._starts, glyph) - 1
        return self._firsts[found] + glyph - self._starts[found]


def _charset(cff: bytes | memoryview, at: int, glyphs: int) -> Sequence[int]:
    """Return CIDs (TN 5176, 13)."""
    form, at = cff[at], at + 1
    if not form:
        found = array("H", (0,))
        found.extend(one[0] for one in struct.iter_unpack(">H", cff[at : at + 2 * (glyphs - 1)]))
        if len(found) < glyphs:
            raise IndexError
        return found
    more = {1: ">HB", 2: ">HH"}.get(form)
    if more is None:
        raise IndexError
    step = struct.calcsize(more)
    reached, starts, firsts = 1, [0], [0]
    for first, left in struct.iter_unpack(more, cff[at : at + (len(cff) - at) // step * step]):
        if reached >= glyphs:
            break
        if first + left > _LAST_CID:
            raise IndexError
        starts.append(reached)
        firsts.append(first)
        reached += left + 1
    if reached < glyphs:
        raise IndexError
    return _Ranges(array("H", starts), array("H", firsts), glyphs)


def summed(file: str | bytes) -> str:
    """Return the SHA-256 of a font file, of one that is named piece by piece: it is never held whole."""
    if isinstance(file, bytes):
        return sha256(file).hexdigest()
    found = sha256()
    with Path(file).open("rb") as stream:
        while piece := stream.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
