"""The law that copy is conserved, and the seeded faults that it catches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor.errors import Severity
from compositor.model.page import Image, MissingPicture, SetLine
from tests.proof.desk import BODY, CUT, GRID, PHOTO, SIZE, Desk, desk, set_words

SOUND = desk()
COPY = [(at, index) for at, index, line in SOUND.lines() if not line.generated]


def bare_of(sound: Desk, page: int, index: int) -> Desk:
    ink = sound.pages[page].ink
    spoiled = replace(sound.pages[page], ink=(*ink[:index], *ink[index + 1 :]))
    return replace(sound, pages=tuple(spoiled if at == page else one for at, one in enumerate(sound.pages)))


def codes(spoiled: Desk) -> set[str]:
    return {finding.code for finding in spoiled.read() if finding.severity is Severity.ERROR}


def test_sound_pages_give_no_finding() -> None:
    assert SOUND.read() == ()


@given(st.sampled_from(COPY))
def test_any_line_of_copy_that_is_taken_away_is_lost(where: tuple[int, int]) -> None:
    assert "COPY_LOST" in codes(bare_of(SOUND, *where))


@given(st.sampled_from(COPY))
def test_any_line_of_copy_that_is_set_again_is_doubled(where: tuple[int, int]) -> None:
    page = SOUND.pages[where[0]]
    line = page.ink[where[1]]
    spoiled = tuple(replace(one, ink=(*one.ink, line)) if at == where[0] else one for at, one in enumerate(SOUND.pages))
    assert "COPY_DOUBLED" in codes(replace(SOUND, pages=spoiled))


@given(st.sampled_from(COPY), st.integers(0, 99))
def test_any_character_that_is_changed_is_found(where: tuple[int, int], at: int) -> None:
    page = SOUND.pages[where[0]]
    line = page.ink[where[1]]
    assert isinstance(line, SetLine)
    run = line.line.runs[0]
    at %= len(run.text)
    changed = replace(run, text=run.text[:at] + "錯" + run.text[at + 1 :])
    wrong = replace(line, line=replace(line.line, runs=(changed,)))
    ink = (*page.ink[: where[1]], wrong, *page.ink[where[1] + 1 :])
    spoiled = tuple(replace(one, ink=ink) if index == where[0] else one for index, one in enumerate(SOUND.pages))
    assert "COPY_CHANGED" in codes(replace(SOUND, pages=spoiled))


def test_a_lost_line_is_named_by_story_part_offsets_text_and_place() -> None:
    spoiled = SOUND.without(box="lead", part="body", column=0, row=3)
    (lost,) = [finding for finding in spoiled.read() if finding.code == "COPY_LOST"]
    assert f'story "sprint", body 8–18: {BODY[8:18]!r} is not on the pages' in lost.message
    assert str(lost.place) == "stories/sprint.md:8:9"
    assert (lost.page, lost.box, lost.story) == ("01", "lead", "sprint")


def test_copy_lost_at_the_end_is_found() -> None:
    spoiled = SOUND.without(box="rest", part="body", column=1, row=3)
    assert "COPY_LOST" in codes(spoiled)


def test_a_line_missing_between_two_boxes_is_found() -> None:
    spoiled = SOUND.without(box="rest", part="body", column=0, row=2)
    lost = next(finding for finding in spoiled.read() if finding.code == "COPY_LOST")
    assert f"body {CUT}–{CUT + 10}" in lost.message


def test_two_lines_that_change_places_are_out_of_order() -> None:
    rows = {3: 4, 4: 3}

    def swapped(line: SetLine) -> tuple[SetLine]:
        row = rows.get(line.row, line.row)
        return (replace(line, row=row, baseline=GRID.baseline(4 + row)),)

    spoiled = SOUND.spoil(swapped, box="lead", part="body", column=0)
    assert codes(spoiled) == {"COPY_ORDER"}


def test_columns_in_the_wrong_order_on_the_sheet_are_found() -> None:
    def moved(line: SetLine) -> tuple[SetLine]:
        return (replace(line, x=GRID.column_x(2 - line.column)),)

    assert "COPY_ORDER" in codes(SOUND.spoil(moved, box="lead", part="body"))


@pytest.mark.parametrize("part", ["headline", "body"])
def test_copy_of_a_story_that_is_placed_nowhere_is_a_stray(part: str) -> None:
    spoiled = SOUND.spoil(lambda line: (line, replace(line, story="ghost", x=line.x)), box="brief-2", part=part)
    assert "COPY_STRAY" in codes(spoiled)


@pytest.mark.parametrize(
    ("part", "box"),
    [("headline", "lead"), ("jump_head", "rest"), ("photo:cutline", "photo"), ("photo:credit", "photo")],
)
def test_heads_and_captions_are_copy_too(part: str, box: str) -> None:
    spoiled = SOUND.without(part=part, box=box)
    (lost,) = [finding for finding in spoiled.read() if finding.code == "COPY_LOST"]
    assert lost.box == box


def test_white_space_may_be_swallowed_but_nothing_else() -> None:
    text = "Jintan Times 報"
    story = replace(SOUND.issue.stories[1].parts[0], text=text)
    parts = (story, *SOUND.issue.stories[1].parts[1:])
    one, other = set_words(text, 0, 6), set_words(text, 7, 14)
    assert one.end < other.start

    def lines(line: SetLine) -> tuple[SetLine, ...]:
        return (replace(line, line=one), replace(line, line=other, baseline=line.baseline + SIZE // 100, x=line.x))

    spoiled = SOUND.with_story("brief", parts=parts).spoil(lines, box="brief-2", part="headline")
    assert not codes(spoiled) & {"COPY_LOST", "COPY_DOUBLED", "COPY_CHANGED"}
    gap = replace(other, start=8, runs=(replace(other.runs[0], start=8, text=text[8:14]),))
    worse = SOUND.with_story("brief", parts=parts).spoil(
        lambda line: (replace(line, line=one), replace(line, line=gap)), box="brief-2", part="headline"
    )
    assert "COPY_LOST" in codes(worse)


def test_a_geta_stands_for_a_missing_glyph_only() -> None:
    def geta(line: SetLine, *, missing: bool) -> tuple[SetLine]:
        run = line.line.runs[0]
        run = replace(run, text="〓" + run.text[1:])
        return (replace(line, line=replace(line.line, runs=(run,), missing=(run.start,) if missing else ())),)

    marked = SOUND.spoil(lambda line: geta(line, missing=True), box="lead", part="headline")
    silent = SOUND.spoil(lambda line: geta(line, missing=False), box="lead", part="headline")
    assert codes(marked) == {"GLYPH_MISSING"}
    assert codes(silent) == {"COPY_CHANGED"}


def test_a_picture_that_is_not_drawn_is_lost_and_a_crossed_frame_is_not() -> None:
    front = SOUND.pages[0]
    bare = replace(front, ink=tuple(ink for ink in front.ink if isinstance(ink, SetLine)))
    spoiled = replace(SOUND, pages=(bare, SOUND.pages[1]))
    assert codes(spoiled) == {"PICTURE_LOST"}

    flat = tuple(replace(ink, area=replace(ink.area, height=0)) if isinstance(ink, Image) else ink for ink in front.ink)
    assert codes(replace(SOUND, pages=(replace(front, ink=flat), SOUND.pages[1]))) == {"PICTURE_NO_ROOM"}

    crossed = tuple(
        ink if isinstance(ink, SetLine) else MissingPicture(GRID.area((1, 1), (13, 18)), "photo", PHOTO.name)
        for ink in front.ink
    )
    copies = tuple(
        replace(copy, picture=replace(PHOTO, asset=None)) if copy.box == "photo" else copy
        for copy in SOUND.issue.pages[0].boxes
    )
    issue = replace(SOUND.issue, pages=(replace(SOUND.issue.pages[0], boxes=copies), SOUND.issue.pages[1]))
    framed = replace(SOUND, issue=issue, pages=(replace(front, ink=crossed), SOUND.pages[1]))
    assert framed.read() == ()


@pytest.mark.parametrize(("top", "found"), [(0.1, set()), (0.4, {"PICTURE_CUT"})])
def test_a_picture_of_which_a_third_is_cut_off_is_a_warning(top: float, found: set[str]) -> None:
    front = SOUND.pages[0]
    cut = tuple(replace(ink, crop=(0.0, top, 1.0, 1.0)) if isinstance(ink, Image) else ink for ink in front.ink)
    spoiled = replace(SOUND, pages=(replace(front, ink=cut), SOUND.pages[1]))
    assert {finding.code for finding in spoiled.read()} == found
    assert codes(spoiled) == set()
