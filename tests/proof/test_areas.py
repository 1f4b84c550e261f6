"""Every finding that is bound to a page has its place there: the line of its copy, or its box."""

from __future__ import annotations

from dataclasses import replace

from compositor.errors import Finding, Place, Severity
from compositor.proof import told
from compositor.proof.areas import extent
from tests.proof.desk import GRID, LEAD, LEADING, Desk, desk


def read(made: Desk, *findings: Finding) -> tuple[Finding, ...]:
    return told(findings or made.read(), made.issue, made.design, made.dummy, made.pages)


def finding(place: Place | None, page: str = "01", box: str = "lead", code: str = "QUOTES") -> Finding:
    return Finding(code, Severity.NOTE, "so", "", place, page, box, "sprint")


def test_a_finding_about_the_copy_stands_where_the_copy_is_set() -> None:
    made = desk()
    _, _, line = next(one for one in made.lines() if one[2].part == "body" and one[2].row == 3)
    (found,) = read(made, finding(Place("stories/sprint.md", 8, line.line.start + 2)))
    assert found.area == extent(line.em_boxes())


def test_a_finding_about_copy_that_went_on_is_bound_to_the_page_where_it_stands() -> None:
    made = desk()
    at = next(line for page, _, line in made.lines() if page == 1 and line.part == "body").line.start
    body = made.issue.stories[0].part("body")
    assert body is not None
    (found,) = read(made, finding(body.source.place(at)))
    assert (found.page, found.box) == ("02", "rest")


def test_a_finding_about_a_box_has_the_box() -> None:
    (found,) = read(desk(), finding(Place("issues/2019-11-15/issue.yaml", 12, 9)))
    assert found.area == extent(GRID.area(LEAD.columns, LEAD.rows))


def test_a_finding_about_a_page_has_all_of_it_and_one_about_an_issue_none() -> None:
    page = desk().pages[0]
    whole = (0, 0, page.width, page.height)
    assert [one.area for one in read(desk(), finding(None, box=""), finding(None, page=""))] == [None, whole]


def test_an_area_that_is_known_is_kept() -> None:
    own = (1, 2, 3, 4)
    (found,) = read(desk(), replace(finding(None), area=own))
    assert found.area == own


def test_a_line_out_of_place_is_where_it_stands() -> None:
    moved = desk().spoil(lambda line: (replace(line, baseline=line.baseline + LEADING * 40),), part="jump_line")
    (found,) = (one for one in read(moved) if one.code == "OUTSIDE_PAGE")
    (line,) = (line for _, _, line in moved.lines() if line.part == "jump_line")
    assert found.area == extent(line.em_boxes())
