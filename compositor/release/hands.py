"""Many hands: work shared out among processes, where the machine has several processors and can fork.

Each hand begins with all that was read and made up so far, and leaves what it made, piece by piece, in a file without a
name. What it makes doesn't depend on who makes it, so nothing does on how many there are. What a hand fails at is done
again here, where what is wrong can be told.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import signal
import struct
import sys
import tempfile
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from mmap import ACCESS_READ, mmap
from typing import IO, Any, Final, Generic, TypeVar

from compositor.filing import Cache, Tally
from compositor.patience import go_on
from compositor.records import dataclass

_MOST: Final = 8
_TOLD: Final = struct.Struct("<IQ")
"""What a hand tells of a piece: its number, and how many bytes of its file are what was made; none where it failed."""
_ALL: Final = 0xFFFFFFFF
"""Told instead of a number by a hand that has done what it does last."""
_LOTS: Final = 256
"""Into so many lots pieces are parted at most: each is drawn as one byte, which nobody can draw half of."""
_Piece = TypeVar("_Piece")
_Made = TypeVar("_Made")


@dataclass(slots=True)
class _Share:
    """What a hand makes: the file that gets it, the end of a pipe at which the hand is heard, and how far it is read.

    What it made is ``held`` as long as it counts only with what the hand does last.
    Its process is not waited for: to go takes it some hundredths of a second, in which there is other work.
    """

    file: IO[bytes]
    heard: int
    read: int = 0
    held: list[tuple[int, Any]] = field(default_factory=list)

    def made(self, length: int) -> Any:
        """Return what the hand told that it has made."""
        with mmap(self.file.fileno(), self.read + length, access=ACCESS_READ) as file, memoryview(file) as content:
            found = pickle.loads(content[self.read :])  # noqa: S301  (written by this program, in a file without a name)
        self.read += length
        return found

    def close(self) -> None:
        """Have no more of it."""
        self.file.close()
        os.close(self.heard)


_going: set[int] = set()
"""Hands that are done and on their way out."""
_busy: set[int] = set()
"""Hands that are at work."""


class Gang(Generic[_Piece, _Made]):
    """Hands at work on pieces, of which whoever is free takes the next; what they made is gathered in the end.

    Who began it may do something else meanwhile. Without another hand nothing is done until then. ``last`` is what
    each other hand does when nothing is left to be begun; unless it tells that this is done, nothing is that it made.
    """

    def __init__(
        self,
        work: Callable[[_Piece], _Made],
        pieces: Sequence[_Piece],
        hands: int,
        last: Callable[[], bool] | None = None,
    ) -> None:
        """Set so many hands to work, besides this one."""
        self._work, self._pieces, self._last = work, pieces, last
        self._left = dict(enumerate(pieces))
        self._failed = set[int]()
        self._shares: dict[int, _Share] = {}
        self._step = -(-len(pieces) // _LOTS) or 1
        self._lots = -1
        if hands < 1 or not pieces:
            return
        try:
            self._lots = _lots(-(-len(pieces) // self._step))
            for _ in range(min(hands, len(pieces))):
                _set_to(self._shares, self._do)
        except OSError:
            return  # no room for a pipe
        except BaseException:
            self.close()
            raise

    def gather(
        self, keep: Callable[[_Piece, _Made], None], *, only: Container[_Piece] | None = None, least: int = 1
    ) -> None:
        """Take part in what nobody has begun with, if it is ``least`` pieces, and have all that was made kept.

        They come in any order, one at a time is held here, and what hands made is fit for pickling. Nothing is begun
        here that isn't among ``only``. Raises what the work raises.
        """

        def make(at: int) -> None:
            piece = self._left[at]
            if only is None or piece in only:
                keep(piece, _swept(self._work, piece))
            del self._left[at]

        def hear(*, wait: bool) -> None:
            for at, made in self._heard(wait=wait):
                keep(self._left.pop(at), made)

        try:
            if least < 2 or self._waiting() >= least:
                for at in self._drawn():
                    make(at)
                    hear(wait=False)
            while self._shares:
                hear(wait=True)
        finally:
            self.close()
        for at in tuple(self._left):
            make(at)

    def in_turn(self) -> Iterator[_Made]:
        """Yield what is made of the pieces in their order, each as soon as it is asked for and there.

        Who waits for one takes part in what nobody has begun with. Raises what the work raises.
        """
        made: dict[int, _Made] = {}
        drawn = self._drawn()
        for at, piece in enumerate(self._pieces):
            made.update(self._heard(wait=False))
            while at not in made:
                own = next(drawn, None)
                if own is not None:
                    made[own] = _swept(self._work, self._pieces[own])
                    made.update(self._heard(wait=False))
                elif self._shares and at not in self._failed:
                    made.update(self._heard(wait=True))
                else:
                    made[at] = _swept(self._work, piece)
            yield made.pop(at)
        self.close()

    def close(self) -> None:
        """Send away the hands that are still at work."""
        for one, share in self._shares.items():
            with suppress(OSError):
                os.kill(one, signal.SIGKILL)
                os.waitpid(one, 0)
            _busy.discard(one)
            share.close()
        self._shares.clear()
        if self._lots >= 0:
            os.close(self._lots)
            self._lots = -1

    @property
    def at_work(self) -> bool:
        """Tell whether there is another hand at work."""
        return bool(self._shares)

    def _waiting(self) -> int:
        """Return how many pieces nobody has drawn yet."""
        if not self._shares:
            return len(self._left)
        import fcntl  # late, as termios: they aren't to be had everywhere, nor are hands
        import termios

        lots = bytearray(4)
        fcntl.ioctl(self._lots, termios.FIONREAD, lots)
        return int.from_bytes(lots, sys.byteorder) * self._step

    def _drawn(self) -> Iterator[int]:
        """Draw lots as long as there are any, and yield the numbers of their pieces."""
        if self._lots < 0:
            yield from range(len(self._pieces))
            return
        while lot := os.read(self._lots, 1):
            first = lot[0] * self._step
            yield from range(first, min(first + self._step, len(self._pieces)))

    def _heard(self, *, wait: bool) -> Iterator[tuple[int, _Made]]:
        """Yield what hands have made since, and part with those that are done; ``wait`` until one is heard."""
        from select import poll  # late, as fcntl

        news, hands = poll(), {share.heard: one for one, share in self._shares.items()}
        for heard in hands:
            news.register(heard)
        patience = None if wait else 0
        while found := news.poll(patience):
            patience = 0
            for heard, _ in found:
                told = os.read(heard, _TOLD.size)
                if not told:
                    news.unregister(heard)
                    self._let_go(hands[heard])
                    continue
                at, length = _TOLD.unpack(told)
                share = self._shares[hands[heard]]
                if length:
                    share.held.append((at, share.made(length)))
                elif at != _ALL:
                    self._failed.add(at)
                if self._last is None or at == _ALL:
                    yield from share.held
                    share.held.clear()

    def _let_go(self, one: int) -> None:
        """Part with a hand that is done, or dead."""
        self._shares.pop(one).close()
        _busy.discard(one)
        _going.add(one)

    def _do(self, share: IO[bytes], tells: int) -> None:
        """Do what falls to a hand, as long as there is somebody who waits for it."""
        parent = os.getppid()
        gc.enable()  # what one piece leaves behind goes before the next
        for at in self._drawn():
            if os.getppid() != parent:
                return
            before = share.tell()
            try:
                made = _swept(self._work, self._pieces[at])
            except Exception:  # it is told where the piece is made again
                os.write(tells, _TOLD.pack(at, 0))
                continue
            pickle.dump(made, share, pickle.HIGHEST_PROTOCOL)
            share.flush()
            os.write(tells, _TOLD.pack(at, share.tell() - before))
        if self._last is not None:
            if not self._last():
                raise OSError("what was made does not last")
            os.write(tells, _TOLD.pack(_ALL, 0))


def _lots(count: int) -> int:
    """Return the end of a pipe from which so many lots are drawn."""
    lots, fill = os.pipe()
    os.write(fill, bytes(range(count)))
    os.close(fill)
    return lots


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
    Gang(work, pieces, min(hands or free(), len(pieces)) - 1).gather(keep)


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


def beside(works: Mapping[str, Callable[[], Any]], cache: Cache, *, hands: int = 0) -> dict[str, Any]:
    """Return what each of several works makes, which need nothing of one another; those that take longest go first.

    What a hand asks of the ``cache`` is counted here.
    """
    made: dict[str, Any] = {}

    def work(name: str) -> tuple[Any, Tally]:
        with cache.counted() as tally:
            return works[name](), tally

    def keep(name: str, done: tuple[Any, Tally]) -> None:
        made[name] = done[0]
        cache.tally.add(done[1])

    shared_out(work, tuple(works), keep, hands=hands)
    return made


def patient(work: Callable[[_Piece], _Made]) -> Callable[[_Piece], _Made]:
    """Return work for hands of which none has more patience with a story than one alone would."""

    def done(piece: _Piece) -> _Made:
        go_on()
        return work(piece)

    return done


def with_patience(work: Callable[[_Piece], _Made], pieces: Sequence[_Piece], *, hands: int = 0) -> list[_Made]:
    """Return what ``work`` makes of pieces, in their order; see `patient`."""
    return in_order(patient(work), pieces, hands=hands)


def free() -> int:
    """Return how many processors this one may use, itself counted; one where a process can't be doubled safely."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(min(own, _MOST) - len(_busy), 1)


def _set_to(shares: dict[int, _Share], do: Callable[[IO[bytes], int], None]) -> None:
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
        one = -1
    if one:
        gc.unfreeze()
        os.close(tells)
        if one < 0:
            share.close()
        else:
            shares[one] = share
            _busy.add(one)
        return
    gc.callbacks.clear()  # who is told of sweeping may have threads, and those were not doubled
    try:
        do(share.file, tells)
        os.close(tells)  # before the process goes, which takes it a while
    except BaseException:
        os._exit(1)
    os._exit(0)


def _see_off() -> None:
    """Take leave of hands that have gone."""
    for one in tuple(_going):
        with suppress(OSError):
            if os.waitpid(one, os.WNOHANG) == (0, 0):
                continue
        _going.discard(one)


atexit.register(_see_off)  # else nobody counts their time
