"""Reading again: what was read of files that haven't changed is taken as it was found, with what was told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any, TypeVar

from compositor.errors import Finding
from compositor.intake.faults import Faults
from compositor.intake.seen import Sight, noted, remembered
from compositor.kept import NOTHING, Kept
from compositor.records import dataclass

_Found = TypeVar("_Found")


class Sources(dict[str, str]):
    """The texts that copy came from, by name; ``entered`` tells them in the order in which they were entered."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.entered: list[tuple[str, str]] = []

    def __setitem__(self, name: str, text: str) -> None:
        """Enter a text."""
        self.entered.append((name, text))
        super().__setitem__(name, text)


@dataclass(frozen=True, slots=True)
class _Before:
    """What a part of a reading found: which files it saw, what it told, and the texts it entered."""

    found: Any
    sight: Sight
    told: tuple[Finding, ...]
    entered: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Again:
    """Reads parts of an issue, or takes them as they were read before."""

    faults: Faults
    sources: Sources
    kept: Kept = field(default=NOTHING)

    def once(self, kind: str, name: str, made_of: object, read: Callable[[], _Found]) -> _Found:
        """Return what ``read`` finds; from ``made_of`` and the files that it reads all of that has to follow.

        Kept is what was sound: no fault that stops the issue, and no file that isn't there.
        """
        if not self.kept.keeping:
            return read()
        before: _Before | None = self.kept.find(kind, name, made_of)
        if before is not None and before.sight.unchanged():
            remembered(before.sight)
            self.faults.passing += before.told
            self.sources |= dict(before.entered)
            self.sources.entered += before.entered
            found: _Found = before.found
            return found
        stopping, passing, entered = len(self.faults.stopping), len(self.faults.passing), len(self.sources.entered)
        with noted() as sight:
            found = read()
        if len(self.faults.stopping) == stopping and not sight.missed:
            told, texts = tuple(self.faults.passing[passing:]), tuple(self.sources.entered[entered:])
            self.kept.keep(kind, name, made_of, _Before(found, sight, told, texts))
        return found
