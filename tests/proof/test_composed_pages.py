"""The proof reader on the pages of the sample issues: nothing of the program's own is wrong, and faults are seen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compositor import proof
from compositor.errors import Finding, Severity
from compositor.model.page import Page, SetLine
from compositor.pipeline import Composed, Request, Stopwatch, compose
from compositor.release.hands import in_order

ROOT = Path(__file__).resolve().parents[2]
ISSUES = sorted(path.parent for path in (ROOT / "issues").glob("*/issue.yaml"))
OURS = {
    "COPY_LOST",
    "COPY_DOUBLED",
    "COPY_ORDER",
    "COPY_CHANGED",
    "COPY_STRAY",
    "PICTURE_LOST",
    "FIT_WRONG",
    "JUMP",
    "LINE_SHORT",
    "OFF_GRID",
    "COLLISION",
    "OUTSIDE_PAGE",
    "OUTSIDE_BOX",
}
"""Findings that no copy should be able to cause."""

sample = pytest.mark.parametrize("issue", ISSUES, ids=[path.name for path in ISSUES])


@cache
def composed(issue: Path) -> Composed:
    def silent(words: str) -> None:
        assert words

    return compose(Request(issue), Stopwatch(silent))


def read(issue: Path, pages: tuple[Page, ...]) -> tuple[Finding, ...]:
    made = composed(issue)
    return proof.read(made.read.issue, made.read.design, made.dummy, pages, made.made.fit, made.made.jumps)


def copy_lines(issue: Path) -> list[tuple[int, int]]:
    """Return page and ink index of every line of copy that shows."""
    return [
        (at, index)
        for at, page in enumerate(composed(issue).made.pages)
        for index, ink in enumerate(page.ink)
        if isinstance(ink, SetLine) and not ink.generated and ink.line.text.strip()
    ]


def put(issue: Path, at: int, index: int, *ink: SetLine) -> tuple[Page, ...]:
    """Return the pages with other ink in the place of one line."""
    pages = list(composed(issue).made.pages)
    old = pages[at].ink
    pages[at] = replace(pages[at], ink=(*old[:index], *ink, *old[index + 1 :]))
    return tuple(pages)


def test_several_readers_find_the_same_in_the_same_order() -> None:
    issue = max(ISSUES, key=lambda one: len(composed(one).made.pages))
    made, pages = composed(issue), put(issue, *copy_lines(issue)[7])
    told = read(issue, pages)
    asked = (made.read.issue, made.read.design, made.dummy, pages, made.made.fit, made.made.jumps)
    assert proof.read(*asked, share=partial(in_order, hands=2)) == told
    assert "COPY_LOST" in {one.code for one in told}


@sample
def test_sample_pages_have_no_fault_of_the_program(issue: Path) -> None:
    assert [str(finding) for finding in composed(issue).findings if finding.code in OURS] == []


@sample
def test_sample_pages_are_told_nothing_worse_than_a_note(issue: Path) -> None:
    assert [str(finding) for finding in composed(issue).findings if finding.severity is not Severity.NOTE] == []


@settings(max_examples=40)
@example(ISSUES[-1], 5200)
@given(st.sampled_from(ISSUES), st.integers(0, 10**6))
def test_every_finding_about_a_box_has_its_place_on_the_page(issue: Path, pick: int) -> None:
    made, lines = composed(issue), copy_lines(issue)
    at, index = lines[pick % len(lines)]
    line = made.made.pages[at].ink[index]
    assert isinstance(line, SetLine)
    step = line.line.measure // 2
    off = line.x + line.line.indent + step >= made.made.pages[at].width  # a credit at the right of the last column
    spoiled = put(issue, at, index, line, replace(line, x=line.x - step if off else line.x + step))
    found = proof.told(read(issue, spoiled), made.read.issue, made.read.design, made.dummy, spoiled)
    placed = [finding for finding in (*found, *made.findings) if finding.page and finding.box]
    assert placed
    for finding in placed:
        page = next(page for page in spoiled if page.label == finding.page)
        assert finding.area is not None, str(finding)
        x, y, width, height = finding.area
        assert x + width > 0, str(finding)
        assert x < page.width, str(finding)
        assert y + height > 0, str(finding)
        assert y < page.height, str(finding)


@settings(max_examples=40)
@given(st.sampled_from(ISSUES), st.integers(0, 10**6))
def test_a_line_taken_away_is_lost(issue: Path, pick: int) -> None:
    lines = copy_lines(issue)
    at, index = lines[pick % len(lines)]
    assert "COPY_LOST" in {finding.code for finding in read(issue, put(issue, at, index))}


@settings(max_examples=40)
@given(st.sampled_from(ISSUES), st.integers(0, 10**6))
def test_a_line_set_twice_is_doubled(issue: Path, pick: int) -> None:
    lines = copy_lines(issue)
    at, index = lines[pick % len(lines)]
    line = composed(issue).made.pages[at].ink[index]
    assert isinstance(line, SetLine)
    codes = {finding.code for finding in read(issue, put(issue, at, index, line, line))}
    assert codes >= {"COPY_DOUBLED", "COLLISION"}


@settings(max_examples=40)
@given(st.sampled_from(ISSUES), st.integers(0, 10**6))
def test_two_lines_that_change_places_are_seen(issue: Path, pick: int) -> None:
    body = [
        (at, index)
        for at, index in copy_lines(issue)
        if getattr(composed(issue).made.pages[at].ink[index], "part", "") == "body"
    ]
    at, index = body[pick % (len(body) - 1)]
    onward, other = body[pick % (len(body) - 1) + 1]
    pages = composed(issue).made.pages
    one, two = pages[at].ink[index], pages[onward].ink[other]
    assert isinstance(one, SetLine)
    assert isinstance(two, SetLine)
    if (at, one.box, one.story) != (onward, two.box, two.story):
        return  # neighbours in the list, but not in the copy
    ink = list(pages[at].ink)
    ink[index], ink[other] = replace(one, line=two.line), replace(two, line=one.line)
    spoiled = tuple(replace(page, ink=tuple(ink)) if n == at else page for n, page in enumerate(pages))
    assert "COPY_ORDER" in {finding.code for finding in read(issue, spoiled)}


@sample
def test_a_jump_line_with_another_page_is_seen(issue: Path) -> None:
    pages = composed(issue).made.pages
    for at, page in enumerate(pages):
        for index, ink in enumerate(page.ink):
            if isinstance(ink, SetLine) and ink.part in ("jump_line", "continued_line"):
                run = ink.line.runs[-1]
                wrong = replace(ink.line, runs=(*ink.line.runs[:-1], replace(run, text="9" + run.text[1:])))
                found = read(issue, put(issue, at, index, replace(ink, line=wrong)))
                assert "JUMP" in {finding.code for finding in found}
    assert pages
