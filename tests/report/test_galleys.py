"""Galleys (小樣): as many lines as text sets, numbered and counted, heads above, nothing lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from compositor import intake, plan
from compositor.intake import Intake
from compositor.model.copy import ParagraphKind
from compositor.model.lines import Line
from compositor.report import MOST_MEASURE, Column, Desk, galley_pdf
from compositor.text import Matter, TypeCase, set_lines
from compositor.units import ems, pt
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def read() -> Intake:
    return intake.read(ROOT / "issues/2019-11-15")


@pytest.fixture(scope="module")
def case(read: Intake) -> TypeCase:
    return TypeCase(read.faces, read.hyphens, read.design.paper.setting, phrases=read.phrases)


def galley(read: Intake, case: TypeCase, slug: str, measure: int) -> bytes:
    style = plan.thread_of(read.issue, read.design, slug).boxes[0].box.style
    return galley_pdf(read.issue.story(slug), Column(style, measure), Desk.of(read.issue, read.design, case))


def text_of(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def set_by_text(read: Intake, case: TypeCase, slug: str, measure: int) -> list[Line]:
    style = plan.thread_of(read.issue, read.design, slug).boxes[0].box.style
    part, body = read.issue.story(slug).part("body"), style.style("body")
    assert part is not None
    assert {one.kind for one in part.paragraphs} == {ParagraphKind.TEXT}
    found: list[Line] = []
    for one in part.paragraphs:
        matter = Matter(part.text, one.start, one.end, part.spans, style, body, indent=body.indent)
        found += set_lines(replace(matter, looseness=one.looseness), (measure,), case)
    return found


@pytest.mark.parametrize("width", [7, 14, 18, 45])
def test_a_galley_has_as_many_lines_as_text_sets_at_its_measure(read: Intake, case: TypeCase, width: int) -> None:
    measure = ems(width, pt(9))
    assert measure <= MOST_MEASURE
    wanted = set_by_text(read, case, "cooperation", measure)
    told = text_of(galley(read, case, "cooperation", measure))
    found = re.search(r"正文共\s*(\d+)\s*行\s*(\d+)\s*字", told)
    assert found is not None
    part = read.issue.story("cooperation").part("body")
    assert part is not None
    assert (int(found[1]), int(found[2])) == (len(wanted), part.solid(0, len(part.text)))


def test_all_of_a_story_is_on_its_galley_over_several_sheets(read: Intake, case: TypeCase) -> None:
    content = galley(read, case, "sprint", ems(14, pt(9)))
    assert len(pypdfium2.PdfDocument(content)) > 1
    told = re.sub(r"\s|\d", "", text_of(content))
    for part in read.issue.story("sprint").parts:
        for paragraph in part.paragraphs:
            for word in re.findall("[\u4e00-\u9fff]{2,3}", part.text[paragraph.start : paragraph.end])[:1]:
                assert word in told, (part.name, word)
    numbers = text_of(content).split()
    assert all(str(number) in numbers for number in (1, 50, 100))


def test_the_same_story_gives_the_same_bytes(read: Intake, case: TypeCase) -> None:
    assert galley(read, case, "buses", ems(24, pt(9))) == galley(read, case, "buses", ems(24, pt(9)))
