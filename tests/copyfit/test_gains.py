"""What each measure would gain: tried as if lines of a story that fits had to go, or to be filled."""

from __future__ import annotations

import json

import pytest

from compositor import plan
from compositor.__main__ import main
from compositor.copyfit import Desk, Wish, advice
from compositor.errors import ExitCode
from compositor.model.fitting import Advice, Cut, Draft, Remedy
from compositor.model.ways import Way
from tests.conftest import ROOT
from tests.copyfit.situations import situation
from tests.laws.composing import case_of


def fitting(seed: int) -> tuple[Draft, Desk, str]:
    """A draft in which nothing is left over: what does not fit is made to, by its first closing remedy."""
    one = situation(seed)
    desk = Desk(case_of(one.draft.design.paper.setting))
    found = advice(one.draft, desk, one.story)
    closing = next((remedy for remedy in found.remedies if remedy.closes), None) if found else None
    draft = plan.changed(one.draft, closing.changes) if closing else one.draft
    return draft, desk, one.story


def wished(draft: Draft, desk: Desk, story: str, lines: int) -> Advice | None:
    return advice(draft, Desk(desk.case, wish=Wish(story, lines)), story)


def net(draft: Draft, desk: Desk, story: str) -> int:
    """The lines that a story has free; below 0, those that it has too many."""
    tried = Desk(desk.case).tried(draft, story)
    return tried.free - tried.over


FITTING = [seed for seed in range(40) if not Desk(fitting(seed)[1].case).tried(fitting(seed)[0], fitting(seed)[2]).over]


@pytest.mark.parametrize("seed", FITTING[:12])
def test_a_measure_gains_the_lines_that_it_says(seed: int) -> None:
    draft, desk, story = fitting(seed)
    lines = net(draft, desk, story) + 4
    found = wished(draft, desk, story, lines)
    assert found is not None
    assert (found.over, found.lines) == (True, 4)
    for remedy in found.remedies:
        after = net(plan.changed(draft, remedy.changes), desk, story)
        assert after - (lines - 4) == remedy.lines or remedy.closes
        assert not remedy.closes or after >= lines


@pytest.mark.parametrize("seed", FITTING[:6])
def test_a_cut_for_a_wish_is_the_least(seed: int) -> None:
    draft, desk, story = fitting(seed)
    lines = net(draft, desk, story) + 3
    found = wished(draft, desk, story, lines)
    assert found is not None
    for cut in (change for one in _least(found) for change in one.changes if isinstance(change, Cut)):
        less = Cut(story, cut.start + 1, cut.end)
        assert cut.end == less.start or net(plan.changed(draft, (less,)), desk, story) < lines


def _least(found: Advice) -> list[Remedy]:
    return [one for one in found.remedies if one.way is Way.CUT and " from “" not in one.words]


@pytest.mark.parametrize("seed", FITTING[:6])
def test_lines_to_be_filled_are_filled_by_what_is_added(seed: int) -> None:
    draft, desk, story = fitting(seed)
    lines = net(draft, desk, story) - 3
    found = wished(draft, desk, story, lines)
    assert found is not None
    assert not found.over
    added = [one for one in found.remedies if one.way is Way.ADD]
    for one in added:
        assert net(plan.changed(draft, one.changes), desk, story) == lines
    assert added


def test_what_is_wished_and_there_needs_nothing() -> None:
    draft, desk, story = fitting(FITTING[0])
    free = net(draft, desk, story)
    if free > 0:
        assert wished(draft, desk, story, free) is None


def test_the_command_tells_every_gain_and_names_the_stories_placed(capsys: pytest.CaptureFixture[str]) -> None:
    issue = str(ROOT / "issues/2024-03-08-qinghe")
    assert main(["advise", issue, "--story", "nobody"]) == ExitCode.USAGE
    placed = capsys.readouterr().err.partition("it places ")[2].strip().split(", ")
    assert main(["advise", issue, "--story", placed[-1], "--shorter", "2", "--format", "json"]) == ExitCode.DONE
    (told,) = json.loads(capsys.readouterr().out)["stories"]
    assert (told["story"], told["lines"]) == (placed[-1], 2)
    assert any(one["closes"] for one in told["remedies"])
    assert main(["advise", issue, "--story", placed[-1], "--longer", "2"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "to be 2 lines longer" in said
    assert "closes it: add" in said
