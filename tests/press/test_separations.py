"""Separations of plates by Ghostscript: black lies on a tint without a hole in it, and ink keeps to the limit."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from compositor.intake.artwork import read_art
from compositor.intake.palette import Palette
from compositor.model.assets import Asset
from compositor.model.design import Area, Colour
from compositor.model.page import Image as Picture
from compositor.model.page import Rule, SetLine, Tint
from compositor.press import page_pdf
from compositor.units import pt
from tests.conftest import Tool
from tests.faces.type_library import vendored
from tests.pdf.setting_desk import line
from tests.pdf.test_vertical import columns
from tests.press.made_up import ISSUE, PAGES, PAPER

INKS = ("Cyan", "Magenta", "Yellow", "Black")
TINT = Area(pt(40), pt(40), pt(200), pt(60))


def separated(content: bytes, folder: Path, tool: Tool, overprint: str = "simulate") -> dict[str, Image.Image]:
    """Return a page's four plates at 150 dpi; ink is 255."""
    path = folder / "plate.pdf"
    path.write_bytes(content)
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r150", f"-dOverprint=/{overprint}"]
    subprocess.run([tool("gs"), *options, f"-sOutputFile={folder / 'p%d.tif'}", str(path)], check=True)
    plates = {ink: Image.open(folder / f"p1({ink}).tif").convert("L") for ink in INKS}
    return {ink: plate.point(lambda value: 255 - value) for ink, plate in plates.items()}


def tinted(*inks: int, size: int = pt("9.5"), outlined: bool = False) -> bytes:
    """Return a plate with words on a tint."""
    ground = Tint(TINT, Colour("tint", (inks[0], inks[1], inks[2], inks[3]), (0, 0, 0)), "box")
    set_line = line(vendored().chain("song"), "黑字壓在底色上", size=size)
    words = SetLine(set_line, pt(60), pt(75), "box", "sprint", "body")
    paper = replace(PAPER, printing=replace(PAPER.printing, outlined=outlined))
    return page_pdf(replace(PAGES[0], ink=(ground, words)), ISSUE, paper, vendored())


def inner(plate: Image.Image) -> tuple[int, int]:
    """Return the least and the most ink well inside of the tint."""
    left, top, right, bottom = (round(edge / 65536 * 150 / 72) for edge in (TINT.x, TINT.y, TINT.right, TINT.bottom))
    values = plate.crop((left + 4, top + 4, right - 4, bottom - 4)).tobytes()
    return min(values), max(values)


@pytest.mark.parametrize("outlined", [False, True], ids=["fonts", "outlines"])
def test_black_words_leave_the_tint_under_them_whole(outlined: bool, tool: Tool, tmp_path: Path) -> None:
    plates = separated(tinted(0, 30, 0, 0, outlined=outlined), tmp_path, tool)
    low, high = inner(plates["Magenta"])
    assert low == high > 50
    assert inner(plates["Black"]) == (0, 255)


def test_without_overprint_the_tint_would_have_holes(tool: Tool, tmp_path: Path) -> None:
    low, high = inner(separated(tinted(0, 30, 0, 0), tmp_path, tool, "disable")["Magenta"])
    assert (low, high > 50) == (0, True)


def test_words_on_200_percent_knock_out_and_keep_to_the_limit(tool: Tool, tmp_path: Path) -> None:
    plates = separated(tinted(0, 100, 100, 0), tmp_path, tool)
    assert inner(plates["Magenta"])[0] == 0
    assert most(plates) <= 220


@pytest.mark.parametrize("overprint", ["simulate", "disable"])
def test_words_of_12_pt_on_200_percent_knock_out_whatever_the_rip_does(
    overprint: str, tool: Tool, tmp_path: Path
) -> None:
    """Smaller ones are refused by proof (`OVERPRINT`)."""
    plates = separated(tinted(0, 100, 100, 0, size=pt(12)), tmp_path, tool, overprint)
    assert inner(plates["Magenta"]) == (0, 255)
    assert inner(plates["Black"]) == (0, 255)
    assert most(plates) <= 200


def test_black_lines_of_a_drawing_lie_on_its_colours_thinned_under_them(tool: Tool, tmp_path: Path) -> None:
    """Across 195 % of colour with its edge in black: 220 % at most, and nowhere paper under black (GWG 2022 R0010)."""
    red = Colour("red", (0, 100, 95, 0), (220, 30, 40))
    svg = b'<svg viewBox="0 0 200 60"><g stroke="#000" stroke-width="2">'
    svg += b'<path d="M4 4H196V56H4Z" fill="#dc1e28"/><path d="M20 8L180 52" />'
    svg += b'<circle cx="100" cy="30" r="9" fill="#fff"/>'
    drawing = read_art(svg + b"</g></svg>", "a.svg", Palette({red.srgb: red}))
    art = Picture(Asset("a.svg", "art", 200, 60, svg, drawing), TINT, "box", "")
    plates = separated(page_pdf(replace(PAGES[0], ink=(art,)), ISSUE, PAPER, vendored()), tmp_path, tool)
    assert 219 <= most(plates) <= 221
    pixels = list(zip(*(plate.tobytes() for plate in plates.values()), strict=True))
    under = {magenta for _, magenta, _, black in pixels if black == 255 and magenta}
    assert len(under) == 1
    assert under.pop() == pytest.approx(0.61 * 255, abs=2)
    assert max(magenta for _, magenta, _, _ in pixels) == 255


@pytest.mark.parametrize("inks", [(60, 60, 0, 0), (40, 40, 40, 0)])
def test_words_on_as_much_as_black_leaves_room_for_keep_to_the_limit(
    inks: tuple[int, ...], tool: Tool, tmp_path: Path
) -> None:
    plates = separated(tinted(*inks), tmp_path, tool)
    assert inner(plates["Cyan"])[0] > 0
    assert 219 <= most(plates) <= 221  # a tint is rounded to a 255th on each plate


def test_a_frame_round_a_rich_ground_keeps_to_the_limit(tool: Tool, tmp_path: Path) -> None:
    ground = Tint(TINT, Colour("tint", (0, 100, 100, 0), (0, 0, 0)), "box")
    frame = Rule(TINT.x, TINT.bottom, TINT.right, TINT.bottom, pt("0.25"), "box")
    plates = separated(page_pdf(replace(PAGES[0], ink=(ground, frame)), ISSUE, PAPER, vendored()), tmp_path, tool)
    assert max(plates["Black"].tobytes()) == 255
    assert most(plates) <= 220


def test_ghostscript_sets_columns_where_other_readers_do(tool: Tool, tmp_path: Path) -> None:
    """A range in W2 (ISO 32000-1 9.7.4.3) would stand elsewhere, or nowhere."""
    words = tuple(SetLine(one, pt(300), pt(40), "box", "sprint", "body") for one in columns("豎排的字，站在原處。"))
    content = page_pdf(replace(PAGES[0], ink=words), ISSUE, PAPER, vendored())
    plate = separated(content, tmp_path, tool)["Black"]
    shown = pypdfium2.PdfDocument(content)[0].render(scale=150 / 72).to_pil().convert("L")
    there, wanted = plate.getbbox(), shown.point(lambda light: 255 * (light < 128)).getbbox()
    assert there is not None
    assert wanted is not None
    assert all(abs(one - other) <= 2 for one, other in zip(there, wanted, strict=True))


def most(plates: dict[str, Image.Image]) -> float:
    """Return the most ink on any pixel, in percent."""
    pixels = zip(*(plate.tobytes() for plate in plates.values()), strict=True)
    return max(map(sum, set(pixels))) / 2.55
