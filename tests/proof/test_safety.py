"""What stands in the safety zone along the trim is told: type, the focus of pictures, and art that ends there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Severity
from compositor.model.copy import Emphasis, Framing
from compositor.model.design import WHITE, Area, Colour
from compositor.model.lines import Annotation, Side
from compositor.model.page import Image, Ink, Rule, SetLine, Tint, Trace
from compositor.proof.safety import near_trim
from compositor.proof.sheets import sheets
from compositor.units import mm, pt
from tests.proof.desk import Desk, desk

RED = Colour("red", (0, 100, 100, 0), (255, 0, 0))
ZONE = mm(5)


def told(made: Desk, zone: int = ZONE) -> list[tuple[str, Severity, str, str]]:
    design = made.with_paper(safety=zone).design
    found = list(near_trim(sheets(made.issue, design, made.dummy, made.pages)))
    assert all(one.area and one.code == "SAFETY" for one in found)
    return [(one.page, one.severity, one.box, one.message) for one in found]


def beside(ink: Ink) -> Desk:
    """Return the sound issue with one more piece of ink on its first page."""
    made = desk()
    first = made.pages[0]
    return replace(made, pages=(replace(first, ink=(*first.ink, ink)), *made.pages[1:]))


def words(x: int, y: int, **more: object) -> SetLine:
    line = next(ink for ink in desk().pages[0].ink if isinstance(ink, SetLine) and ink.line.text.strip())
    return replace(line, x=x, baseline=y, box="lead", **more)  # type: ignore[arg-type]


def test_a_sound_page_has_nothing_in_its_zone_and_papers_without_one_are_not_judged() -> None:
    assert told(desk()) == []
    assert told(beside(words(pt(2), pt(100))), zone=0) == []


@pytest.mark.parametrize("edge", ["left", "top", "right", "foot"])
def test_type_near_any_edge_is_told_with_its_box_and_words(edge: str) -> None:
    page, line = desk().pages[0], words(0, 0)
    wide = line.line.indent + line.line.width
    x = {"left": pt(4) - line.line.indent, "right": page.width - wide - pt(4)}.get(edge, pt(100))
    y = {"top": pt(4) + pt("7.8"), "foot": page.height - pt(4)}.get(edge, pt(150))
    ((label, severity, box, message),) = told(beside(words(x, y)))
    assert (label, severity, box) == (page.label, Severity.WARNING, "lead")
    assert line.line.text[:3] in message
    assert "pt from the trim" in message


def test_what_stands_beside_a_line_counts() -> None:
    line = words(pt(100), ZONE + pt(11))
    dots = Annotation(Emphasis.DOTS, 0, 1, 0, pt(10), Side.OVER, pt(4), pt(4), pt(10))
    assert told(beside(line)) == []
    assert len(told(beside(replace(line, line=replace(line.line, annotations=(dots,)))))) == 1


PAGE = desk().pages[0]
INSIDE = Area(mm(2), mm(30), mm(20), mm(20))
BLEEDING = Area(-mm(3), mm(30), mm(20), mm(20))


@pytest.mark.parametrize(
    ("ink", "kinds"),
    [
        (Tint(INSIDE, RED, "lead"), ["a tint"]),
        (Tint(INSIDE, WHITE, "lead"), []),
        (Tint(BLEEDING, RED, "lead"), []),
        (Tint(Area(-mm(3), mm(2), mm(20), mm(20)), RED, "lead"), ["a tint"]),
        (Tint(Area(-mm(3), -mm(3), PAGE.width + mm(6), PAGE.height + mm(6)), RED, "lead"), []),
        (Rule(mm(3), mm(40), mm(60), mm(40), pt(1), "lead"), ["a rule"]),
        (Rule(-mm(3), mm(40), mm(60), mm(40), pt(1), "lead"), []),
        (Trace((("m", (mm(2), mm(9))), ("l", (mm(9), mm(9))), ("l", (mm(9), mm(20)))), "lead", RED), ["art"]),
    ],
    ids=["tint", "white", "bleeding", "bleeding at one edge", "full page", "rule", "rule over", "path"],
)
def test_art_that_ends_in_the_zone_is_told_and_what_runs_off_the_page_is_not(ink: Ink, kinds: list[str]) -> None:
    found = [message for *_, message in told(beside(ink))]
    assert [any(f"has {kind} " in message for message in found) for kind in kinds] == [True] * len(found)
    assert len(found) == len(kinds)


@pytest.mark.parametrize(("focus", "near"), [((0.01, 0.5), True), ((0.5, 0.5), False), (None, False)])
def test_the_focus_of_a_picture_that_runs_off_the_page_is_told(focus: tuple[float, float] | None, near: bool) -> None:
    made = desk()
    first, placed = made.issue.pages[0], made.pages[0]
    photo = next(one for one in first.boxes if one.picture)
    assert photo.picture
    framed = replace(photo, picture=replace(photo.picture, framing=Framing(focus=focus)))
    boxes = tuple(framed if one is photo else one for one in first.boxes)
    wide = Area(0, mm(30), placed.width, mm(40))
    ink = tuple(replace(one, area=wide) if isinstance(one, Image) else one for one in placed.ink)
    issue = replace(made.issue, pages=(replace(first, boxes=boxes), *made.issue.pages[1:]))
    found = told(replace(made, issue=issue, pages=(replace(placed, ink=ink), *made.pages[1:])))
    assert [("the focus of picture" in message, box) for *_, box, message in found] == [(True, photo.box)] * near
