"""The proof's page pictures: the same from as many hands as there are, and whatever becomes of one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from compositor.faces import Faces
from compositor.filing import NO_CACHE, Tally
from compositor.release.hands import shared_out
from compositor.report.kept import Keep, drawn, pictures
from tests.proof.desk import desk
from tests.report.told import drawable, outcome, overset_desk
from tests.testface import type_case

HERE = os.getpid()
CASE = type_case()
Work = Callable[[int], tuple[bytes, Tally]]


def pictured(told: object, share: Callable[[Work, Sequence[int], Keep], None]) -> list[bytes]:
    assert isinstance(told, type(outcome(desk())))
    assert isinstance(CASE.faces, Faces)
    return [picture() for picture in pictures(drawn(told, CASE, CASE.faces, NO_CACHE), NO_CACHE, share=share)]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="one hand does it all there")
def test_pictures_are_the_same_from_many_hands_and_where_a_hand_dies() -> None:
    told = drawable(outcome(overset_desk()))

    def deadly(work: Work, pieces: Sequence[int], keep: Keep) -> None:
        def killed(piece: int) -> tuple[bytes, Tally]:
            if os.getpid() != HERE:
                os.kill(os.getpid(), 9)
            return work(piece)

        shared_out(killed, pieces, keep, hands=2)

    alone = pictured(told, partial(shared_out, hands=1))
    assert len(alone) == len(set(alone)) == 2
    assert alone == pictured(told, partial(shared_out, hands=2)) == pictured(told, deadly)
