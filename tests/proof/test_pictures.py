"""Pictures as they stand on the pages: pixels to the inch, and what is in view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Severity
from compositor.model.copy import Framing
from compositor.model.drawing import Drawing
from compositor.model.page import Image
from compositor.proof import pictures_shown
from tests.proof.desk import ASSET, PHOTO, Desk, desk

SOUND = desk()


def sized(width: int, height: int, *, drawing: Drawing | None = None) -> Desk:
    """The issue with its picture of that many pixels, 100 by 90 points on paper."""
    asset = replace(ASSET, width=width, height=height, drawing=drawing)
    return framed(Framing(), lambda ink: replace(ink, asset=asset), asset=asset)


def framed(framing: Framing, change: object, **changes: object) -> Desk:
    page = SOUND.issue.pages[0]
    picture = replace(PHOTO, framing=framing, **changes)  # type: ignore[arg-type]
    boxes = tuple(replace(copy, picture=picture) if copy.box == "photo" else copy for copy in page.boxes)
    ink = tuple(change(one) if isinstance(one, Image) else one for one in SOUND.pages[0].ink)  # type: ignore[operator]
    issue = replace(SOUND.issue, pages=(replace(page, boxes=boxes), SOUND.issue.pages[1]))
    return replace(SOUND, issue=issue, pages=(replace(SOUND.pages[0], ink=ink), SOUND.pages[1]))


@pytest.mark.parametrize(("width", "height", "found"), [(300, 240, []), (201, 400, [144.7]), (400, 150, [120])])
def test_a_picture_has_the_pixels_of_its_poorer_direction(width: int, height: int, found: list[float]) -> None:
    """201 pixels over 100 points are 145 to the inch; 150 over 90 points are 120."""
    made = sized(width, height)
    (shown,) = pictures_shown(made.issue, made.pages)
    findings = [one for one in made.read() if one.code == "RESOLUTION"]
    assert len(findings) == len(found)
    if found:
        assert shown.resolution == pytest.approx(found[0], abs=0.1)
        assert (findings[0].severity, findings[0].page, findings[0].box) == (Severity.WARNING, "01", "photo")


def test_under_the_papers_lower_limit_the_page_is_withheld() -> None:
    made = sized(201, 400).with_paper(least_resolution=145)
    (finding,) = [one for one in made.read() if one.code == "RESOLUTION"]
    assert finding.severity is Severity.ERROR
    assert "145" in finding.message
    assert "35 mm" in finding.hint


def test_vector_art_has_no_resolution() -> None:
    assert [one.code for one in sized(10, 9, drawing=Drawing(10, 9, ())).read()] == []


def test_a_focus_that_is_cut_off_is_found() -> None:
    seen = framed(Framing(focus=(0.9, 0.5)), lambda ink: replace(ink, crop=(0.1, 0.0, 1.0, 1.0)))
    cut = framed(Framing(focus=(0.9, 0.5)), lambda ink: replace(ink, crop=(0.0, 0.0, 0.8, 1.0)))
    assert [one.code for one in seen.read()] == []
    assert [one.code for one in cut.read()] == ["PICTURE_CUT"]


def test_what_is_shown_is_measured_against_the_crop() -> None:
    half = (0.0, 0.0, 1.0, 0.5)
    whole = framed(Framing(half), lambda ink: replace(ink, crop=half))
    assert "PICTURE_CUT" not in {one.code for one in whole.read()}
