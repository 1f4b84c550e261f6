"""The account of an import as the desk and programs read it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from compositor.errors import Finding
from compositor.incoming.arriving import Imported
from compositor.incoming.model import Action, Entry
from compositor.intake.files import shown
from compositor.records import dataclass

_SIGNS: Final = {
    Action.RECOGNISED: "+",
    Action.UNSURE: "?",
    Action.LEFT_OUT: "-",
    Action.ADDED: "~",
    Action.CHANGED: "~",
    Action.SAVED: "+",
    Action.WARNED: "!",
}
_SHOWN: Final = 40
_WIDE: Final = 15


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one file: the story that was made of it and the files written, or what kept it from that."""

    file: str
    story: Imported | None = None
    paths: tuple[Path, ...] = ()
    fault: Finding | None = None
    refused: str = ""
    """Why its story couldn't be written."""

    @property
    def look(self) -> bool:
        """Tell whether somebody has to look at it."""
        return self.story is not None and any(not entry.quiet for entry in self.story.entries)


def said_import(told: Told) -> str:
    """Return the account of one file."""
    story = told.story
    if story is None:
        return ""
    where = shown(told.paths[-1]) if told.paths else f"{story.slug}.md (not written)"
    read = story.kind + (f", {story.encoding}" if story.encoding else "")
    lines = [f"{where} ← {story.file} ({read})"]
    lines += [_line(entry, story.file) for entry in story.entries]
    lines.append(f"  = body{'':{_WIDE - 4}} {story.paragraphs} paragraphs, {story.characters:,} characters")
    lines += [f"  + picture{'':{_WIDE - 7}} {shown(path)}" for path in told.paths[:-1]]
    return "\n".join(lines)


def _line(entry: Entry, file: str) -> str:
    sure = f" [{entry.confidence.value}]" if entry.confidence is not None else ""
    words = f" {_cut(entry.text)}" if entry.text else ""
    why = f"{': ' if words else ' '}{entry.why}" if entry.why else ""
    return f"  {_SIGNS[entry.action]} {_cut(entry.what):<{_WIDE}}{words}{why}{sure} ({entry.spot.said(file)})"


def _cut(text: str) -> str:
    line = re.sub(r"\s+", " ", text).strip()
    shown_words = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}… ({len(line):,} characters)"
    return "".join(
        letter if unicodedata.category(letter)[0] != "C" else f"<U+{ord(letter):04X}>" for letter in shown_words
    )


def summary(told: Sequence[Told], *, dry: bool) -> str:
    """Return how many files came in."""
    came = sum(one.story is not None and not one.refused for one in told)
    faults = sum(one.fault is not None for one in told)
    kept = sum(bool(one.refused) for one in told)
    words = [f"{came} of {len(told)} files {'would be ' if dry else ''}imported"]
    words += [f"{sum(one.look for one in told)} to be looked at"] if any(one.look for one in told) else []
    words += [f"{faults} can't be read"] if faults else []
    words += [f"{kept} not written"] if kept else []
    return f"import    {'; '.join(words)}"


def import_json(told: Sequence[Told]) -> str:
    """Return everything as JSON; words are whole, lines and columns count from 1 and are 0 where there are none."""
    files = [_record(one) for one in told]
    return json.dumps({"files": files}, ensure_ascii=False, indent=1)


def _record(told: Told) -> dict[str, Any]:
    story = told.story
    return {
        "file": told.file,
        "story": story.slug if story else None,
        "kind": story.kind if story else None,
        "encoding": (story.encoding or None) if story else None,
        "written": [shown(path) for path in told.paths],
        "look": told.look,
        "paragraphs": story.paragraphs if story else 0,
        "characters": story.characters if story else 0,
        "entries": [_entry(entry) for entry in story.entries] if story else [],
        "fault": _fault(told.fault) if told.fault else None,
        "not_written": told.refused or None,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "action": entry.action.value,
        "what": entry.what,
        "text": entry.text,
        "why": entry.why,
        "confidence": entry.confidence.value if entry.confidence else None,
        "line": entry.spot.line,
        "column": entry.spot.column,
        "where": entry.spot.words,
        "look": not entry.quiet,
    }


def _fault(fault: Finding) -> dict[str, Any]:
    place = fault.place
    return {
        "code": fault.code,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "message": fault.message,
        "hint": fault.hint,
    }
