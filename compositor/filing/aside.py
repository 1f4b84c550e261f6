"""What waits on disk until it is wanted: plates and pictures of many pages would fill the memory."""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Final, NamedTuple

from compositor.errors import OutputError
from compositor.filing.files import by_thread

_LARGE: Final = 200_000
"""Bytes from which on something waits on disk."""


def put_aside(content: bytes) -> Callable[[], bytes]:
    """Return what gives ``content`` back; where it is large it waits in a file without a name.

    That file goes when nobody wants it any more, however the run ends. Raises ``OutputError``, and so may what is
    returned.
    """
    if len(content) < _LARGE:
        return lambda: content
    try:
        waiting = tempfile.TemporaryFile()  # noqa: SIM115  (it lives as long as what reads it)
        waiting.write(content)
        waiting.flush()
    except OSError as error:
        raise OutputError(f"what is made can't be put aside in {tempfile.gettempdir()}: {_reason(error)}") from error

    def again() -> bytes:
        try:
            waiting.seek(0)
            return waiting.read()
        except OSError as error:
            raise OutputError(f"what was put aside can't be read: {_reason(error)}") from error

    weakref.finalize(again, waiting.close)  # closed by hand: an interpreter that warns of everything would tell of it
    return again


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


class Known(NamedTuple):
    """What is known of something that waits on disk: how long it is, and its SHA-256."""

    size: int
    sha256: str


class Unnamed:
    """A file without a name on the disk where it is to stand; it gets a name there, or goes, however the run ends.

    It may be filled by a process that was doubled since it was opened: both have the same file. What is in it is made
    to last while its process does something else.
    """

    def __init__(self, opened: int) -> None:
        """Take a file that is open for reading and writing."""
        self._opened = opened
        self._known: Known | None = None
        self._settling: Thread | None = None
        self._lasts = True
        weakref.finalize(self, os.close, opened)

    def fill(self, content: bytes) -> Known:
        """Write ``content`` and return what is to be known of it; raises ``OSError``."""
        at = 0
        try:
            while at < len(content):
                at += os.pwrite(self._opened, memoryview(content)[at:], at)
            os.ftruncate(self._opened, len(content))
        except OSError:
            with suppress(OSError):  # what couldn't be whole takes no room
                os.ftruncate(self._opened, 0)
            raise
        self._settling = by_thread(self._settle)
        return Known(len(content), hashlib.sha256(content).hexdigest())

    def _settle(self) -> None:
        try:
            os.fsync(self._opened)
        except OSError:
            self._lasts = False

    def lasts(self) -> bool:
        """Wait until what this process has written is on the disk; tell whether it is."""
        if self._settling is not None:
            self._settling.join()
            self._settling = None
        return self._lasts

    def holding(self, known: Known) -> Unnamed:
        """Have it hold what this process or another has filled in."""
        self._known = known
        return self

    @property
    def known(self) -> Known:
        """What is known of what it holds."""
        assert self._known is not None
        return self._known

    def __call__(self) -> bytes:
        """Return what it holds; raises ``OutputError`` where the disk has lost it."""
        found = b""
        with suppress(OSError):
            found = os.pread(self._opened, self.known.size, 0)
        if len(found) != self.known.size:
            raise OutputError("what was put aside can't be read")
        return found

    def named(self, path: Path) -> bool:
        """Give it a name, under which it is a file as any other that lasts; tell whether that could be done."""
        if not self.lasts():
            return False
        try:  # any descriptor does for Python to have the link followed (linkat, AT_SYMLINK_FOLLOW)
            os.link(f"/proc/self/fd/{self._opened}", path, src_dir_fd=self._opened, follow_symlinks=True)
        except OSError:
            return False
        return True


def unnamed(folder: Path) -> Unnamed | None:
    """Return a file without a name where what is written into ``folder`` will be; None where the disk knows none."""
    kind = getattr(os, "O_TMPFILE", 0)
    if not kind:
        return None
    try:
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        return Unnamed(os.open(folder, kind | os.O_RDWR, 0o666))
    except OSError:
        return None


class Drawer:
    """One file without a name for many things, which aren't held in memory; where it can't be written they are."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def put(self, content: bytes) -> Callable[[], bytes]:
        """Return what gives ``content`` back; raises ``OutputError`` there where the disk has lost it."""
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115  (it lives as long as what reads it)
                weakref.finalize(self, self._file.close)
            at = self._file.seek(0, 2)
            self._file.write(content)
            self._file.flush()
        except OSError:
            return lambda: content
        return lambda: self._taken(at, len(content))

    def _taken(self, at: int, size: int) -> bytes:
        assert self._file is not None
        found = b""
        with suppress(OSError):
            self._file.seek(at)
            found = self._file.read(size)
        if len(found) != size:
            raise OutputError(f"what was put aside in {tempfile.gettempdir()} can't be read")
        return found
