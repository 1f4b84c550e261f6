"""Work shared out among processes: all of it is done, whoever fails, and nobody is left behind."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing

import pytest

from compositor.release.hands import Gang, free, in_order, shared_out

HERE = os.getpid()
pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="one hand does it all there")


def done(work: object, pieces: list[int], hands: int) -> dict[int, object]:
    found: dict[int, object] = {}
    shared_out(work, pieces, found.__setitem__, hands=hands)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("hands", [1, 2, 3, 9])
def test_every_piece_is_made_once_however_many_hands_there_are(hands: int) -> None:
    assert done(lambda piece: piece * piece, list(range(7)), hands) == {piece: piece * piece for piece in range(7)}


def test_no_pieces_need_no_hands() -> None:
    assert done(str, [], 4) == {}


def test_one_piece_is_made_here_however_many_hands_there_are() -> None:
    assert done(lambda _: os.getpid(), [1], 4) == {1: HERE}


def test_several_processes_share_the_work() -> None:
    def who(_: int) -> int:
        time.sleep(0.05)
        return os.getpid()

    assert len(set(done(who, list(range(6)), 2).values())) == 2


def test_a_hand_that_is_done_takes_the_next_piece() -> None:
    def work(piece: int) -> int:
        time.sleep(0 if piece else 1.5)
        return os.getpid()

    found = done(work, list(range(9)), 2)
    assert len({found[piece] for piece in range(1, 9)}) == 1
    assert found[0] != found[1]


def test_without_room_for_turns_one_hand_takes_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert done(lambda _: os.getpid(), [1, 2, 3], 3) == dict.fromkeys((1, 2, 3), HERE)


def test_what_a_hand_made_may_be_larger_than_a_pipe() -> None:
    assert all(len(str(one)) > 1_000_000 for one in done(lambda piece: str(piece) * 1_000_001, [1, 2, 3], 2).values())


def test_the_share_of_a_hand_that_fails_is_done_here() -> None:
    def work(piece: int) -> int:
        if os.getpid() != HERE:
            raise ValueError
        return piece

    def killed(piece: int) -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), 9)
        return piece

    assert done(work, [1, 2, 3], 2) == done(killed, [1, 2, 3], 2) == {1: 1, 2: 2, 3: 3}


def test_what_is_wrong_is_told_and_no_hand_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, hands = os.fork, list[int]()

    def work(piece: int) -> int:
        if os.getpid() != HERE:
            while True:
                pass
        raise LookupError(piece)

    def counted() -> int:
        hands.append(fork())
        return hands[-1]

    monkeypatch.setattr(os, "fork", counted)
    with pytest.raises(LookupError):
        done(work, [1, 2, 3], 3)
    assert len(hands) == 2
    for hand in hands:
        with pytest.raises(ChildProcessError):
            os.waitpid(hand, os.WNOHANG)


def test_what_several_hands_make_comes_back_in_order() -> None:
    assert in_order(lambda piece: -piece, [5, 3, 8, 1], hands=3) == [-5, -3, -8, -1]
    assert in_order(str, [], hands=2) == []


def test_a_hand_that_sweeps_calls_nobody() -> None:
    def called(_phase: str, _about: dict[str, int]) -> None:
        if os.getpid() != HERE:
            os._exit(1)  # as a virtual machine that is told of sweeping never answers where its threads aren't

    def who(_: int) -> int:
        time.sleep(0.05)
        return os.getpid()

    gc.callbacks.append(called)
    try:
        found = done(who, list(range(6)), 2)
    finally:
        gc.callbacks.remove(called)
    assert len(set(found.values())) == 2


def test_what_is_begun_goes_on_while_something_else_is_done() -> None:
    gang = Gang(lambda piece: (piece, os.getpid()), [1, 2, 3], 1)
    time.sleep(0.3)
    found: list[tuple[int, int]] = []
    gang.gather(lambda _, made: found.append(made), least=2)
    assert [piece for piece, _ in sorted(found)] == [1, 2, 3]
    assert HERE not in {who for _, who in found}


def test_nothing_is_begun_in_the_end_that_nobody_wants() -> None:
    gang, found = Gang(lambda piece: piece, list(range(5)), 0), list[int]()
    gang.gather(lambda piece, _: found.append(piece), only={1, 3})
    assert found == [1, 3]


def test_there_may_be_more_pieces_than_lots() -> None:
    assert in_order(lambda piece: piece + 1, range(700), hands=3) == list(range(1, 701))


def test_hands_at_work_are_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert free() == 3
    with closing(Gang(time.sleep, [9, 9, 9], 1)):
        assert free() == 2
    assert free() == 3


@pytest.mark.parametrize("last", [True, False])
def test_what_a_hand_made_counts_only_if_the_last_thing_it_does_is_done(last: bool) -> None:
    gang = Gang(lambda _: os.getpid(), range(3), 1, lambda: last)
    while gang._waiting():
        time.sleep(0.01)
    found: dict[int, int] = {}
    gang.gather(found.__setitem__)
    assert set(found) == {0, 1, 2}
    assert (HERE in found.values()) != last


def in_turn(work: Callable[[int], object], pieces: Sequence[int], hands: int) -> list[object]:
    with closing(Gang(work, pieces, hands)) as gang:
        return list(gang.in_turn())


@pytest.mark.parametrize("hands", [0, 1, 3])
def test_pieces_come_in_their_turn_however_many_hands_there_are(hands: int) -> None:
    assert in_turn(lambda piece: piece + 1, range(300), hands) == list(range(1, 301))
    assert in_turn(str, [], hands) == []


def test_what_has_come_is_handed_on_while_others_are_at_work() -> None:
    def work(piece: int) -> tuple[int, int, float]:
        time.sleep(0.02)
        return piece, os.getpid(), time.monotonic()

    with closing(Gang(work, range(40), 1)) as gang:
        had = [(found, time.monotonic()) for found in gang.in_turn()]
    assert [piece for (piece, _, _), _ in had] == list(range(40))
    assert {who for (_, who, _), _ in had} > {HERE}
    first, last = had[0], had[-1]
    assert first[1] < last[0][2] - 0.2  # long before all are made


def test_a_piece_at_which_a_hand_fails_is_made_in_its_turn() -> None:
    def work(piece: int) -> int:
        if os.getpid() != HERE and piece % 3 == 0:
            raise ValueError
        return piece

    def killed(piece: int) -> int:
        if os.getpid() != HERE and piece == 5:
            os.kill(os.getpid(), 9)
        return piece

    assert in_turn(work, range(30), 2) == in_turn(killed, range(30), 2) == list(range(30))


def test_what_is_wrong_is_told_at_its_turn() -> None:
    def work(piece: int) -> int:
        if piece == 2:
            raise LookupError(piece)
        return piece

    with closing(Gang(work, range(5), 1)) as gang:
        made = gang.in_turn()
        assert [next(made), next(made)] == [0, 1]
        with pytest.raises(LookupError):
            next(made)
