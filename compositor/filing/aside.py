"""What waits on disk until it is wanted: plates and pictures of many pages would fill the memory."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Final

from compositor.errors import OutputError

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
        aside = tempfile.TemporaryFile()  # noqa: SIM115  (it lives as long as what reads it)
        aside.write(content)
        aside.flush()
    except OSError as error:
        raise OutputError(f"what is made can't be put aside in {tempfile.gettempdir()}: {_reason(error)}") from error

    def again() -> bytes:
        try:
            aside.seek(0)
            return aside.read()
        except OSError as error:
            raise OutputError(f"what was put aside can't be read: {_reason(error)}") from error

    weakref.finalize(again, aside.close)  # closed by hand: an interpreter that warns of everything would tell of it
    return again


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


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
