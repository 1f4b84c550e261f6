"""Overset, underset and empty boxes, in the words of the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Severity
from compositor.model.dummy import Fit
from compositor.model.page import SetLine
from compositor.model.rounds import Round
from compositor.model.settings import Direction
from compositor.proof import Room, rooms, withheld
from compositor.proof.fitting import _remedy
from compositor.proof.sheets import Sheets, sheets
from tests.proof.desk import BRIEF, GRID, SIZE, Desk, desk, part

SOUND = desk()


def sheets_of(one: Desk) -> Sheets:
    return sheets(one.issue, one.design, one.dummy, one.pages)


def oversets(text: str, *, characters: int, lines: int, byline: bool = False) -> Desk:
    """The brief with more body than its box has room for: ``text`` is what is left over."""
    story = SOUND.issue.stories[1]
    longer = part("body", BRIEF + text, "stories/brief.md", 6)
    parts = tuple(longer if one.name == "body" else one for one in story.parts)
    brief = replace(
        SOUND.fit.stories[1],
        overset_start=len(BRIEF),
        overset_characters=characters,
        overset_lines=lines,
    )
    spoiled = replace(SOUND.with_story("brief", parts=parts), fit=Fit((SOUND.fit.stories[0], brief)))
    return spoiled.without(part="byline") if byline else spoiled


def test_overset_is_said_in_the_words_of_the_desk() -> None:
    (finding,) = oversets("字" * 118, characters=118, lines=9).read()
    assert str(finding) == (
        'issues/2019-11-15/issue.yaml:41:9: error: OVERSET: "黨報黨刊征訂" has 118 characters (9 lines) '
        "left over after box brief-2 on page 1\n"
        "  hint: cut 118 characters, give box brief-2 9 more lines, or add a jump"
    )
    assert (finding.page, finding.box, finding.story) == ("01", "brief-2", "brief")


def test_one_character_is_singular() -> None:
    (finding,) = oversets("字", characters=1, lines=1).read()
    assert "has 1 character (1 line) left over" in finding.message
    assert finding.hint == "cut 1 character, give box brief-2 1 more line, or add a jump"


def test_a_byline_may_be_part_of_what_is_left_over() -> None:
    (finding,) = oversets("字" * 6, characters=10, lines=2, byline=True).read()
    assert finding.code == "OVERSET"


def test_a_byline_that_the_overset_does_not_count_is_lost() -> None:
    found = oversets("字" * 6, characters=6, lines=1, byline=True).codes()
    assert "COPY_LOST" in found


def test_an_overset_that_names_the_wrong_number_is_a_fault_of_the_program() -> None:
    found = oversets("字" * 118, characters=100, lines=9).codes()
    assert found == ["OVERSET", "FIT_WRONG"]


def test_copy_left_over_without_a_named_overset_is_lost() -> None:
    found = oversets("字" * 118, characters=0, lines=0).codes()
    assert found == ["COPY_LOST"]


def test_rooms_are_counted_on_the_ink() -> None:
    found = rooms(SOUND.dummy, SOUND.pages, GRID)
    assert found["01", "lead"] == Room(12, 0)
    assert found["02", "rest"] == Room(6, 0)
    shorter = SOUND.without(box="rest", column=1, row=3)
    assert rooms(shorter.dummy, shorter.pages, GRID)["02", "rest"] == Room(5, 1)


def taller(rows: int, *, taken: int = 0) -> Desk:
    """The sound issue with ``rows`` more rows in the brief's box, which stay free; the last have no room for lines."""
    old = SOUND.dummy.threads[1].boxes[0]
    box = replace(old.box, rows=(old.box.rows[0], old.box.rows[1] + rows))
    if taken:
        place = GRID.area(box.columns, (box.rows[1] - taken + 1, box.rows[1]))
        corners = ((place.x, place.y), (place.right, place.y), (place.right, place.bottom), (place.x, place.bottom))
        box = replace(box, rounds=(Round("seal", corners, gap=0, air=0, least=SIZE),))
    threads = (SOUND.dummy.threads[0], replace(SOUND.dummy.threads[1], boxes=(replace(old, box=box),)))
    return replace(SOUND.with_box("front", "brief-2", rows=box.rows), dummy=replace(SOUND.dummy, threads=threads))


def test_a_box_with_free_lines_is_a_warning_that_says_how_much_would_fill_it() -> None:
    (finding,) = [one for one in taller(3).read() if one.code == "UNDERSET"]
    assert finding.severity is Severity.WARNING
    assert 'box brief-2 on page 1 has 3 of 8 lines free below "黨報黨刊征訂"' in finding.message
    assert "about 30 characters" in finding.message
    assert "make the box 3 rows shorter" in finding.hint


def test_rows_without_room_for_a_line_beside_what_stands_there_are_not_free() -> None:
    (finding,) = [one for one in taller(5, taken=2).read() if one.code == "UNDERSET"]
    assert 'box brief-2 on page 1 has 3 of 8 lines free below "黨報黨刊征訂"' in finding.message
    assert [one for one in taller(5, taken=4).read() if one.code == "UNDERSET"] == []


def test_rows_of_a_box_are_counted_apart_from_the_lines_of_its_columns() -> None:
    shorter = SOUND
    for row in (1, 2, 3):
        shorter = shorter.without(box="rest", column=1, row=row)
    found = [one.hint for one in shorter.read() if one.code == "UNDERSET"]
    assert ["make the box 1 row shorter" in hint for hint in found] == [True]
    box = SOUND.dummy.threads[0].boxes[-1]
    assert _remedy(box, 9, sheets_of(SOUND)).startswith("give box rest 9 more lines, or")


def test_a_vertical_box_takes_what_is_left_over_by_becoming_wider() -> None:
    last = SOUND.dummy.threads[0].boxes[-1]
    box = replace(last, box=replace(last.box, direction=Direction.VERTICAL, flow=2))
    assert _remedy(box, 9, sheets_of(SOUND)).startswith("make box rest 5 lines wider, or add a jump")


def test_overset_before_a_jump_names_the_box_that_has_no_room() -> None:
    first, second = SOUND.dummy.threads[0].boxes
    assert "give box rest on page 2 more rows" in _remedy(first, 9, sheets_of(SOUND))
    bare = SOUND.without(box="lead", part="body")
    assert "give box lead more rows: the head leaves no room" in _remedy(first, 9, sheets_of(bare))
    assert second.copy.jump is None


def test_a_continuation_that_overset_copy_never_reached_is_not_told_again() -> None:
    spoiled = SOUND.without(box="rest", part="body")
    assert "CONTINUES_EMPTY" in spoiled.codes()
    over = replace(SOUND.fit.stories[0], overset_start=95, overset_characters=60, overset_lines=6)
    told = replace(spoiled, fit=replace(SOUND.fit, stories=(over, *SOUND.fit.stories[1:])))
    assert "CONTINUES_EMPTY" not in told.codes()


@pytest.mark.parametrize(("rows", "found"), [(0, False), (1, False), (2, True)])
def test_two_lines_are_free_only_in_a_large_box(rows: int, found: bool) -> None:
    assert ("UNDERSET" in taller(rows).codes()) is found


def test_a_box_of_the_template_that_nobody_filled_is_named_unless_optional() -> None:
    (finding,) = SOUND.with_box("front", "spare", optional=False).read()
    assert finding.code == "BOX_EMPTY"
    assert finding.severity is Severity.WARNING
    assert "box spare of template front stays empty on page 1" in finding.message
    assert "front.yaml:11:3" in finding.hint


def test_a_continuation_that_the_story_never_reached_names_both_boxes() -> None:
    story = SOUND.issue.stories[0]
    body = story.part("body")
    assert body is not None
    ended = part("body", body.text[:95], "stories/sprint.md", 8)
    parts = tuple(ended if one.name == "body" else one for one in story.parts)
    spoiled = SOUND.with_story("sprint", parts=parts)
    spoiled = replace(spoiled, jumps=()).without(box="rest").without(part="jump_line")
    found = [finding for finding in spoiled.read() if finding.code == "CONTINUES_EMPTY"]
    assert len(found) == 1
    assert 'box rest on page 2 continues "衝刺全年目標", but the story ends in box lead on page 1' in found[0].message
    assert str(found[0].place) == "issues/2019-11-15/issue.yaml:50:9"
    assert not [finding for finding in spoiled.read() if finding.severity is Severity.ERROR]


def test_pages_in_error_are_withheld_and_all_others_released() -> None:
    assert withheld(SOUND.read(), SOUND.jumps) == frozenset()
    over = oversets("字" * 118, characters=118, lines=9)
    assert withheld(over.read(), over.jumps) == {"01"}


def test_the_other_end_of_a_jump_is_withheld_if_the_fault_lies_in_that_thread() -> None:
    spoiled = SOUND.without(box="rest", part="body", row=3)
    assert withheld(spoiled.read(), spoiled.jumps) == {"01", "02"}


def test_one_hop_and_no_more() -> None:
    error = next(one for one in oversets("字" * 118, characters=118, lines=9).read())
    one, two = SOUND.jumps[0], replace(SOUND.jumps[0], from_page="02", to_page="03")
    sprint = replace(error, story="sprint", page="01")
    assert withheld([sprint], [one, two]) == {"01", "02"}
    assert withheld([replace(sprint, severity=Severity.WARNING)], [one, two]) == frozenset()


def test_a_line_of_another_story_does_not_hold_a_page() -> None:
    def off(line: SetLine) -> tuple[SetLine]:
        return (replace(line, x=line.x + GRID.gutter),)

    spoiled = SOUND.spoil(off, box="brief-2", part="headline")
    assert withheld(spoiled.read(), spoiled.jumps) <= {"01"}
