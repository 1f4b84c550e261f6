"""Font programs in a PDF: of what kind they are, which glyphs they have, how wide those are (OpenType 1.9, TN 5176).

As little is read as is asked for: a plate has hundreds of glyphs, and preflight a tenth of a second.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, repeat
from typing import Final, Protocol

Operands = list[float]
_Dict = dict[int, Operands]


class Program(Protocol):
    """A font program whose glyphs have numbers."""

    kind: str
    """TrueType, CFF, OpenType (CFF in it), Type1; "" of none of them."""
    licence: int | None
    """fsType of OS/2, what the maker lets be embedded; None where it isn't said."""

    def glyphs(self, cids: Sequence[int], /) -> Sequence[int]:
        """Return the glyph of each CID; 0, .notdef, where it has none."""

    def widths(self, glyphs: Sequence[int], /) -> list[float | None]:
        """Return the advance of each glyph in thousandths of an em; None where it can't be told."""


def kind_of(content: bytes) -> str:
    """Return of what kind a font program is, by how it begins."""
    head = content[:4]
    if head in (b"\0\1\0\0", b"true", b"ttcf"):
        return "TrueType"
    if head == b"OTTO":
        return "OpenType"
    if head[:2] in (b"%!", b"\x80\x01"):
        return "Type1"
    return "CFF" if head[:1] == b"\1" and len(content) > 4 and 1 <= content[3] <= 4 else ""


_SMALL: Final = 4096
"""How long a program may be that is kept: the plates of an issue have many such alike."""


def program(content: bytes) -> Program:
    """Read a font program; raises where it is broken."""
    return _again(content) if len(content) <= _SMALL else _read(content)


def _read(content: bytes) -> Program:
    kind = kind_of(content)
    if kind == "CFF":
        return Cff(content)
    if kind in ("TrueType", "OpenType"):
        tables = _tables(content)
        if "CFF " in tables:
            return Cff(tables["CFF "], "OpenType", _licence(tables))
        return TrueType(tables)
    return Unread(kind)


@lru_cache(maxsize=64)
def _again(content: bytes) -> Program:
    return _read(content)


class Unread:
    """A program whose glyphs have names only, or that is none: nothing is known of its glyphs."""

    licence: int | None = None

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def glyphs(self, cids: Sequence[int], /) -> Sequence[int]:
        """Return 1 for each: it may have it."""
        return [1] * len(cids)

    def widths(self, glyphs: Sequence[int], /) -> list[float | None]:
        """Return None for each."""
        return [None for _ in glyphs]


def _tables(content: bytes) -> dict[str, bytes]:
    start = struct.unpack_from(">I", content, 12)[0] if content[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", content, start + 4)
    tables: dict[str, bytes] = {}
    for number in range(count):
        name, _, at, length = struct.unpack_from(">4sIII", content, start + 12 + 16 * number)
        tables[name.decode("latin-1")] = content[at : at + length]
    return tables


def _licence(tables: dict[str, bytes]) -> int | None:
    table = tables.get("OS/2", b"")
    return int.from_bytes(table[8:10], "big") if len(table) >= 10 else None


class TrueType:
    """A program of glyf outlines: CIDs are glyphs, but for a CIDToGIDMap that stands in the PDF."""

    kind = "TrueType"

    def __init__(self, tables: dict[str, bytes]) -> None:
        self.licence = _licence(tables)
        self._count = int.from_bytes(tables["maxp"][4:6], "big")
        self._em = int.from_bytes(tables["head"][18:20], "big") or 1000
        self._metrics = int.from_bytes(tables["hhea"][34:36], "big")
        self._advances = tables["hmtx"]

    def glyphs(self, cids: Sequence[int], /) -> Sequence[int]:
        """Return the CIDs for which there are such glyphs."""
        return [cid if cid < self._count else 0 for cid in cids]

    def widths(self, glyphs: Sequence[int], /) -> list[float | None]:
        """Return the advances of hmtx; glyphs after the last have that of the last."""
        return [self._width(glyph) for glyph in glyphs]

    def _width(self, glyph: int) -> float | None:
        at = 4 * min(glyph, self._metrics - 1)
        if at < 0 or at + 2 > len(self._advances):
            return None
        return int.from_bytes(self._advances[at : at + 2], "big") * 1000 / self._em


_CHARSET, _CHARSTRINGS, _PRIVATE, _SUBRS = 15, 17, 18, 19
_DEFAULT_WIDTH, _NOMINAL_WIDTH = 20, 21
_MATRIX, _ROS, _FDS, _FD_SELECT = 1207, 1230, 1236, 1237


class Cff:
    """A program in the Compact Font Format (Adobe Technical Note 5176)."""

    def __init__(self, content: bytes, kind: str = "CFF", licence: int | None = None) -> None:
        self.kind, self.licence = kind, licence
        self._content = content
        at = _places(content, content[2])[-1]
        tops, at = _index(content, at)
        at = _places(content, at)[-1]
        self._global, _ = _index(content, at)
        top = _dict(tops[0])
        self._starts = _places(content, int(top[_CHARSTRINGS][0]))
        """Where each charstring begins and, the next one, ends."""
        self._count = len(self._starts) - 1
        self.keyed = _ROS in top
        """Whether glyphs are told by CID; in others CIDs are glyphs (ISO 32000-1 9.7.4.2)."""
        fonts = [_dict(one) for one in _index(content, int(top[_FDS][0]))[0]] if self.keyed else [top]
        outer = top.get(_MATRIX) if self.keyed else None
        self._fonts = [_Font(content, one, outer) for one in fonts]
        self._of_glyph = self._select(int(top[_FD_SELECT][0])) if self.keyed else bytes(self._count)
        self._cids = self._charset(int(top.get(_CHARSET, [0])[0])) if self.keyed else []

    def glyphs(self, cids: Sequence[int], /) -> Sequence[int]:
        """Return the glyphs of CIDs by the charset; of a subset for what is shown they are all, in their order."""
        if self.keyed and cids == self._cids[1:]:
            return range(1, self._count)
        if self.keyed:
            return list(map(self._of_cid.get, cids, repeat(0)))
        return [cid if cid < self._count else 0 for cid in cids]

    def widths(self, glyphs: Sequence[int], /) -> list[float | None]:
        """Return the advances that charstrings begin with, or the default of their fonts."""
        usual = [font.default * font.scale for font in self._fonts]
        content, starts, fonts, says_none = self._content, self._starts, self._of_glyph, _NO_WIDTH.match
        if isinstance(glyphs, range) and fonts == bytes(self._count):
            first, after = glyphs.start, glyphs.stop
            places = zip(glyphs, starts[first:after], starts[first + 1 : after + 1], strict=True)
            return [usual[0] if says_none(content, start, end) else self._said(glyph) for glyph, start, end in places]
        return [
            usual[fonts[glyph]] if says_none(content, starts[glyph], starts[glyph + 1]) else self._said(glyph)
            for glyph in glyphs
        ]

    def _said(self, glyph: int) -> float | None:
        font = self._fonts[self._of_glyph[glyph]]
        charstring = self._content[self._starts[glyph] : self._starts[glyph + 1]]
        if font.subrs or self._global:
            found, known = _said(charstring, font.subrs, self._global)
        else:
            found, known = _said_alone(charstring)
        if not known:
            return None
        return (font.default if found is None else font.nominal + found) * font.scale

    def _select(self, at: int) -> bytes:
        """Return the font of each glyph (Technical Note 5176 19)."""
        content, count = self._content, self._count
        if content[at] == 0:
            return content[at + 1 : at + 1 + count]
        (ranges,) = struct.unpack_from(">H", content, at + 1)
        found = bytearray()
        for number in range(ranges):
            first, font, after = struct.unpack_from(">HBH", content, at + 3 + 3 * number)
            found += bytes((font,)) * (after - first)
        return bytes(found)

    @cached_property
    def _of_cid(self) -> dict[int, int]:
        """Glyphs by CID."""
        return dict(zip(self._cids, range(self._count), strict=False))

    def _charset(self, at: int) -> list[int]:
        """Return the CIDs of glyphs (Technical Note 5176 13); the predefined charsets, 0 to 2, are not for CIDs."""
        content, count = self._content, self._count
        if at <= 2:
            return list(range(count))
        kind, at = content[at], at + 1
        if kind == 0:
            return [0, *struct.unpack_from(f">{count - 1}H", content, at)]
        found = [0]
        while len(found) < count:
            first, left = struct.unpack_from(">HB" if kind == 1 else ">HH", content, at)
            at += 3 if kind == 1 else 4
            found += range(first, first + min(left + 1, count - len(found)))
        return found


class _Font:
    """What glyphs of a font, or of one of those in a CID-keyed font, share: widths, subroutines, scale."""

    def __init__(self, content: bytes, found: _Dict, outer: Operands | None) -> None:
        size, at = (int(one) for one in found.get(_PRIVATE, [0, 0]))
        private = _dict(content[at : at + size])
        self.default = private.get(_DEFAULT_WIDTH, [0.0])[0]
        self.nominal = private.get(_NOMINAL_WIDTH, [0.0])[0]
        self.subrs = _index(content, at + int(private[_SUBRS][0]))[0] if _SUBRS in private else []
        own = found.get(_MATRIX)
        scale = (outer[0] if outer else 1.0) * (own[0] if own else 1.0)
        self.scale = scale * 1000 if outer or own else 1.0


def _index(content: bytes, at: int) -> tuple[list[bytes], int]:
    """Return what an INDEX has, and where what follows it begins (Technical Note 5176 5)."""
    places = _places(content, at)
    return [content[start:end] for start, end in pairwise(places)], places[-1]


def _places(content: bytes, at: int) -> list[int]:
    """Return where each thing of an INDEX begins, and at last where what follows it begins; that alone of none."""
    count = int.from_bytes(content[at : at + 2], "big")
    if not count:
        return [at + 2]
    wide = content[at + 2]
    table = content[at + 3 : at + 3 + wide * (count + 1)]
    start = at + 2 + wide * (count + 1)
    offsets = _offsets(table, wide, count + 1)
    return [*[start + one for one in offsets[:-1]], start + offsets[-1]]


_FAR: Final = 1 << 40
"""Beyond the end of any file."""


def _offsets(table: bytes, wide: int, count: int) -> Sequence[int]:
    """Return numbers of so many bytes each, of a table that ends too soon those that there are; none beyond reason."""
    if not 0 < wide < 5 or len(table) < wide * count:
        numbers = (int.from_bytes(table[one : one + wide], "big") for one in range(0, len(table), wide))
        return [min(one, _FAR) for one in numbers]
    whole = bytearray(4 * count)
    for place in range(wide):
        whole[4 - wide + place :: 4] = table[place::wide]
    return struct.unpack(f">{count}I", whole)


def _dict(content: bytes) -> _Dict:
    """Return a DICT by its operators, 12 n as 1200 + n (Technical Note 5176 4)."""
    found: _Dict = {}
    operands: Operands = []
    at = 0
    while at < len(content):
        first = content[at]
        if first <= 21:
            if first == 12:
                at += 1
                first = 1200 + content[at]
            found[first], operands, at = operands, [], at + 1
        elif first == 30:
            number, at = _real(content, at + 1)
            operands.append(number)
        elif first == 29:
            operands.append(float(struct.unpack_from(">i", content, at + 1)[0]))
            at += 5
        else:
            number, at = _number(content, at)
            operands.append(number)
    return found


_NIBBLES: Final = "0123456789.EE -"


def _real(content: bytes, at: int) -> tuple[float, int]:
    word = ""
    while True:
        for nibble in (content[at] >> 4, content[at] & 15):
            if nibble == 15:
                return float(word or "0"), at + 1
            word += "E-" if nibble == 12 else _NIBBLES[nibble]
        at += 1


def _number(content: bytes, at: int) -> tuple[float, int]:
    """Return an integer as DICTs and charstrings write it, and where what follows begins."""
    first = content[at]
    if first == 28:
        return float(struct.unpack_from(">h", content, at + 1)[0]), at + 3
    if first <= 246:
        return float(first - 139), at + 1
    more = content[at + 1]
    return float((first - 247) * 256 + more + 108 if first <= 250 else (251 - first) * 256 - more - 108), at + 2


_ONE: Final = rb"(?:[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....)"
_NO_WIDTH: Final = re.compile(rb"%s(?:[\x16\x04]|%s\x15)" % (_ONE, _ONE), re.DOTALL)
"""How a charstring begins that says no width: with a move that has its operands and no more (TN 5177 3.1)."""
_STEMS: Final = frozenset((1, 3, 18, 23, 19, 20))
_MOVES: Final = {21: 2, 22: 1, 4: 1}
_ENDCHAR, _CALL, _CALL_GLOBAL, _RETURN = 14, 10, 29, 11


def _said(charstring: bytes, subrs: list[bytes], shared: list[bytes]) -> tuple[float | None, bool]:
    """Return the width before a charstring's first operator, if any, and whether that could be told (TN 5177 3.1)."""
    stack: Operands = []
    waiting = [(charstring, 0)]
    while waiting:
        content, at = waiting.pop()
        if at >= len(content):
            continue
        first = content[at]
        if first >= 32 or first == 28:
            if first == 255:
                number, at = struct.unpack_from(">i", content, at + 1)[0] / 65536, at + 5
            else:
                number, at = _number(content, at)
            stack.append(number)
            waiting.append((content, at))
        elif first in (_CALL, _CALL_GLOBAL) and stack and len(waiting) < 10:
            found = subrs if first == _CALL else shared
            number = int(stack.pop()) + (107 if len(found) < 1240 else 1131 if len(found) < 33900 else 32768)
            if not 0 <= number < len(found):
                return None, False
            waiting += [(content, at + 1), (found[number], 0)]
        elif first != _RETURN:
            return _before(first, stack)
    return None, False


@lru_cache(maxsize=1 << 14)
def _said_alone(charstring: bytes) -> tuple[float | None, bool]:
    """Return the same of a charstring without subroutines, once: the plates of an issue share most glyphs."""
    return _said(charstring, [], [])


def _before(operator: int, stack: Operands) -> tuple[float | None, bool]:
    if operator in _STEMS:
        wide = len(stack) % 2 == 1
    elif operator in _MOVES:
        wide = len(stack) > _MOVES[operator]
    elif operator == _ENDCHAR:
        wide = len(stack) in (1, 5)
    else:
        return None, False
    return (stack[0] if wide else None), True
