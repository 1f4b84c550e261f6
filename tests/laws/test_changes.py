"""The laws between two issues: other columns, more copy, more room, the same again."""

from __future__ import annotations

from hypothesis import given

from tests.laws import changes
from tests.laws.strategies import Drawn, drawn, examples, single
from tests.laws.words import phrases


@given(single(plain=True))
@examples(100)
def test_threading_is_neutral(issue: Drawn) -> None:
    assert list(changes.threading_is_neutral(issue)) == []


@given(single(heads=False, subheads=False), phrases(1, 8))
@examples(100)
def test_more_copy_takes_more_lines(issue: Drawn, text: str) -> None:
    assert list(changes.more_copy_more_lines(issue, text)) == []


@given(single(inside=False))
@examples(150)
def test_overset_figures_are_right(issue: Drawn) -> None:
    assert list(changes.overset_figures_are_right(issue)) == []


@given(drawn())
@examples(100)
def test_the_same_issue_gives_the_same_pages(issue: Drawn) -> None:
    assert list(changes.same_again(issue)) == []
