"""Each law catches the fault that is seeded for it, in pages that are sound otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from compositor import proof
from compositor.makeup import boxes, jumps, stories
from compositor.makeup.boxes import BoxMaker
from compositor.makeup.columns import TextArea, text_area
from compositor.makeup.galley import Galley
from compositor.model.copy import Story
from compositor.model.design import Grid, TextBox
from compositor.model.dummy import Dummy, Fit, StoryFit
from compositor.model.lines import Line
from compositor.model.page import Ink, SetLine
from compositor.model.settings import Direction, Kinsoku
from compositor.text import set_single
from compositor.units import pt
from tests.laws import changes, laws, many
from tests.laws.composing import composed, proofed
from tests.laws.sample import BODY, GRID, LEAD, LOOK, SENTENCES, STORIES, sample, sound, spoiled
from tests.laws.strategies import Drawn, one_box
from tests.laws.words import HERE, part

Change = Callable[[SetLine], Ink | None]


def test_the_sample_is_sound_and_has_all_that_is_spoiled() -> None:
    assert laws.broken(sound()) == []
    assert len(sound().made.jumps) == 1
    parts = {one.ink.part for one in laws.stood(sound())}
    assert {"headline", "body", "byline", "jump_head", "jump_line", "continued_line", "walk:cutline"} <= parts


def only(part_name: str, change: Change, *, nth: int = 0, box: str = "") -> Change:
    """Change the ``nth`` line of a part, in painting order, and leave all others."""
    seen = count()

    def changed(ink: SetLine) -> Ink | None:
        here = ink.part == part_name and (not box or ink.box == box)
        return change(ink) if here and next(seen) == nth else ink

    return changed


def lost(_: SetLine) -> None:
    return None


def reading(text: str) -> Change:
    def changed(ink: SetLine) -> SetLine:
        run = ink.line.runs[0]
        wrong = replace(run, text=text[0] + run.text[1:])
        return replace(ink, line=replace(ink.line, runs=(wrong, *ink.line.runs[1:])))

    return changed


def widened(*, by: int, told: bool = False) -> Change:
    """Give the first glyph more room than the line says; ``told`` makes the line say so."""

    def changed(ink: SetLine) -> SetLine:
        line, run = ink.line, ink.line.runs[0]
        wider = replace(run, advances=(run.advances[0] + by, *run.advances[1:]))
        return replace(ink, line=replace(line, runs=(wider, *line.runs[1:]), width=line.width + by, tight=told))

    return changed


def moved(*, right: int = 0, down: int = 0) -> Change:
    return lambda ink: replace(ink, x=ink.x + right, baseline=ink.baseline + down)


def saying(words: str) -> Change:
    def changed(ink: SetLine) -> SetLine:
        return replace(ink, line=replace(ink.line, runs=(replace(ink.line.runs[0], text=words),)))

    return changed


def turned(ink: SetLine) -> SetLine:
    return replace(ink, line=replace(ink.line, direction=Direction.VERTICAL))


def not_justified(ink: SetLine) -> SetLine:
    return replace(ink, line=replace(ink.line, justified=False))


def under_its_subhead_no_more(ink: SetLine) -> SetLine:
    """Put all body lines but the subheads into a column further on."""
    body = STORIES[0].part("body")
    assert body is not None
    text = ink.part == "body" and ink.story == "walk" and ink.line.text not in BODY
    return replace(ink, column=ink.column + 9) if text else ink


@pytest.mark.parametrize(
    ("law", "fault"),
    [
        pytest.param(laws.copy_is_conserved, only("body", lost, nth=5), id="a line is lost"),
        pytest.param(laws.copy_is_conserved, only("byline", lost), id="the byline is lost"),
        pytest.param(laws.copy_is_conserved, only("headline", lost), id="a head is lost"),
        pytest.param(laws.copy_is_conserved, only("walk:cutline", lost), id="a cutline is lost"),
        pytest.param(laws.copy_is_conserved, only("body", reading("甲"), nth=4), id="a character is changed"),
        pytest.param(laws.copy_is_conserved, only("body", moved(down=99 * pt(13)), nth=3), id="lines change places"),
        pytest.param(laws.lines_fit, only("body", widened(by=pt(30)), nth=2), id="a line is too wide"),
        pytest.param(laws.lines_fit, only("body", widened(by=pt(30), told=True), nth=2), id="nobody is told"),
        pytest.param(laws.justified_is_exact, only("body", widened(by=-1), nth=0), id="a scaled point short"),
        pytest.param(laws.justified_is_exact, only("body", not_justified, nth=0), id="a line is left ragged"),
        pytest.param(laws.jumps_come_in_pairs, only("jump_line", lost), id="the jump line is lost"),
        pytest.param(laws.jumps_come_in_pairs, only("continued_line", lost), id="the continued line is lost"),
        pytest.param(laws.jumps_come_in_pairs, only("jump_line", saying("（下轉第三版）")), id="another page"),
        pytest.param(laws.nothing_leaves_its_box, only("body", moved(right=pt(400)), nth=9), id="outside its box"),
        pytest.param(laws.nothing_is_overprinted, only("headline", moved(down=pt(20))), id="a head over the copy"),
        pytest.param(laws.boxes_keep_apart, only("headline", moved(down=pt(13) * 19)), id="a head on another box"),
        pytest.param(laws.body_stands_on_the_grid, only("body", moved(down=1), nth=7), id="off the grid"),
        pytest.param(laws.boxes_have_one_direction, only("byline", turned), id="a byline stands on end"),
        pytest.param(laws.no_subhead_at_a_foot, under_its_subhead_no_more, id="a subhead at a foot"),
    ],
)
def test_a_law_of_pages_catches_its_fault(law: laws.Law, fault: Change) -> None:
    assert laws.broken(spoiled(fault), law) != []


@pytest.mark.parametrize(
    ("law", "fault"),
    [
        pytest.param(laws.copy_is_conserved, moved(right=pt(13) * 40), id="a line goes to the right of all"),
        pytest.param(laws.nothing_leaves_its_box, moved(down=pt(400)), id="a line leaves its box"),
        pytest.param(laws.nothing_is_overprinted, moved(right=pt(13)), id="a line stands on the one before"),
        pytest.param(laws.body_stands_on_the_grid, moved(right=1), id="a line is off the grid"),
    ],
)
def test_a_law_of_pages_catches_its_fault_in_a_vertical_box(law: laws.Law, fault: Change) -> None:
    box = TextBox("text-0", (1, 4), (1, 20), 2, LOOK, HERE, direction=Direction.VERTICAL)
    body = part("body", *(sentence * 4 for sentence in SENTENCES))
    proofs = composed(one_box(replace(GRID, rows=20), box, Story("walk", HERE, (body,))))
    assert laws.broken(proofs) == []
    spoil = only("body", fault, nth=3)
    pages = []
    for page in proofs.made.pages:
        found = (spoil(ink) if isinstance(ink, SetLine) else ink for ink in page.ink)
        pages.append(replace(page, ink=tuple(ink for ink in found if ink is not None)))
    assert laws.broken(replace(proofs, made=replace(proofs.made, pages=tuple(pages))), law) != []


def test_a_doubled_line_is_caught() -> None:
    proofs = sound()
    page = proofs.made.pages[0]
    twice = next(ink for ink in page.ink if isinstance(ink, SetLine) and ink.part == "body")
    pages = (replace(page, ink=(*page.ink, twice)), *proofs.made.pages[1:])
    doubled = replace(proofs, made=replace(proofs.made, pages=pages))
    assert any("doubled" in fault for fault in laws.copy_is_conserved(doubled))


def test_a_check_said_to_be_mild_that_finds_an_error_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "GRAVE", proof.GRAVE[1:])
    proofs = spoiled(only("body", lost))
    with pytest.raises(AssertionError, match="said to be mild"):
        proofed(sample(), proofs.dummy, proofs.made)


def test_an_overset_that_is_named_wrongly_is_caught() -> None:
    proofs = sound()
    fits = tuple(replace(fit, overset_characters=7) for fit in proofs.made.fit.stories)
    assert laws.broken(replace(proofs, made=replace(proofs.made, fit=Fit(fits))), laws.copy_is_conserved) != []


def test_forbidden_breaks_are_caught() -> None:
    """The sample set without prohibitions is read as if it had them."""
    free = replace(LOOK, styles=dict(LOOK.styles) | {"body": replace(LOOK.style("body"), kinsoku=Kinsoku.NONE)})
    lax = composed(sample(free))
    assert laws.broken(lax, laws.prohibitions_hold) == []
    assert laws.broken(replace(lax, design=sample().design), laws.prohibitions_hold) != []


def test_a_rescue_that_nobody_is_told_of_is_caught() -> None:
    fault = only("body", lambda ink: replace(ink, line=replace(ink.line, rescued=True)), nth=3)
    assert laws.broken(spoiled(fault), laws.prohibitions_hold) != []


def test_a_subhead_chosen_for_the_jump_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jumps, "_subhead_at_foot", lambda _: False)
    body = part("body", *(("路燈亮了", "河" * 50) * 20), subheads=tuple(range(0, 40, 2)))
    issue = sample()
    story = replace(STORIES[0], parts=(body,), pictures=())
    faults = []
    for rows in range(4, 18):
        lead = replace(LEAD, rows=(1, rows))
        front = replace(issue.design.templates["front"], boxes=(lead, issue.design.templates["front"].boxes[1]))
        design = replace(issue.design, templates=dict(issue.design.templates) | {"front": front})
        proofs = composed(Drawn(replace(issue.issue, stories=(story, STORIES[1])), design))
        faults += laws.broken(proofs, laws.no_subhead_at_a_foot)
    assert faults != []


def one_column(rows: int, *body: str, flow: int = 1, byline: str = "") -> Drawn:
    """A box of one story without heads."""
    parts = (part("byline", byline), part("body", *body)) if byline else (part("body", *body),)
    box = TextBox("text-0", (1, flow), (1, rows), flow, LOOK, HERE)
    return one_box(replace(GRID, rows=rows), box, Story("walk", HERE, parts))


def test_columns_that_set_other_lines_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    issue = one_column(20, SENTENCES[0] * 4, SENTENCES[1] * 3, flow=3)
    assert list(changes.threading_is_neutral(issue)) == []

    def narrower(box: TextBox, grid: Grid) -> TextArea:
        area = text_area(box, grid)
        short = tuple(replace(column, measure=column.measure - grid.size) for column in area.columns)
        return TextArea(short) if box.flow > 1 else area

    monkeypatch.setattr(boxes, "text_area", narrower)
    assert list(changes.threading_is_neutral(issue)) != []


def test_a_paragraph_that_takes_no_lines_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    issue = one_column(20, SENTENCES[0])
    assert list(changes.more_copy_more_lines(issue, SENTENCES[1])) == []
    whole = Galley.blocks
    monkeypatch.setattr(Galley, "blocks", lambda *given: list(whole(*given))[:1])
    assert list(changes.more_copy_more_lines(issue, SENTENCES[1])) != []


@pytest.mark.parametrize("wrong", [lambda lines: lines // 2, lambda lines: lines + 1])
def test_an_overset_of_wrong_lines_is_caught(monkeypatch: pytest.MonkeyPatch, wrong: Callable[[int], int]) -> None:
    issue = one_column(4, SENTENCES[0] * 6, byline="本報記者")
    assert list(changes.overset_figures_are_right(issue)) == []
    right = BoxMaker._lines_over
    monkeypatch.setattr(BoxMaker, "_lines_over", lambda *given: wrong(right(*given)))
    assert list(changes.overset_figures_are_right(issue)) != []


def _halved(fit: StoryFit) -> StoryFit:
    return replace(fit, overset_characters=fit.overset_characters // 2)


def test_an_overset_of_too_few_characters_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    issue = one_column(4, SENTENCES[0] * 6)
    assert list(changes.overset_figures_are_right(issue)) == []
    right = stories._story_fit
    monkeypatch.setattr(stories, "_story_fit", lambda *given: _halved(right(*given)))
    assert list(changes.overset_figures_are_right(issue)) != []


def test_pages_that_remember_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(changes.same_again(sample())) == []
    numbers, right = count(), set_single

    def remembering(*given: Any) -> Line:
        return replace(right(*given), missing=(next(numbers),))

    monkeypatch.setattr(boxes, "set_single", remembering)
    assert list(changes.same_again(sample())) != []


def test_a_plan_that_never_rests_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    restless: Callable[[Dummy, Fit], Dummy] = lambda dummy, _: replace(dummy, round=dummy.round + 1)  # noqa: E731
    monkeypatch.setattr("tests.laws.composing.plan.propose", restless)
    with pytest.raises(AssertionError, match="come to rest"):
        composed(sample())


def test_a_thread_that_loses_its_first_box_is_caught() -> None:
    proofs = sound()
    (walk, water) = proofs.dummy.threads
    cut = replace(proofs, dummy=replace(proofs.dummy, threads=(replace(walk, boxes=walk.boxes[1:]), water)))
    assert list(changes.threads_are_kept(proofs.issue, proofs)) == []
    assert list(changes.threads_are_kept(proofs.issue, cut)) != []


def test_a_page_that_takes_too_long_or_fails_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert many.faults_of(sample())[0] == []
    monkeypatch.setattr(many, "LONGEST", 0.0)
    assert "being allowed" in many.faults_of(sample())[0][0]
    monkeypatch.setattr(many, "composed", lambda _: 1 // 0)
    assert "ZeroDivisionError" in many.faults_of(sample())[0][0]
