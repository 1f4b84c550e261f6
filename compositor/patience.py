"""Patience with one story: the copy that would keep the desk waiting all night is named instead.

The processor's time is looked at once a second from outside the stages, which know no clock. A run that is in time
is the same with it and without. Only the main thread hears the clock, and Windows has none of this kind.
"""

from __future__ import annotations

import contextlib
import gc
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from types import FrameType
from typing import Any, Final

from compositor.errors import CopyError, Finding, Severity

_MAKES: Final = frozenset({"make_story", "set_of"})
"""The functions in which a story is made up, trials of copy-fitting too, or set ahead."""
_TICK: Final = 1.0


class _Overtime(BaseException):
    """A story takes too long; nothing on the way may take this for an error of its own."""

    def __init__(self, story: Any) -> None:
        super().__init__()
        self.story = story


@contextlib.contextmanager
def bounded(seconds: int) -> Iterator[None]:
    """Give every story made up meanwhile so many seconds of the processor; raises ``CopyError`` at its place."""
    number = getattr(signal, "SIGPROF", None)
    if number is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    spent: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        story = _story(frame)
        if story is not None:
            spent[story.slug] += 1
            if spent[story.slug] * _TICK > seconds:
                raise _Overtime(story)

    before = signal.signal(number, look)
    signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
    try:
        yield
    except _Overtime as late:
        raise CopyError((_told(late.story, seconds),)) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(number, before)


def go_on() -> None:
    """Go on looking in a process that was doubled: its clock stands still (POSIX fork)."""
    number = getattr(signal, "SIGPROF", None)
    if number is not None and callable(signal.getsignal(number)) and not any(signal.getitimer(signal.ITIMER_PROF)):
        signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)


@contextlib.contextmanager
def unswept() -> Iterator[None]:
    """Have no cyclic garbage looked for meanwhile: what is made up of lines has none, and they are many to look at."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def all_read() -> None:
    """Have cyclic garbage looked for where it hasn't been, but not in what is there by now: a run's modules stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _story(frame: FrameType | None) -> Any:
    """Return the story that is being made up in a frame or those that called it; None where there is none."""
    while frame is not None:
        if frame.f_code.co_name in _MAKES:
            return frame.f_locals.get("story")
        frame = frame.f_back
    return None


def _told(story: Any, seconds: int) -> Finding:
    message = f"this story takes longer than {seconds} seconds to be made up"
    hint = f"part it, or let paper.yaml say more than limits: {{story_seconds: {seconds}}}"
    return Finding("TOO_LARGE", Severity.ERROR, message, hint, story.place, story=story.slug)
