"""Files of the desk: found only inside their folder, read only where they are plain files of a sane size."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from io import FileIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final, TypeVar

from compositor.errors import Place
from compositor.intake.faults import Code, Faults, said
from compositor.intake.seen import SUMMED, held, kept, missed, seen
from compositor.intake.source import Source, decoded
from compositor.intake.yamltree import MOST_BYTES
from compositor.kept import Kept

_Content = TypeVar("_Content", bytes, "bytes | mmap")
_FOREIGN: Final = re.compile(r"^[/\\~$]|^[A-Za-z]:|://|\\|\x00")


class Refused(Exception):  # noqa: N818  (a reason that becomes a fault or a finding, never an error by itself)
    """A file can't be taken: code, message without the file's name, hint, and the place inside it where it is known."""

    def __init__(self, code: Code, message: str, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.place = code, message, hint, place

    def __reduce__(self) -> tuple[type[Refused], tuple[Code, str, str, Place | None]]:
        """Go from one process to another whole."""
        return Refused, (self.code, self.message, self.hint, self.place)


def shown(path: Path) -> str:
    """Return the path as messages name it: relative to the working directory where it lies below.

    In a locale without UTF-8 the bytes of a name arrive escaped (PEP 383); names are UTF-8 whatever the locale.
    """
    near = path.as_posix()
    if path.is_absolute():
        with contextlib.suppress(OSError):
            here = os.getcwd().replace(os.sep, "/").rstrip("/")  # noqa: PTH109  (asked for every file)
            near = (near.removeprefix(f"{here}/") if near != here else "") or "."
    try:
        return os.fsencode(near).decode("utf-8", "replace")
    except UnicodeEncodeError:
        return near


def is_folder(path: Path) -> bool:
    """Tell whether a folder stands there and may be looked at; never raises, however strange the name."""
    try:
        return path.is_dir()
    except OSError:
        return False


def inside(folder: Path, text: str) -> Path:
    """Return the path that ``text`` names below ``folder``; raises ``Refused`` where it leads out, links followed."""
    outside = Refused(
        Code.OUTSIDE_FOLDER, "leads outside the folder", "copy the file into the folder and name it from there"
    )
    if _FOREIGN.search(text) or (".." in text and ".." in Path(text).parts):
        raise outside
    path = _spelt(folder, text)
    if _leads_straight(folder, path):
        return path
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise outside
    except (OSError, RuntimeError) as error:
        raise Refused(
            Code.UNREADABLE, "can't be followed: its links run in a circle", "copy the file itself"
        ) from error
    return path


def _leads_straight(folder: Path, path: Path) -> bool:
    """Tell whether all from ``folder`` to a path below it is there and no link: it can't lead out of the folder.

    Elsewhere than under POSIX there are links that don't look like one.
    """
    at, whole = str(folder), str(path)
    if os.name != "posix" or not whole.startswith(f"{at}/"):
        return False
    try:
        for name in whole[len(at) + 1 :].split("/"):
            at = f"{at}/{name}"
            if stat.S_ISLNK(os.lstat(at).st_mode):
                return False
    except (OSError, ValueError):
        return False
    return True


def found(folder: Path, text: str, kept: Kept) -> Path:
    """Return the path that ``text`` names below ``folder``, as `inside` does; one that is ``kept`` is known to."""
    if not kept.keeping:
        return inside(folder, text)
    try:
        stands = (folder / text).lstat()
    except (OSError, ValueError):
        return inside(folder, text)
    made_of = (folder, stands.st_ino, stands.st_mode, stands.st_mtime_ns)
    return kept.once("path", text, made_of, lambda: inside(folder, text))


def _spelt(folder: Path, text: str) -> Path:
    """Return the path that a name means: as it is typed, or where that isn't there with the letters as they are stored.

    A disk may keep accents apart from their letters, or with them (Unicode 17 3.11, UAX #15).
    """
    path = folder / text
    try:
        if text.isascii() or os.path.lexists(path):
            return path
        found = folder
        for part in Path(text).parts:
            wanted = unicodedata.normalize("NFC", part)
            names = (one.name for one in sorted(found.iterdir()) if unicodedata.normalize("NFC", one.name) == wanted)
            found /= next(names, part)
    except (OSError, ValueError):
        return path
    return found if os.path.lexists(found) else path


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a plain file of at most ``most`` bytes; raises ``Refused`` where it can't be read."""
    return _content(path, most, _whole)


def mapped(path: Path, most: int) -> bytes | mmap:
    """Return the bytes of a file as `content` does; those of a large one are read as they are asked for."""
    return _content(path, most, _mapped)


def _content(path: Path, most: int, read: Callable[[int, int], _Content]) -> bytes | _Content:
    try:
        known = held(path)
        if known is not None and len(known) <= most:
            return known
        with _opened(path) as descriptor:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no plain file"
                raise Refused(Code.NOT_A_FILE, f"is {kind}", "name a file")
            found = read(descriptor, status.st_size) if status.st_size <= most else b""
        if max(status.st_size, len(found)) > most:
            count = max(status.st_size, len(found))
            raise Refused(Code.TOO_LARGE, f"has {count:,} bytes", f"at most {most:,} are read")
        seen(path, status, found)
        return found
    except FileNotFoundError as error:
        missed(path)
        raise Refused(Code.FILE_MISSING, "isn't there", _nearby(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can't be used"
        hint = "look at its rights" if isinstance(error, PermissionError) else "copy it anew, under a plain name"
        raise Refused(Code.UNREADABLE, f"can't be read ({str(reason).lower()})", hint) from error


def _whole(descriptor: int, size: int) -> bytes:
    """Read a file to its end, or a byte more than it had: then it has grown."""
    with FileIO(descriptor, closefd=False) as stream:
        return stream.read(size + 1)


def _mapped(descriptor: int, size: int) -> bytes | mmap:
    return _whole(descriptor, size) if size <= SUMMED else mmap(descriptor, size, access=ACCESS_READ)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open a file, whatever it turns out to be: a pipe that nobody writes to keeps nobody waiting."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _nearby(path: Path) -> str:
    """Return what the desk can do about a file that isn't there: the name most like it, where one is like it."""
    while not is_folder(path.parent) and path.parent != path:
        path = path.parent  # a folder on the way is missing; it is the one to be named
    try:
        names = {one.name.lower(): one.name for one in sorted(path.parent.iterdir())}
    except OSError:
        names = {}
    from difflib import get_close_matches  # late: it is for who mistyped a name

    near = get_close_matches(path.name[:60].lower(), names, n=1, cutoff=0.75)
    there = f"there is {said_path(names[near[0]])}; " if near else ""
    return f"{there}mend the name, or put the file there"


def source(path: Path, what: str, place: Place | None, faults: Faults) -> Source | None:
    """Read a text file of the desk; a fault at ``place`` (where it is named) and None where that fails.

    ``what`` is what the file is, such as "the story": a missing one is told by it.
    """
    name = shown(path)
    try:
        read = content(path)
        found: Source | None = kept().find("source", name, read)
        if found is None and (found := decoded(name, read, faults)) is not None:
            kept().keep("source", name, read, found)
        return found
    except Refused as refused:
        where = place or Place(name)
        faults.add(refused.code, where, f"{what} {said_path(name)} {refused.message}", refused.hint)
        return None


def said_path(name: str) -> str:
    """Return a path as a message may show it, the end kept where it is long."""
    return said(name) if len(name) <= 40 else '"…' + said(name[-39:])[1:]
