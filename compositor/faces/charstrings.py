"""Glyphs of a CFF face as charstrings that stand by themselves: cut once, and put together to any number of programs.

HarfBuzz reads a large face for six thousandths of a second before it cuts a single glyph, and a plate has a dozen
faces. What it cuts needs no subroutines and no hints, so it means the same in every program once its width says all of
itself. Format: Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import filterfalse
from operator import itemgetter
from pathlib import Path
from typing import Final

from compositor.faces import matrices
from compositor.faces.cut import Frame, operand, program
from compositor.faces.sfnt import Entries, entries, index
from compositor.records import dataclass

Cut = tuple[bytes, Mapping[int, int]]
"""A CFF table without hints and subroutines, and where in it each glyph of the face is."""
_PRIVATE, _CHARSTRINGS, _FDS, _FD_SELECT = (18,), (17,), (12, 36), (12, 37)
_DEFAULT_WIDTH, _NOMINAL_WIDTH, _MATRIX = (20,), (21,), (12, 7)
_OPERANDS: Final = re.compile(rb"(?:[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....)*", re.DOTALL)
_OPERAND: Final = re.compile(rb"[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....", re.DOTALL)
_FRACTION: Final = b"\x1e"
_END: Final = 14
_MOVES: Final = {21: 2, 22: 1, 4: 1, _END: 0}
"""How many operands the operators take that a charstring without hints may begin with; one more is its width."""
_ACCENTED: Final = 4
"""An end with so many operands draws two other glyphs (TN 5177, appendix C)."""


class _OtherwiseError(Exception):
    """The face has something that doesn't stand by itself."""


@dataclass(frozen=True, slots=True)
class _Font:
    """What a charstring's width is told from: the default, and what is added to a width that is said."""

    default: int
    nominal: int


class Charstrings:
    """The charstrings of a face by glyph, as far as they were asked for.

    ``cut`` has HarfBuzz cut more of them, unless set-up has cut those of its ``file``.
    """

    def __init__(self, cut: Callable[[set[int]], Cut], upem: int, file: str = "", index: int = 0) -> None:
        self._cut, self._upem = cut, upem
        self._file = Path(file) if file and not index else None
        self._kept: dict[int, bytes] = {}
        self._whole = True

    def keep(self, codes: Iterable[int]) -> bool:
        """Keep the charstrings of glyphs; tell whether this face's can be kept at all."""
        lacking = set(filterfalse(self._kept.__contains__, codes)) if self._whole else set()
        if lacking:
            try:
                self._kept.update(self._ready({0, *lacking}) or _read(*self._cut({0, *lacking}), self._upem))
            except (_OtherwiseError, IndexError, KeyError):
                self._whole = False
                self._kept.clear()
        return self._whole

    @cached_property
    def at_hand(self) -> bool:
        """Tell whether set-up has cut the glyphs of this face."""
        return bool(self._ready({0}))

    def _ready(self, codes: set[int]) -> Mapping[int, bytes] | None:
        return matrices.cut(self._file, codes) if self._file else None

    def cut_out(self, codes: Iterable[int]) -> Mapping[int, bytes]:
        """Return the charstrings of glyphs, for the same face in another process; none where they can't be kept."""
        wanted = {0, *codes}
        return {code: self._kept[code] for code in wanted} if self.keep(wanted) else {}

    def take(self, made: Mapping[int, bytes]) -> None:
        """Keep charstrings that were cut out in another process."""
        self._kept.update(made)

    def program(
        self, name: str, codes: Iterable[int], cid: Callable[[int], int], box: tuple[int, int, int, int]
    ) -> bytes:
        """Return a CFF table of glyphs, keyed by CIDs; ``cid`` tells by which. Nothing where they can't be kept."""
        own = sorted(codes)
        try:
            found = list(map(self._kept.__getitem__, own))
        except KeyError:  # seldom, once many plates are made
            if not self.keep(own):
                return b""
            found = list(map(self._kept.__getitem__, own))
        cids = list(map(cid, own))
        pairs = zip(cids, found, strict=True)
        glyphs = dict(pairs if cids == sorted(cids) else sorted(pairs, key=itemgetter(0)))  # hardly ever
        glyphs[0] = self._kept[0]
        return program(name, glyphs, Frame(self._upem, box))


def _read(content: bytes, places: Mapping[int, int], upem: int) -> dict[int, bytes]:
    """Return the charstrings of a table by the glyphs of the face, with widths that say all of themselves."""
    top = entries(content)
    if _MATRIX in top:
        raise _OtherwiseError
    glyphs = index(content, top[_CHARSTRINGS][-1])
    if _FDS in top:
        tops = [entries(content, one) for one in index(content, top[_FDS][-1])]
        chosen = _chosen(content, top[_FD_SELECT][-1], len(glyphs))
    else:
        tops, chosen = [top], bytes(len(glyphs))
    fonts = [_font(content, one) for one in tops]
    return {code: _alone(glyphs[at], fonts[chosen[at]], upem) for code, at in places.items()}


def _font(content: bytes, top: Entries) -> _Font:
    if _MATRIX in top:
        raise _OtherwiseError
    size, at = top.get(_PRIVATE, [0, 0])[-2:]
    coded = content[at : at + size]
    if _FRACTION in coded:  # or what looks like one
        raise _OtherwiseError
    private = entries(content, coded)
    return _Font(private.get(_DEFAULT_WIDTH, [0])[-1], private.get(_NOMINAL_WIDTH, [0])[-1])


def _chosen(content: bytes, at: int, count: int) -> bytes:
    """Return which font each glyph is of (TN 5176, 19)."""
    if content[at] == 0:
        return content[at + 1 : at + 1 + count]
    if content[at] != 3:
        raise _OtherwiseError
    found = bytearray()
    place = at + 3
    for _ in range(int.from_bytes(content[at + 1 : at + 3], "big")):
        after = int.from_bytes(content[place + 3 : place + 5], "big")
        found += bytes((content[place + 2],)) * (after - len(found))
        place += 3
    return bytes(found)


def _alone(charstring: bytes, font: _Font, upem: int) -> bytes:
    """Return a charstring whose width, where it isn't an em, stands in it as it is (TN 5177, 3.1)."""
    found = _OPERANDS.match(charstring)
    end = found.end() if found else 0
    operator = charstring[end]
    if operator not in _MOVES:
        raise _OtherwiseError
    operands = _OPERAND.findall(charstring, 0, end)
    if operator == _END and len(operands) >= _ACCENTED:
        raise _OtherwiseError
    width = font.default
    if len(operands) > _MOVES[operator]:
        width, charstring = font.nominal + _value(operands[0]), charstring[len(operands[0]) :]
    return charstring if width == upem else operand(width) + charstring


def _value(coded: bytes) -> int:
    first = coded[0]
    if first == 255:  # a fraction
        raise _OtherwiseError
    if first == 28:
        return int.from_bytes(coded[1:], "big", signed=True)
    if first <= 246:
        return first - 139
    return (first - 247) * 256 + coded[1] + 108 if first <= 250 else (251 - first) * 256 - coded[1] - 108
