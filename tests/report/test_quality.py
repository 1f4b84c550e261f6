"""How even the lines are: measured on the ink, by story and page, and said only where there is something to say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.gaps import evenness, of_lines
from compositor.model.page import SetLine
from compositor.report import quality, quality_said
from compositor.report.quality import Quality, by_page, by_story
from compositor.text import set_lines
from tests.proof.desk import BODY, CUT, SIZE, desk
from tests.report.told import accounted_desk, opened, outcome, report
from tests.testface import EM, type_case
from tests.text.composing import HAN, composed, ems, matter

SOUND = outcome(desk())


def measured(text: str, width: float) -> Quality:
    """Return the measures of a paragraph's lines, ink apart."""
    page = SOUND.pages[0]
    lines = composed(text, width)
    inks = [SetLine(line, 0, 0, "lead", "sprint", "body", 0, row) for row, line in enumerate(lines)]
    found, squares = quality._of_lines(page, inks)
    found.squares = sum(squares)
    return found


def test_solid_lines_have_no_gaps() -> None:
    found = by_story(SOUND)["sprint"]
    assert found.lines == 13
    assert (found.mean_square, found.loose, found.loosest.gap, found.rescued, found.lone) == (0, 0, 0, 0, 0)


def test_gaps_are_measured_where_they_are() -> None:
    loose = outcome(opened(desk(), SIZE // 5, box="lead", part="body", row=3, column=0))
    pages, stories = by_page(loose), by_story(loose)
    assert pages["01"].loose == stories["sprint"].loose == 1
    assert (pages["02"].loose, stories["brief"].loose) == (0, 0)
    assert pages["01"].loosest.gap == pytest.approx(0.2, abs=0.001)
    assert (pages["01"].loosest.page, pages["01"].loosest.box) == ("01", "lead")
    assert pages["01"].mean_square > 0
    tight = outcome(opened(desk(), SIZE // 10, box="lead", part="body", row=3, column=0))
    assert by_page(tight)["01"].loose == 0


@pytest.mark.parametrize("width", [6.5, 9, 13, 17.5])
def test_measures_are_those_of_the_benchmark(width: float) -> None:
    text = "近年來，全區上下“咬定目標”不放鬆，推進創新求提升。全區總值161.52億元，" + HAN
    found = measured(text, width)
    lines = set_lines(matter(text), ems(width), type_case())
    other = evenness(of_lines(lines, EM), width)
    assert found.lines == other.lines
    assert found.mean_square == pytest.approx(other.mean_square, abs=0.01)
    assert found.loosest.gap == pytest.approx(other.loosest, abs=0.001)
    assert (found.loose, found.singles, found.squeezed) == (other.wide, other.singles, other.squeezed)


def test_single_marks_squeezed_are_counted() -> None:
    found = by_story(outcome(accounted_desk()))["brief"]
    assert (found.singles, found.squeezed) == (4, 1)


def test_one_character_in_a_last_line_is_counted() -> None:
    made = desk()
    body = made.issue.stories[0].part("body")
    assert body is not None
    last = body.paragraphs[0]

    def shorter(ink: SetLine) -> tuple[SetLine]:
        (run,) = ink.line.runs
        end = slice(-1, None)
        cut = replace(run, text=run.text[end], codes=run.codes[end], advances=run.advances[end], start=run.end - 1)
        return (replace(ink, line=replace(ink.line, start=ink.line.end - 1, runs=(cut,))),)

    lone = [ink for _, _, ink in made.lines() if ink.part == "body" and ink.line.end == last.end]
    assert by_story(SOUND)["sprint"].lone == 0
    told = outcome(made.spoil(shorter, line=lone[0].line))
    assert (by_story(told)["sprint"].lone, by_story(told)["sprint"].bare) == (1, 1)
    assert quality_said(told).startswith("quality: 1 last line of one character")
    found = Quality()
    quality._at_edge(found, composed("一二三四五六。", 3)[-1], ends_it=True, head=False, foot=False)
    assert (found.lone, found.bare) == (1, 0)


def test_single_lines_at_column_edges_are_counted() -> None:
    found = by_page(SOUND)
    columns: dict[tuple[str, int], list[SetLine]] = {}
    for _, _, ink in desk().lines():
        if (ink.story, ink.part) == ("sprint", "body"):
            columns.setdefault((ink.box, ink.column), []).append(ink)
    starts = {0, *(at + 1 for at, char in enumerate(BODY) if char == "\n")}
    ends = {len(BODY), *(at for at, char in enumerate(BODY) if char == "\n")}
    heads = sum(lines[0].line.end in ends for lines in columns.values())
    feet = sum(lines[-1].line.start in starts for lines in columns.values())
    assert CUT not in ends
    assert found["01"].edges + found["02"].edges == heads + feet


def test_nothing_is_said_of_even_lines() -> None:
    assert sum(page.edges for page in by_page(SOUND).values()) == 2
    assert quality_said(SOUND) == ""
    said = quality_said(outcome(opened(desk(), SIZE // 5, box="lead", part="body", row=3, column=0)))
    assert said == (
        "quality: 1 line with gaps over ⅛ em, 2 single lines at column edges; "
        "the loosest has 0.20 em (page 01, box lead)"
    )


def test_the_report_has_them_by_story_and_page() -> None:
    told = report(outcome(accounted_desk()))["quality"]
    assert [row["story"] for row in told["stories"]] == ["sprint", "brief"]
    assert [row["page"] for row in told["pages"]] == ["01", "02"]
    assert told["stories"][1]["squeezed_marks"] == 1
