"""Set lines: their glyphs and widths, and their places on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Severity
from compositor.model.copy import ParagraphKind
from compositor.model.lines import Line
from compositor.model.page import SetLine
from compositor.model.settings import Hanging
from compositor.proof.type import han_gap
from compositor.units import pt
from tests.proof.desk import BODY, GRID, SIZE, Desk, desk, set_words

SOUND = desk()
BODY_LINE = {"box": "lead", "part": "body", "column": 0, "row": 3}


def changed(line: SetLine, **changes: object) -> tuple[SetLine]:
    return (replace(line, line=replace(line.line, **changes)),)  # type: ignore[arg-type]


def stretched(line: Line, by: int) -> Line:
    run = replace(line.runs[0], advances=tuple(advance + by for advance in line.runs[0].advances))
    return replace(line, runs=(run,), width=sum(run.advances), measure=line.measure + len(run.advances) * by)


def found(spoiled: Desk, code: str) -> list[str]:
    return [finding.message for finding in spoiled.read() if finding.code == code]


def test_a_missing_glyph_names_character_number_story_and_source() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, missing=(9, 11)), **BODY_LINE)
    first, second = (finding for finding in spoiled.read() if finding.code == "GLYPH_MISSING")
    assert f"no face has {BODY[9]} U+{ord(BODY[9]):04X}" in first.message
    assert 'in body of "衝刺全年目標", page 1' in first.message
    assert str(first.place) == "stories/sprint.md:8:10"
    assert "point the role song at a face that has it" in first.hint
    assert first.severity is second.severity is Severity.ERROR
    assert BODY[11] in second.message


def test_a_missing_glyph_in_furniture_is_placed_in_the_template() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, missing=(0,)), box="folio")
    (finding,) = [one for one in spoiled.read() if one.code == "GLYPH_MISSING"]
    assert str(finding.place) == "front.yaml:5:7"
    assert finding.page == "02"


def test_a_line_wider_than_its_measure_is_an_error_where_hanging_marks_are_not_used() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, measure=line.line.measure - pt("0.1")), **BODY_LINE)
    assert found(spoiled, "LINE_WIDE") == [
        f"a line of box lead on page 1 is 0.10 pt wider than its measure: {BODY[8:18]!r}"
    ]
    style = replace(SOUND.design.templates["front"].boxes[0].style.styles["body"], hanging=Hanging.STOPS)
    box_style = SOUND.design.templates["front"].boxes[0].style
    hung = replace(box_style, styles=dict(box_style.styles) | {"body": style})
    assert not found(spoiled.with_box("front", "lead", style=hung), "LINE_WIDE")


def test_a_head_that_is_too_wide_says_how_many_characters_to_cut() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, measure=pt(100), tight=True), box="lead", part="headline")
    (finding,) = spoiled.read()
    assert finding.code == "HEAD_WIDE"
    assert 'headline of "衝刺全年目標" is 2 characters too long for box lead on page 1' in finding.message
    assert "cut 2 characters" in finding.hint


def test_a_justified_line_that_misses_its_measure_is_found() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, measure=line.line.measure + pt("0.1")), **BODY_LINE)
    assert len(found(spoiled, "LINE_SHORT")) == 1
    close = SOUND.spoil(lambda line: changed(line, measure=line.line.measure + pt("0.01")), **BODY_LINE)
    assert close.read() == ()


def test_a_width_that_the_advances_do_not_sum_to_is_found() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, width=line.line.width - pt(1)), box="lead", part="headline")
    assert len(found(spoiled, "LINE_SHORT")) == 1


def test_a_rescued_break_is_a_warning() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, rescued=True), **BODY_LINE)
    (finding,) = spoiled.read()
    assert (finding.code, finding.severity) == ("RESCUED", Severity.WARNING)


def test_han_gaps_over_an_eighth_of_an_em_are_noted_once_a_box() -> None:
    loose = stretched(set_words(BODY, 8, 17, measure=GRID.measure - SIZE), SIZE // 9)
    assert han_gap(loose) == pytest.approx(1 / 9, abs=0.001)
    spoiled = SOUND.spoil(lambda line: (replace(line, line=stretched(line.line, SIZE // 7)),), box="lead", part="body")
    (note,) = [finding for finding in spoiled.read() if finding.code == "LOOSE"]
    assert note.severity is Severity.NOTE
    assert "the widest gap is 0.14 em" in note.message
    even = SOUND.spoil(lambda line: (replace(line, line=stretched(line.line, SIZE // 9)),), box="lead", part="body")
    assert not found(even, "LOOSE")


def test_han_gaps_over_half_an_em_are_a_warning() -> None:
    spoiled = SOUND.spoil(lambda line: (replace(line, line=stretched(line.line, SIZE * 3 // 5)),), **BODY_LINE)
    (finding,) = [one for one in spoiled.read() if one.code == "LOOSE"]
    assert finding.severity is Severity.WARNING


def test_a_gap_beside_latin_is_no_han_gap() -> None:
    line = set_words("漢字AB漢字", 0, 6)
    wide = replace(line.runs[0], advances=(SIZE, SIZE * 5 // 4, SIZE // 2, SIZE * 3 // 4, SIZE, SIZE))
    assert han_gap(replace(line, runs=(wide,))) == 0.0


@pytest.mark.parametrize(
    ("x", "y", "code"),
    [
        (-pt(1), 0, "OUTSIDE_BOX"),
        (0, pt(200), "OUTSIDE_BOX"),
        (-pt(50), 0, "OUTSIDE_PAGE"),
        (0, pt(390), "OUTSIDE_PAGE"),
    ],
)
def test_copy_outside_its_box_or_page_is_an_error(x: int, y: int, code: str) -> None:
    def moved(line: SetLine) -> tuple[SetLine]:
        return (replace(line, x=line.x + x, baseline=line.baseline + y),)

    findings = [one for one in SOUND.spoil(moved, box="lead", part="headline").read() if one.code == code]
    assert [one.severity for one in findings] == [Severity.ERROR]
    copy = SOUND.issue.pages[0].box("lead")
    assert copy is not None
    assert findings[0].place == copy.place
    assert "give the box more rows" in findings[0].hint


def test_a_box_that_the_page_does_not_have_is_found() -> None:
    spoiled = SOUND.spoil(lambda line: (replace(line, box="nowhere"),), box="lead", part="headline")
    assert "OUTSIDE_BOX" in spoiled.codes()


def test_furniture_that_leaves_its_box_is_a_warning() -> None:
    spoiled = SOUND.spoil(lambda line: (replace(line, x=line.x - pt(5)),), box="folio")
    (finding,) = spoiled.read()
    assert (finding.code, finding.severity) == ("OUTSIDE_BOX", Severity.WARNING)


def test_copy_that_runs_into_another_box_is_an_error_unless_declared() -> None:
    def moved(line: SetLine) -> tuple[SetLine]:
        return (replace(line, baseline=GRID.baseline(14)),)

    spoiled = SOUND.spoil(moved, box="lead", part="jump_line")
    assert any("runs into box brief-2" in message for message in found(spoiled, "COLLISION"))
    declared = spoiled.with_box("front", "lead", overlaps=("brief-2",))
    assert not any("runs into" in message for message in found(declared, "COLLISION"))


def test_a_line_over_another_of_its_box_is_an_error() -> None:
    def moved(line: SetLine) -> tuple[SetLine]:
        return (replace(line, x=GRID.column_x(1), baseline=GRID.baseline(19)),)

    spoiled = SOUND.spoil(moved, part="photo:credit")
    (finding,) = spoiled.read()
    assert (finding.code, finding.severity) == ("COLLISION", Severity.ERROR)
    assert "stands over" in finding.message


@pytest.mark.parametrize(("by", "off"), [(pt("0.04"), False), (pt("0.06"), True), (-pt("0.06"), True)])
def test_body_lines_stand_on_the_grid(by: int, off: bool) -> None:
    spoiled = SOUND.spoil(lambda line: (replace(line, baseline=line.baseline + by),), **BODY_LINE)
    assert bool(found(spoiled, "OFF_GRID")) is off


def test_subheads_may_stand_between_the_lines_of_the_grid() -> None:
    story = SOUND.issue.stories[0]
    body = story.part("body")
    assert body is not None
    first = replace(body.paragraphs[0], kind=ParagraphKind.SUBHEAD)
    sub = replace(body, paragraphs=(first, *body.paragraphs[1:]))
    parts = tuple(sub if one.name == "body" else one for one in story.parts)
    spoiled = SOUND.with_story("sprint", parts=parts)
    moved = spoiled.spoil(lambda line: (replace(line, baseline=line.baseline + pt("0.4")),), **BODY_LINE)
    assert not found(moved, "OFF_GRID")


def test_columns_that_end_on_different_lines_are_noted() -> None:
    spoiled = SOUND.without(box="rest", column=0, row=3)
    assert any("end 1 line apart" in message for message in found(spoiled, "COLUMN_ENDS"))
    empty = SOUND.without(box="rest", column=1)
    assert not found(SOUND.without(box="rest", column=1, row=3), "COLUMN_ENDS")
    assert any("1 column being empty" in message for message in found(empty, "COLUMN_ENDS"))


def test_the_lead_head_is_one_and_a_half_times_the_next() -> None:
    def smaller(line: SetLine) -> tuple[SetLine]:
        return (replace(line, line=set_words("衝刺全年目標", 0, 6, size=pt(20), measure=pt(220))),)

    (finding,) = SOUND.spoil(smaller, box="lead", part="headline").read()
    assert (finding.code, finding.severity) == ("HEADS", Severity.WARNING)
    assert "(20 pt)" in finding.message
    assert "(14 pt)" in finding.message


@pytest.mark.parametrize(("up", "outside"), [(pt(2), False), (pt(3), True)])
def test_a_head_may_reach_a_tenth_of_its_size_over_its_box(up: int, outside: bool) -> None:
    """Its first line stands 2.88 points below the top edge: size 24, baseline at 24, em box 21.12 above it."""

    def moved(line: SetLine) -> tuple[SetLine]:
        return (replace(line, baseline=line.baseline - pt("2.88") - up),)

    spoiled = SOUND.spoil(moved, box="lead", part="headline")
    assert bool(found(spoiled, "OUTSIDE_BOX")) is outside


def test_a_looseness_that_could_not_be_had_is_noted() -> None:
    spoiled = SOUND.spoil(lambda line: changed(line, off=-1), **BODY_LINE)
    (note,) = spoiled.read()
    assert (note.code, note.severity) == ("LOOSENESS", Severity.NOTE)
    assert "could not be set 1 line shorter" in note.message
    assert note.place is not None


def test_a_line_outside_the_shape_of_its_box_is_found() -> None:
    """The shape counts, not the rectangle around it."""
    lead = SOUND.design.templates["front"].box("lead")
    assert lead is not None
    rows = lead.rows
    whole = ((1, 2), (rows[0], rows[0] + 3)), ((1, 2), (rows[0] + 4, rows[1]))
    assert not found(SOUND.with_box("front", "lead", shape=whole), "OUTSIDE_BOX")
    less = ((1, 2), (rows[0], rows[1] - 1)), ((1, 1), (rows[1], rows[1]))
    assert len(found(SOUND.with_box("front", "lead", shape=less), "OUTSIDE_BOX")) == 1


def test_a_line_that_runs_into_what_stands_inside_is_found() -> None:
    """The outer's own room ends where another box stands inside it."""
    lead = SOUND.design.templates["front"].box("lead")
    assert lead is not None
    inside = SOUND.with_box("front", "lead", holes=(((1, 1), (lead.rows[1], lead.rows[1])),))
    assert len(found(inside, "OUTSIDE_BOX")) == 1
