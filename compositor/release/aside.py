"""What waits on disk until it is wanted: plates of many photographs would fill the memory."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Callable
from typing import Final

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
        raise OutputError(f"a plate can't be put aside in {tempfile.gettempdir()}: {_reason(error)}") from error

    def again() -> bytes:
        try:
            aside.seek(0)
            return aside.read()
        except OSError as error:
            raise OutputError(f"a plate that was put aside can't be read: {_reason(error)}") from error

    weakref.finalize(again, aside.close)  # closed by hand: an interpreter that warns of everything would tell of it
    return again


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
