"""`compositor watch`: composes an issue, waits until something of it is saved, and makes again what that touches.

A change is answered by the plates of the pages that it touches; reports, proofs and the e-paper follow, unless the next
change comes first. What has been written then is what `compositor compose` would write.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from types import FrameType
from typing import Final

from compositor import commands, intake, pipeline, release, report
from compositor.errors import CopyError, ExitCode, Finding, OutputError, UsageError
from compositor.filing import NO_CACHE, LockedError
from compositor.intake.faults import Code
from compositor.kept import Kept
from compositor.lookout import Lookout
from compositor.patience import unswept
from compositor.pipeline import Composed, Night, Request, Stopwatch
from compositor.proofing import Proofs
from compositor.records import dataclass
from compositor.report import OutputFile

PAUSE: Final = 0.02
"""Seconds between two looks at the files."""
_TIMES: Final = 8
"""So many times as often are looked at those that changed last, and half so often all where they are few."""
_FEW: Final = 100
GRACE: Final = 0.15
"""Seconds that a fault waits before it is told: it may be of a file that is still being saved."""
_LOCKED: Final = 0.5
"""Seconds after which the output folder is tried again that another run is writing."""
_MOST_NAMED: Final = 4
_QUIET: Final = 5.0
"""Seconds without a change after which there is time to look for cyclic garbage, and to have formes at hand."""


class _Superseded(Exception):  # noqa: N818  (nothing is wrong)
    """Something was saved while what follows the plates was made."""


@dataclass(slots=True)
class _Steps(Stopwatch):
    """The stages of a composition, each of which may be the last."""

    over: Callable[[], bool] = bool

    def stage(self, name: str, words: str) -> None:
        """Note that a stage has ended, and stop where there is something newer to be made."""
        Stopwatch.stage(self, name, words)
        if self.over():
            raise _Superseded


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate that stands in the output: its page, its path from the issue's folder there, and what gives it."""

    page: str
    path: str
    held: bytes | Callable[[], bytes]


@dataclass(slots=True)
class Watch:
    """An issue under watch: what is kept of its last compositions, and what the desk was told.

    ``pause`` lets some time go by. ``composed`` is the last composition that was written, ``stood`` what each of its
    plates was made of, ``behind`` tells that something has changed which isn't written yet, ``ended`` that the desk
    has had enough.
    """

    request: Request
    lookout: Lookout
    pause: Callable[[float], None] = time.sleep
    kept: Kept = field(default_factory=Kept)
    composed: Composed | None = None
    told: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()
    failure: str = ""
    stood: dict[str, Plate] = field(default_factory=dict)
    behind: bool = True
    ended: bool = False
    _began: float = 0.0
    _proofs: Callable[[], Proofs] | None = None

    def turn(self) -> None:
        """Compose once and write what is new, plates first; leave off where something newer is to be made."""
        self._began, self.behind = time.perf_counter(), False
        try:
            self._compose()
        except CopyError as error:
            self._not_composed(error)
        except OutputError as error:
            self._not_written(error)
        except UsageError as error:  # a page that was asked for isn't there any more
            if self.composed is None:
                raise
            commands.progress(f"error: {error}")
        except _Superseded:
            self.behind = True

    def next(self) -> tuple[str, ...]:
        """Wait until something has changed, and return its names."""
        waited, turn, saved = 0.0, 0, self.lookout.changed()
        pause, each = PAUSE / _TIMES, 2 if len(self.lookout) <= _FEW else _TIMES
        while not saved and not self.behind:
            self.pause(pause)
            waited, turn = waited + pause, turn + 1
            if self.ended:
                raise KeyboardInterrupt
            saved = self.lookout.changed() if turn % each == 0 else self.lookout.changed_again()
            if not saved and waited >= GRACE > waited - pause and (saved := self.lookout.rewritten()):
                self.kept = Kept()  # what was read by its stamp is another file
            if not saved and waited >= _QUIET > waited - pause:
                saved = self._rested()
        return saved

    def _rested(self) -> tuple[str, ...]:
        """Use the time without a change for what makes the next one quicker, until there is one."""
        gc.collect()
        if self.composed is not None and self.request.only in ("", "press"):
            with suppress(Exception):  # it is told when it is made in earnest
                at = pipeline.night(self.request, self.composed, self.kept)
                for _ in pipeline.formes(self.request, self.composed, at):
                    if saved := self.lookout.changed():
                        return saved
        return ()

    def _compose(self) -> None:
        self._proofs = None
        self.lookout.begin()
        leave = self._leave if self.request.only in ("", "press") else None
        with intake.noted() as sight:
            try:
                composed = pipeline.compose(self.request, Stopwatch(_silent), self.kept, leave)
            finally:
                self.lookout.saw(sight)
        self.faults = ()
        if self._newly_withheld(composed) and self._settling():
            raise _Superseded
        folder = self.request.out / composed.read.issue.slug
        at = pipeline.night(self.request, composed, self.kept)
        if self.request.only in ("", "press"):
            with release.alone(folder):
                plates = write_plates(self.request, composed, at)
            self._say_plates(plates, folder)
        composed = self._proofread(composed)
        self._say_new(composed)
        steps = _Steps(_silent, over=lambda: bool(self.lookout.changed()))
        with release.alone(folder):
            composed = pipeline.write_files(self.request, composed, steps, at).composed
        self._say_new(composed)
        commands.say_withheld(composed)
        commands.progress(f"all else stands after {self._since()}")
        self.composed, self.failure = composed, ""
        self.kept.composed()

    def _leave(self, proofs: Callable[[], Proofs]) -> None:
        """Leave the proofs until the plates stand."""
        self._proofs = proofs

    def _proofread(self, composed: Composed) -> Composed:
        """Return an issue with all that its proofs tell, where they were left."""
        if self._proofs is None:
            return composed
        with unswept():
            found, self._proofs = self._proofs(), None
        return replace(composed, findings=found.findings, withheld=found.withheld, advice=found.advice)

    def _newly_withheld(self, composed: Composed) -> bool:
        """Tell whether a page waits that didn't before."""
        return self.composed is not None and bool(composed.withheld - self.composed.withheld)

    def _settling(self) -> bool:
        """Give files the time to be saved whole; tell whether something has changed meanwhile."""
        for _ in range(round(GRACE / PAUSE)):
            self.pause(PAUSE)
            if self.lookout.changed():
                return True
        return False

    def _not_composed(self, error: CopyError) -> None:
        """Say why the issue can't be composed, unless that may be over in a moment; raises it where there is none."""
        if self.composed is None and not self.request.issue.exists():
            raise error
        if any(fault.code == Code.FILE_CHANGED for fault in error.faults) or self._settling():
            self.behind = True
        elif error.faults != self.faults:
            self.faults = error.faults
            count = len(error.faults)
            words = f"{count} {'fault' if count == 1 else 'faults'}; what was written before stands"
            commands.progress(f"{error}\n{words}")

    def _not_written(self, error: OutputError) -> None:
        """Say why nothing can be written; the next change tries it again, and one run waits for another."""
        if self.failure != str(error):
            commands.progress(f"error: {error}")
        self.failure = str(error)
        if isinstance(error, LockedError):
            self.pause(_LOCKED)
            self.behind = True

    def _since(self) -> str:
        return f"{time.perf_counter() - self._began:.2f} s"

    def _say_plates(self, plates: Sequence[Plate], folder: Path) -> None:
        """Say which plates are new, and which don't stand any more."""
        now = {plate.path: plate for plate in plates}
        for path, plate in now.items():
            if self.stood.get(path) != plate:
                print(f"{plate.page}  {folder / path}  {self._since()}")
        for path, plate in self.stood.items():
            if path not in now:
                print(f"{plate.page}  {folder / path}  is taken away")
        self.stood = now

    def _say_new(self, composed: Composed) -> None:
        """Say what is wrong that wasn't said before."""
        known = set(self.told)
        commands.say_findings(one for one in composed.findings if one not in known)
        self.told = composed.findings


def watch(request: Request) -> ExitCode:
    """Compose an issue, and again whenever something of it is saved, until Ctrl-C."""
    lookout = Lookout(request.issue)
    one = Watch(request, lookout)

    def end(number: int, frame: FrameType | None) -> None:
        one.ended = True  # where it comes while something is being cleared away, nobody hears the exception
        signal.default_int_handler(number, frame)

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGINT, end)
    try:
        one.turn()
        commands.closed(request.cache)
        one.request = replace(request, cache=NO_CACHE)  # what is kept from here on is at hand
        commands.progress(f"watching {len(lookout)} files of {request.issue}; Ctrl-C ends it")
        while True:
            saved = one.next()
            if saved:
                commands.progress(f"saved: {', '.join(map(_near, saved[:_MOST_NAMED]))}")
            one.turn()
    except KeyboardInterrupt:
        commands.progress("the watch is over; what was written stands")
        return ExitCode.DONE
    finally:
        signal.signal(signal.SIGINT, before)


def _silent(_: str) -> None:
    """Say nothing of stages: the desk waits for plates."""


def _near(path: str) -> str:
    """Return a path from the working directory, where it lies below that."""
    return os.path.relpath(path) if path.startswith(os.getcwd() + os.sep) else path  # noqa: PTH109


def write_plates(request: Request, composed: Composed, at: Night) -> tuple[Plate, ...]:
    """Write the plates before all else, and take away those that may not stay; return all that stand now.

    Raises ``CopyError`` where a file has changed since it was read, and ``OutputError``.
    """
    composed, files = pipeline.plates(request, composed, at)
    folder = request.out / composed.read.issue.slug
    intake.expect_unchanged(composed.read)
    stale, kept = pipeline.stale_plates((request, composed), at, folder, files), at.setter.kept
    fresh = [file for file in files if not kept.find("stands", file.path, _standing(folder, file))]
    if len(fresh) == 1 and not stale:
        report.write(folder, fresh)  # one file is old or new by itself, and sooner
    elif fresh or stale:
        report.swap(folder, fresh, stale=stale)
    for file in fresh:
        kept.keep("stands", file.path, _standing(folder, file), True)
    labels = {at.setter.name(page, 1): page.label for page in pipeline.plated(composed)}
    labels |= {entry.file: entry.page for entry in at.standing.released.values()}
    return tuple(Plate(labels[Path(file.path).name], file.path, file.held) for file in files)


def _standing(folder: Path, file: OutputFile) -> tuple[object, ...]:
    """Return what a file was written from, and the stamp by which it is known to stand there still."""
    try:
        look = (folder / file.path).stat()
    except OSError:
        return (file.held, None)
    return (file.held, look.st_size, look.st_mtime_ns, look.st_ino)
