"""Inks as the press takes them: plans, limits, tints behind small type, type and rules in several inks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.assets import Asset, Tones
from compositor.model.design import BLACK, WHITE, Area, Colour
from compositor.model.page import Image, Ink, Rule, SetLine, Tint, Trace
from compositor.model.printing import InkPlan, Printing
from compositor.units import pt
from tests.proof.desk import Desk, desk

RED = Colour("red", (0, 100, 100, 10), (200, 16, 46))
WASH = Colour("wash", (0, 0, 0, 8), (238, 238, 238))
DARKER = Colour("darker", (0, 0, 0, 9), (236, 236, 236))
LEMON = Colour("lemon", (0, 2, 40, 0), (255, 250, 180))
RICH = Colour("rich", (50, 45, 40, 90), (20, 20, 20))
DEEP = Colour("deep", (80, 70, 60, 20), (20, 20, 40))
CODES = {"INK_PLAN", "INK_OVER", "RICH_BLACK", "RULE_INKS", "INKS_SMALL", "TINT_DARK"}
AREA = Area(pt(10), pt(300), pt(60), pt(40))


def found(made: Desk) -> list[Finding]:
    return [one for one in made.read() if one.code in CODES]


def told(made: Desk) -> dict[str, tuple[Severity, str, str]]:
    return {one.code: (one.severity, one.page, one.box) for one in found(made)}


def coloured(colour: Colour, *, part: str = "body", ground: Colour | None = None) -> Desk:
    """Give the lines of a part of the lead a colour, and a ground that reaches two points over each."""

    def painted(line: SetLine) -> tuple[Ink, ...]:
        area, by = line.em_boxes(), pt(2)
        under = Area(area.x - by, area.y - by, area.width + 2 * by, area.height + 2 * by)
        return (*((Tint(under, ground, line.box),) if ground else ()), replace(line, colour=colour))

    return desk().spoil(painted, box="lead", part=part)


def printed(made: Desk, plan: InkPlan, *more: Ink) -> Desk:
    """Return a desk whose first page has a plan, its pictures in grey, and further ink."""
    first, *rest = made.pages
    grey = [
        replace(ink, asset=replace(ink.asset, tones=Tones.GREY)) if isinstance(ink, Image) else ink for ink in first.ink
    ]
    return replace(made, pages=(replace(first, plan=plan, ink=(*grey, *more)), *rest))


def test_a_page_in_black_is_sound_as_it_is() -> None:
    assert told(desk()) == {}
    assert told(printed(desk(), InkPlan.BLACK)) == {}


def test_colours_without_a_plate_are_told_with_their_box() -> None:
    art = Image(Asset("a.jpg", "x", 9, 9, b""), AREA, "photo", "")
    made = printed(desk(), InkPlan.BLACK, Tint(AREA, RED, "photo"), Rule(0, 0, 9, 9, pt(1), "lead", RED), art)
    notes = [one for one in found(made) if one.code == "INK_PLAN"]
    assert {(one.box, one.severity) for one in notes} == {("photo", Severity.NOTE), ("lead", Severity.NOTE)}
    assert "black alone" in notes[0].message
    assert any("red, a picture" in one.message for one in notes)
    grey = replace(art, asset=replace(art.asset, tones=Tones.GREY))
    assert told(printed(desk(), InkPlan.BLACK, grey)) == {}


def test_the_second_colour_has_its_plates() -> None:
    sea = Colour("sea", (90, 70, 0, 20), (29, 79, 145))
    assert told(printed(desk(), InkPlan.RED, Tint(AREA, RED, "photo"))) == {}
    assert set(told(printed(desk(), InkPlan.RED, Tint(AREA, sea, "photo")))) == {"INK_PLAN"}
    paper = {"printing": Printing(second=("magenta",))}
    assert set(told(printed(desk().with_paper(**paper), InkPlan.RED, Tint(AREA, RED, "photo")))) == {"INK_PLAN"}


def test_a_colour_over_the_ink_limit_withholds_its_page() -> None:
    """ISO 12647-3:2013: 220 percent."""
    for ink in (
        Tint(AREA, DEEP, "photo"),
        Rule(0, 0, pt(9), 0, pt(1), "photo", DEEP),
        Trace((("m", (0, 0)), ("l", (9, 9))), "photo", fill=DEEP),
    ):
        assert told(printed(desk(), InkPlan.COLOUR, ink)) == {"INK_OVER": (Severity.ERROR, "01", "photo")}
    assert told(printed(desk().with_paper(ink_limit=240), InkPlan.COLOUR, Tint(AREA, DEEP, "photo"))) == {}


def test_type_in_rich_black_is_told() -> None:
    """GWG 2022 R0015; under a limit of 220 it is over the limit too, and that is told."""
    made = coloured(RICH, part="headline")
    assert told(made.with_paper(ink_limit=300)) == {"RICH_BLACK": (Severity.WARNING, "01", "lead")}
    assert told(made) == {"INK_OVER": (Severity.ERROR, "01", "lead")}


@pytest.mark.parametrize(
    ("colour", "weight", "codes"),
    [(BLACK, "0.1", set()), (RED, "0.2", {"RULE_INKS"}), (RED, "0.25", set()), (WHITE, "0.2", {"RULE_INKS"})],
)
def test_fine_rules_have_one_ink(colour: Colour, weight: str, codes: set[str]) -> None:
    """GWG 2022 R0018 and R0019."""
    assert set(told(printed(desk(), InkPlan.COLOUR, Rule(0, 0, pt(9), 0, pt(weight), "photo", colour)))) == codes


def test_small_type_has_one_ink() -> None:
    """GWG 2022 R0017: ten points, unless the paper says otherwise."""
    fussy = {"printing": Printing(least_inks=pt("10.5"))}
    assert told(coloured(RED).with_paper(**fussy)) == {"INKS_SMALL": (Severity.WARNING, "01", "lead")}
    assert told(coloured(RED, part="headline").with_paper(**fussy)) == {}
    assert told(coloured(RED)) == {}
    assert told(coloured(Colour("one", (0, 80, 0, 0), (200, 0, 90))).with_paper(**fussy)) == {}
    assert "INKS_SMALL" not in told(printed(coloured(RED).with_paper(**fussy), InkPlan.BLACK))


@pytest.mark.parametrize(("ground", "codes"), [(WASH, set()), (DARKER, {"TINT_DARK"}), (LEMON, set())])
def test_small_type_stands_on_pale_tints(ground: Colour, codes: set[str]) -> None:
    """A tint of 12 percent prints as 25 with coldset's dot gain; yellow doesn't darken."""
    assert set(told(coloured(BLACK, ground=ground))) == codes
    assert told(coloured(BLACK, part="headline", ground=ground)) == {}
    assert told(coloured(BLACK, ground=ground).with_paper(printing=Printing(text_tint=9))) == {}


def test_severities_are_the_papers() -> None:
    from compositor.model.findings import RATINGS

    assert all(not RATINGS[code].fixed for code in CODES)
