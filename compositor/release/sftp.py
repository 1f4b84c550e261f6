"""Handing over by SFTP: each file verified under another name before it gets its own, with patience for a bad line."""

from __future__ import annotations

import hashlib
import io
import posixpath
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import unquote, urlsplit

from compositor.errors import OutputError, UsageError
from compositor.filing import PART
from compositor.records import dataclass
from compositor.release.store import digest

if TYPE_CHECKING:
    from paramiko import SFTPClient, SSHClient

SCHEME: Final = "sftp://"
_PORT: Final = 22
_WAITS: Final = (1.0, 3.0, 9.0)
"""Seconds before each further try."""
_LONGEST: Final = 30
"""Seconds without an answer after which a connection is given up."""
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Address:
    """Where an SFTP server is, who asks, and the folder there: ``sftp://press@host:22/in``, ``/~/in`` in the home."""

    host: str
    path: str
    user: str = ""
    port: int = _PORT

    @classmethod
    def read(cls, text: str) -> Address:
        """Read an address; raises ``UsageError`` where it is none, or has a password in it."""
        try:
            parts = urlsplit(text)
            port = parts.port or _PORT
        except ValueError:
            raise UsageError(f"{text} is no address; write it such as sftp://press@host/in") from None
        if parts.password is not None:
            raise UsageError("an address has no password in it: the ledger and the job would show it; use a key")
        path = unquote(parts.path).rstrip("/")
        if not parts.hostname or not path or parts.query or parts.fragment:
            raise UsageError(f"{text} is no address; write it such as sftp://press@host/in")
        return cls(parts.hostname, path, unquote(parts.username or ""), port)

    def __str__(self) -> str:
        """Return the address as the ledger has it."""
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port != _PORT else ""
        return f"{SCHEME}{user}{self.host}{port}{self.path}"


@dataclass(slots=True)
class Sftp:
    """A folder of an SFTP server, whose key has to be known and who has to know ours (``~/.ssh``, or an agent).

    What fails for want of a connection is tried again, after ``waits`` of so many seconds.
    """

    address: Address
    waits: tuple[float, ...] = _WAITS
    _client: SSHClient | None = None
    _files: SFTPClient | None = None
    _folders: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The address of the folder."""
        return str(self.address)

    def sum(self, name: str) -> str | None:
        """Return the SHA-256 of a file, None where there is none."""
        return self._patiently(lambda files: _sum(files, self._at(name)), f"{name} can't be read")

    def put(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole: it has its name once what is there reads as it was written."""

        def tried(files: SFTPClient) -> None:
            path = self._at(name)
            folder, own = posixpath.split(path)
            part = posixpath.join(folder, f".{own}{PART}")
            if _sum(files, path) == digest(content):  # a try before this one did it, and its answer was lost
                return
            self._make(files, folder)
            files.putfo(io.BytesIO(content), part)
            if _sum(files, part) != digest(content):
                raise EOFError("what is there isn't what was sent")
            _rename(files, part, path)

        self._patiently(tried, f"{name} can't be written")

    def remove(self, name: str) -> None:
        """Take a file away."""

        def tried(files: SFTPClient) -> None:
            with suppress(FileNotFoundError):
                files.remove(self._at(name))

        self._patiently(tried, f"{name} can't be taken away")

    def close(self) -> None:
        """End the connection."""
        if self._client is not None:
            with suppress(Exception):
                self._client.close()
        self._client = self._files = None

    def _at(self, name: str) -> str:
        path = self.address.path
        return posixpath.join(path.removeprefix("/~/") if path.startswith("/~/") else path, name)

    def _make(self, files: SFTPClient, folder: str) -> None:
        """Make a folder with those above it."""
        if not folder or folder in self._folders or folder == "/":
            return
        try:
            files.stat(folder)
        except FileNotFoundError:
            self._make(files, posixpath.dirname(folder))
            files.mkdir(folder)
        self._folders.add(folder)

    def _patiently(self, what: Callable[[SFTPClient], _Found], failing: str) -> _Found:
        """Do something there; where the line breaks, connect anew and try again. Raises ``OutputError``."""
        from paramiko import AuthenticationException, BadHostKeyException, SSHException

        waits = list(self.waits)
        while True:
            try:
                return what(self._connected())
            except (AuthenticationException, BadHostKeyException, _UnknownHostError) as error:
                self.close()
                raise OutputError(f"{self.name}: {_refused(error)}") from error
            except (FileNotFoundError, PermissionError) as error:
                self.close()
                raise OutputError(f"{self.name}: {failing}: {_reason(error)}") from error
            except (SSHException, EOFError, OSError) as error:
                self.close()
                if "No authentication methods" in str(error):
                    raise OutputError(f"{self.name}: {_refused(error)}") from error
                if not waits:
                    raise OutputError(f"{self.name}: {failing}: {_reason(error)}") from error
                time.sleep(waits.pop(0))

    def _connected(self) -> SFTPClient:
        if self._files is not None:
            return self._files
        from paramiko import SSHClient

        client = SSHClient()
        client.load_system_host_keys()
        client.set_missing_host_key_policy(_refuse())
        where = self.address
        self._client = client
        client.connect(
            where.host, where.port, where.user or None, timeout=_LONGEST, banner_timeout=_LONGEST, auth_timeout=_LONGEST
        )
        files = client.open_sftp()
        channel = files.get_channel()
        if channel is not None:
            channel.settimeout(_LONGEST)
        self._files = files
        return files


class _UnknownHostError(Exception):
    """The server's key stands in no file of known hosts."""


def _refuse() -> type:
    from paramiko import MissingHostKeyPolicy, PKey

    class Refuse(MissingHostKeyPolicy):
        """Lets no server in whose key nobody has looked at."""

        def missing_host_key(self, client: SSHClient, hostname: str, key: PKey) -> None:  # noqa: ARG002
            raise _UnknownHostError(f"{key.get_name()} {key.fingerprint}")

    return Refuse


def _sum(files: SFTPClient, path: str) -> str | None:
    found = hashlib.sha256()
    try:
        with files.open(path, "rb") as stream:
            stream.prefetch()
            while block := stream.read(1 << 18):
                found.update(block)
    except FileNotFoundError:
        return None
    return found.hexdigest()


def _rename(files: SFTPClient, part: str, path: str) -> None:
    """Give a file its name in one step, or where the server knows no such step, once the old file is away."""
    try:
        files.posix_rename(part, path)
    except OSError:
        with suppress(FileNotFoundError):
            files.remove(path)
        files.rename(part, path)


def _refused(error: Exception) -> str:
    if isinstance(error, _UnknownHostError):
        return f"its key isn't known ({error}); compare it with the printing house's, then add it to ~/.ssh/known_hosts"
    from paramiko import BadHostKeyException

    if isinstance(error, BadHostKeyException):
        return "its key is another than the one in known_hosts: ask the printing house before anything is sent"
    return "it doesn't let us in: look at the user's name and whether it has our key"


def _reason(error: Exception) -> str:
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(words).lower()
