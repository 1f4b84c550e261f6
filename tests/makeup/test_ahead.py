"""Setting ahead: the pages are those of a single hand, and make-up sets next to nothing itself."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from compositor import makeup, plan
from compositor.makeup import MadeUp, ahead, galley, set_ahead
from compositor.makeup.ahead import Asked
from compositor.model.copy import Emphasis, Part, Span
from compositor.model.page import SetLine
from compositor.text import Take, TypeCase, set_lines
from compositor.text.case import Ahead
from tests.makeup.desk import CASE, box, han, issue_of, part, story


@pytest.fixture(autouse=True)
def _little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have little copy set ahead too."""
    monkeypatch.setattr(ahead, "_LEAST", 0)


def by_another(work: Callable[[Sequence[Asked]], Take], pieces: Sequence[Sequence[Asked]]) -> list[Take]:
    """Have every piece made as if by another hand."""
    return [pickle.loads(pickle.dumps(work(piece))) for piece in pieces]


def case_of() -> TypeCase:
    return replace(CASE, sorts={}, ahead=Ahead())


def pages_of(body: Part, *, case: TypeCase, share: Any = None) -> MadeUp:
    """Make up a story that runs from one box to another."""
    issue, design = issue_of(story(body), box(rows=(1, 12)), box("rest", rows=(1, 12)))
    dummy = plan.plan(issue, design)
    if share:
        set_ahead(issue, design.paper.grid, dummy, case, share=share)
    return makeup.make_up(issue, design, dummy, case)


def test_pages_are_the_same_as_by_one_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    body = part("body", han(40), han(90), han(55), han(70))
    alone = pages_of(body, case=case_of())
    set_again: list[str] = []
    own = set_lines

    def counted(matter: Any, *asked: Any) -> Any:
        set_again.append(matter.text[matter.start : matter.end])
        return own(matter, *asked)

    monkeypatch.setattr(galley, "set_lines", counted)
    for share in (by_another, map):
        set_again.clear()
        assert pages_of(body, case=case_of(), share=share) == alone
        assert all(len(text) < 90 for text in set_again)  # no more than what a jump parts


def test_lines_set_ahead_find_their_account() -> None:
    body = part("body", han(40), han(30))
    pages = pages_of(body, case=case_of(), share=by_another).pages
    lines = [ink.line for ink in pages[0].ink if isinstance(ink, SetLine) and ink.part == "body"]
    assert lines
    assert all(line.audit is not None for line in lines)


def test_no_more_is_set_than_has_room() -> None:
    case = case_of()
    pages_of(part("body", *(han(40) for _ in range(60))), case=case, share=by_another)
    assert len(case.ahead.lines) < 15


def test_the_same_words_with_emphasis_are_set_for_themselves() -> None:
    plain = part("body", han(40), han(90))
    marked = replace(plain, spans=(Span(3, 5, Emphasis.DOTS),))
    case = case_of()
    issue, design = issue_of(story(plain), box(rows=(1, 12)))
    set_ahead(issue, design.paper.grid, plan.plan(issue, design), case, share=by_another)
    case.ahead.all_come()
    assert case.ahead.lines
    assert pages_of(marked, case=case) == pages_of(marked, case=case_of())


def test_little_copy_is_left_to_make_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_LEAST", 1000)
    case = case_of()
    pages_of(part("body", han(40)), case=case, share=by_another)
    assert not case.ahead.lines
    assert not case.ahead.coming
