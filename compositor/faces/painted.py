"""How a PDF paints the glyphs of a face: what is asked of every glyph of every plate, each told once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

_T = TypeVar("_T")
EM: Final = 1000


class Told(dict[int, _T]):
    """What is told of glyphs; of those that weren't asked for before it is found out."""

    def __init__(self, tell: Callable[[int], _T]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, code: int) -> _T:
        """Find out what isn't known."""
        found = self[code] = self._tell(code)
        return found


class Painted:
    """How glyphs are painted, and how wide they are in thousandths of an em.

    ``codes`` has their ``cids`` in hexadecimal, nothing of those that mean ``alike`` whatever they stand for, .notdef
    and the geta; ``full`` has them of glyphs that are an em wide, nothing of others.
    """

    def __init__(self, cid: Callable[[int], int], width: Callable[[int], int], alike: frozenset[int]) -> None:
        self.cids: Final = Told(cid)
        self.widths: Final = Told(width)
        self.codes: Final = Told(lambda code: "" if code in alike else f"{self.cids[code]:04X}")
        self.full: Final = Told(lambda code: self.codes[code] if self.widths[code] == EM else "")
