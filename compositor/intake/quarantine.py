"""Where files of others are decoded: a process of its own, so that what kills or stops a decoder ends only its file.

It is begun when the first file comes, serves one after another, and is begun anew once it has died. What a file may
take of time and memory is bounded by the system (setrlimit) and by a clock here. Windows has no such bounds on memory.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Final, NoReturn, ParamSpec, TypeVar

from compositor.model.limits import LIMITS, MEGA, Limits
from compositor.records import dataclass

_P = ParamSpec("_P")
_Found = TypeVar("_Found")
_SIZE: Final = struct.Struct(">Q")
_PIECE: Final = 1 << 20
_LOADING: Final = 60.0
_SERVE: Final = "from compositor.intake.quarantine import served; served()"


class Died(Exception):  # noqa: N818  (a reason to refuse a file, never an error by itself)
    """The decoder didn't come back: what happened to it, in words that follow the file's name, and the limit it met."""

    def __init__(self, message: str, limit: str = "") -> None:
        super().__init__(message)
        self.message, self.limit = message, limit


@dataclass(slots=True)
class _Child:
    """The process and the pipes to and from it."""

    number: int
    asks: int
    answers: int
    grace: float = 0
    """Seconds until it can answer at first, for one that has to load the program."""

    def end(self) -> int:
        """End it, and return how it ended, as ``waitpid`` says."""
        with contextlib.suppress(OSError):
            os.kill(self.number, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        os.close(self.asks)
        os.close(self.answers)
        with contextlib.suppress(ChildProcessError):
            return os.waitpid(self.number, 0)[1]
        return 0


@dataclass(slots=True)
class Quarantine:
    """Runs functions on files of others in a process of its own, which is begun when it is needed."""

    limits: Limits = LIMITS
    _child: _Child | None = None
    begun: int = field(default=0)
    """How many processes were begun; one, unless a file killed one."""

    def run(self, job: Callable[_P, _Found], *args: _P.args, **named: _P.kwargs) -> _Found:
        """Return what ``job`` returns, or raise what it raises; raises ``Died`` where it doesn't come back."""
        child = self._child = self._child or self._begun()
        asked = pickle.dumps((self.limits.picture_seconds, self.limits.picture_memory, job, args, named))
        try:
            _put(child.asks, asked)
            answer = _got(child.answers, until=time.monotonic() + self.limits.picture_seconds + child.grace)
            child.grace = 0
        except TimeoutError:
            self._end()
            words = f"takes longer than {self.limits.picture_seconds} seconds to be read"
            raise Died(words, "picture_seconds") from None
        except (EOFError, BrokenPipeError):
            raise self._why(self._end()) from None
        except BaseException:
            self._end()
            raise
        found, wrong = pickle.loads(answer)  # noqa: S301  (our own process wrote it)
        if isinstance(wrong, MemoryError):
            self._end()
            raise Died(f"takes more than {self.limits.picture_memory} megabytes of memory", "picture_memory")
        if wrong is not None:
            raise wrong
        made: _Found = found
        return made

    def close(self) -> None:
        """End the process, where one was begun."""
        if self._child is not None:
            self._end()

    def __del__(self) -> None:
        """End the process with whoever had it begun."""
        with contextlib.suppress(Exception):
            self.close()

    def _end(self) -> int:
        child, self._child = self._child, None
        return child.end() if child is not None else 0

    def _begun(self) -> _Child:
        self.begun += 1
        if hasattr(os, "fork") and _alone():
            return _forked()
        return _started()

    def _why(self, status: int) -> Died:
        number = os.WTERMSIG(status) if sys.platform != "win32" and os.WIFSIGNALED(status) else 0
        if number == getattr(signal, "SIGXCPU", -1):
            return Died(f"takes longer than {self.limits.picture_seconds} seconds to be read", "picture_seconds")
        name = signal.Signals(number).name if number else f"exit code {status}"
        return Died(f"made its decoder crash ({name})")


def _alone() -> bool:
    """Tell whether the process has one thread, those of libraries counted where the system tells them.

    Of several a fork has one, and what the others held stays held: it may wait for ever (fork(2), notes).
    """
    told = Path("/proc/self/task")
    return threading.active_count() == 1 and (not told.is_dir() or len(list(told.iterdir())) == 1)


def _forked() -> _Child:
    """Begin a process that has all of this one loaded."""
    ask, asks = os.pipe()
    answers, answer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of threads that other libraries may have begun
        number = os.fork()
    if number == 0:
        _served_apart(ask, answer)
    os.close(ask)
    os.close(answer)
    return _Child(number, asks, answers)


def _served_apart(ask: int, answer: int) -> NoReturn:
    """Serve in a process that was forked: with nothing of the other's open, and quiet whatever libraries say."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # what a run doesn't hear its decoder doesn't either
                signal.signal(number, signal.SIG_DFL)
        os.dup2(ask, 0)
        os.dup2(answer, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        served()
    finally:
        os._exit(0)


def _started() -> _Child:
    """Begin a process anew, where this one can't be forked."""
    import subprocess  # late: few runs want it

    words = [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {_SERVE}"]
    made = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
    assert made.stdin is not None
    assert made.stdout is not None
    made.returncode = 0  # it is waited for by its number
    return _Child(made.pid, os.dup(made.stdin.fileno()), os.dup(made.stdout.fileno()), _LOADING)


def served() -> None:
    """Do what is asked on standard input, one job after another, until nobody asks any more."""
    while True:
        try:
            seconds, memory, job, args, named = pickle.loads(_got(0))  # noqa: S301  (only its parent writes there)
        except EOFError:
            return
        _bound(seconds, memory)
        try:
            answer = pickle.dumps((job(*args, **named), None))
        except MemoryError:
            answer = pickle.dumps((None, MemoryError()))
        except Exception as error:  # whatever it is, it is the other side's to tell
            answer = pickle.dumps((None, error))
        _put(1, answer)


def _bound(seconds: int, memory: int) -> None:
    """Set what the next job may take: processor time, memory over what is taken already, and no files at all."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
    _lower(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm", encoding="ascii") as taken:  # noqa: PTH123
            pages = int(taken.read().split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory * MEGA)


def _lower(kind: int, limit: int) -> None:
    """Set a soft limit, as far as the hard one lets it."""
    import resource

    hard = resource.getrlimit(kind)[1]
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _put(descriptor: int, content: bytes) -> None:
    """Write something with its size before it."""
    left = memoryview(_SIZE.pack(len(content)) + content)
    while left:
        left = left[os.write(descriptor, left[:_PIECE]) :]


def _got(descriptor: int, until: float | None = None) -> bytes:
    """Read something with its size before it; raises ``EOFError``, and ``TimeoutError`` where it comes too late."""
    (size,) = _SIZE.unpack(_exactly(descriptor, _SIZE.size, until))
    return _exactly(descriptor, size, until)


def _exactly(descriptor: int, size: int, until: float | None) -> bytes:
    found = bytearray()
    while len(found) < size:
        if until is not None:
            _await(descriptor, until)
        piece = os.read(descriptor, min(_PIECE, size - len(found)))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def _await(descriptor: int, until: float) -> None:
    """Wait until there is something to read; raises ``TimeoutError``. Windows can't wait for pipes, and only reads."""
    if sys.platform == "win32":
        return
    import selectors  # late: only issues with pictures wait

    with selectors.DefaultSelector() as waits:
        waits.register(descriptor, selectors.EVENT_READ)
        if not waits.select(max(0.0, until - time.monotonic())):
            raise TimeoutError
