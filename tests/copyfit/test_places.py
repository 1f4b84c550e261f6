"""Where a story may jump: sentence and paragraph ends with enough lines on either side (T-83)."""

from __future__ import annotations

from dataclasses import replace

from compositor.copyfit import jump_places
from compositor.model.page import SetLine
from compositor.model.ways import JUMPS
from tests.laws.sample import sound

POLICY = replace(JUMPS, least_before=6, least_after=6)


def test_places_are_ends_with_lines_enough_on_either_side() -> None:
    proofs = sound()
    body = proofs.issue.story("walk").part("body")
    assert body is not None
    places = jump_places(body, "walk", proofs.made.pages, POLICY)
    lines = [
        ink.line
        for page in proofs.made.pages
        for ink in page.ink
        if isinstance(ink, SetLine) and (ink.story, ink.part) == ("walk", "body")
    ]
    assert places
    assert {place.offset for place in places if place.whole} <= {one.end for one in body.paragraphs}
    for place in places:
        assert place.before == sum(line.start < place.offset for line in lines)
        assert place.before + place.after == len(lines)
        assert min(place.before, place.after) >= 6
        assert place.whole or body.text[place.offset - 1] in "。？！…”"


def test_no_place_is_left_where_the_policy_asks_for_more_lines_than_there_are() -> None:
    proofs = sound()
    body = proofs.issue.story("walk").part("body")
    assert body is not None
    assert not jump_places(body, "walk", proofs.made.pages, replace(POLICY, least_before=99))
