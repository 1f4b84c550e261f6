"""Stories and their pictures put into an issue's folder: each whole or not at all, and never over another unasked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from compositor.errors import OutputError
from compositor.incoming.arriving import Imported
from compositor.intake.reading import MANIFEST
from compositor.records import dataclass

STORIES: Final = "stories"
PICTURES: Final = "pictures"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where stories and their pictures go."""

    stories: Path
    issue: Path

    @classmethod
    def of(cls, folder: Path) -> Shelf:
        """Return the shelf of a folder of stories, or of an issue's folder."""
        if folder.name != STORIES and ((folder / MANIFEST).is_file() or (folder / STORIES).is_dir()):
            return cls(folder / STORIES, folder)
        return cls(folder, folder.parent if folder.name == STORIES else folder)

    def path(self, slug: str) -> Path:
        """Return the file of a story."""
        return self.stories / f"{slug}.md"


def save(one: Imported, shelf: Shelf, *, replace: bool) -> tuple[Path, ...]:
    """Write a story and its pictures, the story last; raises ``OutputError``, and then nothing new is left."""
    wanted = [(shelf.issue / PICTURES / name, content) for name, content in one.written.pictures]
    wanted.append((shelf.path(one.slug), one.written.text.encode("utf-8")))
    if not replace:
        for path, content in wanted:
            if os.path.lexists(path) and not (path.suffix != ".md" and _is(path, content)):
                raise OutputError(f"{path} is there already; --replace writes over it, --as SLUG takes another name")
    made: list[Path] = []
    try:
        for path, content in wanted:
            if _put(path, content, replace=replace):
                made.append(path)
    except OSError as error:
        for path in made:
            with suppress(OSError):
                path.unlink()
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{error.filename or shelf.stories} can't be written: {reason}") from error
    return tuple(path for path, _ in wanted)


def _is(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _put(path: Path, content: bytes, *, replace: bool) -> bool:
    """Put a file in its place; return whether none stood there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = not os.path.lexists(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if replace or not new:
            part.replace(path)
        else:
            _link(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return new


def _link(part: Path, path: Path) -> None:
    """Give a file its name unless another has taken it meanwhile; a disk without links gets it by renaming."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        part.replace(path)
