"""Seeded faults: readings lost, changed and doubled, dots lost; and lines too near for what stands between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.copy import Emphasis, Part, Span
from compositor.model.lines import Annotation, Gloss, Side
from compositor.model.page import Page, SetLine
from compositor.proof.type import han_gap
from compositor.units import pt
from tests.proof.desk import SIZE, Desk, desk, words

SOUND = desk()
BASE = 3
READING = "chū"


def annotation(
    emphasis: Emphasis, start: int, *, text: str = "", side: Side = Side.OVER, depth: int = SIZE // 2
) -> Annotation:
    glosses = (Gloss(words(text, SIZE // 2), 0, SIZE),) if text else ()
    return Annotation(emphasis, start, start + 1, 0, SIZE, side, 0, depth, SIZE, glosses)


def with_spans(spoiled: Desk, *spans: Span) -> Desk:
    """The desk with spans in the body of the story sprint."""

    def marked(part: Part) -> Part:
        return replace(part, spans=spans) if part.name == "body" else part

    stories = tuple(
        replace(story, parts=tuple(map(marked, story.parts))) if story.slug == "sprint" else story
        for story in spoiled.issue.stories
    )
    return replace(spoiled, issue=replace(spoiled.issue, stories=stories))


def beside(spoiled: Desk, *annotations: Annotation) -> Desk:
    """The desk with annotations beside the second line of that body."""
    done = False

    def line(ink: object) -> object:
        nonlocal done
        if isinstance(ink, SetLine) and (ink.story, ink.part, ink.line.start) == ("sprint", "body", 8) and not done:
            done = True
            return replace(ink, line=replace(ink.line, annotations=annotations))
        return ink

    def page(one: Page) -> Page:
        return replace(one, ink=tuple(map(line, one.ink)))  # type: ignore[arg-type]

    pages = tuple(map(page, spoiled.pages))
    assert done
    return replace(spoiled, pages=pages)


def found(spoiled: Desk, code: str) -> list[Finding]:
    return [finding for finding in spoiled.read() if finding.code == code]


RUBY = Span(8 + BASE, 8 + BASE + 1, Emphasis.RUBY, READING)
SET = annotation(Emphasis.RUBY, 8 + BASE, text=READING)


def test_a_reading_that_stands_beside_its_base_is_in_order() -> None:
    assert not [one for one in beside(with_spans(SOUND, RUBY), SET).read() if one.severity is Severity.ERROR]


def test_a_lost_reading_is_named_with_its_base() -> None:
    (finding,) = found(with_spans(SOUND, RUBY), "COPY_LOST")
    assert repr(READING) in finding.message
    assert finding.place is not None


@pytest.mark.parametrize(
    ("annotations", "code"),
    [
        ((SET, SET), "COPY_DOUBLED"),
        ((annotation(Emphasis.RUBY, 8 + BASE, text="chu"),), "COPY_CHANGED"),
        ((SET, annotation(Emphasis.RUBY, 8 + BASE + 1, text="dōng")), "COPY_CHANGED"),
        ((annotation(Emphasis.RUBY, 8 + BASE + 1, text=READING),), "COPY_LOST"),
    ],
    ids=["twice", "changed", "not in the copy", "beside another"],
)
def test_a_reading_that_is_doubled_changed_or_misplaced_is_found(
    annotations: tuple[Annotation, ...], code: str
) -> None:
    assert found(beside(with_spans(SOUND, RUBY), *annotations), code)


@pytest.mark.parametrize("emphasis", [Emphasis.DOTS, Emphasis.NAME, Emphasis.TITLE])
def test_dots_and_lines_that_are_not_drawn_are_found(emphasis: Emphasis) -> None:
    spoiled = with_spans(SOUND, Span(8, 12, emphasis))
    assert found(spoiled, "COPY_CHANGED")
    drawn = annotation(emphasis, 9, side=Side.UNDER, depth=SIZE // 10)
    assert not found(beside(spoiled, drawn), "COPY_CHANGED")


def test_a_character_of_a_reading_that_no_face_has_is_told() -> None:
    lacking = replace(SET.glosses[0].line, missing=(1,))
    spoiled = beside(with_spans(SOUND, RUBY), replace(SET, glosses=(replace(SET.glosses[0], line=lacking),)))
    (finding,) = found(spoiled, "GLYPH_MISSING")
    assert READING[1] in finding.message


def test_a_reading_on_the_line_above_is_told() -> None:
    near = replace(SET, at=3 * SIZE, distance=SIZE // 2)
    (finding,) = found(beside(with_spans(SOUND, RUBY), near), "BETWEEN_LINES")
    assert finding.severity is Severity.WARNING


def test_a_line_gap_of_half_the_size_does_for_one_side_and_not_for_both() -> None:
    """clreq #handling_interlinear_punctuation: 1/2 of the size, 5/8 with something on both sides."""
    under = annotation(Emphasis.DOTS, 9, side=Side.UNDER, depth=SIZE // 10)
    spans = (RUBY, Span(9, 10, Emphasis.DOTS))
    assert not found(beside(with_spans(SOUND, RUBY), SET), "LINE_GAP")
    (finding,) = found(beside(with_spans(SOUND, *spans), SET, under), "LINE_GAP")
    assert "0.625 em" in finding.message
    assert finding.severity is Severity.NOTE


def test_type_without_anything_beside_it_may_be_set_solid() -> None:
    assert pt(15) - SIZE == SIZE // 2
    assert not found(SOUND, "LINE_GAP")


def test_the_room_of_readings_is_no_loose_line() -> None:
    line = replace(words("漢字工廠"), start=0, end=4)
    run = replace(line.runs[0], start=0, end=4, advances=(SIZE * 3 // 2,) * 4)
    bases = tuple(annotation(Emphasis.RUBY, at, text="zi") for at in range(4))
    assert han_gap(replace(line, runs=(run,))) == 0.5
    assert han_gap(replace(line, runs=(run,), annotations=bases)) == 0
