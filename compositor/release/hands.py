"""Many hands: work shared out among processes, where the machine has several processors and can fork.

Each hand begins with all that was read and made up so far, does its share, and leaves what it made in a file without a
name. What it makes doesn't depend on who makes it, so nothing does on how many there are. The share of a hand that
fails is done again here, where what is wrong can be told.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from typing import IO, Any, Final, TypeVar

from compositor.patience import go_on
from compositor.records import dataclass

_MOST: Final = 8
_DONE: Final = b"."
_TURN: Final = 4
"""Bytes of a piece's number."""
_Piece = TypeVar("_Piece")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class _Share:
    """What a hand has to do: the file that gets it, and the end of a pipe at which the hand is heard when it is done.

    Its process is not waited for: to go takes it some hundredths of a second, in which there is other work.
    """

    file: IO[bytes]
    heard: int

    def close(self) -> None:
        """Have no more of it."""
        self.file.close()
        os.close(self.heard)


class _Turns:
    """Numbers of pieces, each of which is taken by one hand: in a file whose place of reading all hands share.

    After a fork they have one open file description (POSIX fork(), open()), and a read moves its place in one step.
    """

    def __init__(self, count: int, file: IO[bytes] | None) -> None:
        self._alone = iter(range(count))
        self._file = file

    @property
    def shared(self) -> bool:
        return self._file is not None

    def __iter__(self) -> Iterator[int]:
        if self._file is None:
            yield from self._alone
            return
        while turn := os.read(self._file.fileno(), _TURN):
            yield int.from_bytes(turn, "big")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _turns(count: int, *, several: bool) -> _Turns:
    """Return turns for so many pieces; without room for their file one hand takes them all."""
    if several:
        with suppress(OSError):
            file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (it lives as long as there are turns to take)
            try:
                file.write(b"".join(at.to_bytes(_TURN, "big") for at in range(count)))
                file.seek(0)
            except OSError:
                file.close()
                raise
            return _Turns(count, file)
    return _Turns(count, None)


_going: set[int] = set()
"""Hands that are done and on their way out."""


def shared_out(
    work: Callable[[_Piece], _Made],
    pieces: Sequence[_Piece],
    keep: Callable[[_Piece, _Made], None],
    *,
    hands: int = 0,
) -> None:
    """Have each piece made by ``work``, and kept, in any order; by as many ``hands`` as are free without a number.

    Each takes the next piece when it is done with one, so that large pieces go first and none waits for another hand.
    What is made has to be fit for pickling; one at a time is held here. Raises what ``work`` raises.
    """
    count = min(hands or _free(), len(pieces), _MOST)
    left = dict(enumerate(pieces))
    shares: dict[int, _Share] = {}
    turns = _turns(len(pieces), several=count > 1)
    try:
        for _ in range(1, count if turns.shared else 1):
            _set_to(shares, work, pieces, turns)
        for at in turns:
            keep(pieces[at], _swept(work, pieces[at]))
            del left[at]
        while shares:
            for at, made in _returned(shares):
                keep(left.pop(at), made)
    finally:
        for one, share in shares.items():
            with suppress(OSError):
                os.kill(one, signal.SIGKILL)
                os.waitpid(one, 0)
            share.close()
        turns.close()
    for piece in left.values():
        keep(piece, _swept(work, piece))


def _swept(work: Callable[[_Piece], _Made], piece: _Piece) -> _Made:
    """Do a piece of work, and sweep up after it what it left behind in circles, where anything is swept just now.

    On the way nothing is: all that is at hand would be looked through again and again.
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        return work(piece)
    finally:
        if swept:
            gc.collect(0)
            gc.enable()


def in_order(work: Callable[[_Piece], _Made], pieces: Sequence[_Piece], *, hands: int = 0) -> list[_Made]:
    """Return what ``work`` makes of each piece, in their order; see `shared_out`."""
    made: dict[int, _Made] = {}
    shared_out(lambda at: work(pieces[at]), range(len(pieces)), made.__setitem__, hands=hands)
    return [made[at] for at in range(len(pieces))]


def with_patience(work: Callable[[_Piece], _Made], pieces: Sequence[_Piece], *, hands: int = 0) -> list[_Made]:
    """Return what ``work`` makes of pieces; no hand has more patience with a story than one alone would."""

    def patient(piece: _Piece) -> _Made:
        go_on()
        return work(piece)

    return in_order(patient, pieces, hands=hands)


def _free() -> int:
    """Return how many processors this one may use; one where a process can't be doubled safely."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _set_to(
    shares: dict[int, _Share], work: Callable[[_Piece], _Made], pieces: Sequence[_Piece], turns: _Turns
) -> None:
    """Set one more hand to work, unless there is no room for its file or for itself."""
    _see_off()
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115  (it lives as long as what is in it is wanted)
    except OSError:
        return
    try:
        heard, tells = os.pipe()
    except OSError:
        file.close()
        return
    share = _Share(file, heard)
    gc.freeze()  # what is there isn't looked through, and so not copied, by the hand
    try:
        one = os.fork()
    except OSError:
        share.close()
        os.close(tells)
        return
    finally:
        gc.unfreeze()
    if one:
        os.close(tells)
        shares[one] = share
        return
    try:
        _do(work, pieces, turns, share.file)
        os.write(tells, _DONE)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _do(work: Callable[[_Piece], _Made], pieces: Sequence[_Piece], turns: _Turns, share: IO[bytes]) -> None:
    """Do a share, as long as there is somebody who waits for it."""
    parent = os.getppid()
    for at in turns:
        if os.getppid() != parent:
            return
        pickle.dump((at, _swept(work, pieces[at])), share, pickle.HIGHEST_PROTOCOL)
    share.flush()


def _see_off() -> None:
    """Take leave of hands that have gone."""
    for one in tuple(_going):
        with suppress(OSError):
            if os.waitpid(one, os.WNOHANG) == (0, 0):
                continue
        _going.discard(one)


atexit.register(_see_off)  # else nobody counts their time


def _returned(shares: dict[int, _Share]) -> Iterator[tuple[int, Any]]:
    """Wait for a hand, and yield what it made: nothing where it failed."""
    one, share = next(iter(shares.items()))
    done = os.read(share.heard, 1) == _DONE
    del shares[one]
    _going.add(one)
    with closing(share):
        if not done:
            return
        share.file.seek(0)
        with suppress(EOFError):
            while True:
                yield pickle.load(share.file)  # noqa: S301  (written by this program, in a file that has no name)
