"""The rows of the specimen sheets, from ``rows.yaml``: a rule, its source, copy that shows it, its opposite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from compositor.model.design import Style
from compositor.model.settings import Direction, HanSpace, Keep, Region

FILE = Path(__file__).with_name("rows.yaml")
_QUOTES = str.maketrans("“”‘’", "「」『』")
OTHER = {Region.CN: Region.TW, Region.TW: Region.CN, Region.HK: Region.CN}
"""Another region, whose marks, forms or quotes show what a region's own are for."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of setting the copy: changes to the style, how lines are chosen, or lines broken by hand.

    ``spans`` False leaves out what stands between the lines and what is set in another face. ``marks``, ``forms`` and
    ``quotes`` tell that they are those of another region. ``page`` is the columns and the lines of a box that make-up
    fills, instead of lines of one paragraph. ``spread_end`` justifies the last line too. ``narrow`` and ``space`` are
    what intake changes in the copy; ``indent`` and ``measure``, in ems, are the row's where a way says nothing.
    """

    name: str
    style: Mapping[str, object]
    first_fit: bool = False
    head: bool = False
    spans: bool = True
    looseness: int = 0
    lines: tuple[str, ...] = ()
    marks: bool = False
    forms: bool = False
    quotes: bool = False
    page: tuple[int, int] | None = None
    spread_end: bool = False
    narrow: bool = False
    space: HanSpace = HanSpace.MEND
    indent: int = -1
    measure: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A rule with both ways of setting ``copy`` at a measure in ems; what it is called, and where it comes from."""

    title: str
    english: str
    clause: str
    copy: str
    measure: int
    right: Way
    wrong: Way
    regions: tuple[Region, ...]
    directions: tuple[Direction, ...]
    indent: int = 0

    def words(self, region: Region, way: Way) -> str:
        """Return the copy as a region quotes it (GB/T 15834-2011 5.1.3; clreq: 「」 outside in TW and HK)."""
        quoted = OTHER[region] if way.quotes else region
        return self.copy if quoted is Region.CN else self.copy.translate(_QUOTES)

    def length(self, way: Way) -> float:
        """Return the measure of one way in ems."""
        return way.measure or self.measure


def read(path: Path = FILE) -> tuple[Row, ...]:
    """Return every row in order; raises ``ValueError`` or ``KeyError`` for a row that can't be read."""
    return tuple(_row(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8")))


def _row(entry: Mapping[str, Any]) -> Row:
    return Row(
        title=entry["title"],
        english=entry["english"],
        clause=entry["clause"],
        copy=entry["copy"].strip(),
        measure=entry.get("measure", 12),
        right=_way(entry["right"]),
        wrong=_way(entry["wrong"]),
        regions=tuple(Region(name) for name in entry.get("regions", ["CN", "TW", "HK"])),
        directions=tuple(Direction(name) for name in entry.get("directions", ["horizontal", "vertical"])),
        indent=entry.get("indent", 0),
    )


def _way(entry: Mapping[str, Any]) -> Way:
    own = {field.name for field in fields(Way)} - {"style"}
    style = {name: _value(name, value) for name, value in entry.items() if name not in own}
    return Way(
        name=entry["name"],
        style=style,
        first_fit=entry.get("first_fit", False),
        head=entry.get("head", False),
        spans=entry.get("spans", True),
        looseness=entry.get("looseness", 0),
        lines=tuple(entry.get("lines", ())),
        marks=entry.get("marks", False),
        forms=entry.get("forms", False),
        quotes=entry.get("quotes", False),
        page=tuple(entry["page"]) if "page" in entry else None,
        spread_end=entry.get("spread_end", False),
        narrow=entry.get("narrow", False),
        space=HanSpace(entry.get("space", "mend")),
        indent=entry.get("indent", -1),
        measure=entry.get("measure", 0),
    )


_DEFAULTS = {field.name: field.default for field in fields(Style)}


def _value(name: str, value: object) -> object:
    """Return a style's value of the type of its default; raises ``KeyError`` for a field that no style has."""
    default = _DEFAULTS[name]
    if isinstance(default, StrEnum):
        return type(default)(str(value))
    if isinstance(default, tuple):  # of what is kept together
        return tuple(Keep(str(one)) for one in value) if isinstance(value, list) else default
    return value
