"""The laws of set pages on issues drawn at random, in the boxes drawn and in boxes half as large."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.laws.changes import halved, threads_are_kept
from tests.laws.composing import composed
from tests.laws.laws import broken
from tests.laws.sample import STORIES, sample
from tests.laws.strategies import Drawn, drawn, examples
from tests.laws.words import part


@given(drawn())
@examples(300)
def test_the_laws_hold_on_any_page(issue: Drawn) -> None:
    assert broken(composed(issue)) == []


@given(drawn().map(halved))
@examples(100)
def test_the_laws_hold_in_boxes_half_as_large(issue: Drawn) -> None:
    assert broken(composed(issue)) == []


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
