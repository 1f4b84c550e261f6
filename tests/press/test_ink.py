"""Ink plans: a page in black, or in black and one colour more, has ink on those plates alone."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels

from compositor.colour import Condition
from compositor.intake.artwork import read_art
from compositor.intake.palette import Palette
from compositor.model.assets import Asset
from compositor.model.design import Area, Colour
from compositor.model.page import Image, Page, Rule, Tint, Trace
from compositor.model.printing import INKS, InkPlan, Printing
from compositor.press import page_pdf
from compositor.press.ink import Plates
from compositor.units import pt
from tests.faces.type_library import vendored
from tests.press.made_up import ISSUE, PAGES, PAPER

RED = Colour("red", (0, 100, 100, 10), (200, 16, 46))
SEA = Colour("sea", (90, 70, 0, 20), (29, 79, 145))
ROSE = Colour("rose", (0, 40, 30, 0), (240, 180, 170))
WASH = Colour("wash", (0, 0, 0, 6), (241, 241, 240))
ART = b'<svg viewBox="0 0 9 9"><rect width="9" height="9" fill="#2060c0"/><path d="M0 9h9" stroke="#c01020"/></svg>'


def plates(**options: Any) -> Plates:
    return Plates(Condition(), Printing(**options))


def test_black_is_as_dark_as_the_colour_was() -> None:
    made, condition = plates(), Condition()
    for colour in (RED, SEA, ROSE):
        inks = made.colour(colour, InkPlan.BLACK).cmyk
        assert inks[:3] == (0, 0, 0)
        assert condition.lightness(inks) == pytest.approx(max(condition.lightness(colour.cmyk), 43.5), abs=1.5)
    assert made.colour(WASH, InkPlan.BLACK) is WASH


def test_of_the_second_colour_stays_what_other_inks_do_not_dull() -> None:
    made = plates()
    assert made.colour(RED, InkPlan.RED) is RED
    assert made.colour(WASH, InkPlan.RED) is WASH
    sea = made.colour(SEA, InkPlan.RED).cmyk
    assert (sea[:3], sea[3] > 60) == ((0, 0, 0), True)
    orange = made.colour(replace(RED, cmyk=(20, 60, 100, 0)), InkPlan.RED).cmyk
    assert (orange[0], orange[1]) == (0, orange[2])
    assert orange[1] == 60
    single = plates(second=("cyan",)).colour(SEA, InkPlan.RED).cmyk
    assert (single[0], single[1:3]) == (20, (0, 0))
    assert Condition().lightness(single) == pytest.approx(Condition().lightness(SEA.cmyk), abs=2)


def photograph() -> Asset:
    out = io.BytesIO()
    long = Pixels.linear_gradient("L")
    round_ = Pixels.radial_gradient("L")
    Pixels.merge("RGB", (round_, long, long.transpose(Pixels.Transpose.ROTATE_90))).save(out, "JPEG", quality=92)
    return Asset("a.jpg", "photograph", 256, 256, out.getvalue())


def page(plan: InkPlan) -> Page:
    """Return a page with a bit of everything; its patches stand in rows of 50 pt."""
    drawing = read_art(ART, "a.svg", Palette())
    ink = (
        Tint(Area(pt(20), pt(20), pt(100), pt(40)), RED, "a"),
        Tint(Area(pt(140), pt(20), pt(100), pt(40)), SEA, "b"),
        Rule(pt(20), pt(100), pt(240), pt(100), pt(4), "c", RED),
        Trace(
            (("m", (pt(20), pt(120))), ("l", (pt(90), pt(120))), ("l", (pt(50), pt(160))), ("h", ())),
            "d",
            SEA,
            RED,
            pt(2),
        ),
        Image(Asset("a.svg", "art", 9, 9, ART, drawing), Area(pt(140), pt(120), pt(50), pt(50)), "e", ""),
        Image(photograph(), Area(pt(20), pt(200), pt(200), pt(200)), "f", ""),
        *PAGES[0].ink,
    )
    return replace(PAGES[0], ink=ink, plan=plan, width=pt(300), height=pt(420))


@pytest.mark.parametrize(
    ("plan", "second", "printed"),
    [
        (InkPlan.COLOUR, ("magenta", "yellow"), INKS),
        (InkPlan.BLACK, ("magenta", "yellow"), ("black",)),
        (InkPlan.RED, ("magenta", "yellow"), ("magenta", "yellow", "black")),
        (InkPlan.RED, ("magenta",), ("magenta", "black")),
    ],
)
def test_a_page_has_ink_on_the_plates_of_its_plan_alone(
    plan: InkPlan, second: tuple[str, ...], printed: tuple[str, ...], tool: Any, tmp_path: Path
) -> None:
    """Measured on separations, and nowhere over the limit (ISO 12647-3: 220 percent)."""
    paper = replace(PAPER, printing=Printing(second=second))
    (tmp_path / "p.pdf").write_bytes(page_pdf(page(plan), ISSUE, paper, vendored()))
    made = separations(tool("gs"), tmp_path / "p.pdf")
    assert {name for name, plate in made.items() if max(plate) > 0} == set(printed)
    assert max(map(sum, zip(*made.values(), strict=True))) / 2.55 <= 220.5
    assert max(made["black"]) == 255


def separations(gs: str, file: Path) -> dict[str, bytes]:
    """Return the ink of every pixel by plate, 0 to 255, at 72 pixels to the inch."""
    command = [gs, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72", "-dOverprint=/simulate"]
    subprocess.run([*command, f"-sOutputFile={file.with_suffix('.tif')}", str(file)], check=True, capture_output=True)
    plates = {}
    for name in INKS:
        with Pixels.open(f"{file.with_suffix('')}({name.capitalize()}).tif") as plate:
            plates[name] = bytes(255 - value for value in plate.convert("L").tobytes())
    return plates


def test_pages_of_one_room_share_their_pictures() -> None:
    from compositor.press import Pressroom

    room = Pressroom.of(PAPER)
    first = page_pdf(page(InkPlan.COLOUR), ISSUE, PAPER, vendored(), room=room)
    assert page_pdf(page(InkPlan.COLOUR), ISSUE, PAPER, vendored(), room=room) == first
    assert page_pdf(page(InkPlan.COLOUR), ISSUE, PAPER, vendored()) == first
