"""Marks stand outside the bleed, on a sheet that is larger for them; without them the sheet is the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.model.printing import Printing
from compositor.preflight import judge
from compositor.press import page_pdf
from compositor.press.marks import MARGIN, marks
from compositor.units import mm
from tests.faces.type_library import vendored
from tests.pdf.reading import opened
from tests.press.made_up import ISSUE, PAGES, PAPER
from tests.press.profiles import tiny

ALL = ("crop", "registration", "bar")


def boxes(bleed: int, wanted: tuple[str, ...]) -> tuple[dict[str, list[float]], bytes]:
    paper = replace(PAPER, printing=Printing(profile=tiny(), marks=wanted))
    made = page_pdf(replace(PAGES[0], bleed=bleed), ISSUE, paper, vendored())
    names = ("MediaBox", "CropBox", "BleedBox", "TrimBox")
    with opened(made) as pdf:
        return {name: [float(edge) for edge in pdf.pages[0].obj[f"/{name}"]] for name in names}, made


def test_a_coldset_page_is_its_sheet() -> None:
    found, _ = boxes(0, ())
    assert found["MediaBox"] == found["CropBox"] == found["BleedBox"] == found["TrimBox"]


@pytest.mark.parametrize("bleed", [0, mm(3)])
def test_marks_make_the_sheet_larger_and_leave_the_page_as_it_is(bleed: int) -> None:
    found, made = boxes(bleed, ALL)
    points = 72 / 25.4
    edge = (MARGIN + bleed) / 65536
    assert found["TrimBox"] == pytest.approx([edge, edge, 270 * points + edge, 390 * points + edge], abs=0.001)
    assert found["MediaBox"][2:] == pytest.approx([270 * points + 2 * edge, 390 * points + 2 * edge], abs=0.001)
    assert found["TrimBox"][0] - found["BleedBox"][0] == pytest.approx(bleed / 65536, abs=0.001)
    assert judge(made) == ()


def test_no_mark_stands_on_the_bleed() -> None:
    page = replace(PAGES[0], bleed=mm(3))
    bare = replace(PAPER, printing=Printing(profile=tiny()))
    assert list(marks(page, bare.printing.marks)) == []
    for mark in marks(page, ALL):
        xs = [mark.x0, mark.x1] if hasattr(mark, "x0") else [mark.area.x, mark.area.right]  # type: ignore[union-attr]
        ys = [mark.y0, mark.y1] if hasattr(mark, "y0") else [mark.area.y, mark.area.bottom]  # type: ignore[union-attr]
        beside = max(xs) <= -mm(3) or min(xs) >= page.width + mm(3)
        assert beside or max(ys) <= -mm(3) or min(ys) >= page.height + mm(3)
