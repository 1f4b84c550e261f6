"""White type: large enough for the press, and on a ground dark enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Severity
from compositor.model.design import BLACK, WHITE, Area, Colour
from compositor.model.page import Ink, SetLine, Tint
from compositor.proof.reversed import contrast_with_white
from compositor.units import pt
from tests.proof.desk import desk

GREY = Colour("grey", (0, 0, 0, 8), (238, 238, 238))
CODES = {"REVERSED_SMALL", "REVERSED_LOST"}


def told(ground: Colour | None, *, wider: float = 2, **paper: int) -> dict[str, Severity]:
    """What is found of a white headline on a ground that reaches so many points over it on all sides."""

    def white(line: SetLine) -> tuple[Ink, ...]:
        area, by = line.em_boxes(), pt(wider)
        place = Area(area.x - by, area.y - by, area.width + 2 * by, area.height + 2 * by)
        tint = (Tint(place, ground, line.box),) if ground else ()
        return (*tint, replace(line, colour=WHITE))

    made = desk().spoil(white, box="lead", part="headline").with_paper(**paper)
    return {finding.code: finding.severity for finding in made.read() if finding.code in CODES}


def test_white_type_on_black_is_sound() -> None:
    assert told(BLACK) == {}


def test_black_type_needs_no_ground() -> None:
    assert not CODES & set(desk().codes())


@pytest.mark.parametrize("ground", [None, WHITE, GREY], ids=["paper", "white", "pale"])
def test_white_type_without_a_dark_ground_is_lost(ground: Colour | None) -> None:
    assert told(ground) == {"REVERSED_LOST": Severity.ERROR}


def test_white_type_that_reaches_out_of_its_ground_is_lost() -> None:
    assert told(BLACK, wider=-8) == {"REVERSED_LOST": Severity.ERROR}


def test_white_type_under_the_papers_least_size_is_told() -> None:
    """GWG 2022 R0016: ten points, unless the paper says otherwise."""
    assert told(BLACK, least_reversed=pt(60)) == {"REVERSED_SMALL": Severity.WARNING}
    assert told(BLACK, least_reversed=0) == {}


def test_contrast_is_one_of_white_and_21_of_black() -> None:
    assert contrast_with_white(WHITE) == pytest.approx(1)
    assert contrast_with_white(BLACK) == pytest.approx(21)
