"""The dictionary of the reader of phrases: words in columns of characters, found by bisection.

tools/lexicon/build.py makes the pack; ORIGIN.md beside it says from what.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
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

    columns: tuple[str, ...]
    costs: bytes
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
            for column, character in zip(shelf.columns, text[start : start + length], strict=True):
                low, high = bisect_left(column, character, low, high), bisect_right(column, character, low, high)
                if low == high:
                    break
            if low < high:
                found.append(Entry(length, shelf.costs[low], shelf.kinds[low]))
        found += (Entry(len(name), _OWN_COST, "R") for name in self.names if text.startswith(name, start))
        return found


def load(names: Iterable[str] = ()) -> Lexicon:
    """Read the dictionary from the program's own files; ``names`` of the desk's own are added."""
    content = zlib.decompress(_PACK.read_bytes())
    at = content.index(b"\n") + 1
    header = json.loads(content[:at])
    shelves = []
    for length, many in enumerate(header["words"], 1):
        columns = []
        for _ in range(length):
            columns.append(content[at : at + 2 * many].decode("utf-16-le"))
            at += 2 * many
        shelves.append(_Shelf(tuple(columns), content[at : at + many], content[at + many : at + 2 * many].decode()))
        at += 2 * many
    many = header["folded"]
    keys, values = (content[at + 2 * many * part :][: 2 * many].decode("utf-16-le") for part in (0, 1))
    folded = dict(zip(map(ord, keys), values, strict=True))
    return Lexicon(tuple(shelves), folded, tuple(dict.fromkeys(name.translate(folded) for name in names if name)))
