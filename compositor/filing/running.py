"""Which program runs: a digest of all its files, with what of Python and its libraries makes bytes."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

_PACKAGE: Final = str(Path(__file__).parent.parent)
_READING: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_MADE: Final = ("__pycache__",)
"""Folders of what Python makes of the sources."""


def program(libraries: Mapping[str, str]) -> bytes:
    """Return a digest of the program as its files are now; ``libraries`` are the versions of what it runs on.

    Whether the composer is compiled makes no difference, for its lines are the same. Times and sizes of files aren't
    asked: what installs programs may give all of them one time.
    """
    told = sha256(f"{sys.version} {sys.platform} {zlib.ZLIB_RUNTIME_VERSION} {sorted(libraries.items())}".encode())
    for at, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(set(folders).difference(_MADE))
        for name in sorted(names):
            with os.fdopen(os.open(f"{at}{os.sep}{name}", _READING), "rb", buffering=0) as stream:
                content = stream.read()
            told.update(f"\n{at[len(_PACKAGE) :]}/{name} {len(content)}\n".encode())
            told.update(content)
    return told.digest()
