"""The finished file: boxes, dates, colours, the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from compositor.model.design import BLACK, Area, Colour
from compositor.model.page import MissingPicture, Rule, SetLine, Tint
from compositor.pdf import ColourSpace
from compositor.pdf.numbers import decimal
from compositor.pdf.packet import Titling, pdf_date, xmp_date
from compositor.units import mm, pt
from tests.faces.type_library import vendored
from tests.pdf.reading import opened, operators
from tests.pdf.setting_desk import line, pen

RED = Colour("masthead", (0, 100, 100, 10), (200, 16, 46))
CMYK, SRGB = ColourSpace.CMYK, ColourSpace.SRGB
COLOUR_OPERATORS = frozenset("g G k K rg RG cs CS sc scn SC SCN".split())


def sheet(space: ColourSpace) -> bytes:
    used = pen(space=space)
    used.page(mm(270), mm(390), mm(3), label="01")
    used.draw(Tint(Area(pt(10), pt(20), pt(30), pt(40)), RED, "tint"))
    used.draw(SetLine(line(vendored().chain("song"), "黑，體。", halved="，"), pt(40), pt(50), "box"))
    used.draw(SetLine(line(vendored().chain("hei", "black"), "紅 Red"), pt(40), pt(90), "box", colour=RED))
    used.draw(Rule(pt(1), pt(2), pt(3), pt(2), pt("0.4"), "rule"))
    used.draw(MissingPicture(Area(pt(100), pt(100), pt(50), pt(50)), "photo", "plant.jpg"))
    return used.finish()


def test_the_press_file_has_inks_and_nothing_else() -> None:
    steps = operators(sheet(CMYK))
    used = {operator for _, operator in steps} & COLOUR_OPERATORS
    assert used == {"k", "K"}
    black = [operands for operands, operator in steps if operator == "k"]
    assert black == [[0, 1, 1, 0.1], [0, 0, 0, 1], [0, 1, 1, 0.1]]
    assert [operands for operands, operator in steps if operator == "K"] == [[0, 0, 0, 1]]


def test_the_readers_file_has_light_and_nothing_else() -> None:
    steps = operators(sheet(SRGB))
    assert {operator for _, operator in steps} & COLOUR_OPERATORS == {"rg", "RG"}
    assert [0.7843, 0.0627, 0.1804] in [operands for operands, operator in steps if operator == "rg"]


def test_places_count_from_the_trims_top_left_inside_the_bleed() -> None:
    steps = operators(sheet(CMYK))
    bleed, height = 3 / 25.4 * 72, 390 / 25.4 * 72
    (rectangle,) = [operands for operands, operator in steps if operator == "re"]
    assert rectangle == pytest.approx([10 + bleed, height + bleed - 60, 30, 40], abs=0.0002)
    moves = [operands for operands, operator in steps if operator in {"m", "l"}]
    assert moves[0] == pytest.approx([1 + bleed, height + bleed - 2], abs=0.0002)
    assert moves[1] == pytest.approx([3 + bleed, height + bleed - 2], abs=0.0002)
    assert len(moves) == 2 + 2 * 6  # the rule, four sides and two diagonals of the crossed frame


def test_the_press_files_boxes() -> None:
    with opened(sheet(CMYK)) as pdf:
        page = pdf.pages[0].obj
        bleed, width, height = (value / 25.4 * 72 for value in (3, 270, 390))
        whole = [0, 0, width + 2 * bleed, height + 2 * bleed]
        for box in ("/MediaBox", "/CropBox", "/BleedBox"):
            assert [float(edge) for edge in page[box]] == pytest.approx(whole, abs=0.0002)
        trim = [bleed, bleed, width + bleed, height + bleed]
        assert [float(edge) for edge in page.TrimBox] == pytest.approx(trim, abs=0.0002)
        assert not {"/Rotate", "/Trans", "/Annots"} & set(page.keys())
        assert pdf.pdf_version == "1.6"
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Outlines", "/Names"} & set(pdf.Root.keys())
        assert len(bytes(pdf.trailer.ID[0])) == 16


@pytest.mark.parametrize(("space", "version"), [(CMYK, "1.6"), (SRGB, "1.7")])
def test_the_file_bears_the_issues_date(space: ColourSpace, version: str) -> None:
    with opened(sheet(space)) as pdf:
        assert pdf.pdf_version == version
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20191115000000+08'00'"
        assert str(pdf.docinfo["/Title"]) == "金壇時報 2019-11-15"
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        packet = pdf.Root.Metadata
        assert "/Filter" not in packet
        text = packet.read_raw_bytes().decode()
        assert '<rdf:li xml:lang="x-default">金壇時報 2019-11-15</rdf:li>' in text
        assert text.count("2019-11-15T00:00:00+08:00") == 3


@pytest.mark.parametrize(
    ("zone", "pdf", "xmp"),
    [
        ("+08:00", "D:20191115000000+08'00'", "2019-11-15T00:00:00+08:00"),
        ("-3:30", "D:20191115000000-03'30'", "2019-11-15T00:00:00-03:30"),
        ("Z", "D:20191115000000Z", "2019-11-15T00:00:00Z"),
    ],
)
def test_dates_are_the_issues_in_the_papers_zone(zone: str, pdf: str, xmp: str) -> None:
    titling = Titling("", date(2019, 11, 15), zone, "zh")
    assert (pdf_date(titling), xmp_date(titling)) == (pdf, xmp)


def test_titles_are_escaped_in_xmp() -> None:
    from xml.etree import ElementTree as ET

    from compositor.pdf.packet import xmp

    packet = xmp(Titling("<甲 & 乙>", date(2019, 11, 15), "Z", "zh-Hant"))
    assert "<甲 & 乙>" in "".join(ET.fromstring(packet.decode()).itertext())


def test_the_reader_asks_for_the_title_and_the_papers_language() -> None:
    with opened(sheet(SRGB)) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hant-CN"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.PageLabels.Nums[1].P) == "01"


def test_outline_and_links_lead_to_their_pages() -> None:
    used = pen(space=SRGB)
    for label in ("A1", "A2"):
        used.page(pt(500), pt(700), 0, label=label)
        used.draw(Rule(0, 0, pt(10), 0, pt(1), "rule"))
        used.bookmark(f"版 {label}", level=0)
        used.bookmark(f"稿 {label}", level=1, area=Area(pt(10), pt(100), pt(50), pt(50)))
        if label == "A1":
            used.link(
                Area(pt(20), pt(600), pt(80), pt(10)),
                page=1,
                to=Area(pt(5), pt(250), pt(50), pt(60)),
                contents="下轉第二版",
            )
    with opened(used.finish()) as pdf:
        with pdf.open_outline() as outline:
            found = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert found == [("版 A1", ["稿 A1"]), ("版 A2", ["稿 A2"])]
        assert str(pdf.Root.PageMode) == "/UseOutlines"
        (link,) = pdf.pages[0].Annots
        assert [float(edge) for edge in link.Rect] == [20, 90, 100, 100]
        assert str(link.Contents) == "下轉第二版"
        assert link.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert float(link.Dest[3]) == 450
        assert "/Annots" not in pdf.pages[1]


def test_numbers_have_no_exponent_and_no_needless_zeros() -> None:
    assert [decimal(value) for value in (0, -0.00001, 1e-7, 12.5, 100, -3.14159, 1e9)] == [
        *("0", "0", "0", "12.5", "100", "-3.1416", "1000000000"),
    ]
    for operands, _ in operators(sheet(CMYK)):
        assert operands is not None
    assert not re.search(rb"\d[eE][-+]?\d", sheet(CMYK)[:200])


def test_a_document_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a page"):
        pen().finish()


def test_pages_keep_their_own_state() -> None:
    used = pen()
    setting = line(vendored().chain("song"), "同一行")
    for label in ("01", "02"):
        used.page(pt(500), pt(700), 0, label=label)
        used.draw(SetLine(setting, pt(40), pt(50), "box", colour=BLACK))
    made = used.finish()
    assert operators(made, 0) == operators(made, 1)


PRINTED = """
import hashlib, sys
sys.path.insert(0, {root!r})
from tests.pdf.test_file import CMYK, SRGB, sheet
from tests.pdf.test_pictures import page_of_pictures
for made in (sheet(CMYK), sheet(SRGB), page_of_pictures(CMYK), page_of_pictures(SRGB)):
    print(hashlib.sha256(made).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    root = str(Path(__file__).resolve().parents[2])
    printed = [
        subprocess.run(
            [sys.executable, "-c", PRINTED.format(root=root)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "4711")
    ]
    assert printed[0] == printed[1]
    assert len(set(printed[0].split())) == 4
