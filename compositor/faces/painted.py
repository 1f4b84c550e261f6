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

    ``codes`` has them in hexadecimal, nothing of .notdef and of the geta, which mean the same whatever they stand for;
    ``full`` those of glyphs that are an em wide, nothing of others.
    """

    def __init__(self, code: Callable[[int], str], width: Callable[[int], int]) -> None:
        self.codes: Final = Told(code)
        self.widths: Final = Told(width)
        self.full: Final = Told(lambda code: self.codes[code] if self.widths[code] == EM else "")
