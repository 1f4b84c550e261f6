"""Sizes and grids by name: a key takes a preset's name, or a mapping `like` one with keys of its own.

對開 and 四開 are sheets of a daily printed two or four to the web; their type areas are filled by whole columns of body
type (clreq #type_area): 7 × 14 ems of 9.5 pt and 6 gutters of 12 pt make 1,003 pt of 390 mm less margins of 18 mm,
5 × 13 ems and 4 gutters of 17 pt make 685.5 pt of 270 mm less margins of 14 mm.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import Final

from compositor.intake.faults import Faults
from compositor.intake.scalars import Choice, Json
from compositor.intake.schema import Record
from compositor.intake.sheet import Value
from compositor.intake.yamltree import Listing, Mapping, Node, Scalar
from compositor.records import dataclass

Laid = str | tuple[str, ...] | Map[str, str]
"""What a preset lays down for a key: a word, a list of words, or words by key."""

PAGES: Final[Map[str, Map[str, Laid]]] = {
    "broadsheet": {
        "size": ("390mm", "545mm"),
        "margins": {"top": "18mm", "bottom": "20mm", "inside": "18mm", "outside": "18mm"},
    },
    "tabloid": {
        "size": ("270mm", "390mm"),
        "margins": {"top": "15mm", "bottom": "14mm", "inside": "14mm", "outside": "14mm"},
    },
}
GRIDS: Final[Map[str, Map[str, Laid]]] = {
    "broadsheet": {"columns": "7", "measure": "14em", "gutter": "12pt", "body": "9.5pt", "leading": "14.25pt"},
    "tabloid": {"columns": "5", "measure": "13em", "gutter": "17pt", "body": "9.5pt", "leading": "14.25pt"},
}
LIKE: Final = Choice(tuple(PAGES))
"""What `like` takes, and what stands there in place of a whole mapping."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A record, or the name of a preset that fills it; in the record `like` names the one that fills what is left."""

    other: Record
    presets: Map[str, Map[str, Laid]]

    @property
    def scalar(self) -> Choice:
        """The names, as in `Either`."""
        return LIKE

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return a sheet of the sound values, those of the preset among them."""
        if isinstance(node, Scalar):
            chosen = LIKE.check(node, name, faults)
            if chosen is None:
                return None
            return self.other.check(
                Mapping(node.source, node.start, self._rest(node, (), str(chosen.content))), name, faults
            )
        if not isinstance(node, Mapping):
            return self.other.check(node, name, faults)
        like = next((item for key, item in node.entries if key.value == "like"), None)
        word = like.value.strip() if isinstance(like, Scalar) else ""
        if word not in self.presets:
            return self.other.check(node, name, faults)
        typed = tuple(key.value for key, _ in node.entries)
        entries = (*node.entries, *self._rest(node, typed, word))
        return self.other.check(Mapping(node.source, node.start, entries), name, faults)

    def _rest(self, node: Node, typed: tuple[str, ...], word: str) -> tuple[tuple[Scalar, Node], ...]:
        laid = self.presets[word].items()
        return tuple((_stand_in(node, key), _laid(node, value)) for key, value in laid if key not in typed)

    def json(self) -> Json:
        """Return the presets' names, a record with `like` and whatever else, or a whole record."""
        whole = self.other.json()
        partly: Json = {key: value for key, value in whole.items() if key != "required"} | {"required": ["like"]}
        return {"anyOf": [LIKE.json(), whole, partly]}


def _stand_in(node: Node, value: str) -> Scalar:
    return Scalar(node.source, node.start, node.start, value, '"')


def _laid(node: Node, value: Laid) -> Node:
    if isinstance(value, str):
        return _stand_in(node, value)
    if isinstance(value, tuple):
        return Listing(node.source, node.start, tuple(_stand_in(node, one) for one in value))
    entries = tuple((_stand_in(node, key), _stand_in(node, one)) for key, one in value.items())
    return Mapping(node.source, node.start, entries)
