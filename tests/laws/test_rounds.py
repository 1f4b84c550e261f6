"""Lines run round whatever stands in their box, and each law of it catches its seeded fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from compositor.makeup import columns
from compositor.model import slots
from compositor.model.copy import Beside, BoxCopy, Issue, PageCopy, Picture, Quote, Story
from compositor.model.design import Design, PictureBox, Template, TextBox
from compositor.model.page import Image
from compositor.model.rounds import Extent, Round
from compositor.model.wording import Wording
from compositor.units import pt
from tests.laws import rounds
from tests.laws.composing import Proofs, composed
from tests.laws.laws import broken
from tests.laws.sample import GRID, LOOK, SENTENCES
from tests.laws.strategies import Drawn, examples, paper
from tests.laws.words import ASSET, HERE, part

EM = pt(9)
_PLACE = GRID.area((1, 2), (8, 14))
PHOTO = PictureBox("photo", (1, 2), (8, 14), LOOK, HERE, extent=Extent(7 * EM, 10 * EM))
_LEFT, _RIGHT = _PLACE.x + 7 * EM, _PLACE.x + 17 * EM
OUTLINE = ((_LEFT, _PLACE.y), (_RIGHT, _PLACE.y), (_RIGHT, _PLACE.bottom), (_LEFT, _PLACE.bottom))
ROUND = Round("photo", OUTLINE, gap=EM, air=pt(11), least=5 * EM)
LEAD = TextBox("lead", (1, 3), (1, 22), 3, LOOK, HERE, rounds=(ROUND,))


@given(rounds.drawn())
@examples(150)
def test_lines_run_round_what_stands_in_their_box(issue: Drawn) -> None:
    proofs = composed(issue)
    assert broken(proofs) == []
    assert [fault for law in rounds.LAWS for fault in law(proofs)] == []


_LOST = ("COPY_LOST", "COPY_DOUBLED", "COPY_CHANGED", "COPY_ORDER", "COPY_STRAY", "FIT_WRONG", "OFF_GRID")
THINGS = (rounds.things_are_there_once_or_told, rounds.lines_keep_off_things)


@given(rounds.with_things())
@examples(100)
def test_things_stand_beside_their_paragraphs_and_lines_run_round_them(issue: Drawn) -> None:
    proofs = composed(issue)
    assert [str(one) for one in proofs.found(*_LOST)] == []
    assert [fault for law in THINGS for fault in law(proofs)] == []


def sample(box: TextBox = LEAD) -> Drawn:
    """Copy in three columns round a picture over parts of two of them."""
    story = Story(
        "walk", HERE, (part("headline", "沿河步道亮燈"), part("body", *(sentence * 4 for sentence in SENTENCES)))
    )
    photo = BoxCopy("photo", HERE, picture=Picture("photo", HERE, ""))
    page = PageCopy(1, "01", "", "front", (), (BoxCopy("lead", HERE, story="walk"), photo), HERE)
    issue = Issue("sample", "issue.yaml", "drawn", date(2019, 11, 15), 3021, "", (), (page,), (story,))
    return Drawn(issue, Design(paper(GRID, Wording()), {"front": Template("front", (box, PHOTO), (), HERE)}))


def told(proofs: Proofs) -> list[str]:
    return [fault for law in rounds.LAWS for fault in law(proofs)]


def test_the_sample_is_sound_and_has_lines_beside_the_picture() -> None:
    proofs = composed(sample())
    assert broken(proofs) == told(proofs) == []
    assert not proofs.found("COLLISION", "BOX_OVERLAP")
    measures = {line.line.measure // EM for _, line in rounds._copy(proofs)}
    assert measures == {12, 6, 7}


@pytest.mark.parametrize(
    ("module", "name", "fault"),
    [
        pytest.param(columns, "free", lambda *_: None, id="lines run through the picture"),
        pytest.param(slots, "_taken", lambda one, _span, heights, _gap: one.across(*heights), id="no gap is left"),
    ],
)
def test_a_line_on_the_picture_or_too_near_is_caught(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, fault: Callable[..., object]
) -> None:
    monkeypatch.setattr(module, name, fault)
    assert told(composed(sample()))


def test_a_line_on_the_picture_is_found_by_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "free", lambda *_: None)
    assert composed(sample()).found("COLLISION", page="01", box="lead")


def test_lines_that_are_too_short_are_caught() -> None:
    long = replace(LEAD, rounds=(replace(ROUND, least=8 * EM),))
    proofs = composed(sample())
    spoiled = replace(proofs, design=sample(long).design)
    assert told(composed(sample(long))) == []
    assert told(spoiled)


@pytest.mark.parametrize("count", [82, 83, 90])
def test_lines_of_one_character_beside_a_picture_keep_to_their_rows(count: int) -> None:
    """Each setting of the paragraph finds but one row more to be narrow; the last line has to be as well."""
    deep = GRID.area((1, 2), (8, 20)).bottom
    near = tuple((x - 5 * EM, deep if y == _PLACE.bottom else y) for x, y in OUTLINE)
    lead = replace(LEAD, columns=(1, 1), flow=1, rounds=(replace(ROUND, outline=near, least=EM),))
    drawing = sample(lead)
    (story,) = drawing.issue.stories
    walk = replace(story, parts=(part("body", ("沿河步道亮燈以後居民早晨散步" * 8)[:count]),))
    assert told(composed(replace(drawing, issue=replace(drawing.issue, stories=(walk,))))) == []


def beside() -> Drawn:
    """Copy in one wide column beside a picture and a quote."""
    drawing = sample(replace(LEAD, columns=(1, 3), flow=1, rounds=()))
    (story,) = drawing.issue.stories
    said = part("quote-1:quote", "亮燈以前")
    photo = Picture("river", HERE, "", asset=ASSET, beside=Beside(0, width=8000))
    more = replace(
        story,
        parts=(*story.parts, said),
        pictures=(photo,),
        quotes=(Quote(said, Beside(0, left=True, width=5000), HERE),),
    )
    (page,) = drawing.issue.pages
    issue = replace(drawing.issue, stories=(more,), pages=(replace(page, boxes=page.boxes[:1]),))
    return replace(drawing, issue=issue)


def found(proofs: Proofs) -> list[str]:
    return [fault for law in THINGS for fault in law(proofs)]


def test_things_in_the_sample_stand_soundly() -> None:
    proofs = composed(beside())
    assert found(proofs) == []
    assert proofs.found("PICTURE_NO_ROOM", "QUOTE_NO_ROOM", "COLLISION", *_LOST) == []


def test_copy_on_a_thing_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "free", lambda *_: None)
    proofs = composed(beside())
    assert list(rounds.lines_keep_off_things(proofs))
    assert proofs.found("COLLISION", page="01", box="lead")


def test_a_thing_that_is_left_out_or_stands_twice_is_caught() -> None:
    proofs = composed(beside())
    (page,) = proofs.made.pages
    ink = page.ink
    without = tuple(one for one in ink if not isinstance(one, Image) and getattr(one, "part", "") != "quote-1:quote")
    twice = (*ink, *(one for one in ink if isinstance(one, Image)))
    for other in (without, twice):
        spoiled = replace(proofs, made=replace(proofs.made, pages=(replace(page, ink=other),)))
        assert list(rounds.things_are_there_once_or_told(spoiled))
