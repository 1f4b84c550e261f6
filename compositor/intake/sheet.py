"""Checked values: what the forms let through, with its place, by key."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from datetime import date
from typing import Final, TypeVar

from compositor import units
from compositor.errors import Place
from compositor.intake.yamltree import Mapping, Node, Scalar
from compositor.records import dataclass

_T = TypeVar("_T")
LINES: Final = re.compile(r"\s*([+-]?[0-9]+(?:\.[0-9]+)?)\s*lines?\s*")
"""A length in body lines, such as ``1 line`` or ``0.5 line``."""


@dataclass(frozen=True, slots=True)
class Value:
    """A checked value with the node it came from; ``content`` is what its kind makes of it."""

    node: Node
    content: object

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.node.place


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checked mapping: its sound values by key. Getters return a plain nothing where a key isn't there."""

    node: Node
    values: Map[str, Value]
    keys: Map[str, Scalar]

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self.node.place

    def __contains__(self, key: str) -> bool:
        """Tell whether the key was typed and its value is sound, or has a default."""
        return key in self.values

    def place_of(self, key: str) -> Place:
        """Where the key's value stands; the key or the mapping where there is none."""
        if key in self.values:
            return self.values[key].place
        return self.keys[key].place if key in self.keys else self.place

    def key_place(self, key: str) -> Place:
        """Where the key itself stands."""
        return self.keys[key].place if key in self.keys else self.place

    def silent(self, key: str) -> bool:
        """Tell whether the key is left out or empty (and not merely faulty)."""
        entries = self.node.entries if isinstance(self.node, Mapping) else ()
        typed = next((node for word, node in entries if word.value == key), None)
        return typed is None or (isinstance(typed, Scalar) and not typed.style and not typed.value)

    def _content(self, key: str, kind: type[_T]) -> _T | None:
        content = self.values[key].content if key in self.values else None
        return content if isinstance(content, kind) else None

    def text(self, key: str) -> str:
        """Return the text of the key, or ''."""
        return self._content(key, str) or ""

    def whole(self, key: str) -> int:
        """Return the whole number of the key, or 0."""
        return self._content(key, int) or 0

    def number(self, key: str) -> float:
        """Return the number of the key, or 0."""
        return self._content(key, float) or 0.0

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return the numbers of the key, or none."""
        return tuple(float(one) for one in self._content(key, tuple) or ())

    def flag(self, key: str) -> bool:
        """Return the true or false of the key, or False."""
        return bool(self._content(key, bool))

    def day(self, key: str) -> date | None:
        """Return the date of the key, or None."""
        return self._content(key, date)

    def span(self, key: str) -> tuple[int, int] | None:
        """Return the range of the key, both ends inside, or None."""
        content = self._content(key, tuple)
        return (int(content[0]), int(content[1])) if content is not None else None

    def sheet(self, key: str) -> Sheet | None:
        """Return the mapping of the key, or None."""
        return self._content(key, Sheet)

    def items(self, key: str) -> tuple[Value, ...]:
        """Return the sound items of the key's list."""
        return self._content(key, tuple) or ()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of the key's list."""
        return tuple(str(item.content) for item in self.items(key))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the key's mapping of texts as pairs, in the order typed."""
        sheet = self.sheet(key)
        return tuple((name, str(value.content)) for name, value in sheet.values.items()) if sheet else ()

    def sheets(self, key: str) -> tuple[tuple[str, Sheet], ...]:
        """Return the key's mapping of mappings as pairs, in the order typed."""
        sheet = self.sheet(key)
        values = sheet.values.items() if sheet else ()
        return tuple((name, value.content) for name, value in values if isinstance(value.content, Sheet))

    def scalar(self, key: str) -> Scalar | None:
        """Return the node of the key's scalar, or None."""
        node = self.values[key].node if key in self.values else None
        return node if isinstance(node, Scalar) else None

    def length(self, key: str, *, em: int = 0, whole: int = 0, line: int = 0) -> int:
        """Return the length of the key in scaled points, or 0; ``em``, ``whole`` and ``line`` as in `length`."""
        return length(self.text(key), em=em, whole=whole, line=line) if key in self.values else 0


def length(text: str, *, em: int = 0, whole: int = 0, line: int = 0) -> int:
    """Read a checked length in scaled points; ``em``, ``%`` and ``line`` refer to the lengths given.

    A size of type may have its number, such as 小初 (`units.NUMBERED_SIZES`).
    Raises ``ValueError`` where the text is no length.
    """
    if text.strip() in units.NUMBERED_SIZES:
        return units.pt(units.NUMBERED_SIZES[text.strip()])
    match = LINES.fullmatch(text)
    return round(float(match[1]) * line) if match else units.length(text, em=em, whole=whole)


def nearest(word: str, words: tuple[str, ...], otherwise: str = "") -> str:
    """Return a hint that names the word most like ``word``; ``otherwise`` where none is like it."""
    from difflib import get_close_matches  # late: it is for who mistyped a name

    near = get_close_matches(word[:60].lower(), words, n=1, cutoff=0.6)
    return f"do you mean {near[0]}?" if near else otherwise
