"""Press sheets as files: printed, read back where their pages lie, cut, folded and read as a reader would."""

from __future__ import annotations

import io
import math
from ctypes import c_double
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from compositor import plan, preflight, press
from compositor.model.copy import Issue
from compositor.model.design import BLACK, Area, Paper
from compositor.model.imposition import Gathering, PressSheet, PressSheets, Turn
from compositor.model.lines import Line
from compositor.model.page import Page, SetLine, Tint
from compositor.model.printing import Printing
from compositor.units import SP, mm
from tests.faces.type_library import vendored
from tests.pdf.setting_desk import line
from tests.press.folding import Printed, folded, nested, read, sheet, spun
from tests.press.made_up import ISSUE, PAPER
from tests.press.profiles import tiny
from tests.press.test_imposition import pages
from tests.press.verapdf import faults

WIDTH, HEIGHT = mm(60), mm(90)
HAN = "一二三四五六七八九十甲乙丙丁戊己"


def words(text: str, size: int) -> Line:
    return line(vendored().chain("song"), text, size=size)


@cache
def plates(count: int, bleed: int = 0) -> dict[int, bytes]:
    """Plates with one character each, near the head and left of its page, on a tint over all of it."""
    found = {}
    for number in range(1, count + 1):
        mark = SetLine(line(vendored().chain("song"), HAN[number - 1]), mm(10), mm(12), "lead", "sprint", "body")
        ground = Tint(
            Area(-bleed, -bleed, WIDTH + 2 * bleed, HEIGHT + 2 * bleed), replace(BLACK, cmyk=(0, 5, 0, 0)), "lead"
        )
        page = Page(f"{number:02}", number, "", WIDTH, HEIGHT, bleed, (ground, mark), (), ())
        paper = replace(PAPER, width=WIDTH, height=HEIGHT, bleed=bleed, printing=Printing(profile=tiny()))
        found[number] = press.page_pdf(page, ISSUE, paper, vendored())
    return found


def desk(wanted: PressSheets, count: int, standard: str = "x4") -> tuple[Paper, Issue, tuple[PressSheet, ...]]:
    issue = replace(ISSUE, pages=tuple(pages(count)))
    printing = Printing(profile=tiny(), sheets=wanted)
    paper = replace(PAPER, printing=printing, press_standard=standard)
    return paper, issue, plan.imposed(issue.pages, wanted)


def made(wanted: PressSheets, count: int, bleed: int = 0) -> list[bytes]:
    paper, issue, sheets = desk(wanted, count)
    return [press.sheet_pdf(one, plates(count, bleed), issue, paper, vendored(), words) for one in sheets]


def seen(content: bytes, wanted: PressSheets, *, gap: int = 0) -> list[list[list[Printed]]]:
    """Each side of a sheet, row by row: which page's mark is nearest to each place, and which way up."""
    width, height = (HEIGHT, WIDTH) if wanted.lying else (WIDTH, HEIGHT)
    document = pypdfium2.PdfDocument(content)
    sides = []
    for page in document:
        across = (page.get_width() * SP - 2 * wanted.margin + gap) / (width + gap)
        down = (page.get_height() * SP - 2 * wanted.margin + gap) / (height + gap)
        assert (across, down) == (pytest.approx(round(across), abs=1e-3), pytest.approx(round(down), abs=1e-3))
        grid: list[list[Printed]] = [[(0, 0)] * round(across) for _ in range(round(down))]
        text = page.get_textpage()
        for at in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
            x, y = c_double(), c_double()
            pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
            column = math.floor((x.value * SP - wanted.margin) / (width + gap))
            row = math.floor((page.get_height() * SP - wanted.margin - y.value * SP) / (height + gap))
            if letter not in HAN or not (0 <= column < round(across) and 0 <= row < round(down)):
                continue
            quarters = round(pdfium.FPDFText_GetCharAngle(text.raw, at) / (math.pi / 2)) % 4
            grid[row][column] = (HAN.index(letter) + 1, quarters)
        sides.append(grid)
    return sides


CASES = [
    PressSheets(up=2, least=2),
    PressSheets(up=4, least=4),
    PressSheets(up=4, least=4, turn=Turn.HEAD, gathering=Gathering.GATHERED),
    PressSheets(up=8, least=4),
    PressSheets(up=8, least=4, turn=Turn.HEAD),
    PressSheets(up=4, lying=True),
    PressSheets(up=4, lying=True, turn=Turn.HEAD),
]


@pytest.mark.parametrize("wanted", CASES)
def test_printed_sheets_cut_and_folded_are_the_pages_in_order(wanted: PressSheets) -> None:
    stacks = []
    for content in made(wanted, 16 if wanted.up == 8 else 12):
        front, back = seen(content, wanted)
        paper = sheet(front, back, head=wanted.turn is Turn.HEAD)
        stacks.append(folded(spun(paper) if wanted.lying else paper, right=False))
    leaves = nested(stacks) if wanted.gathering is Gathering.NESTED else [leaf for stack in stacks for leaf in stack]
    assert read(leaves) == [(number, 0) for number in range(1, (16 if wanted.up == 8 else 12) + 1)]


def test_a_gap_is_left_between_trims_and_bleed_shows_in_half_of_it() -> None:
    wanted = PressSheets(gap=mm(4), margin=mm(8))
    (content,) = made(wanted, 4, bleed=mm(3))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        trim, bleed = ([round(float(edge) * SP) for edge in page.obj[name]] for name in ("/TrimBox", "/BleedBox"))
        forms = [page.resources.XObject[f"/Plate{number}"] for number in (1, 2)]
        boxes = [[round(float(edge) * SP) for edge in form.BBox] for form in forms]
    assert trim[2] - trim[0] == pytest.approx(2 * WIDTH + mm(4), abs=200)
    assert trim[0] - bleed[0] == pytest.approx(mm(3), abs=200)
    left, right = boxes
    assert left[2] - left[0] == pytest.approx(WIDTH + mm(3) + mm(2), abs=200)
    assert right[2] - right[0] == pytest.approx(WIDTH + mm(2) + mm(3), abs=200)


@pytest.mark.parametrize("standard", ["x4", "x1a"])
def test_sheets_pass_preflight_and_are_the_same_twice(standard: str) -> None:
    paper, issue, sheets = desk(PressSheets(up=4), 8, standard)
    first, second = (press.sheet_pdf(sheets[0], plates(8), issue, paper, vendored(), words) for _ in range(2))
    assert first == second
    assert not [one for one in preflight.judge_plate(first, ink_limit=220) if one.severity.value != "note"]


def test_plates_of_two_sizes_make_no_sheet() -> None:
    paper, issue, sheets = desk(PressSheets(), 4)
    other = press.page_pdf(
        Page("01", 1, "", WIDTH, HEIGHT + mm(5), 0, (), (), ()), ISSUE, replace(paper, height=HEIGHT), vendored()
    )
    with pytest.raises(press.UnlikePlatesError) as unlike:
        press.sheet_pdf(sheets[0], plates(4) | {3: other}, issue, paper, vendored(), words)
    assert unlike.value.page == 3


def test_sheets_are_pdf_a_too(tmp_path: Path) -> None:
    (content,) = made(PressSheets(up=4), 8)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(content)
    assert not faults(path, "2u")
