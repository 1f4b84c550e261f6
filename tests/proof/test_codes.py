"""QR codes that a reader's telephone couldn't read are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Severity
from compositor.model.assets import Asset
from compositor.model.design import BLACK, WHITE, Area, Colour
from compositor.model.page import Image, Ink, Rule, Tint
from compositor.units import mm, pt
from tests.proof.desk import GRID, desk

SOUND = desk()
FREE = Area(GRID.left, GRID.row_y(10), 33 * mm("0.5"), 33 * mm("0.5"))
"""A place on page two below all its copy."""
GREY = Colour("grey", (0, 0, 0, 20), (200, 200, 200))


def found(*ink: Ink, least: int = mm("0.4")) -> list[Finding]:
    """What is said of codes where page two has this ink below all else."""
    page = SOUND.pages[1]
    spoiled = replace(SOUND, pages=(SOUND.pages[0], replace(page, ink=(*page.ink, *ink))))
    return [one for one in spoiled.with_paper(qr_module=least).read() if one.code.startswith("QR_")]


def code(area: Area = FREE) -> Image:
    return Image(Asset("qr:M:https://example.org", "cd" * 32, 33, 33, b""), area, "folio", "")


def test_a_code_on_white_with_wide_modules_is_sound() -> None:
    assert found(code()) == []


def test_modules_under_the_least_are_told_with_the_width_that_is_needed() -> None:
    area = replace(FREE, width=33 * mm("0.3"), height=33 * mm("0.3"))
    (finding,) = found(code(area))
    assert (finding.code, finding.severity, finding.page) == ("QR_NARROW", Severity.WARNING, "02")
    assert "0.30 mm wide, under 0.40 mm" in finding.message
    assert "at least 13.2 mm wide" in finding.hint
    assert found(code(area), least=mm("0.25")) == []


@pytest.mark.parametrize("before", [False, True])
def test_a_rule_in_the_quiet_zone_is_told(before: bool) -> None:
    y = FREE.y + pt(2)
    rule = Rule(FREE.x, y, FREE.right, y, pt(1), "folio", BLACK)
    ink = (rule, code()) if before else (code(), rule)
    assert [finding.code for finding in found(*ink)] == ["QR_QUIET"]


def test_a_tint_behind_a_code_is_told_unless_white_lies_between() -> None:
    tint = Tint(replace(FREE, width=pt(90)), GREY, "folio")
    white = Tint(FREE, WHITE, "folio")
    assert [finding.code for finding in found(tint, code())] == ["QR_QUIET"]
    assert found(tint, white, code()) == []


def test_what_only_touches_the_quiet_zone_is_no_fault() -> None:
    x = FREE.right + pt(1)
    assert found(code(), Rule(x, FREE.y, x, FREE.bottom, pt(1), "folio", BLACK)) == []
