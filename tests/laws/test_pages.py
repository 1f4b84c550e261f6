"""The laws of set pages on issues drawn at random, in the boxes drawn and in boxes half as large."""

from __future__ import annotations

from hypothesis import given

from tests.laws.changes import halved, threads_are_kept
from tests.laws.composing import composed
from tests.laws.laws import broken
from tests.laws.strategies import Drawn, drawn, examples


@given(drawn())
@examples(250)
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
