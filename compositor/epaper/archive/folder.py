"""The archive on the disk: what an issue changes, written so that a cut at any moment can be mended.

All new files are first written whole into a folder of their own; then the lists of what is the archive's take in their
names; then they are renamed into their places, and what has no use any more is removed. A run that is cut off leaves
each file as it was or as it is to be; the lists tell the next run which issue it was, and that one mends it. No file is
touched that isn't on a list: what others laid into the folder stays.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Final

from compositor.epaper.archive.adding import (
    FILES,
    SHELF,
    Asked,
    Coming,
    Files,
    Group,
    Rooms,
    Site,
    added,
    files_listed,
    list_of,
)
from compositor.epaper.archive.register import ADDRESSES
from compositor.epaper.keeping import to_json
from compositor.epaper.sitefile import SiteFile
from compositor.errors import OutputError
from compositor.filing import alone, cannot_write, put, settle
from compositor.records import dataclass

STAGE: Final = ".unfinished"
"""The folder in the archive that holds files until they are whole."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an issue in the archive: files written, files that stand as they were, and files removed."""

    written: tuple[str, ...]
    same: int
    removed: tuple[str, ...]


@dataclass(slots=True)
class _Run:
    """One issue on its way into a folder."""

    root: Path
    staged: dict[str, Path] = field(default_factory=dict)
    same: int = 0
    before: dict[str, frozenset[str]] = field(default_factory=dict)
    own: dict[str, dict[str, None]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def read(self, path: str) -> bytes | None:
        """Return a file as it stands in the folder."""
        try:
            return (self.root / PurePosixPath(path)).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise OutputError(f"{self.root / path} can't be read: {(error.strerror or str(error)).lower()}") from error

    def had(self, group: str) -> frozenset[str]:
        """Return the files that a group has had before this run."""
        if group not in self.before:
            self.before[group] = frozenset(files_listed(self.read, group).files)
        return self.before[group]

    def take(self, group: Group) -> None:
        """Stage the files of a group."""
        self.had(group.name)
        own = self.own.setdefault(group.name, {})
        for file in group.files:
            self._stage(file)
            own[file.path] = None
        if group.whole or group.name not in self.groups:
            self.groups[group.name] = group

    def close(self) -> None:
        """Work out what each group has from now on, and what goes."""
        made = {path for own in self.own.values() for path in own}
        stays: set[str] = set()
        for name, group in self.groups.items():
            had = self.had(name)
            kept = {path for path in had if group.kept and path.startswith(group.kept)} if group.whole else set(had)
            kept -= group.gone
            stays |= kept
            self.gone |= had - kept
            self.lists[name] = tuple(sorted({*self.own[name], *kept}))
        self.gone -= made | stays

    def _stage(self, file: SiteFile) -> None:
        path, content = file.path, file.bytes
        stands = self.read(path)
        if stands == content:
            self.same += path not in self.staged
            self.staged.pop(path, None)
            return
        if stands is not None and not self._is_own(path):
            raise OutputError(f"{self.root / path} is there already and isn't the archive's: name another folder")
        part = self.root / STAGE / str(len(self.staged))
        while part.exists():
            part = part.with_name(part.name + "x")
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        self.staged[path] = part

    def _is_own(self, path: str) -> bool:
        """Tell whether a file that stands there is the archive's."""
        self.had("")
        if "/" in path:
            self.had(path.partition("/")[0])
        return path in (SHELF, ADDRESSES, FILES) or any(path in had for had in self.before.values())


def keep(root: Path, coming: Coming, rooms: Rooms, *, anew: bool = False) -> Kept:
    """Add an issue to the archive in a folder, or make it anew there; raises ``OutputError`` and ``UsageError``."""
    with alone(root):
        run = _Run(root)
        try:
            _clear(root)
            (root / STAGE).mkdir()
            return _kept(run, coming, rooms, anew=anew)
        except OSError as error:
            raise cannot_write(root, error) from error
        finally:
            with suppress(OSError):
                _clear(root)


def _clear(root: Path) -> None:
    if (root / STAGE).is_dir() and not (root / STAGE).is_symlink():
        shutil.rmtree(root / STAGE)


def _kept(run: _Run, coming: Coming, rooms: Rooms, *, anew: bool) -> Kept:
    publication = coming.publication
    listed = files_listed(run.read, "")
    also = tuple(one for one in listed.unfinished if one[0] != publication.folder)
    cut = bool(listed.unfinished)
    site = Site.opened(run.read, rooms)
    before = site.shelf.issues if site.shelf else ()
    dates = tuple(one.date for one in before if one.folder == publication.folder)
    for group in added(site, coming, Asked(also, cut=cut, anew=anew)):
        run.take(group)
    run.close()
    own = tuple((publication.folder, day) for day in dict.fromkeys((*dates, publication.date)))
    _list(run, (*also, *own), done=False)
    _place(run.root, run.staged)
    removed = tuple(_remove(run.root, sorted(run.gone)))
    _list(run, (), done=True)
    return Kept(tuple(run.staged), run.same, removed)


def _list(run: _Run, unfinished: Sequence[tuple[str, str]], *, done: bool) -> None:
    """Write the lists: before, of what was and will be the archive's; after, of what is.

    That of the root, which says that a run is under way, is the first before and the last after.
    """
    for group in sorted(run.lists, key=lambda one: ((one == "") == done, one)):
        had = () if done else run.had(group)
        files = tuple(sorted({*run.lists[group], *had}))
        _put(run, list_of(group), to_json(Files(files, () if group else tuple(unfinished))).encode())


def _put(run: _Run, path: str, content: bytes) -> None:
    if run.read(path) != content:
        put(run.root / PurePosixPath(path), content)


def _place(root: Path, staged: dict[str, Path]) -> None:
    """Rename what was staged into its places, in the order in which it was made."""
    folders: dict[Path, None] = {}
    for path, part in staged.items():
        target = root / PurePosixPath(path)
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders[target.parent] = None
        part.replace(target)
    for folder in folders:
        settle(folder)


def _remove(root: Path, stale: Iterable[str]) -> Iterator[str]:
    """Remove files, and folders that are empty then; yield what was there."""
    for path in stale:
        target = root / PurePosixPath(path)
        try:
            target.unlink()
            yield path
        except FileNotFoundError:
            continue
        parent = target.parent
        while parent != root:
            try:
                parent.rmdir()
            except OSError:
                break
            parent = parent.parent
