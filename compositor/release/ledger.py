"""The ledger of an issue (付印簿): a line for each page released, replaced, delivered or refused, never changed again.

A line is a JSON object. Its ``sum`` is the SHA-256 of the sum before it and of all else that it says, so that no line
can be changed, left out or put in between without the first wrong one being found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field, fields, replace
from pathlib import Path
from typing import Any, Final

from compositor.errors import CopyError, Finding, OutputError, Place, Severity
from compositor.filing import put
from compositor.intake.faults import Code
from compositor.records import dataclass
from compositor.release.impressions import Seam

NAME: Final = "ledger.jsonl"
RELEASE, REPLACEMENT, DELIVERY, REFUSAL = "release", "replacement", "delivery", "refusal"
EVENTS: Final = frozenset((RELEASE, REPLACEMENT, DELIVERY, REFUSAL))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what happened to a page, who did it and when.

    Of a release and a replacement ``content`` is the SHA-256 of the plate with its version left blank, ``plate`` that
    of the plate itself and ``bytes`` its length, ``file`` the plate's name, ``ink`` the most ink in percent;
    ``items`` are digests of what stands on the page, ``seams`` where it meets others,
    ``sheet`` what the printing house asks of it. ``why`` is what was changed, or stood in the way. A delivery says
    ``to`` which place.
    """

    event: str
    page: str
    by: str
    at: str
    version: int = 0
    content: str = ""
    plate: str = ""
    bytes: int = 0
    file: str = ""
    ink: float | None = None
    to: str = ""
    why: tuple[str, ...] = ()
    items: Mapping[str, str] = field(default_factory=dict)
    seams: tuple[Seam, ...] = ()
    sheet: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it was read: its file, its entries from the first, and what the next is chained to."""

    path: Path
    entries: tuple[Entry, ...] = ()
    text: bytes = b""
    last_sum: str = ""

    def standing(self) -> Mapping[str, Entry]:
        """Return what holds of each released page: its last release or replacement."""
        return {one.page: one for one in self.entries if one.event in (RELEASE, REPLACEMENT)}

    def releases(self, page: str) -> tuple[Entry, ...]:
        """Return every version of a page that was released, from the first."""
        return tuple(one for one in self.entries if one.page == page and one.event in (RELEASE, REPLACEMENT))

    def delivered(self, to: str) -> Mapping[str, Entry]:
        """Return what was delivered to a place last, by page."""
        return {one.page: one for one in self.entries if one.event == DELIVERY and one.to == to}

    def with_entries(self, entries: Iterable[Entry]) -> Ledger:
        """Return the ledger with more entries at its end; nothing is written."""
        found, lines, last = list(self.entries), [self.text], self.last_sum
        for entry in entries:
            line, last = _line(entry, last)
            lines.append(line)
            found.append(entry)
        return replace(self, entries=tuple(found), text=b"".join(lines), last_sum=last)

    def add(self, entries: Iterable[Entry]) -> Ledger:
        """Write more entries, all of them or none; raises ``OutputError``, and then the ledger is as it was."""
        found = self.with_entries(entries)
        if found.text != self.text:
            if read(self.path.parent).text != self.text:  # a disk that knows no locks
                raise OutputError(f"{self.path} was written by another run meanwhile; do this again")
            put(self.path, found.text)
        return found


def read(folder: Path) -> Ledger:
    """Read the ledger in a folder, an empty one where there is none; raises ``CopyError`` where it is damaged."""
    path = folder / NAME
    try:
        text = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Ledger(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "a release can't go on without its ledger: look at its rights, and what stands in its place"
        raise CopyError((_fault(path, 0, f"the ledger can't be read: {reason}", hint),)) from error
    entries: list[Entry] = []
    last = ""
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        entry, last = _read_line(line, last, (path, number))
        entries.append(entry)
    return Ledger(path, tuple(entries), text, last)


def _line(entry: Entry, before: str) -> tuple[bytes, str]:
    """Return an entry as a line, and its sum; fields that say nothing are left out."""
    record = {name: value for name, value in asdict(entry).items() if value not in (None, "", 0, (), {})}
    own = _sum(record, before)
    return _written({**record, "sum": own}) + b"\n", own


def _written(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": ")).encode("utf-8", "surrogatepass")


def _sum(record: Mapping[str, Any], before: str) -> str:
    return hashlib.sha256(before.encode() + b"\n" + _written(record)).hexdigest()


def _read_line(line: bytes, before: str, where: tuple[Path, int]) -> tuple[Entry, str]:
    path, number = where
    try:
        record = json.loads(line.decode("utf-8", "surrogatepass"))
        own = record.pop("sum")
        entry = _entry(record)
        whole = line.endswith(b"\n") and own == _sum(record, before) and line == _line(entry, before)[0]
    except (ValueError, TypeError, KeyError, AttributeError):
        whole = False
    if not whole:
        message = f"line {number} of the ledger isn't as it was written, or a line before it is missing"
        hint = "put back the ledger from a copy; to begin anew, move the whole folder of released plates away"
        raise CopyError((_fault(path, number, message, hint),))
    return entry, own


def _entry(record: Mapping[str, Any]) -> Entry:
    """Return the entry that a record says; raises where it says something else."""
    made = dict(record)
    if made["event"] not in EVENTS or not isinstance(made["page"], str):
        raise ValueError(made["event"])
    made["why"] = tuple(made.get("why", ()))
    made["seams"] = tuple(Seam(**seam) for seam in made.get("seams", ()))
    for one in fields(Entry):
        if one.name in made and not isinstance(made[one.name], _KINDS.get(one.name, object)):
            raise TypeError(one.name)
    return Entry(**made)


_KINDS: Final[Mapping[str, type]] = {
    "version": int,
    "bytes": int,
    "items": dict,
    "sheet": dict,
    "plate": str,
    "file": str,
}


def _fault(path: Path, number: int, message: str, hint: str) -> Finding:
    place = Place(str(path), number, 1 if number else 0)
    return Finding(Code.LEDGER_DAMAGED, Severity.ERROR, message, hint, place)
