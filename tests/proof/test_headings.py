"""Heads to one another and to their copy: 碰題, 疊題, 背題, and the sizes of a page's heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.copy import Paragraph, ParagraphKind
from compositor.model.design import BLACK
from compositor.model.page import Ink, Rule, SetLine, Tint
from compositor.model.settings import Direction
from compositor.proof.areas import extent
from compositor.proof.headings import around, headings
from compositor.proof.sheets import sheets
from compositor.units import pt
from tests.proof.desk import GRID, LEADING, Desk, desk, set_words

Change = Callable[[SetLine], tuple[Ink, ...]]


def told(made: Desk, code: str) -> list[Finding]:
    return [finding for finding in made.read() if finding.code == code]


def head(made: Desk, box: str, change: Change) -> Desk:
    return made.spoil(change, box=box, part="headline")


def standing(
    x: float, y: float, *, size: float = 14, words: str = "黨報", face: str = "song-regular"
) -> Callable[[SetLine], tuple[SetLine]]:
    """Set a head anew at a place of the type area."""

    def moved(line: SetLine) -> tuple[SetLine]:
        made = set_words(words, 0, len(words), size=pt(size))
        made = replace(made, runs=tuple(replace(run, face=face) for run in made.runs))
        return (replace(line, line=made, x=GRID.left + pt(x), baseline=GRID.top + pt(y)),)

    return moved


def abreast(gap: float, **second: float | str) -> Desk:
    """Two heads of two characters in 14 points, side by side: the first is 28 points wide."""
    made = head(desk(), "lead", standing(0, 60))
    return head(made, "brief-2", standing(28 + gap, 60 + float(second.pop("down", 0)), **second))  # type: ignore[arg-type]


def test_heads_side_by_side_are_read_as_one() -> None:
    (finding,) = told(abreast(14), "HEADS_MEET")
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        'the heads of "衝刺全年目標" and "黨報黨刊征訂" stand side by side on page 1 and are read as one (碰題)'
    )
    assert str(finding.place) == "stories/brief.md:2:1"
    (second,) = (line for _, _, line in abreast(14).lines() if line.part == "headline" and line.box == "brief-2")
    assert finding.area == extent(second.em_boxes())
    assert finding.box == "brief-2"


@pytest.mark.parametrize(
    "second",
    [
        {"gap": 29.0},  # two ems apart
        {"gap": 14.0, "down": 15.0},  # on the next line
        {"gap": 14.0, "size": 18.0},
        {"gap": 14.0, "face": "hei-bold"},
    ],
)
def test_heads_that_differ_or_stand_apart_are_read_one_by_one(second: dict[str, float | str]) -> None:
    assert told(abreast(**second), "HEADS_MEET") == []  # type: ignore[arg-type]


def drawn(made: Desk, ink: Ink) -> Desk:
    front = replace(made.pages[0], ink=(*made.pages[0].ink, ink))
    return replace(made, pages=(front, *made.pages[1:]))


def test_a_rule_or_the_edge_of_a_tint_parts_heads() -> None:
    made = abreast(14)
    (second,) = (line for _, _, line in made.lines() if line.part == "headline" and line.box == "brief-2")
    area = around((second,))
    x = area.x - pt(5)
    assert told(drawn(made, Rule(x, area.y, x, area.bottom, pt("0.3"), "lead")), "HEADS_MEET") == []
    assert told(drawn(made, Tint(area, BLACK, "brief-2")), "HEADS_MEET") == []
    below = Rule(x, area.bottom + pt(5), x, area.bottom + pt(50), pt("0.3"), "lead")
    assert len(told(drawn(made, below), "HEADS_MEET")) == 1


def over(down: float) -> Desk:
    """The lead's head without its copy, and the brief's so many points under its baseline."""
    made = desk().without(box="lead", part="body").without(part="jump_line")
    return head(head(made, "lead", standing(0, 60)), "brief-2", standing(0, 60 + down))


def test_a_head_right_over_another_is_stacked() -> None:
    (finding,) = told(over(20), "HEADS_STACKED")
    assert finding.severity is Severity.WARNING
    assert '"衝刺全年目標" stands on that of "黨報黨刊征訂" on page 1' in finding.message


def test_heads_with_white_or_copy_between_are_not_stacked() -> None:
    assert told(over(14 + 45), "HEADS_STACKED") == []
    _, _, copy = next(one for one in desk().lines() if one[2].part == "body" and one[2].story == "sprint")
    between = replace(copy, x=GRID.left, baseline=GRID.top + pt(72))
    assert told(drawn(over(30), between), "HEADS_STACKED") == []


def test_copy_beside_a_head_keeps_it_from_being_stacked() -> None:
    _, _, copy = next(one for one in desk().lines() if one[2].part == "body" and one[2].story == "sprint")
    beside = replace(copy, x=GRID.left + pt(60), baseline=GRID.top + pt(58))
    assert told(drawn(over(20), beside), "HEADS_STACKED") == []


def upright(made: Desk, box: str, x: float) -> Desk:
    """A head of two characters in one upright line, its centre so many points into the type area."""

    def turned(line: SetLine) -> tuple[SetLine]:
        (level,) = standing(x, 40)(line)
        return (replace(level, line=replace(level.line, direction=Direction.VERTICAL)),)

    return head(made, box, turned)


def test_upright_heads_follow_one_another_to_the_left() -> None:
    made = desk().without(box="lead", part="body").without(part="jump_line")
    pair = upright(upright(made, "lead", 60), "brief-2", 40)
    (finding,) = told(pair, "HEADS_STACKED")
    assert '"衝刺全年目標" stands on that of "黨報黨刊征訂"' in finding.message
    assert told(upright(upright(made, "lead", 100), "brief-2", 40), "HEADS_STACKED") == []


def test_level_copy_beside_an_upright_head_keeps_it_from_being_stacked() -> None:
    _, _, copy = next(one for one in desk().lines() if one[2].part == "body" and one[2].story == "sprint")
    made = desk().without(box="lead", part="body").without(part="jump_line")
    pair = upright(upright(made, "lead", 60), "brief-2", 40)
    below = replace(copy, x=GRID.left + pt(30), baseline=GRID.top + pt(90))
    assert told(drawn(pair, below), "HEADS_STACKED") == []


@pytest.mark.parametrize(("rows", "wrong"), [(1, True), (2, False)])
def test_two_lines_at_least_stand_under_a_head(rows: int, wrong: bool) -> None:
    made = desk().spoil(lambda line: (line,) if line.row < 2 + rows else (), box="lead", part="body")
    found = told(made, "HEAD_FOOT")
    assert bool(found) is wrong
    if wrong:
        assert "the head '衝刺全年目標' stands at the foot of a column in box lead on page 1 with 1 line" in str(
            found[0]
        )


def subheaded(start: int, end: int) -> Desk:
    """The sound issue with one line of the lead's first column as a subhead."""
    made = desk()
    body = made.issue.stories[0].part("body")
    assert body is not None
    first, *rest = body.paragraphs
    split = (
        Paragraph(0, start),
        Paragraph(start, end, ParagraphKind.SUBHEAD),
        *((Paragraph(end, first.end),) if end < first.end else ()),
    )
    body = replace(body, paragraphs=(*split, *rest))
    parts = tuple(body if part.name == "body" else part for part in made.issue.stories[0].parts)
    return made.with_story("sprint", parts=parts)


def test_two_lines_at_least_stand_under_a_subhead_in_its_column() -> None:
    assert told(subheaded(28, 38), "HEAD_FOOT") == []
    (finding,) = told(subheaded(38, 43), "HEAD_FOOT")
    assert finding.severity is Severity.WARNING
    assert "the subhead" in finding.message
    assert "with 1 line under it (背題)" in finding.message


@pytest.mark.parametrize(("lines", "wrong"), [(0, True), (1, False), (9, False)])
def test_a_subhead_is_not_the_first_line_under_a_head_within_its_story(lines: int, wrong: bool) -> None:
    made = subheaded(28, 38)
    (under,) = (
        line for _, _, line in made.lines() if (line.story, line.part, line.line.start) == ("sprint", "body", 28)
    )
    at = (under.baseline - GRID.top - lines * LEADING) / pt(1)
    found = told(head(made, "lead", standing(0, at - 17)), "HEADS_STACKED")
    assert [one.message.partition(" in box")[0] for one in found] == (
        [f"the subhead {under.line.text!r} stands directly under the head of its story"] if wrong else []
    )


def test_a_story_that_ends_under_its_head_is_whole() -> None:
    made = desk().spoil(lambda line: (line,) if line.row == 1 else (), story="brief", part="body")
    first = next(line for _, _, line in made.lines() if line.story == "brief" and line.part == "body")
    body = made.issue.stories[1].part("body")
    assert body is not None
    assert len(told(made, "HEAD_FOOT")) == 1
    short = replace(body, text=body.text[: first.line.end])
    parts = tuple(short if part.name == "body" else part for part in made.issue.stories[1].parts)
    assert told(made.with_story("brief", parts=parts), "HEAD_FOOT") == []


def sized(lead: float, other: float, face: str = "song-regular") -> Desk:
    return head(head(desk(), "lead", standing(0, 60, size=lead)), "brief-2", standing(0, 200, size=other, face=face))


@pytest.mark.parametrize(("other", "almost"), [(24, False), (23.5, False), (22, True), (21.5, True), (21, False)])
def test_levels_of_heads_are_clear(other: float, almost: bool) -> None:
    found = told(sized(24, other), "HEAD_LEVELS")
    assert bool(found) is almost
    if almost:
        assert f'"衝刺全年目標" (24 pt) and "黨報黨刊征訂" ({other:g} pt) are almost of one size' in found[0].message
        assert found[0].severity is Severity.NOTE


def test_heads_in_two_faces_are_told_apart_at_almost_one_size() -> None:
    assert told(sized(24, 22, "kai-regular"), "HEAD_LEVELS") == []


@pytest.mark.parametrize(("many", "wrong"), [(4, False), (5, True)])
def test_a_page_has_four_levels_of_heads_at_most(many: int, wrong: bool) -> None:
    made = desk()
    _, _, line = next(one for one in made.lines() if one[2].part == "headline")
    for number, size in enumerate((48, 36, 28, 20, 14)[:many]):
        made = drawn(made, standing(0, 50 * number, size=size)(replace(line, box=f"b{number}", story="brief"))[0])
    made = made.without(box="lead", part="headline").without(box="brief-2", part="headline")
    assert [finding.message for finding in told(made, "HEAD_LEVELS")] == (
        ["on page 1 heads are of 5 levels: 48 pt, 36 pt, 28 pt, 20 pt, 14 pt"] if wrong else []
    )


def test_sizes_that_are_almost_one_are_one_level() -> None:
    made = desk()
    _, _, line = next(one for one in made.lines() if one[2].part == "headline")
    for number, size in enumerate((48, 36, 34, 28, 20)):
        made = drawn(made, standing(0, 50 * number, size=size)(replace(line, box=f"b{number}", story="brief"))[0])
    made = made.without(box="lead", part="headline").without(box="brief-2", part="headline")
    assert not any("levels" in finding.message for finding in told(made, "HEAD_LEVELS"))


@pytest.mark.parametrize(("size", "wrong"), [(23, False), (24, True), (30, True)])
def test_a_kicker_is_smaller_than_its_headline(size: float, wrong: bool) -> None:
    def kicked(line: SetLine) -> tuple[SetLine, SetLine]:
        (kicker,) = standing(0, 40, size=size)(line)
        return line, replace(kicker, part="kicker", baseline=line.baseline - 2 * LEADING)

    found = told(head(desk(), "lead", kicked), "HEAD_ORDER")
    assert bool(found) is wrong
    if wrong:
        assert f'kicker of "衝刺全年目標" ({size:g} pt) on page 1 is not smaller than its headline (24 pt)' in str(
            found
        )


def test_a_head_stands_where_its_em_boxes_do() -> None:
    made = desk()
    own = sheets(made.issue, made.design, made.dummy, made.pages)
    for page in made.pages:
        for heading in headings(page, own, frozenset({"headline", "deck", "body"})):
            assert heading.area == around(heading.lines)
