"""The lookout: sees by their stamps which files of an issue were saved, put there or taken away.

Stamps are looked at again and again, for what notifies of changes is silent on network shares and in many containers.
A file has changed if its size, its time or its number on the disk has (an editor that saves by renaming gives it
another); a folder if it has other names in it, those aside that editors put there for themselves.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from compositor import release
from compositor.intake import Sight

Stamp = tuple[int, int, int]
Names = frozenset[str]
_FEW: Final = 8
_THEIRS: Final = ("~", ".tmp", ".swp", ".part", ".bak")
"""How names end that editors and copying programs use while they save."""


class Lookout:
    """What is looked at, as it was when it was read last."""

    def __init__(self, issue: Path) -> None:
        """Look at the folder of an issue, at its stories and its ledger."""
        folder = issue if issue.is_dir() else issue.parent
        self._released = release.folder_of(issue) / release.LEDGER
        self._always = {_absolute(folder), _absolute(folder / "stories")}
        self._files: dict[str, Stamp | None] = {}
        self._folders: dict[str, tuple[Stamp | None, Names]] = {}
        self._sums: dict[str, bytes] = {}

    def __len__(self) -> int:
        """Return how many files are looked at."""
        return len(self._files)

    def begin(self) -> None:
        """Take the folders and the ledger as they are, before an issue is read."""
        for folder in {*self._folders, *self._always}:
            self._folders[folder] = _folder(folder)
        self._files[_absolute(self._released)] = _stamp(_absolute(self._released))

    def saw(self, sight: Sight) -> None:
        """Take over what a reading saw, whether it came to its end or not."""
        ledger, before = _absolute(self._released), self._files
        self._files = {ledger: self._files.get(ledger)}
        self._files |= {os.fspath(path): None for path in sight.missed}
        read = {os.fspath(path): look for path, look in sight.looks.items()}
        fresh = {path: look.sum for path, look in read.items() if look.sum and before.get(path) != look.stamp}
        self._files |= {path: look.stamp for path, look in read.items()}
        self._sums = fresh
        folders = {os.path.dirname(path) for path in self._files} | self._always  # noqa: PTH120  (every 20 ms)
        self._folders = {one: self._folders.get(one) or _folder(one) for one in folders}

    def changed(self) -> tuple[str, ...]:
        """Return the files that aren't as they were read, and the names that came or went beside them."""
        found = [path for path, stamp in self._files.items() if _stamp(path) != stamp]
        for folder, (stamp, names) in self._folders.items():
            if _stamp(folder) != stamp:
                now = _folder(folder)
                found += (os.path.join(folder, name) for name in now[1] ^ names)  # noqa: PTH118
                self._folders[folder] = (now[0], names)
        return tuple(dict.fromkeys(found))

    def changed_again(self) -> tuple[str, ...]:
        """Return those of the files read anew last that have changed again; nothing where these are many."""
        if len(self._sums) > _FEW:
            return ()
        return tuple(path for path in self._sums if _stamp(path) != self._files[path])

    def rewritten(self) -> tuple[str, ...]:
        """Return the small files read anew last whose bytes aren't what was read, whatever their stamps say.

        A disk that counts time in steps gives two saves the same stamp, if one follows at once on the other.
        """
        return tuple(path for path, sum_ in self._sums.items() if sum_ != _sum(path))


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  (links stay as they were named)


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)  # noqa: PTH116  (every 20 ms)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _folder(folder: str) -> tuple[Stamp | None, Names]:
    stamp, names = _stamp(folder), list[str]()
    with suppress(OSError):
        names = os.listdir(folder)  # noqa: PTH208
    return stamp, frozenset(name for name in names if not name.startswith(".") and not name.endswith(_THEIRS))


def _sum(path: str) -> bytes:
    try:
        return hashlib.sha256(Path(path).read_bytes()).digest()
    except OSError:
        return b""
