"""Tables of the manifest reference, drawn from the forms that intake checks files against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compositor.intake import art_forms, forms, notices, story_forms
from compositor.intake.art_forms import Percents
from compositor.intake.presets import Preset
from compositor.intake.scalars import Choice, Columns, Day, Ems, Flag, Kind, Length, Number, Percent, Range, Text, Whole
from compositor.intake.schema import Either, Key, ListOf, MapOf, Record

FORMS: dict[str, Kind] = {
    "issue": forms.ISSUE,
    "story": story_forms.STORY,
    "notices": notices.FORM,
    "chart": art_forms.CHART,
    "paper": forms.PAPER,
    "layout": forms.LAYOUT,
    "fonts": forms.FONTS,
}
_TABLE = re.compile(r"(<!-- table: (\w+)(?: ([^ ]+))? -->\n)(.*?)(<!-- end of table -->)", re.DOTALL)
_HEAD = "| key | type | default | meaning |\n|---|---|---|---|\n"


def inner(kind: Kind, path: str) -> Iterator[tuple[str, Record]]:
    """Yield the records inside a kind with their paths: ``pages[].boxes.NAME``."""
    if isinstance(kind, Record):
        yield path, kind
        for key in kind.keys:
            yield from inner(key.kind, f"{path}.{key.name}" if path else key.name)
    elif isinstance(kind, ListOf):
        yield from inner(kind.item, f"{path}[]")
    elif isinstance(kind, MapOf):
        yield from inner(kind.value, f"{path}.NAME" if path else "NAME")
    elif isinstance(kind, Either | Preset):
        yield from inner(kind.other, path)


def records() -> dict[tuple[str, str], Record]:
    """Return every record of every form, by the form's name and the record's path; each record once."""
    found: dict[tuple[str, str], Record] = {}
    told: list[Record] = []
    for form, kind in FORMS.items():
        for path, record in inner(kind, ""):
            if record not in told and not (form == "paper" and path.startswith("fonts")):
                told.append(record)
                found[form, path] = record
    return found


def table(record: Record) -> str:
    """Return a record's keys as a Markdown table."""
    return _HEAD + "".join(_row(key) for key in record.keys)


def _row(key: Key) -> str:
    default = "*required*" if key.required else f"`{key.default}`" if key.default is not None else "–"
    return f"| `{key.name}` | {_type(key.kind)} | {default} | {key.doc.replace('|', chr(92) + '|')} |\n"


def _type(kind: Kind) -> str:  # noqa: C901, PLR0911, PLR0912  (one line a kind)
    match kind:
        case Flag():
            return "true or false"
        case Day():
            return "date"
        case notices.Moment():
            return "moment: date, time and zone"
        case Range():
            return "range"
        case Columns():
            return "range, or `fold`"
        case Choice():
            return ", ".join(f"`{word}`" for word in kind.words)
        case Whole():
            return f"whole number, {kind.least:,} to {kind.most:,}"
        case Number():
            return "number"
        case Length():
            signed = ", may be negative" if kind.signed else ""
            units = ", ".join(("pt", "mm", *kind.units))
            return f"length ({units}{', or by number' if kind.numbered else ''}){signed}"
        case Percent():
            return f"percent, {kind.least}% to 100%"
        case Percents():
            return f"{kind.count} numbers, percent"
        case Ems():
            return f"length (em), up to {kind.most / 1000:g}em"
        case Text():
            return "copy" if kind.copy else kind.wanted
        case _:
            return _collection(kind)


def _collection(kind: Kind) -> str:
    if isinstance(kind, ListOf):
        fixed = f" of {kind.least}" if kind.least == kind.most else ""
        return f"list{fixed}: {_type(kind.item)}"
    if isinstance(kind, MapOf):
        return f"by name: {_type(kind.value)}"
    if isinstance(kind, Either | Preset):
        return f"{_type(kind.scalar)}, or {_type(kind.other)}"
    assert isinstance(kind, Record)
    return kind.title


def rendered(page: str) -> str:
    """Return the reference with every marked table drawn anew; raises ``KeyError`` for one that no form has."""
    known = records()

    def draw(match: re.Match[str]) -> str:
        return match[1] + table(known[match[2], match[3] or ""]) + match[5]

    return _TABLE.sub(draw, page)


def tables(page: str) -> list[tuple[str, str]]:
    """Return form and path of every table that the page has."""
    return [(match[2], match[3] or "") for match in _TABLE.finditer(page)]
