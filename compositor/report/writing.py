"""Writing the output folder: whole files or none, and no plate left that a page in error may not have."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from compositor.errors import OutputError
from compositor.filing import PART, NotHere, Settling, Unnamed, cannot_write, reason, swapped
from compositor.records import dataclass

if TYPE_CHECKING:
    from compositor.report.reports import FileEntry

PLATES = "press"
"""The folder that holds plates and nothing else."""

PAGES = "proof/pages.json"
"""The record of the pages as they stand, for comparing."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written: its path from the output folder (with ``/``), its kind, and what is in it.

    ``held`` is what is in it, or what fetches it from where it was put aside.
    """

    path: str
    kind: str
    held: bytes | Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """What is in the file; raises ``OutputError`` where it can't be fetched."""
        return self.held if isinstance(self.held, bytes) else self.held()

    def entry(self) -> FileEntry:
        """Return how the report lists it."""
        from compositor.report.reports import FileEntry, file_entry  # late: what writes reports is read by runs that do

        if isinstance(self.held, Unnamed):
            return FileEntry(self.path, self.kind, self.held.known.sha256, self.held.known.size)
        return file_entry(self.path, self.kind, self.content)


def swap(folder: Path, files: Sequence[OutputFile], *, stale: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write ``files`` into ``folder`` and remove the ``stale`` ones, all in one step; return the paths, in order.

    Whoever looks sees what stood there before, or all that is new, whenever the run is killed. Where folders can't be
    swapped, file by file. Raises ``OutputError`` with words for the desk; then all is as it was.
    """
    made, gone = tuple(files), tuple(stale)

    def change(fresh: Path) -> None:
        for one in gone:
            _remove(fresh / PurePosixPath(one), told=folder / PurePosixPath(one))
        settling = Settling()
        for file in made:
            path = PurePosixPath(file.path)
            if not _stands(file, fresh / path):
                _write_part(file, folder / path, fresh / path, settling)
        settling.end()

    try:
        swapped(folder, change)
    except NotHere:
        return write(folder, made, stale=gone)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return tuple(folder / PurePosixPath(file.path) for file in made)


def write(folder: Path, files: Sequence[OutputFile], *, stale: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write ``files`` into ``folder`` and remove the ``stale`` ones; return the paths written, in order.

    Every file is first written whole under another name and then renamed over the old one, so that a file in
    the folder is never half of one. Until all have been written nothing is renamed or removed. Raises
    ``OutputError`` with words for the desk; then the old files are as they were, unless renaming itself failed.
    """
    targets = [folder / PurePosixPath(file.path) for file in files]
    fresh = [(file, target) for file, target in zip(files, targets, strict=True) if not _stands(file, target)]
    unfinished = [target.with_name(f".{target.name}{PART}") for _, target in fresh]
    try:
        settling = Settling()
        for (file, target), part in zip(fresh, unfinished, strict=True):
            _write_part(file, target, part, settling)
        settling.end()
        for path in stale:
            gone = folder / PurePosixPath(path)
            _remove(gone, told=gone)
        for (_, target), part in zip(fresh, unfinished, strict=True):
            _rename(part, target)
    finally:
        for part in unfinished:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return tuple(targets)


def _stands(file: OutputFile, target: Path) -> bool:
    """Tell whether a plate stands there already to the byte: nobody who watches shall take it for a new one."""
    try:
        return file.kind == PLATES and target.is_file() and target.read_bytes() == file.content
    except OSError:
        return False


def _write_part(file: OutputFile, target: Path, part: Path, settling: Settling) -> None:
    """Write a file as ``part``, whole and being made to last; one of that name is taken away, never written into."""
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(part):
            part.unlink()
        if isinstance(file.held, Unnamed) and file.held.named(part):
            return
        with part.open("xb") as stream:
            stream.write(file.content)
            stream.flush()
            settling.begin(os.dup(stream.fileno()), target)
    except OSError as error:
        raise cannot_write(target, error) from error


def _rename(part: Path, target: Path) -> None:
    try:
        part.replace(target)
    except OSError as error:
        raise cannot_write(target, error) from error


def _remove(path: Path, *, told: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{told} is out of date and can't be removed: {reason(error)}") from error


def stale_plates(folder: Path, made: Collection[str], *, withheld: Collection[str], whole: bool) -> tuple[str, ...]:
    """Return the plates in ``folder``/press that may not stay, as paths from ``folder``.

    ``made`` and ``withheld`` are names of plates. A withheld page's plate goes always. When the ``whole``
    issue was made, every other file goes that this run didn't make (a page less than yesterday's proof);
    when only some pages were, the plates of the others stay as they are.
    """
    press = folder / PLATES
    if not press.is_dir():
        return ()
    names = sorted(path.name for path in press.iterdir() if path.is_file() or path.is_symlink())
    gone = [name for name in names if name in withheld or (whole and name not in made)]
    return tuple(f"{PLATES}/{name}" for name in gone)


def stale_pictures(folder: Path, made: Collection[str]) -> tuple[str, ...]:
    """Return the page pictures in ``folder``/proof that this run didn't make, as paths from ``folder``."""
    proof = folder / "proof"
    if not proof.is_dir():
        return ()
    return tuple(f"proof/{path.name}" for path in sorted(proof.glob("*.png")) if path.name not in made)


def stale_below(folder: Path, below: str, made: Collection[str]) -> tuple[str, ...]:
    """Return the files anywhere below ``folder``/``below`` that this run didn't make, as paths from ``folder``."""
    root = folder / below
    if not root.is_dir():
        return ()
    found = (path.relative_to(folder).as_posix() for path in sorted(root.rglob("*")) if not path.is_dir())
    return tuple(path for path in found if path not in made)
