"""Vertical lines on the page: fonts of writing mode 1, exact places, turned words, and text that reads back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from compositor.faces import Faces
from compositor.model.design import Align, Style
from compositor.model.lines import Line
from compositor.model.page import SetLine
from compositor.model.settings import Direction, Posture, Setting
from compositor.pdf.fonts import heights
from compositor.text import Matter, TypeCase, set_lines
from compositor.units import SP, pt
from tests.faces.type_library import CN, HK, TW, vendored
from tests.pdf.reading import bare, fonts, glyphs, opened, texts
from tests.pdf.setting_desk import pen
from tests.testface import FewHyphens

SETTINGS = {"CN": CN, "TW": TW, "HK": HK}
COPY = "在2019年12月，“新”《河報》說：『亮了』——GDP升6.5%（見A3版），還有365天……WTO、Linux！"
X, TOP = 300, 60
TURNED, UPRIGHT = (0, -1, 1, 0), (1, 0, 0, 1)


def columns(copy: str, setting: Setting = CN, *, role: str = "song", measure: float = 30) -> tuple[Line, ...]:
    """Set copy in vertical lines of so many ems of ten points."""
    size = pt(10)
    style = Style("body", role, "regular", size, pt(16), size, align=Align.JUSTIFY, direction=Direction.VERTICAL)
    case = TypeCase(vendored(setting), FewHyphens(), setting)
    return set_lines(Matter(copy, 0, len(copy), (), None, style), (round(measure * size),), case)


def page(lines: tuple[Line, ...], faces: Faces) -> bytes:
    """Draw vertical lines from right to left, 16 points apart."""
    used = pen(faces)
    used.page(pt(400), pt(600), 0, label="01")
    for at, line in enumerate(lines):
        used.draw(SetLine(line, pt(X - 16 * at), pt(TOP), "box"))
    return used.finish()


@dataclass(frozen=True)
class Wanted:
    """Where a glyph has to have its origin, and how it is turned."""

    x: float
    y: float
    turn: tuple[float, ...]


def wanted(lines: tuple[Line, ...], faces: Faces) -> Iterator[Wanted]:
    """Say where every glyph of the page belongs, by the face's own vertical origins."""
    for number, line in enumerate(lines):
        at = line.indent
        for run in line.runs:
            face = faces.face(run.face)
            for index, (code, advance) in enumerate(zip(run.codes, run.advances, strict=True)):
                down = at + (run.shifts[index] if run.shifts else 0)
                x, y = X - 16 * number + run.rise / SP, 600 - TOP - down / SP
                if run.posture is Posture.UPRIGHT:
                    _, left, over = face.vertical(code)
                    em = run.size / SP / face.upem
                    yield Wanted(x - left * em, y - over * em, UPRIGHT)
                elif run.posture is Posture.SIDEWAYS:
                    yield Wanted(x, y, TURNED)
                else:
                    _, left, over = face.vertical(code)
                    em = run.size / SP / face.upem
                    narrow = run.condensed / 1000
                    yield Wanted(x + run.across[index] / SP - left * em * narrow, y - over * em, (narrow, 0, 0, 1))
                at += advance


@pytest.mark.parametrize("role", ["song", "hei", "kai"])
@pytest.mark.parametrize("region", SETTINGS)
def test_every_glyph_stands_where_its_line_says(region: str, role: str) -> None:
    """Along the line to a thousandth of a point; across it fonts give their origins in whole thousandths of an em."""
    setting = SETTINGS[region]
    lines = columns(COPY * 3, setting, role=role, measure=13)
    found, places = glyphs(page(lines, vendored(setting))), list(wanted(lines, vendored(setting)))
    assert len(found) == len(places)
    for glyph, place in zip(found, places, strict=True):
        assert glyph.turn == pytest.approx(place.turn, abs=0.0001), glyph
        assert glyph.y == pytest.approx(place.y, abs=0.002), glyph
        assert glyph.x == pytest.approx(place.x, abs=0.011), glyph


@pytest.mark.parametrize("role", ["song", "hei", "kai"])
@pytest.mark.parametrize("region", SETTINGS)
def test_vertical_text_reads_back(region: str, role: str) -> None:
    setting = SETTINGS[region]
    content = page(columns(COPY * 2, setting, role=role, measure=13), vendored(setting))
    assert texts(content) == dict.fromkeys(("pypdfium2", "pypdf", "content"), bare(COPY * 2))


@pytest.mark.parametrize("region", SETTINGS)
def test_vertical_text_reads_back_in_poppler(region: str, tool: Callable[[str], str], tmp_path: Path) -> None:
    setting = SETTINGS[region]
    path = tmp_path / "page.pdf"
    path.write_bytes(page(columns(COPY * 2, setting, measure=13), vendored(setting)))
    assert _poppler(tool("pdftotext"), path, "-raw") == bare(COPY * 2)


def test_columns_without_turned_words_read_back_in_popplers_layout_too(
    tool: Callable[[str], str], tmp_path: Path
) -> None:
    """It takes turned words for another column; upright letters and digits abreast it reads in their places."""
    copy = "在12月，“新”《河報》說：『亮了』——居民（見A3版），還有365天……WTO！" * 2
    path = tmp_path / "page.pdf"
    path.write_bytes(page(columns(copy, measure=13), vendored()))
    for options in ((), ("-raw",), ("-layout",)):
        assert _poppler(tool("pdftotext"), path, *options) == bare(copy), options


def _poppler(program: str, path: Path, *options: str) -> str:
    command = [program, *options, str(path), "-"]
    return bare(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_a_quote_and_a_bracket_that_share_a_glyph_keep_their_meanings() -> None:
    """In CN “ stands as 『 does in vertical lines (GB/T 15834-2011 5.2.3), by the same glyph of the face."""
    lines = columns("甲“乙”丙『丁』戊")
    codes = {text: code for run in lines[0].runs for text, code in zip(run.texts(), run.codes, strict=True)}
    assert codes["“"] == codes["『"]
    assert "".join(glyph.text for glyph in glyphs(page(lines, vendored()))) == "甲“乙”丙『丁』戊"


def test_a_face_is_embedded_once_for_both_directions_and_all_widths() -> None:
    """Squeezed marks of vertical lines are metrics of a font, W2, not outlines of their own."""
    lines = columns("甲，（乙）。”丙", measure=4)
    flat = Line(0, 1, columns("甲")[0].runs, pt(10), pt(10))
    used = pen(vendored())
    used.page(pt(400), pt(600), 0, label="01")
    for at, line in enumerate((*lines, flat)):
        used.draw(SetLine(line, pt(X - 16 * at), pt(TOP), "box"))
    content = used.finish()
    read = fonts(content)
    assert {font.vertical for font in read.values()} == {True, False}
    with opened(content) as pdf:
        kept = pdf.pages[0].Resources.Font
        programs = {font.DescendantFonts[0].FontDescriptor.objgen for font in kept.values()}
        assert all("/FontFile3" in font.DescendantFonts[0].FontDescriptor for font in kept.values())
    assert len(read) > 2
    assert len(programs) == 1


def test_squeezed_marks_take_the_height_that_their_font_says() -> None:
    lines = columns("甲（乙）。」丙")
    found = glyphs(page(lines, vendored()))
    assert [round(glyph.width, 3) for glyph in found] == [10, 10, 10, 5, 5, 10, 10]
    for one, other in pairwise(found):
        assert one.y > other.y or one.turn != other.turn


def test_a_dash_of_two_ems_is_two_ems_high() -> None:
    (dash,) = [glyph for glyph in glyphs(page(columns("甲——乙"), vendored())) if glyph.text == "——"]
    assert dash.width == 20


def test_codes_are_told_one_by_one() -> None:
    """Ghostscript takes nothing of a range in W2, Poppler of a second one the last code alone (ISO 32000-1 9.7.4.3)."""
    alike = {0: (1000, 185, 880), 7: (1000, 185, 880), 8: (1000, 185, 880)}
    assert heights(alike) == "[0 [-1000 185 880] 7 [-1000 185 880 -1000 185 880]]"
    unlike = {0: (500, 185, 880), 17: (500, -36, 380), 18: (500, -36, 380), 20: (500, -36, 380)}
    assert heights(unlike) == "[0 [-500 185 880] 17 [-500 -36 380 -500 -36 380] 20 [-500 -36 380]]"


def test_a_page_without_vertical_lines_has_no_vertical_fonts() -> None:
    flat = Line(0, 1, columns("甲")[0].runs, pt(10), pt(10))
    content = page((flat,), vendored())
    with opened(content) as pdf:
        assert {str(font.Encoding) for font in pdf.pages[0].Resources.Font.values()} == {"/Identity-H"}
