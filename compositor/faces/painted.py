"""How a PDF paints the glyphs of a face: what is asked of every glyph of every plate, each told once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from compositor.kept import Told

EM: Final = 1000


class Painted:
    """How glyphs are painted, and how wide they are in thousandths of an em.

    ``codes`` has their ``cids`` in hexadecimal, nothing of those that mean ``alike`` whatever they stand for, .notdef
    and the geta; ``full`` has them of glyphs that are an em wide, nothing of others. ``ems`` are those that
    it was asked for.
    """

    def __init__(self, cid: Callable[[int], int], width: Callable[[int], int], alike: frozenset[int]) -> None:
        self._alike = alike
        self.ems: Final = set[int]()
        self.cids: Final = Told(cid)
        self.widths: Final = Told(width)
        self.codes: Final[Told[int, str]] = Told(lambda code: self._code(code, self.cids[code]))
        self.full: Final[Told[int, str]] = Told(partial(self._learned, cid, width))

    def _learned(self, cid: Callable[[int], int], width: Callable[[int], int], code: int) -> str:
        """Find out all of a glyph at once: nearly every one is painted in time."""
        self.cids[code] = number = cid(code)
        self.codes[code] = painted = self._code(code, number)
        self.widths[code] = wide = width(code)
        if wide != EM:
            return ""
        self.ems.add(code)
        return painted

    def _code(self, code: int, cid: int) -> str:
        return "" if code in self._alike else f"{cid:04X}"
