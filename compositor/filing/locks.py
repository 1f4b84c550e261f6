"""Locks on folders, which end with the run that holds them however it ends: nothing is ever left to be cleared.

A lock is the system's own (flock) on the folder itself, so a killed run holds none. A folder that is swapped is
another one afterwards: whoever has opened the old one looks again.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compositor.errors import OutputError
from compositor.filing.files import cannot_write

if sys.platform != "win32":
    import fcntl

_TRIES: Final = 20
_held: Final[dict[Path, list[int]]] = {}
"""What this run has locked, with the open descriptors: the system knows locks by run, and so does this."""


class LockedError(OutputError):
    """Another run is writing a folder now."""


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs out of ``folder`` while it is written; raises ``OutputError`` where one is writing it now.

    Windows locks no folders: there only the swap of whole files guards the output.
    """
    _look_at(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    held = _held[_key(folder)] = _locked(folder)
    try:
        yield
    finally:
        if _held.pop(_key(folder), None) is held:  # a process that was forked meanwhile holds nothing
            for opened in held:
                os.close(opened)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of ``folder``, as whoever asks for the swap may do already."""
    if _key(folder) in _held:
        yield
    else:
        with alone(folder):
            yield


def _let_go() -> None:
    """Hold nothing in a process that was forked: it would keep the lock of a run that is killed."""
    for held in _held.values():
        for opened in held:
            os.close(opened)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def lock_too(fresh: Path, folder: Path) -> None:
    """Lock ``fresh``, which is about to stand in the place of ``folder``, as long as that is locked."""
    held = _held.get(_key(folder))
    if held and sys.platform != "win32":
        held.append(os.open(fresh, os.O_RDONLY))
        with contextlib.suppress(OSError):  # a disk that knows no locks
            fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)


def _key(folder: Path) -> Path:
    return folder.absolute()


def _look_at(folder: Path) -> None:
    """Raise ``OutputError`` where a file stands in the way of a folder, or none can be made by that name."""
    for path in (folder, *folder.parents):
        try:
            if path.is_dir():
                return
            if path.exists():
                raise OutputError(f"{path} is a file; a folder has to stand there")
        except OSError as error:
            raise cannot_write(path, error) from error


def _locked(folder: Path) -> list[int]:
    """Return the open descriptor that holds the lock on ``folder``, none where there are no such locks."""
    if sys.platform == "win32":
        return []
    for _ in range(_TRIES):
        try:
            opened = os.open(folder, os.O_RDONLY)
        except OSError as error:
            raise cannot_write(folder, error) from error
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(opened)
            break
        except OSError:  # a disk that knows no locks
            return [opened]
        if _is_still(folder, opened):
            return [opened]
        os.close(opened)  # another run has swapped the folder since it was opened
    raise LockedError(f"{folder} is locked: another run is writing it; wait until it has ended")


def _is_still(folder: Path, opened: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(opened))
    except FileNotFoundError:
        return False
