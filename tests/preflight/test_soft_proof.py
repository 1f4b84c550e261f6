"""The soft proof: paper and solids as the profile measures them, absolutely (ICC.1:2010 6.2.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.colour import newsprint
from compositor.intake.inspect import inspect
from compositor.preflight import preview
from compositor.preflight.previewing import file_names
from compositor.preflight.separations import separate
from compositor.preflight.softproof import ProofError, profile_of, soft_proof
from tests.preflight.sheets import MM, box, separation, sheet

PAPER, SOLID_BLACK, SOLID_CYAN = (85.2, 0.9, 5.2), (36.8, 1.5, 4.4), (59.1, -23.9, -27.1)
"""L*, a*, b* (D50) of coldset newsprint (ISO 12647-3)."""
DOT = 150 / 25.4


def light_of(lab: tuple[float, float, float]) -> tuple[int, int, int]:
    """Return a colour in sRGB, from D50 by Bradford's matrix (IEC 61966-2-1)."""
    high = (lab[0] + 16) / 116
    cube = [
        one**3 if one > 6 / 29 else (one - 4 / 29) * 3 * (6 / 29) ** 2
        for one in (high + lab[1] / 500, high, high - lab[2] / 200)
    ]
    x, y, z = (one * white for one, white in zip(cube, (0.9642, 1.0, 0.8249), strict=True))
    linear = (
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    )
    curved = (12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in linear)
    red, green, blue = (round(max(one, 0) * 255) for one in curved)
    return red, green, blue


@pytest.mark.parametrize(("inks", "lab"), [("0 0 0 0", PAPER), ("0 0 0 1", SOLID_BLACK), ("1 0 0 0", SOLID_CYAN)])
def test_paper_and_solids_look_as_they_are_measured(inks: str, lab: tuple[float, float, float]) -> None:
    content = sheet(f"{inks} k {box(10, 10, 30, 30)}")
    shown = soft_proof(separate(content, inspect(content).pages[0], "own"), newsprint().content)
    colour = shown.getpixel((round(25 * DOT), round(55 * DOT)))
    assert isinstance(colour, tuple)
    assert all(abs(one - other) <= 6 for one, other in zip(colour, light_of(lab), strict=True)), (colour, light_of(lab))


def test_a_file_without_a_profile_is_shown_on_our_newsprint() -> None:
    content, what = profile_of(inspect(sheet("")))
    assert content == newsprint().content
    assert "brings no profile" in what


def test_a_broken_profile_is_told_and_the_plates_are_there() -> None:
    content = sheet(f"0 0 0 1 k {box(10, 10, 30, 30)}")
    pdf = inspect(content)
    with pytest.raises(ProofError):
        soft_proof(separate(content, pdf.pages[0], "own"), b"no profile")
    from compositor.intake.inspect import Intent

    broken = Intent("GTS_PDFX", "House", "", "", b"\x00" * 16 + b"CMYK" + b"\x00" * 200, (9, 0))
    shown = preview(content, replace(pdf, intents=(broken,)), pdf.pages[0], limit=220, rip="own")
    assert [name for name, _ in shown.pictures] == ["cyan", "magenta", "yellow", "black", "ink"]
    assert shown.notes[0].startswith("no soft proof")


def test_a_spot_colour_has_a_plate_but_no_place_in_the_proof() -> None:
    content = sheet(f"/S cs 1 scn {box(10, 10, 20, 30)}", ColorSpace={"S": separation("節慶 Red/1", 0, 1, 1, 0)})
    pdf = inspect(content)
    shown = preview(content, pdf, pdf.pages[0], limit=220, rip="own")
    assert "節慶-red-1" in dict(shown.pictures)
    assert "the soft proof leaves out 節慶 Red/1" in shown.notes


def test_inks_that_are_written_alike_have_files_of_their_own() -> None:
    named = file_names(["Cyan", "Spot 1", "spot/1", "Ink", "///"])
    assert list(named.values()) == ["cyan", "spot-1", "spot-1-2", "ink-2", "spot"]


def test_a_page_that_is_longer_than_its_trim_is_cut() -> None:
    content = sheet(f"0 0 0 1 k {box(0, 0, 90, 90)}", margin=5)
    plates = separate(content, inspect(content).pages[0], "own")
    assert plates.size[0] == pytest.approx(60 * DOT, abs=1)
    assert plates.size[1] == pytest.approx(80 * DOT, abs=1)
    assert plates.trim[0] == pytest.approx(5 * MM)
