"""What a run has read, and whether it is still that when the run ends: a page isn't half of one hour's copy.

A small file is known by its sum; of a large one its size, its number on the disk and when it was changed have to do.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from compositor.records import dataclass

_SUMMED: Final = 2_000_000
"""Bytes of a file up to which its sum is taken; what is larger would cost more time than it is worth."""


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was when it was read."""

    stamp: tuple[int, int, int]
    sum: bytes = b""


_looks: Final[ContextVar[dict[Path, Look] | None]] = ContextVar("looks", default=None)


@contextlib.contextmanager
def noted() -> Iterator[dict[Path, Look]]:
    """Note every file that is read meanwhile."""
    looks: dict[Path, Look] = {}
    token = _looks.set(looks)
    try:
        yield looks
    finally:
        _looks.reset(token)


def seen(path: Path, status: os.stat_result, content: bytes) -> None:
    """Note that a file was read, where files are noted."""
    looks = _looks.get()
    if looks is not None:
        summed = hashlib.sha256(content).digest() if len(content) <= _SUMMED else b""
        looks.setdefault(path.absolute(), Look(_stamp(status), summed))


def changed(path: Path, look: Look) -> bool:
    """Tell whether a file isn't there any more as it was read."""
    try:
        status = path.stat()
        if _stamp(status) == look.stamp:
            return False
        return not look.sum or hashlib.sha256(path.read_bytes()).digest() != look.sum
    except OSError:
        return True


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino
