"""The laws of set pages on issues drawn at random, a third of them in boxes half as large as drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from tests.laws.changes import threads_are_kept
from tests.laws.composing import composed
from tests.laws.laws import broken
from tests.laws.many import run_lot
from tests.laws.sample import STORIES, sample
from tests.laws.strategies import Drawn, drawn, examples
from tests.laws.words import part


@pytest.mark.parametrize("lot", range(5))
def test_the_laws_hold_on_any_page_in_bounded_time(lot: int, tmp_path: Path) -> None:
    """Five lots, so that several workers share them; `make laws` tries as many as are wanted."""
    count, _, _, found = run_lot((lot, 80, tmp_path))
    assert count == 80
    assert found == []


@given(drawn())
@examples(100)
def test_plan_and_make_up_come_to_rest(issue: Drawn) -> None:
    proofs = composed(issue)
    assert list(threads_are_kept(issue.issue, proofs)) == []
    assert proofs.found("JUMP") == []


@pytest.mark.parametrize("white", [" ", "\u3000", "\u00a0"])
@pytest.mark.parametrize("length", [20, 27, 41])
def test_copy_may_jump_at_the_white_between_two_sentences(white: str, length: int) -> None:
    issue = sample()
    walk = replace(STORIES[0], parts=(part("body", f"{'河' * length}。{white}" * 60 + "河"),))
    proofs = composed(replace(issue, issue=replace(issue.issue, stories=(walk, STORIES[1]))))
    assert len(proofs.made.jumps) == 1
    assert broken(proofs) == []
    assert proofs.found("LINE_SHORT") == []
