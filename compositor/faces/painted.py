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
    and the geta; ``full`` has them of glyphs that are an em wide, nothing of others. ``ems`` are those glyphs whose
    width was found to be that.
    """

    def __init__(self, cid: Callable[[int], int], width: Callable[[int], int], alike: frozenset[int]) -> None:
        self.cids: Final = Told(cid)
        self.ems: Final = set[int]()
        self.widths: Final = Told(partial(self._measured, width))
        self.codes: Final[Told[int, str]] = Told(lambda code: "" if code in alike else f"{self.cids[code]:04X}")
        self.full: Final[Told[int, str]] = Told(lambda code: self.codes[code] if self.widths[code] == EM else "")

    def _measured(self, width: Callable[[int], int], code: int) -> int:
        found = width(code)
        if found == EM:
            self.ems.add(code)
        return found
