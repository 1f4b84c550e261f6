"""Marks that the region would write otherwise: told, each beside what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.copy import Part
from compositor.model.settings import Region
from compositor.proof.backwards import _turned
from compositor.proof.sheets import sheets
from compositor.proof.usage import usage
from compositor.text import set_lines
from compositor.text.letters import classes
from tests.proof.desk import desk, part
from tests.testface import type_case
from tests.text.composing import ems, matter

SOUND = desk()


def told(text: str, region: Region = Region.CN) -> list[Finding]:
    """Return what is said of a body that reads ``text``."""
    issue = SOUND.issue
    story = issue.stories[0]
    body: Part = part("body", text, "stories/sprint.md", 8)
    parts = tuple(body if one.name == "body" else one for one in story.parts)
    changed = replace(issue, stories=(replace(story, parts=parts), *issue.stories[1:]))
    paper = replace(SOUND.design.paper, setting=replace(SOUND.design.paper.setting, region=region))
    found = usage(sheets(changed, replace(SOUND.design, paper=paper), SOUND.dummy, SOUND.pages))
    return [finding for finding in found if finding.message.startswith("body")]


def codes(text: str, region: Region = Region.CN) -> list[str]:
    return [finding.code for finding in told(text, region)]


@pytest.mark.parametrize("text", ["百強縣(市)", "時間:12點", "增長,下降", "好!", "A(甲)B", "增長."])
def test_half_width_marks_beside_han_are_told(text: str) -> None:
    assert codes(text) == ["HALF_WIDTH"]


@pytest.mark.parametrize(
    "text", ["百強縣（市）", "在12:30開", "達1,234元", "用A(B)C", "www.a.cn网", "1.加强", "见v2.0版", "3-4/5"]
)
def test_half_width_marks_among_latin_are_not(text: str) -> None:
    assert codes(text) == []


def test_the_note_counts_and_has_the_place_of_the_first() -> None:
    (note,) = told("甲乙(丙)丁,戊")
    assert (note.severity, str(note.place)) == (Severity.NOTE, "stories/sprint.md:8:3")
    assert "3 half-width marks" in note.message


def test_quotes_of_another_region_are_told_and_nothing_is_changed() -> None:
    assert codes("他說“好”。") == []
    assert codes("他說「好」。") == ["QUOTES"]
    assert codes("他說「好」。", Region.TW) == codes("他說『好』。", Region.HK) == []
    assert codes("他說“好”。", Region.TW) == ["QUOTES"]


def test_ranges_written_in_two_ways_are_told() -> None:
    assert codes("9～10點，11～12點") == []
    assert codes("9—10點，11—12點") == []
    assert codes("9～10點，11～12點，1—2點") == ["RANGES"]
    assert "1—2" in told("9～10點，11～12點，1—2點")[0].message
    assert codes("9～10點，電話0519-8288") == []


def test_a_quote_of_several_paragraphs_opens_each_and_is_closed_in_the_last() -> None:
    assert codes("他說：“一。\n“二。”") == []
    assert codes("他說：“一。\n二。”") == ["QUOTE_OPEN"]
    assert codes("他說：“一。") == ["QUOTE_OPEN"]
    assert codes("it’s “一’二”") == []


def test_words_from_right_to_left_that_a_line_does_not_hold_in_their_order_are_told() -> None:
    def told_of(text: str, width: float) -> int:
        lines = set_lines(matter(text, latin_gap=0), ems(width), type_case())
        return sum(_turned(line, classes(line.text)) for line in lines)

    assert told_of("用אב גד字", 20) == 0
    assert told_of("用אבגד字", 3) == 0
    assert told_of("用אב גד אב גד אב גד字", 5) > 0
