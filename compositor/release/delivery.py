"""Delivery: released plates handed over once, each whole and verified, those they replace taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

from compositor.errors import OutputError
from compositor.records import dataclass
from compositor.release import ledger
from compositor.release.ledger import Entry, Ledger
from compositor.release.places import Place
from compositor.release.register import Signed
from compositor.release.store import digest

PAPERS: Final = "job"
"""The folder beside the plates that has the papers about them: no hot folder of plates looks into it."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a place was given: the names of the files, and the ledger that says so."""

    book: Ledger
    names: tuple[str, ...]


def deliver(
    plates: Iterable[tuple[Entry, bytes]], place: Place, book: Ledger, signed: Signed, *, again: bool
) -> Delivered:
    """Hand released plates over; raises ``OutputError``, and then the ledger tells how far it came.

    What the ledger says was delivered isn't written a second time, though it be gone: a hot folder takes its files
    away. What is there with another content is put right. ``again`` writes also what is gone.
    """
    names: list[str] = []
    for entry, plate in plates:
        last = book.delivered(place.name).get(entry.page)
        there = place.sum(entry.file)
        if last and last.plate == entry.plate and there in (None, entry.plate) and not (again and there is None):
            continue
        if there != entry.plate:
            place.put(entry.file, plate)
            names.append(entry.file)
            if place.sum(entry.file) not in (None, entry.plate):  # it may have been fetched already
                raise OutputError(f"{place.name}: {entry.file} isn't there as it was written")
        book = book.add((_delivery(entry, place, signed),))
    return Delivered(book, tuple(names))


def _delivery(entry: Entry, place: Place, signed: Signed) -> Entry:
    return Entry(
        ledger.DELIVERY,
        entry.page,
        signed.by,
        signed.at,
        entry.version,
        plate=entry.plate,
        bytes=entry.bytes,
        file=entry.file,
        to=place.name,
    )


def preview_name(file: str) -> str:
    """Return the name of the page picture that goes with a plate."""
    return f"{PAPERS}/{PurePosixPath(file).stem}.png"


def cleared(place: Place, book: Ledger) -> tuple[str, ...]:
    """Take away the plates that were delivered there and have been replaced since; return their names.

    A file that isn't the plate that was delivered is left alone.
    """
    valid = {entry.file for entry in book.delivered(place.name).values()}
    gone: list[str] = []
    for old in book.entries:
        if old.event != ledger.DELIVERY or old.to != place.name or old.file in valid:
            continue
        stale = [old.file] if place.sum(old.file) == old.plate else []
        stale += [preview_name(old.file)] if place.sum(preview_name(old.file)) else []
        for name in stale:
            place.remove(name)
        gone += stale
    return tuple(gone)


def accompany(place: Place, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put the papers beside the plates, those that aren't there as they are; return their names."""
    put = []
    for name, content in files.items():
        if place.sum(name) != digest(content):
            place.put(name, content)
            put.append(name)
    return tuple(put)
