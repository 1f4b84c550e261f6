"""The issues that are measured: the same from the same seed, as full as a daily's pages, and sound."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.newspapers import newspaper, write
from benchmarks.plot import Growth, growth
from compositor import copyfit, intake
from compositor.model.fitting import Draft
from compositor.pipeline import case_of


def test_a_seed_makes_one_issue_and_longer_ones_begin_alike() -> None:
    first = newspaper(2)
    assert first == newspaper(2)
    assert first != newspaper(2, seed=10)
    assert newspaper(3).pages[:2] == first.pages


def test_a_page_has_as_many_characters_and_glyphs_as_a_dailys() -> None:
    paper = newspaper(4)
    assert 6_200 < len(paper.body) / 4 < 6_800
    assert 1_300 < len(set(paper.body)) < 2_300


def test_its_stories_fill_their_boxes_and_jump_to_the_next_page(tmp_path: Path) -> None:
    issue = write(newspaper(2), tmp_path, pictures=False)
    read = intake.read(issue, layouts=tmp_path / "layouts")
    assert [box.jump.page for page in read.issue.pages for box in page.boxes if box.jump] == ["02"]
    closed = copyfit.close(Draft(read.issue, read.design), copyfit.Desk(case_of(read), read.phrases))
    assert not any(fit.overset_lines for fit in closed.made.fit.stories)


def test_growth_is_drawn_with_a_point_for_each_length() -> None:
    drawn = growth([Growth("ours", ((4, 1.5), (64, 12.0))), Growth("theirs", ((4, 0.2), (64, 1.4)))])
    assert len(re.findall("<circle", drawn)) == 4
    assert ">1 s<" in drawn
    assert ">100 s<" in drawn
