"""Art at the edge of a page with bleed reaches over it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Severity
from compositor.model.design import WHITE, Area, Colour
from compositor.model.page import Ink, Rule, Tint, Trace
from compositor.proof.bleed import _ends_short, short_bleeds
from compositor.proof.sheets import Sheets
from compositor.units import mm, pt
from tests.press.made_up import PAGES

PAGE = replace(PAGES[0], bleed=mm(3))
RED = Colour("red", (0, 100, 100, 0), (255, 0, 0))
EDGE = Area(0, mm(50), mm(40), mm(40))


def arch(handle: int) -> Trace:
    """Return a bow from 3 mm under the trim, its handles so far over it; it comes three quarters of their way."""
    return Trace((("m", (mm(50), mm(3))), ("c", (mm(50), -handle, mm(90), -handle, mm(90), mm(3)))), "ad", fill=RED)


def told(tint: Ink, bleed: int = mm(3)) -> list[tuple[str, Severity, str]]:
    page = replace(PAGE, bleed=bleed, ink=(tint,))
    desk = Sheets.__new__(Sheets)
    object.__setattr__(desk, "pages", (page,))
    object.__setattr__(desk, "_drawn", {})
    return [(one.code, one.severity, one.box) for one in short_bleeds(desk)]


def test_a_tint_that_ends_at_the_trim_is_told() -> None:
    assert told(Tint(EDGE, RED, "ad")) == [("BLEED", Severity.WARNING, "ad")]


def test_white_and_pages_without_bleed_are_not() -> None:
    assert told(Tint(EDGE, WHITE, "ad")) == []
    assert told(Tint(EDGE, RED, "ad"), bleed=0) == []


@pytest.mark.parametrize(
    ("ink", "short"),
    [
        (Rule(0, mm(50), mm(60), mm(50), pt(1), "ad", RED), True),
        (Rule(-mm(3), mm(50), mm(60), mm(50), pt(1), "ad", RED), False),
        (Rule(mm(3), mm(50), mm(60), mm(50), pt(1), "ad", RED), False),
        (Rule(0, mm(50), mm(60), mm(50), pt(1), "ad", WHITE), False),
        (Rule(mm(3), 0, mm(60), 0, pt(1), "ad", RED), True),
        (Trace((("m", (mm(9), mm(9))), ("l", (mm(9), 0)), ("l", (mm(20), mm(9)))), "ad", fill=RED), True),
        (Trace((("m", (mm(9), mm(9))), ("l", (mm(9), -mm(4))), ("l", (mm(20), mm(9)))), "ad", fill=RED), False),
        (Trace((("m", (mm(9), mm(9))), ("l", (mm(9), 0)), ("l", (mm(20), mm(9)))), "ad", fill=WHITE), False),
        (arch(mm(1)), True),
        (arch(mm("0.8")), False),
        (replace(arch(mm("0.8")), stroke=RED, weight=mm("0.4")), True),
    ],
    ids=["rule", "over", "apart", "white", "along", "path", "path over", "white path", "bow", "flat bow", "its line"],
)
def test_rules_and_paths_that_end_at_the_trim_are_told(ink: Ink, short: bool) -> None:
    """A curve where it turns, not where its handles are: the arch ends on the trim, its handles over it."""
    assert told(ink) == ([("BLEED", Severity.WARNING, "ad")] if short else [])


@pytest.mark.parametrize(
    ("area", "short"),
    [
        (Area(-mm(3), mm(50), mm(40), mm(40)), False),
        (Area(-mm(2), mm(50), mm(40), mm(40)), True),
        (Area(mm(5), mm(50), mm(40), mm(40)), False),
        (Area(mm(250), mm(50), mm(23), mm(40)), False),
        (Area(mm(250), mm(50), mm(20), mm(40)), True),
        (Area(mm(50), mm(380), mm(20), mm(10)), True),
        (Area(mm(50), mm(380), mm(20), mm(13)), False),
    ],
)
def test_all_four_edges_count(area: Area, short: bool) -> None:
    assert _ends_short(area, PAGE) is short
