"""A folder swapped for another that has all that it had and what is new: whoever looks sees the old, or the new.

What stays is linked, not copied. The swap itself is one step of the system (renameat2 of Linux with RENAME_EXCHANGE,
renamex_np of macOS with RENAME_SWAP). A run that is killed leaves at most a folder ``.NAME.part`` beside it, which
the next run clears away.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from compositor.filing.files import PART, settle
from compositor.filing.locks import lock_too, locked

_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2
_UNKNOWN: Final = frozenset(
    (errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK)
)
"""What systems answer where they don't know the step, or not here: a folder that is a disk of its own can't move."""


class NotHere(Exception):  # noqa: N818  (a reason to write file by file, never an error by itself)
    """Here folders can't be swapped; nothing has been changed."""


def swapped(folder: Path, change: Callable[[Path], None]) -> None:
    """Have ``change`` made in a folder that has all that ``folder`` has, and put that in its place.

    ``change`` may add and remove files, and never writes into one that is there. Raises ``NotHere`` where the disk
    can't do it, what ``change`` raises, and ``OSError``; then ``folder`` is as it was.
    """
    if sys.platform == "win32":
        raise NotHere("Windows knows no such step")
    with locked(folder):
        real = Path(os.path.realpath(folder))
        fresh = real.with_name(f".{real.name}{PART}")
        _clear(fresh)
        try:
            try:
                fresh.mkdir(mode=0o700)
                before = _linked(real, fresh)
            except OSError as error:
                raise NotHere(str(error)) from error
            change(fresh)
            _settle_all(fresh)
            lock_too(fresh, folder)
            _exchange(fresh, real)
            settle(real.parent)
            _take_over(fresh, real, before)
        finally:
            _clear(fresh)


def _linked(folder: Path, fresh: Path) -> frozenset[str]:
    """Give all that is in a folder a second name in another; return what there is, as paths from the folder."""
    found = set()
    for at, folders, files in os.walk(folder):
        there = fresh / Path(at).relative_to(folder)
        for name in [*folders, *files]:
            path = Path(at, name)
            found.add(path.relative_to(folder).as_posix())
            if name in folders and not path.is_symlink():
                (there / name).mkdir()
            else:
                os.link(path, there / name, follow_symlinks=False)
        _made_alike(Path(at), there)
    return frozenset(found)


def _made_alike(folder: Path, there: Path) -> None:
    """Give a folder the owner and the rights of another."""
    look = folder.stat()
    with suppress(OSError):
        if (look.st_uid, look.st_gid) != (os.getuid(), os.getgid()):
            os.chown(there, look.st_uid, look.st_gid)
    there.chmod(stat.S_IMODE(look.st_mode))


def _settle_all(folder: Path) -> None:
    for at, _, _ in os.walk(folder):
        settle(Path(at))


def _exchange(one: Path, other: Path) -> None:
    """Have two folders change places in one step; raises ``NotHere`` where that can't be done."""
    import ctypes  # late: only who writes pays for it

    library: Any = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, _EXCHANGE)
        else:
            failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    except AttributeError as error:
        raise NotHere("the system has no such step") from error
    if failed:
        number = ctypes.get_errno()
        if number in _UNKNOWN:
            raise NotHere(os.strerror(number))
        raise OSError(number, os.strerror(number), str(other))


def _take_over(old: Path, folder: Path, known: frozenset[str]) -> None:
    """Move what others have put into the old folder in the meantime to the one that stands there now."""
    for at, folders, files in os.walk(old):
        for name in [*folders, *files]:
            path = Path(at, name)
            there = path.relative_to(old)
            if there.as_posix() not in known and not os.path.lexists(folder / there):
                with suppress(OSError):
                    path.rename(folder / there)


def _clear(folder: Path) -> None:
    """Remove a folder that a run has made beside its output, as far as that goes; whoever ends the run waits for it."""
    with _undisturbed():
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
        else:
            with suppress(OSError):
                folder.unlink(missing_ok=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Have signals that end a run wait."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
