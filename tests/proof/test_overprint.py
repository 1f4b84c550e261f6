"""Small black words on much colour: refused, with box and story."""

from __future__ import annotations

from compositor.errors import Severity
from compositor.model.design import Area, Colour
from compositor.model.page import Ink, Rule, SetLine, Tint
from compositor.units import pt
from tests.proof.desk import desk

RED, PALE = Colour("red", (0, 100, 100, 10), (200, 16, 46)), Colour("pale", (0, 20, 20, 0), (255, 230, 230))


def told(ground: Colour, part: str = "body", **paper: int) -> list[tuple[Severity, str, str]]:
    def tinted(line: SetLine) -> tuple[Ink, ...]:
        area, by = line.em_boxes(), pt(2)
        return Tint(Area(area.x - by, area.y - by, area.width + 2 * by, area.height + 2 * by), ground, line.box), line

    made = desk().spoil(tinted, box="lead", part=part).with_paper(**paper)
    return [(one.severity, one.box, one.story) for one in made.read() if one.code == "OVERPRINT"]


def test_body_text_on_much_colour_withholds_its_page() -> None:
    ((severity, box, story),) = told(RED)
    assert (severity, box) == (Severity.ERROR, "lead")
    assert story


def test_a_pale_ground_or_a_higher_limit_leaves_room() -> None:
    assert told(PALE) == []
    assert told(RED, ink_limit=300) == []


def test_large_words_may_knock_out() -> None:
    assert told(RED, "headline") == []


def test_a_thin_black_rule_on_much_colour_is_told() -> None:
    def ruled(line: SetLine) -> tuple[Ink, ...]:
        area = line.em_boxes()
        rule = Rule(area.x, area.y - pt(4), area.right, area.y - pt(4), pt("0.5"), line.box)
        return Tint(Area(area.x - pt(2), area.y - pt(8), area.width, pt(6)), RED, line.box), rule, line

    made = desk().spoil(ruled, box="lead", part="headline")
    assert [one.severity for one in made.read() if one.code == "OVERPRINT"] == [Severity.WARNING]
