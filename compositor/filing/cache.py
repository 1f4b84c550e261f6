"""What was made once kept on the disk, found again by all that it was made from: a short cut that may be missing.

An entry says by which key it is found, how long it is and what its SHA-256 is. All of that is verified when it is
read, so that one that was cut off, altered or put in another's place is no entry: it goes, and what it held is made
anew. Entries are written under other names and renamed, so that runs may use one folder at the same time. No fault of
the disk is one of the run: without room or rights nothing is kept.

Keys begin with the program that makes what is kept, so that another one never finds it. Nothing that is read is
executed. What is promised holds against accidents; whoever has the desk's own rights can write entries as the program
does, as they can change the program.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final

from compositor.records import dataclass

_MAGIC: Final = b"compositor kept 1\n"
_SUM: Final = 32
_LENGTH: Final = 8
_HEAD: Final = len(_MAGIC) + 2 * _SUM + _LENGTH
_PART: Final = ".part"
MOST: Final = 2_000_000_000
"""Bytes that a folder holds at the end of a run, unless another number is asked for."""
_LEAST_LEFT: Final = 4, 5
"""Where there is more, what was asked for least recently goes, until this share is left."""
_LEFT_BEHIND: Final = 3_600
"""Seconds after which something half written is taken for what a killed run has left."""
_TAG: Final = "CACHEDIR.TAG"
_TAGGED: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# Kept by compositor; it may be removed at any time.\n"
"""Tells backups that nothing here is worth keeping (Cache Directory Tagging Specification 0.6)."""
SPARE: Final = 1_000_000_000
"""Bytes that have to be free on the disk for anything to be kept."""
_serial = count()


@dataclass(slots=True)
class Tally:
    """How much of each kind was asked for, and was there; how many entries were spoilt, why nothing could be kept."""

    asked: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    spoilt: int = 0
    refused: str = ""

    def add(self, other: Tally) -> None:
        """Count what another has counted, such as that of a process that did a part of the work."""
        for mine, theirs in ((self.asked, other.asked), (self.found, other.found)):
            for kind, number in theirs.items():
                mine[kind] = mine.get(kind, 0) + number
        self.spoilt += other.spoilt
        self.refused = self.refused or other.refused

    def told(self) -> Mapping[str, tuple[int, int]]:
        """Return of each kind how often it was asked for, and how often it was there."""
        return {kind: (asked, self.found.get(kind, 0)) for kind, asked in sorted(self.asked.items())}


class Cache:
    """A folder of what was made before; without a folder nothing is found and nothing is kept.

    ``program`` returns a digest of all that makes what is kept besides what keys are made of. ``most`` bytes are kept,
    and ``spare`` bytes of the disk left free: the output needs them more.
    """

    def __init__(
        self,
        folder: Path | None = None,
        program: Callable[[], bytes] = bytes,
        *,
        most: int = MOST,
        spare: int = SPARE,
    ) -> None:
        self.tally = Tally()
        self._folder, self._most, self._spare = folder, most, spare
        self._program = program
        self._base: bytes | None = None
        if folder is not None and os.path.lexists(folder):
            try:
                _expect_own(folder)
            except OSError as error:
                self._refuse(error)

    @property
    def is_kept(self) -> bool:
        """Tell whether there is a folder, so that it is worth saying what something is made from."""
        return self._folder is not None

    def key(self, kind: str, made_from: bytes) -> bytes:
        """Return the key of what is made of ``made_from`` by this program."""
        if self._base is None:
            self._base = self._program()
        return sha256(b"%b\0%d %b%b" % (kind.encode(), len(self._base), self._base, made_from)).digest()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Return what is kept under a key, or None; an entry that isn't what it says goes."""
        if self._folder is None:
            return None
        self.tally.asked[kind] = self.tally.asked.get(kind, 0) + 1
        path = _path(self._folder, kind, key)
        try:
            whole = _read(path)
        except FileNotFoundError:
            return None
        except OSError:
            whole = b""
        content = _verified(whole, key)
        if content is None:
            self._drop(path)
            return None
        with suppress(OSError):
            os.utime(path)
        self.tally.found[kind] = self.tally.found.get(kind, 0) + 1
        return content

    def put(self, kind: str, key: bytes, content: bytes) -> None:
        """Keep something under a key, if the disk lets us."""
        if self._folder is None or self.tally.refused:
            return
        path = _path(self._folder, kind, key)
        part = path.with_name(f".{path.name}-{os.getpid()}-{next(_serial)}{_PART}")
        try:
            _prepare(self._folder, path.parent)
            if shutil.disk_usage(path.parent).free < len(content) + self._spare:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            head = b"%b%b%b%b" % (_MAGIC, key, len(content).to_bytes(_LENGTH, "big"), _sum(key, content))
            _write(part, head, content)
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            self._refuse(error)

    def spoilt(self, kind: str, key: bytes) -> None:
        """Drop an entry that is whole, but isn't of the form that was expected."""
        if self._folder is not None:
            self.tally.found[kind] = self.tally.found.get(kind, 1) - 1
            self._drop(_path(self._folder, kind, key))

    def trim(self) -> None:
        """Let what was asked for least recently go where there is more than is to be kept; to be done once a run.

        Where all that was asked for was there, nothing was added.
        """
        if self._folder is not None and self.tally.asked != self.tally.found:
            with suppress(OSError):
                _trim(self._folder, self._most)

    @contextmanager
    def counted(self) -> Iterator[Tally]:
        """Count what is asked meanwhile by itself: what one process counts, another has to add."""
        before, self.tally = self.tally, Tally(refused=self.tally.refused)
        try:
            yield self.tally
        finally:
            self.tally = before

    def _drop(self, path: Path) -> None:
        self.tally.spoilt += 1
        with suppress(OSError):
            path.unlink()

    def _refuse(self, error: OSError) -> None:
        """Keep nothing from here on; what isn't ours isn't read either."""
        self.tally.refused = f"{self._folder}: {(error.strerror or str(error)).lower()}"
        if isinstance(error, _NotOursError):
            self._folder = None


class _NotOursError(OSError):
    """A folder is another user's, or only seems to be here."""


NO_CACHE: Final = Cache()
"""Finds nothing and keeps nothing."""


def _path(folder: Path, kind: str, key: bytes) -> Path:
    name = key.hex()
    return folder / kind / name[:2] / name


def _prepare(folder: Path, inner: Path) -> None:
    """Make the folders of an entry, which nobody else may look into; raises ``OSError``."""
    if inner.is_dir():
        return
    if not os.path.lexists(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    _expect_own(folder)
    for one in (inner.parent, inner):
        one.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        _write(folder / _TAG, _TAGGED)


def _expect_own(folder: Path) -> None:
    """Raise ``OSError`` where what is kept in a folder may be written by others, or stands elsewhere."""
    look = folder.lstat()
    if not stat.S_ISDIR(look.st_mode):
        raise _NotOursError(errno.ENOTDIR, "it is no folder")
    if hasattr(os, "geteuid") and (look.st_uid != os.geteuid() or look.st_mode & 0o022):
        raise _NotOursError(errno.EPERM, "others may write there")


def _read(path: Path) -> bytes:
    """Return a file, b"" where it is no file (one waits for a pipe) or has another size than it says."""
    opened = os.open(path, os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_BINARY", "O_NONBLOCK")))
    with os.fdopen(opened, "rb", buffering=0) as stream:
        look = os.fstat(opened)
        if not stat.S_ISREG(look.st_mode):
            return b""
        head = stream.read(_HEAD)
        at = len(_MAGIC) + _SUM
        if look.st_size != _HEAD + int.from_bytes(head[at : at + _LENGTH], "big"):
            return b""
        stream.seek(0)
        return stream.read()


def _verified(whole: bytes, key: bytes) -> bytes | None:
    at = len(_MAGIC)
    if len(whole) < _HEAD or whole[:at] != _MAGIC or whole[at : at + _SUM] != key:
        return None
    length = int.from_bytes(whole[at + _SUM : at + _SUM + _LENGTH], "big")
    content = whole[_HEAD:]
    right = len(content) == length and _sum(key, content) == whole[_HEAD - _SUM : _HEAD]
    return content if right else None


def _sum(key: bytes, content: bytes) -> bytes:
    found = sha256(key)
    found.update(content)
    return found.digest()


def _write(path: Path, *parts: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        for part in parts:
            stream.write(part)


def _trim(folder: Path, most: int) -> None:
    held: list[tuple[int, int, Path]] = []
    old = time.time_ns() - _LEFT_BEHIND * 1_000_000_000
    for path in folder.rglob("*"):
        look = path.lstat()
        if stat.S_ISDIR(look.st_mode) or path.name == _TAG:
            continue
        if not path.name.endswith(_PART):
            held.append((look.st_mtime_ns, look.st_size, path))
        elif look.st_mtime_ns < old:
            path.unlink(missing_ok=True)
    total = sum(size for _, size, _ in held)
    kept = most * _LEAST_LEFT[0] // _LEAST_LEFT[1]
    for _, size, path in sorted(held) if total > most else ():
        if total <= kept:
            return
        path.unlink(missing_ok=True)
        total -= size
