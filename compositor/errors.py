"""What can go wrong and how it is said: places, findings, faults and exit codes."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from compositor.records import dataclass


class ExitCode(IntEnum):
    """What the command tells the shell; where several hold, the lowest from 3 up."""

    DONE = 0
    FOUND = 1
    """lint and import: something is to be looked at."""
    USAGE = 2
    CANNOT_COMPOSE = 3
    PAGES_WITHHELD = 4
    PREFLIGHT_FAILED = 5
    CANNOT_WRITE = 6
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143
    """Ended from outside, by SIGTERM or because the terminal is gone; 128 and the number of SIGTERM."""


class Severity(StrEnum):
    """How bad a finding is: an error withholds its page."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file that a person wrote; line and column count from 1, 0 where they are not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file:line:column`` as editors read it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: code, severity, where, what, and what the desk can do about it.

    ``page`` is a page label and ``box`` a box name, empty where the finding is bound to neither.
    ``area`` is its place on that page: x, y, width and height from the trim's top left, in scaled points.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    place: Place | None = None
    page: str = ""
    box: str = ""
    story: str = ""
    area: tuple[int, int, int, int] | None = None

    def __str__(self) -> str:
        """Return the finding as the desk reads it: place, severity, code, message, and the hint beneath."""
        where = f"{self.place}: " if self.place else ""
        text = f"{where}{self.severity}: {self.code}: {self.message}"
        return shown(f"{text}\n  hint: {self.hint}" if self.hint else text)


def shown(text: str) -> str:
    """Return ``text`` as a terminal may have it: of what is quoted, letters that show nothing by their numbers."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in "\n\u3000" else f"<U+{ord(one):04X}>" for one in text)


class CompositorError(Exception):
    """The root of every error this program raises on purpose."""

    exit_code = ExitCode.BUG


class CopyError(CompositorError):
    """The issue can't be composed: every fault that intake found, gathered and raised once."""

    exit_code = ExitCode.CANNOT_COMPOSE

    def __init__(self, faults: tuple[Finding, ...]) -> None:
        """Keep ``faults`` in the order of their places."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class UsageError(CompositorError):
    """The command was called in a way it doesn't understand."""

    exit_code = ExitCode.USAGE


class OutputError(CompositorError):
    """A file that should be written can't be."""

    exit_code = ExitCode.CANNOT_WRITE
