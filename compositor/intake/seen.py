"""What a run has read, and whether it is still that when the run ends: a page isn't half of one hour's copy.

A small file is known by its sum; of a large one its size, its number on the disk and when it was changed have to do.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import field
from mmap import mmap
from pathlib import Path
from typing import Final

from compositor.kept import NOTHING, Kept
from compositor.records import dataclass

SUMMED: Final = 2_000_000
"""Bytes of a file up to which its sum is taken; what is larger would cost more time than it is worth."""


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was when it was read."""

    stamp: tuple[int, int, int]
    sum: bytes = b""


@dataclass(slots=True)
class Sight:
    """What a reading saw: every file as it was, those that were looked for in vain, and what earlier readings kept."""

    kept: Kept
    looks: dict[Path, Look] = field(default_factory=dict)
    missed: set[Path] = field(default_factory=set)

    def unchanged(self) -> bool:
        """Tell by stamps alone whether every file that was seen is still as it was."""
        return all(_still(path, look) for path, look in self.looks.items())


_sight: Final[ContextVar[Sight | None]] = ContextVar("sight", default=None)


@contextlib.contextmanager
def noted(kept: Kept | None = None) -> Iterator[Sight]:
    """Note every file that is read meanwhile, also by a reading that fails; whoever notes around this notes it too.

    What is read is kept in ``kept``, by default where the reading around this keeps it.
    """
    outer = _sight.get()
    sight = Sight(kept if kept is not None else outer.kept if outer is not None else NOTHING)
    token = _sight.set(sight)
    try:
        yield sight
    finally:
        _sight.reset(token)
        if outer is not None:
            remembered(sight)


def remembered(sight: Sight) -> None:
    """Note all that an earlier reading saw, which isn't done again."""
    now = _sight.get()
    if now is not None:
        for path, look in sight.looks.items():
            now.looks.setdefault(path, look)
        now.missed |= sight.missed


def seen(path: Path, status: os.stat_result, content: bytes | mmap) -> None:
    """Note that a file was read, where files are noted, and keep it if it is small."""
    sight = _sight.get()
    if sight is not None:
        small = len(content) <= SUMMED
        look = Look(_stamp(status), hashlib.sha256(content).digest() if small else b"")
        sight.looks.setdefault(path.absolute(), look)
        if small:
            sight.kept.keep("file", path, look.stamp, (look, content))


def missed(path: Path) -> None:
    """Note that a file was looked for in vain."""
    sight = _sight.get()
    if sight is not None:
        sight.missed.add(path.absolute())


def kept() -> Kept:
    """Return where the reading that goes on keeps what it reads."""
    sight = _sight.get()
    return sight.kept if sight is not None else NOTHING


def held(path: Path) -> bytes | None:
    """Return what a file holds that was read before and has the same stamp still; None where that isn't known."""
    sight = _sight.get()
    if sight is None or not sight.kept.keeping:
        return None
    look, content = sight.kept.find("file", path, _stamp(path.stat())) or (None, None)
    if look is not None:
        sight.looks.setdefault(path.absolute(), look)
    return content


def _still(path: Path, look: Look) -> bool:
    try:
        return _stamp(os.stat(path)) == look.stamp  # noqa: PTH116  (quicker by half, and there are hundreds)
    except OSError:
        return False


def changed(path: Path, look: Look) -> bool:
    """Tell whether a file isn't there any more as it was read."""
    try:
        status = os.stat(path)  # noqa: PTH116
        if _stamp(status) == look.stamp:
            return False
        return not look.sum or hashlib.sha256(path.read_bytes()).digest() != look.sum
    except OSError:
        return True


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino
