"""Where plates are handed over: a folder that the printing house watches, here or behind SFTP."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path, PurePosixPath
from typing import Protocol

from compositor.errors import OutputError, UsageError
from compositor.filing import cannot_write, put
from compositor.records import dataclass
from compositor.release.sftp import SCHEME, Address, Sftp
from compositor.release.store import digest


class Place(Protocol):
    """A place that files are handed over to, each whole or not at all. Names have ``/`` between folders."""

    @property
    def name(self) -> str:
        """How the ledger and the desk name it."""

    def sum(self, name: str) -> str | None:
        """Return the SHA-256 of a file there, None where there is none."""

    def put(self, name: str, content: bytes) -> None:
        """Put a file there, in one step for whoever watches; raises ``OutputError``."""

    def remove(self, name: str) -> None:
        """Take a file away; raises ``OutputError``."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, or one that is mounted.

    A file is written under a name with a dot before and ``.part`` behind, which nobody watches for, made to last, and
    renamed.
    """

    path: Path

    @property
    def name(self) -> str:
        """The whole path of the folder."""
        return os.path.abspath(self.path)  # noqa: PTH100  (links stay as they were named)

    def sum(self, name: str) -> str | None:
        """Return the SHA-256 of a file, None where there is none."""
        path = self._at(name)
        try:
            return digest(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise OutputError(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from error

    def put(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole."""
        put(self._at(name), content)

    def remove(self, name: str) -> None:
        """Take a file away."""
        path = self._at(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from error

    def close(self) -> None:
        """Do nothing: a folder is never held."""

    def _at(self, name: str) -> Path:
        return self.path / PurePosixPath(name)


def place(to: str) -> Place:
    """Return the place that is named: a folder, or an address such as ``sftp://press@host/in``.

    Raises ``UsageError`` where it is no address, or SFTP can't be spoken.
    """
    if not to.startswith(SCHEME):
        return Folder(Path(to))
    address = Address.read(to)
    if importlib.util.find_spec("paramiko") is None:
        raise UsageError("SFTP needs paramiko: pip install 'compositor[sftp]'")
    return Sftp(address)
