"""The terminal and whoever ends a run from there: standard streams that never stop it, signals that end it well."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TextIO

from compositor.errors import ExitCode, OutputError


class Told:
    """A standard stream, flushed with every write, that goes on in silence once nobody reads it any more.

    A closed pipe (``| head -1``) must not keep plates from being written, nor change the exit code. A full disk
    behind the results is told, as ``OutputError``; behind the messages there is nobody left to tell.
    """

    def __init__(self, stream: TextIO | None, *, strict: bool = True) -> None:
        self._stream, self._strict = stream, strict

    def write(self, text: str) -> int:
        """Write ``text`` at once."""
        try:
            if self._stream is not None:
                self._stream.write(_legible(text))
                self._stream.flush()
        except OSError as error:
            self._deafen()
            if self._strict and not isinstance(error, BrokenPipeError):
                reason = (error.strerror or str(error)).lower()
                raise OutputError(f"what was to be printed can't be written: {reason}") from error
        return len(text)

    def flush(self) -> None:
        """Do nothing: everything has been written."""

    def _deafen(self) -> None:
        if self._stream is not None:  # what still waits in it would trouble the interpreter's last flush
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
        self._stream = None


def _legible(text: str) -> str:
    """Return ``text`` with file names as they are: in a locale without UTF-8 their bytes arrive escaped (PEP 383)."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text


def left(code: int) -> int:
    """Leave the process, with all put away that is to be at its end, but no object freed: it all goes with it.

    Returns where there is somebody else at work in it, or the last words can't be said: Python sees to that.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return code
    if threading.active_count() == 1:
        atexit._run_exitfuncs()  # noqa: SLF001  (what `Py_FinalizeEx` does first)
        os._exit(code)
    return code


class Ended(BaseException):
    """The run is told to end from outside, by a signal of this number."""

    def __init__(self, number: int = signal.SIGTERM) -> None:
        super().__init__(number)
        self.number = number


def stopped(end: BaseException) -> tuple[ExitCode, str]:
    """Return the exit code of a run that was stopped by Ctrl-C or a signal from outside, and what to say of it."""
    if isinstance(end, Ended):
        return ExitCode.TERMINATED, "ended from outside; the output is as it was, or finished"
    return ExitCode.INTERRUPTED, "interrupted; the output is as it was, or finished"


@contextlib.contextmanager
def ending_well() -> Iterator[None]:
    """Have SIGTERM and a terminal that is gone (SIGHUP) end the run as Ctrl-C does: it puts away what it has begun.

    A signal that is ignored (nohup) or heard elsewhere stays so. One that comes where nobody hears an exception, such
    as while something is cleared away, comes once more a moment later.
    """

    def end(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise Ended(number)

    def unheard(lost: sys.UnraisableHookArgs) -> None:
        if isinstance(lost.exc_value, Ended):
            signal.signal(lost.exc_value.number, end)
            _once_more(lost.exc_value.number)
        elif isinstance(lost.exc_value, KeyboardInterrupt):
            _once_more(signal.SIGINT)
        else:
            before(lost)

    heard = []
    before, sys.unraisablehook = sys.unraisablehook, unheard
    with contextlib.suppress(ValueError):  # only the main thread hears signals
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
                heard.append(number)
    try:
        yield
    finally:
        sys.unraisablehook = before
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


def _once_more(number: int) -> None:
    """Let a signal come again in a moment, when whoever calls is done; one that isn't heard any more does nothing."""
    import _thread
    import threading

    again = threading.Timer(0.01, _thread.interrupt_main, (number,))
    again.daemon = True
    again.start()
