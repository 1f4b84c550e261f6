"""What a page prints: only what can be seen of it, box by box, and where it meets other pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compositor.model.design import Colour
from compositor.model.page import Half, JumpMark, Page, SetLine
from compositor.release import Threads
from compositor.release.impressions import CONTINUED, INDEX, JUMP, Seam, changed, impression
from tests.press.made_up import PAGES

PAGE = PAGES[0]
ALONE = Threads((), {})


def line(page: Page) -> SetLine:
    return next(ink for ink in page.ink if isinstance(ink, SetLine))


def with_line(**of: Any) -> Page:
    first = line(PAGE)
    return replace(PAGE, ink=tuple(replace(ink, **of) if ink is first else ink for ink in PAGE.ink))


def moved_copy() -> Page:
    """The same characters as PAGE, from another place in the copy."""
    set_line = line(PAGE).line
    runs = tuple(replace(run, start=run.start + 7, end=run.end + 7) for run in set_line.runs)
    return with_line(line=replace(set_line, start=set_line.start + 7, end=set_line.end + 7, runs=runs))


UNSEEN = {
    "the same page": PAGE,
    "copy from elsewhere": moved_copy(),
    "copy of another story": with_line(story="elsewhere"),
    "another section": replace(PAGE, section="elsewhere"),
}
SEEN = {
    "a line moved": with_line(x=line(PAGE).x + 1),
    "a line lower": with_line(baseline=line(PAGE).baseline + 1),
    "a line in another ink": with_line(colour=Colour("red", (0, 100, 100, 0), (255, 0, 0))),
    "a line gone": replace(PAGE, ink=tuple(ink for ink in PAGE.ink if ink is not line(PAGE))),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_cannot_be_seen_is_no_change(name: str) -> None:
    assert changed(impression(PAGE, ALONE).items, impression(UNSEEN[name], ALONE).items) == ()


@pytest.mark.parametrize("name", SEEN)
def test_what_can_be_seen_is_a_change_of_its_box(name: str) -> None:
    told = changed(impression(PAGE, ALONE).items, impression(SEEN[name], ALONE).items)
    assert told == (line(PAGE).box,)


def test_a_jump_is_a_seam_on_both_pages() -> None:
    boxes = (PAGES[0].boxes[0].name, PAGES[1].boxes[0].name)
    jump = JumpMark("sprint", PAGES[0].label, boxes[0], PAGES[1].label, boxes[1], "（下轉第二版）", "（上接第一版）")
    threads = Threads((jump,), {})
    (one,) = impression(PAGES[0], threads).seams
    (other,) = impression(PAGES[1], threads).seams
    assert (one.kind, one.page, one.words.rpartition("｜")[2]) == (JUMP, PAGES[1].label, "（下轉第二版）")
    assert (other.kind, other.page, other.words.partition("｜")[0]) == (CONTINUED, PAGES[0].label, "（上接第一版）")
    assert impression(PAGES[1], ALONE).seams == ()


def test_a_line_of_the_index_is_a_seam_with_the_page_it_leads_to() -> None:
    (link,) = PAGES[0].links[:1]
    furniture = replace(PAGES[0].boxes[0], name="guide", kind="furniture")
    page = replace(PAGES[0], boxes=(furniture,), links=(replace(link, box="guide"),))
    threads = Threads((), {(link.to_page, link.to_box): "sprint"})
    assert impression(page, threads).seams == (Seam(INDEX, "sprint", link.to_page),)
    assert (
        impression(replace(page, links=(replace(link, box="guide", address="https://example.org"),)), threads).seams
        == ()
    )


def test_the_pages_of_a_spread_are_one_family() -> None:
    halves = (Half("04", 4, "", 0), Half("05", 5, "", 10))
    spread = replace(PAGE, label="04-05", halves=halves)
    threads = Threads((), {}, (frozenset((spread.label, "04", "05")),))
    assert threads.family("05") == {"04", "05", "04-05"}
    assert threads.family("06") == {"06"}
