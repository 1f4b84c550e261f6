"""No text lies on the fold of a spread, its two plates carry each character once, and seeded faults are caught."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from compositor.model import spreads as parting
from compositor.model.copy import Story
from compositor.model.design import Grid, TextBox
from compositor.units import pt
from tests.laws import spreads
from tests.laws.composing import Proofs, composed
from tests.laws.sample import LOOK, SENTENCES
from tests.laws.strategies import Drawn, examples
from tests.laws.words import HERE, part

_SIZE = pt(9)
GRID = Grid(3, 12 * _SIZE, _SIZE, _SIZE, pt(14), 30, pt(40), pt(42), page=2 * pt(40) + 38 * _SIZE, spread=True)
LEAD = TextBox("lead", (2, 5), (1, 8), 4, LOOK, HERE)
_TAIL = ("COPY_LOST", "COPY_DOUBLED", "COPY_CHANGED", "COPY_ORDER", "COPY_STRAY", "FIT_WRONG")


def broken(proofs: Proofs) -> list[str]:
    return [f"{law.__name__}: {fault}" for law in spreads.LAWS for fault in law(proofs)]


@given(spreads.drawn())
@examples(40)
def test_spreads_keep_their_laws(issue: Drawn) -> None:
    proofs = composed(issue)
    assert [str(one) for one in proofs.found(*_TAIL)] == []
    assert broken(proofs) == []


def sample() -> Drawn:
    """A story in four columns of which two stand on each page."""
    story = Story("walk", HERE, (part("body", *(sentence * 6 for sentence in SENTENCES)),))
    return spreads.spread_of(GRID, [LEAD], (story,))


def test_the_sample_is_sound_and_stands_on_both_pages() -> None:
    proofs = composed(sample())
    assert broken(proofs) == []
    fold = proofs.design.paper.width
    assert {line.x < fold for line in spreads._lines(spreads.spread(proofs))} == {True, False}


def test_columns_that_know_no_fold_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Grid, "fold", lambda *_: None)
    flat = replace(sample().design.paper.grid, page=0, columns=6, spread=False)
    wide = replace(LEAD, flow=3)
    drawn = sample()
    template = replace(drawn.design.templates["spread"], boxes=(wide,))
    design = replace(drawn.design, templates={**drawn.design.templates, "spread": template})
    design = replace(design, paper=replace(design.paper, grid=replace(flat, page=GRID.page, columns=3, spread=True)))
    faults = broken(composed(Drawn(drawn.issue, design)))
    assert any(fault.startswith("no_text_on_the_fold") for fault in faults)


def test_a_plate_that_drops_what_it_should_carry_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    proofs = composed(sample())
    whole = spreads.spread(proofs)
    first, second = parting.parted(whole)
    monkeypatch.setattr(spreads, "parted", lambda _: (first, replace(second, ink=second.ink[1:])))
    assert any(fault.startswith("plates_carry") for fault in broken(proofs))
    monkeypatch.setattr(spreads, "parted", lambda _: (first, first))
    assert any(fault.startswith("plates_carry") for fault in broken(proofs))
