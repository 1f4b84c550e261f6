"""Files put in their places whole: written beside it under another name, made to last, then renamed."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from compositor.errors import OutputError

PART: Final = ".part"
"""How files end that aren't whole yet; they begin with a dot, which no hot folder takes up."""


_AT_ONCE: Final = 8
"""So many files are made to last at a time."""


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


def by_thread(work: Callable[[], None]) -> Thread | None:
    """Have work done by a thread; None where the system has no room for one, and it is done now."""
    one = Thread(target=work)
    try:
        one.start()
    except RuntimeError:
        work()
        return None
    return one


class Settling:
    """Files made to last side by side while others are written: a disk is done with several as soon as with one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._under_way = deque[Thread]()
        self._failed: list[tuple[Path, OSError]] = []

    def begin(self, opened: int, told: Path) -> None:
        """Have an open file made to last, and closed; where that fails the file is ``told``."""
        if len(self._under_way) == _AT_ONCE:
            self._under_way.popleft().join()
        one = by_thread(lambda: self._settle(opened, told))
        if one is not None:
            self._under_way.append(one)

    def _settle(self, opened: int, told: Path) -> None:
        try:
            os.fsync(opened)
        except OSError as error:
            self._failed.append((told, error))
        finally:
            os.close(opened)

    def end(self) -> None:
        """Wait for all; raises ``OutputError`` where one doesn't last."""
        while self._under_way:
            self._under_way.popleft().join()
        for path, error in self._failed:
            raise cannot_write(path, error) from error


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
    return OutputError(f"{path} can't be written: {reason(error)}")


def reason(error: OSError) -> str:
    """Return the system's words for what went wrong."""
    return (error.strerror or str(error)).lower()
