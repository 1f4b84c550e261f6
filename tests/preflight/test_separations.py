"""Our own separations beside Ghostscript's: the same inks in the same places, whatever a page is made of."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat

from compositor.intake.inspect import inspect
from compositor.intake.inspect.inks import Space
from compositor.intake.inspect.light import PLAINLY, turned_by
from compositor.preflight import separations
from compositor.preflight.coverage import measured
from compositor.preflight.examining import Asked, examine
from compositor.preflight.separations import GHOSTSCRIPT, OWN, RipError, Separations, separate
from tests.conftest import Tool
from tests.preflight.plates import plate
from tests.preflight.sheets import (
    MM,
    OVER,
    OVER_0,
    box,
    device_n,
    form,
    jpeg,
    picture,
    separation,
    shade,
    sheet,
    shown,
    tile,
)

MEAN, MOST, CELL = 1.5, 2.0, 10
"""Percents by which whole plates, the most ink, and cells of ten dots of the two may differ."""
GROUND = f"0 0.6 0 0 k {box(5, 5, 50, 70)}"


def by(content: bytes, rip: str) -> Separations:
    return separate(content, inspect(content).pages[0], rip)


def ramp() -> Image.Image:
    grey = Image.linear_gradient("L").resize((64, 64))
    return Image.merge("CMYK", [grey, ImageChops.invert(grey), grey.rotate(90), Image.new("L", (64, 64), 40)])


PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "flat colours": (GROUND + f"0.2 0 0.4 0.1 k {box(10, 10, 30, 30)}", {}),
    "black overprints": (GROUND + f"/over gs 0 0 0 1 k {box(10, 10, 30, 30)}", {"ExtGState": OVER}),
    "mode 0 knocks out": (GROUND + f"/over gs 0 0 0 1 k {box(10, 10, 30, 30)}", {"ExtGState": OVER_0}),
    "overprint ends": (GROUND + f"q /over gs Q 0 0 0 1 k {box(10, 10, 30, 30)}", {"ExtGState": OVER}),
    "overprint after the colour": (
        GROUND + f"/over gs 0 0 0 1 k /plain gs {box(10, 10, 30, 30)}",
        {"ExtGState": OVER},
    ),
    "grey is black": (f"0.4 g {box(10, 10, 30, 30)}", {}),
    "lines": (GROUND + "/over gs 0 0 0 1 K 0.3 0 0 0 k 9 w 40 40 60 60 re B", {"ExtGState": OVER}),
    "a form takes its colour from the page": (
        GROUND + "/over gs 0 0 0 0.8 k /F Do",
        {"ExtGState": OVER, "XObject": {"F": form(box(10, 10, 30, 30))}},
    ),
    "one form in two colours": (
        "1 0 0 0 k /F Do q 1 0 0 1 0 100 cm 0 0 0.7 0 k /F Do Q",
        {"XObject": {"F": form(box(10, 10, 20, 20))}},
    ),
    "a spot colour": (
        GROUND + f"/S cs 0.8 scn {box(10, 10, 30, 30)}",
        {"ColorSpace": {"S": separation("Festival Red", 0, 1, 1, 0)}},
    ),
    "a spot colour overprints": (
        GROUND + f"/over gs /S cs 0.8 scn {box(10, 10, 30, 30)}",
        {"ExtGState": OVER, "ColorSpace": {"S": separation("Festival Red", 0, 1, 1, 0)}},
    ),
    "an ink by name": (
        GROUND + f"/over gs /S cs 1 scn {box(10, 10, 30, 30)}",
        {"ExtGState": OVER, "ColorSpace": {"S": separation("Black", 0, 0, 0, 1)}},
    ),
    "two inks by name": (
        f"0 0 0.9 0 k {box(5, 5, 50, 70)} /N cs 0.5 0.3 scn {box(10, 10, 30, 30)}",
        {"ColorSpace": {"N": device_n("Cyan", "Magenta")}},
    ),
    "a picture": (shown("P"), {"XObject": {"P": picture(ramp().tobytes(), 64, Name.DeviceCMYK)}}),
    "a picture on black that overprints": (
        GROUND + f"/over gs 0 0 0 1 k {shown('P')}",
        {"ExtGState": OVER, "XObject": {"P": picture(ramp().tobytes(), 64, Name.DeviceCMYK)}},
    ),
    "JPEG, turned": (shown("P"), {"XObject": {"P": jpeg(ramp(), turned=True)}}),
    "JPEG, not turned": (shown("P"), {"XObject": {"P": jpeg(ramp(), turned=False)}}),
    "JPEG without Adobe's mark": (shown("P"), {"XObject": {"P": jpeg(ramp(), turned=False, adobe=False)}}),
    "grey picture": (shown("P"), {"XObject": {"P": picture(ramp().getchannel("C").tobytes(), 64, Name.DeviceGray)}}),
    "line art": (
        shown("P"),
        {
            "XObject": {
                "P": picture(
                    bytes([0b10101010, 0b01010101] * 4),
                    8,
                    Array([Name.Indexed, Name.DeviceCMYK, 1, bytes((0, 0, 0, 255, 0, 90, 0, 0))]),
                    1,
                )
            }
        },
    ),
    "stencil": (
        "0 1 0 0 k " + shown("P"),
        {"XObject": {"P": picture(bytes([0xF0] * 8), 8, Name.DeviceGray, 1, ImageMask=True)}},
    ),
    "shading": (
        "/H sh",
        {"Shading": {"H": shade(Name.DeviceCMYK, [1, 0, 0, 0.2], [0, 0.8, 0, 0])}},
    ),
    "pattern": (
        f"/Pattern cs /T scn {box(10, 10, 40, 60)}",
        {"Pattern": {"T": tile(f"0 0.8 0 0 k {box(0, 0, 2, 2)} 0 0 0 1 k {box(2, 2, 2, 2)}")}},
    ),
    "clip": (f"{30 * MM} {30 * MM} {20 * MM} {20 * MM} re W n " + GROUND, {}),
    "half transparent": (
        GROUND + f"/half gs 1 0 0 0 k {box(10, 10, 30, 30)}",
        {"ExtGState": {"half": Dictionary(ca=0.5)}},
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_our_plates_are_those_of_ghostscript(name: str, tool: Tool) -> None:
    tool("gs")
    operators, resources = PAGES[name]
    assert list(apart(sheet(operators, **resources))) == []


def test_the_plates_of_a_page_of_ours_agree(tool: Tool) -> None:
    tool("gs")
    assert list(apart(plate())) == []


def test_plates_that_differ_are_told_apart(monkeypatch: pytest.MonkeyPatch, tool: Tool) -> None:
    """Without overprint black would take the ground away under it."""
    tool("gs")
    monkeypatch.setattr(Space, "amount", lambda _, amounts, ink, **__: amounts.get(ink, 0.0))
    operators, resources = PAGES["black overprints"]
    assert any(words.startswith("Magenta") for words in apart(sheet(operators, **resources)))


def apart(content: bytes) -> Iterator[str]:
    """Say in what the plates of Ghostscript and our own differ by more than they may."""
    theirs, ours = by(content, "ghostscript"), by(content, "own")
    assert (theirs.method, ours.method) == (GHOSTSCRIPT, OWN)
    inked = {ink for made in (theirs, ours) for ink, one in made.plates.items() if one.getextrema() != (0, 0)}
    assert inked
    for ink in inked:
        one, other = theirs.plates[ink], ours.plates[ink]
        size = (min(one.width, other.width), min(one.height, other.height))
        cells = [plate.crop((0, 0, *size)).reduce(10) for plate in (one, other)]
        means = [ImageStat.Stat(cell).mean[0] / 2.55 for cell in cells]
        spread = ImageStat.Stat(ImageChops.difference(*cells)).rms[0] / 2.55
        if abs(means[0] - means[1]) > MEAN or spread > CELL:
            yield f"{ink}: means {means}, cells {spread} percent apart"
    most = [measured(made, 220).most for made in (theirs, ours)]
    if abs(most[0] - most[1]) > MOST:
        yield f"most ink: {most}"


def test_the_registration_colour_lies_on_every_plate() -> None:
    content = sheet(f"/S cs 1 scn {box(10, 10, 30, 30)}", ColorSpace={"S": separation("All", 1, 1, 1, 1)})
    assert measured(by(content, "own"), 220).most == 400


def test_ink_none_paints_nothing() -> None:
    content = sheet(GROUND + f"/S cs 1 scn {box(10, 10, 30, 30)}", ColorSpace={"S": separation("None", 1, 1, 1, 1)})
    plates = by(content, "own")
    assert plates.plates["Magenta"].getextrema() == (0, 153)
    assert plates.plates["Magenta"].getpixel((120, 350)) == 153


def test_without_ghostscript_our_own_plates_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separations, "ghostscript", lambda: None)
    assert by(sheet(GROUND), "auto").method == OWN
    with pytest.raises(RipError, match="not installed"):
        by(sheet(GROUND), "ghostscript")


def test_a_rip_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("gs", 120)

    monkeypatch.setattr(separations, "ghostscript", lambda: "gs")
    monkeypatch.setattr(subprocess, "run", slow)
    made = by(sheet(GROUND), "auto")
    assert made.method == OWN
    assert "longer than 120 seconds" in made.limits[0]


def test_a_rip_that_gives_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separations, "ghostscript", lambda: "/bin/false")
    assert "gave up with code 1" in by(sheet(GROUND), "auto").limits[0]


def test_a_huge_page_is_measured_with_fewer_dots() -> None:
    assert separations.resolution_of((0, 0, 390 * MM, 540 * MM)) == 150
    assert 20 < separations.resolution_of((0, 0, 14_400, 14_400)) < 40


def test_colour_that_is_no_ink_is_told_to_be_turned_into_ink() -> None:
    made = by(sheet(f"0.2 0.4 0.6 rg {box(10, 10, 30, 30)}"), "own")
    assert any("RGB" in words for words in made.limits)
    assert {ink: plate.getextrema()[1] for ink, plate in made.plates.items()} == {
        "Cyan": 102,
        "Magenta": 51,
        "Yellow": 0,
        "Black": 102,
    }
    assert not any("RGB" in words for words in by(sheet(GROUND), "own").limits)


@pytest.mark.parametrize("name", ["flat", "picture"])
def test_rgb_becomes_the_inks_of_the_press(name: str) -> None:
    """Black in RGB lies on all four plates, which nobody sees on a screen."""
    operators = {"flat": f"0 0 0 rg {box(10, 10, 30, 30)}", "picture": shown("P")}[name]
    black = picture(bytes(3 * 64), 8, Name.DeviceRGB)
    content = sheet(operators, XObject={"P": black})
    (found,) = examine(content, Asked(ink=True, rip="own")).coverage
    assert 150 < found.most < 230
    assert all(share > 0 for _, share in found.inks)


def test_a_broken_profile_turns_nothing() -> None:
    assert turned_by(b"no profile") is PLAINLY
    assert turned_by(b"") is PLAINLY


def test_ink_outside_the_trim_is_not_measured() -> None:
    content = sheet(f"1 1 1 1 k {box(0, 0, 4, 90)}", margin=5)
    for rip in ("own", "auto"):
        assert measured(by(content, rip), 220).empty
