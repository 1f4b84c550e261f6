"""Kinds of collections: lists, free mappings and records with keys laid down; checking and JSON Schema from one table.

Every fault is recorded with its place; a key whose value is faulty is left out of the checked sheet.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from compositor.intake.faults import Code, Faults, said
from compositor.intake.scalars import Flag, Json, Kind, Number, Text, Whole, wrong_type
from compositor.intake.sheet import Sheet, Value, nearest
from compositor.intake.yamltree import Listing, Mapping, Node, Scalar
from compositor.records import dataclass

_ANY_NAME: Final = Text(most=200)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind."""

    item: Kind
    least: int = 0
    most: int = 1000

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return a tuple of the sound values."""
        if not isinstance(node, Listing):
            wrong_type(node, name, "list", faults, example="[one, two]")
            return None
        if not self.least <= len(node.items) <= self.most:
            bounds = f"{self.least} to {self.most}" if self.least != self.most else f"{self.least}"
            faults.add(
                Code.OUT_OF_RANGE, node.place, f"{name}: the list has {len(node.items)} items", f"it takes {bounds}"
            )
            return None
        values = [self.item.check(item, f"{name}.{index}", faults) for index, item in enumerate(node.items, 1)]
        return Value(node, tuple(value for value in values if value is not None))

    def json(self) -> Json:
        """Return an array."""
        return {"type": "array", "items": self.item.json(), "minItems": self.least, "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from names that the desk chooses to values of one kind."""

    value: Kind
    names: Text = _ANY_NAME
    most: int = 1000

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return a sheet of the sound values."""
        if not isinstance(node, Mapping):
            wrong_type(node, name, "mapping", faults, example="{name: …}")
            return None
        if len(node.entries) > self.most:
            faults.add(
                Code.OUT_OF_RANGE,
                node.place,
                f"{name}: {len(node.entries)} entries are too many",
                f"at most {self.most}",
            )
            return None
        values: dict[str, Value] = {}
        for key, item in node.entries:
            named = self.names.check(key, f"{name}: the name", faults)
            value = self.value.check(item, f"{name}.{said(key.value)[1:-1]}", faults)
            if named is not None and value is not None:
                values[key.value] = value
        return Value(node, Sheet(node, values, {key.value: key for key, _ in node.entries}))

    def json(self) -> Json:
        """Return an object with free names."""
        shape: Json = {"type": "object", "additionalProperties": self.value.json()}
        if self.names.pattern:
            shape["propertyNames"] = {"pattern": f"^(?:{self.names.looser or self.names.pattern})$"}
        return shape


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: what stands under it, whether it must be there, what counts where it isn't, what it means."""

    name: str
    kind: Kind
    doc: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with keys that are laid down."""

    title: str
    keys: tuple[Key, ...]
    _known: dict[str, Key] = field(init=False, repr=False, compare=False)
    _due: tuple[Key, ...] = field(init=False, repr=False, compare=False)
    """Keys that count for something where they aren't typed."""

    def __post_init__(self) -> None:
        """Look keys up by name."""
        object.__setattr__(self, "_known", {key.name: key for key in self.keys})
        object.__setattr__(self, "_due", tuple(key for key in self.keys if key.required or key.default is not None))

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return a sheet of the sound values, defaults filled in."""
        if not isinstance(node, Mapping):
            wrong_type(node, name or self.title, "mapping", faults, example=f"{{{self.keys[0].name}: …}}")
            return None
        known = self._known
        values: dict[str, Value] = {}
        typed: dict[str, Scalar] = {}
        for word, item in node.entries:
            typed[word.value] = word
            if word.value not in known:
                self._unknown(word, name, faults)
            elif not _left_empty(item, known[word.value]):
                value = known[word.value].kind.check(item, f"{name}.{word.value}".lstrip("."), faults)
                if value is not None:
                    values[word.value] = value
        for key in self._due:
            self._fill(key, node, (values, typed), (name, faults))
        return Value(node, Sheet(node, values, typed))

    def _fill(
        self, key: Key, node: Mapping, found: tuple[dict[str, Value], dict[str, Scalar]], told: tuple[str, Faults]
    ) -> None:
        values, typed = found
        if key.name in values:
            return
        if key.required and key.name not in typed:
            path = f"{told[0]}: " if told[0] else ""
            message = f"{path}the key {said(key.name)} is missing in {self.title}"
            told[1].add(Code.MISSING_KEY, node.place, message, f"add {key.name}: {key.doc}")
        if key.default is not None:
            stand_in = Scalar(node.source, node.start, node.start, key.default, '"')
            value = key.kind.check(stand_in, key.name, told[1])
            if value is not None:
                values[key.name] = value

    def _unknown(self, word: Scalar, name: str, faults: Faults) -> None:
        path = f"{name}: " if name else ""
        names = tuple(key.name for key in self.keys)
        hint = nearest(word.value.partition("：")[0], names) or "it takes " + ", ".join(names)
        if "：" in word.value:
            hint = "a full-width colon ： ends no key; type : and a space"
        faults.add(Code.UNKNOWN_KEY, word.place, f"{path}{self.title} has no key {said(word.value)}", hint)

    def json(self) -> Json:
        """Return an object that takes these keys and no others."""
        properties: Json = {}
        for key in self.keys:
            properties[key.name] = key.kind.json() | {"description": key.doc} | _default(key)
        required = [key.name for key in self.keys if key.required]
        shape: Json = {"type": "object", "title": self.title, "properties": properties, "additionalProperties": False}
        return shape | ({"required": required} if required else {})


@dataclass(frozen=True, slots=True)
class Either:
    """A scalar of one kind, or a collection of another."""

    scalar: Kind
    other: Kind

    def check(self, node: Node, name: str, faults: Faults) -> Value | None:
        """Return the value of the kind that fits the node."""
        return (self.scalar if isinstance(node, Scalar) else self.other).check(node, name, faults)

    def json(self) -> Json:
        """Return both."""
        return {"anyOf": [self.scalar.json(), self.other.json()]}


def _left_empty(node: Node, key: Key) -> bool:
    """Tell whether an optional key was left without a value, which counts as left out."""
    return isinstance(node, Scalar) and not node.style and not node.value and not key.required


def _default(key: Key) -> Json:
    if key.default is None:
        return {}
    if isinstance(key.kind, Whole | Number):
        return {"default": float(key.default) if "." in key.default else int(key.default)}
    return {"default": key.default == "true" if isinstance(key.kind, Flag) else key.default}
