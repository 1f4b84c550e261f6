"""A printing house that is reached by SFTP: a server in this process, in whose folder files can be looked at."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paramiko
from paramiko import SFTPAttributes, SFTPHandle, SFTPServer, SFTPServerInterface
from paramiko.common import AUTH_FAILED, AUTH_SUCCESSFUL, OPEN_SUCCEEDED
from paramiko.sftp import SFTP_OK, SFTP_OP_UNSUPPORTED


@dataclass
class Printer:
    """The server: its folder, port and key; ``before`` is called with each wish, and may break the line."""

    folder: Path
    host_key: paramiko.PKey
    client_key: paramiko.PKey
    renames: bool = True
    before: Callable[[str, str], None] = field(default=lambda _what, _name: None)
    seen: list[tuple[str, list[str]]] = field(default_factory=list)
    port: int = 0
    _listening: socket.socket | None = None
    _lines: list[paramiko.Transport] = field(default_factory=list)

    def open(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        if self._listening is not None:
            with contextlib.suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)  # wakes up whoever waits for the next line
            self._listening.close()
        self.cut()

    def cut(self) -> None:
        """Cut every line."""
        for line in self._lines:
            line.close()
        self._lines.clear()

    def told(self, what: str, name: str) -> None:
        self.seen.append((what, sorted(path.name for path in self.folder.iterdir() if path.name[0] != ".")))
        self.before(what, name)

    def _serve(self) -> None:
        assert self._listening is not None
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with contextlib.suppress(paramiko.SSHException, EOFError, OSError):  # a line may be cut at any moment
                transport = paramiko.Transport(line)
                transport.add_server_key(self.host_key)
                transport.set_subsystem_handler("sftp", SFTPServer, sftp_si=_Files, printer=self)
                self._lines.append(transport)
                transport.start_server(server=_Door(self.client_key))


class _Door(paramiko.ServerInterface):
    def __init__(self, known: paramiko.PKey) -> None:
        self.known = known

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        good = username == "press" and key == self.known
        return AUTH_SUCCESSFUL if good else AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "publickey"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return OPEN_SUCCEEDED


class _Handle(SFTPHandle):
    def stat(self) -> Any:
        stream: Any = getattr(self, "readfile", None) or getattr(self, "writefile", None)
        return SFTPAttributes.from_stat(os.fstat(stream.fileno()))


class _Files(SFTPServerInterface):
    def __init__(self, server: paramiko.ServerInterface, *, printer: Printer) -> None:
        super().__init__(server)
        self.printer = printer

    def _at(self, path: str) -> Path:
        return self.printer.folder / self.canonicalize(path).lstrip("/")

    def _answer(self, what: str, path: str, act: Callable[[Path], Any]) -> Any:
        try:
            self.printer.told(what, Path(path).name)
            found = act(self._at(path))
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)
        return SFTP_OK if found is None else found

    def stat(self, path: str) -> Any:
        return self._answer("stat", path, lambda at: SFTPAttributes.from_stat(at.stat()))

    lstat = stat

    def open(self, path: str, flags: int, attr: SFTPAttributes) -> Any:
        def opened(at: Path) -> SFTPHandle:
            writing = bool(flags & os.O_WRONLY)
            stream = at.open("wb" if writing else "rb")
            handle = _Handle(flags)
            setattr(handle, "writefile" if writing else "readfile", stream)
            return handle

        return self._answer("write" if flags & os.O_WRONLY else "read", path, opened)

    def remove(self, path: str) -> Any:
        return self._answer("remove", path, Path.unlink)

    def mkdir(self, path: str, attr: SFTPAttributes) -> Any:
        return self._answer("mkdir", path, Path.mkdir)

    def rename(self, oldpath: str, newpath: str) -> Any:
        def renamed(at: Path) -> None:
            if self._at(newpath).exists():
                raise FileExistsError(17, "it is there")
            at.rename(self._at(newpath))

        return self._answer("rename", oldpath, renamed)

    def posix_rename(self, oldpath: str, newpath: str) -> Any:
        if not self.printer.renames:
            return SFTP_OP_UNSUPPORTED

        def renamed(at: Path) -> None:
            at.replace(self._at(newpath))

        return self._answer("rename", oldpath, renamed)
