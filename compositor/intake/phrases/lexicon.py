"""The dictionary of the reader of phrases: words in columns of characters, found by bisection.

tools/lexicon/build.py makes the pack; ORIGIN.md beside it says from what.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from compositor.records import dataclass

_PACK: Final = Path(__file__).with_name("words.pack")
_OWN_COST: Final = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A word found: its length, its cost (−ln of its share, in twelfths) and the letter of its class."""

    length: int
    cost: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The words of one length: a column of characters for each place, then costs and classes."""

    columns: tuple[Sequence[int], ...]
    costs: Sequence[int]
    kinds: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by length, the table that folds copy to simplified characters, one for one, and the desk's own names."""

    shelves: tuple[_Shelf, ...]
    folded: dict[int, str]
    names: tuple[str, ...] = ()

    def fold(self, text: str) -> str:
        """Return ``text`` in the characters of the dictionary; its length stays the same."""
        return text.translate(self.folded)

    def words_at(self, text: str, start: int) -> list[Entry]:
        """Return every word that begins at ``start`` of a folded text, the shortest first."""
        found = []
        for length, shelf in enumerate(self.shelves, 1):
            if start + length > len(text):
                break
            low, high = 0, len(shelf.kinds)
            for column, code in zip(shelf.columns, map(ord, text[start : start + length]), strict=True):
                low, high = bisect_left(column, code, low, high), bisect_right(column, code, low, high)
                if low == high:
                    break
            if low < high:
                found.append(Entry(length, shelf.costs[low], shelf.kinds[low]))
        found += (Entry(len(name), _OWN_COST, "R") for name in self.names if text.startswith(name, start))
        return found


def load(names: Iterable[str] = ()) -> Lexicon:
    """Open the dictionary, one of the program's own files; ``names`` of the desk's own are added.

    It is mapped, and read as far as it is asked.
    """
    with _PACK.open("rb") as file:
        held = mmap(file.fileno(), 0, access=ACCESS_READ)
    at = held.find(b"\n") + 1
    header, content = json.loads(held[:at]), memoryview(held)
    shelves = []
    for length, many in enumerate(header["words"], 1):
        columns = []
        for _ in range(length):
            columns.append(_codes(content[at : at + 2 * many]))
            at += 2 * many
        costs, kinds = content[at : at + many], bytes(content[at + many : at + 2 * many])
        shelves.append(_Shelf(tuple(columns), costs, kinds.decode()))
        at += 2 * many
    many = header["folded"]
    keys, values = (_codes(content[at + 2 * many * part :][: 2 * many]) for part in (0, 1))
    folded = dict(zip(keys, map(chr, values), strict=True))
    return Lexicon(tuple(shelves), folded, tuple(dict.fromkeys(name.translate(folded) for name in names if name)))


def _codes(column: memoryview) -> Sequence[int]:
    """Return the characters of a column (UTF-16, the lower byte first) as their codes."""
    if sys.byteorder == "little":
        return column.cast("H")
    turned = array("H", column.tobytes())
    turned.byteswap()
    return turned
