"""Files put in their places whole: written beside it under another name, made to last, then renamed."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from compositor.errors import OutputError

if sys.platform != "win32":
    import fcntl

PART: Final = ".part"
"""How files end that aren't whole yet; they begin with a dot, which no hot folder takes up."""


def put(path: Path, content: bytes) -> None:
    """Put a file in its place, in one step for whoever looks; raises ``OutputError``, and then what was there stays.

    It and its folder's entry are on the disk when this returns.
    """
    part = path.with_name(f".{path.name}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        settle(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Have the entries of a folder written to the disk, where the system knows how."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a disk that knows no such wish
            os.fsync(opened)
    finally:
        os.close(opened)


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return the error that says why a file or folder can't be written."""
    return OutputError(f"{path} can't be written: {(error.strerror or str(error)).lower()}")


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
    opened = _locked(folder)
    try:
        yield
    finally:
        if opened is not None:
            os.close(opened)


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


def _locked(folder: Path) -> int | None:
    """Return the open descriptor that holds the lock on ``folder``, None where there are no such locks."""
    if sys.platform == "win32":
        return None
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(opened)
        raise OutputError(f"{folder} is locked: another run is writing it; wait until it has ended") from error
    except OSError:  # a disk that knows no locks
        pass
    return opened
