"""Writes CFF programs: of charstrings as they are, and of half-width sorts cut from full-width ones.

A halved opening mark has its ink in the second half of its em box. Painting the whole sort half an em early makes
programs that read text back take the mark for the character before it; so the pen paints a sort of its own, whose
origin is where the half begins. Format: Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import accumulate

from compositor.records import dataclass

Segment = tuple[str, tuple[float, ...]]
"""A step of an outline: move, line, curve (with its points' x and y), or close."""

_ADOBE, _IDENTITY = 391, 392
_MOVE, _LINE, _CURVE, _END = 21, 5, 8, 14
_OPERANDS = {"move": _MOVE, "line": _LINE, "curve": _CURVE}
_ENTRY = 5
"""Bytes of a whole number in a DICT as we write it, always the same, so that offsets are known beforehand."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the glyphs of a program share: the width of those that say none, and the box around all, if it is told."""

    width: int = 0
    box: tuple[int, int, int, int] = (0, 0, 0, 0)


def program(name: str, charstrings: Mapping[int, bytes], frame: Frame) -> bytes:
    """Return a CFF table, keyed by CIDs, of charstrings in ascending order of their CIDs, .notdef being 0."""
    charset = b"\0" + array_of(list(charstrings)[1:], 2)
    selection = b"\3\0\1\0\0\0" + len(charstrings).to_bytes(2, "big")
    head = b"\1\0\4\4" + _index([name.encode("ascii")])
    strings = _index([b"Adobe", b"Identity"]) + _index([])
    at = len(head) + len(_index([_top((0,) * 4, 0, frame.box)])) + len(strings)
    glyphs, private = _index(list(charstrings.values())), _number(frame.width) + bytes([20])
    places = []
    for block in (charset, selection, glyphs):
        places.append(at)
        at += len(block)
    private_at = at + len(_index([_font((0, 0))]))
    fonts = _index([_font((len(private), private_at))])
    top = _top((places[0], places[1], places[2], at), max(charstrings) + 1, frame.box)
    return b"".join((head, _index([top]), strings, charset, selection, glyphs, fonts, private))


def array_of(numbers: Sequence[int], wide: int) -> bytes:
    """Return numbers one after another, each in so many bytes, the highest first."""
    packed = struct.pack(f">{len(numbers)}I", *numbers)
    if wide == 4:
        return packed
    out = bytearray(len(numbers) * wide)
    for at in range(wide):
        out[at::wide] = packed[4 - wide + at :: 4]
    return bytes(out)


def _top(places: tuple[int, int, int, int], count: int, box: tuple[int, int, int, int]) -> bytes:
    charset, selection, glyphs, fonts = (_number(place) for place in places)
    return b"".join(
        (
            *(_number(_ADOBE), _number(_IDENTITY), _number(0), b"\x0c\x1e"),  # ROS
            *((*map(_number, box), b"\x05") if any(box) else ()),  # FontBBox
            *(_number(count), b"\x0c\x22"),  # CIDCount
            *(charset, b"\x0f"),
            *(selection, b"\x0c\x25"),  # FDSelect
            *(glyphs, b"\x11"),  # CharStrings
            *(fonts, b"\x0c\x24"),  # FDArray
        )
    )


def _font(private: tuple[int, int]) -> bytes:
    return _number(private[0]) + _number(private[1]) + b"\x12"


def _number(value: int) -> bytes:
    return b"\x1d" + value.to_bytes(_ENTRY - 1, "big", signed=True)


def _index(objects: Sequence[bytes]) -> bytes:
    if not objects:
        return b"\0\0"
    offsets = list(accumulate(map(len, objects), initial=1))
    wide = (offsets[-1].bit_length() + 7) // 8
    return b"".join((len(objects).to_bytes(2, "big"), bytes([wide]), array_of(offsets, wide), *objects))


def narrowed(outline: Sequence[Segment], shift: int, width: int) -> bytes:
    """Return a charstring of an outline moved by ``shift`` and ``width`` wide, in thousandths of an em."""
    out = bytearray(operand(width))
    pen = (0, 0)
    for kind, points in outline:
        if kind == "close":
            continue
        for x, y in zip(points[::2], points[1::2], strict=True):
            to = (round(x) + shift, round(y))
            out += operand(to[0] - pen[0]) + operand(to[1] - pen[1])
            pen = to
        out.append(_OPERANDS[kind])
    out.append(_END)
    return bytes(out)


def operand(value: int) -> bytes:
    """Return a whole number as a charstring has it (TN 5177, 3.2)."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= value <= 1131:
        high, low = divmod(value - 108, 256)
        return bytes([high + 247, low])
    if -1131 <= value <= -108:
        high, low = divmod(-value - 108, 256)
        return bytes([high + 251, low])
    return b"\x1c" + value.to_bytes(2, "big", signed=True)
