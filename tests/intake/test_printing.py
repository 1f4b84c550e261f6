"""The press's profile: default, a file of the paper's folder, or a fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageCms

from compositor.colour import newsprint
from compositor.intake.faults import Faults
from compositor.intake.paper import read_paper
from compositor.intake.source import Source
from compositor.units import mm

PAPER = """\
name: 金壇時報
region: CN
script: Hant
page: broadsheet
grid: broadsheet
styles: {body: {role: song, size: 9.5pt, leading: 14pt}}
box_styles: {}
"""


def read(folder: Path, press: str) -> tuple[bytes, list[str]]:
    faults = Faults()
    desk = read_paper(Source.of("paper.yaml", f"{PAPER}press: {{{press}}}\n"), "a", folder, faults)
    assert desk.paper is not None
    told = [f"{one.place}: {one.code}: {one.message}" for one in faults.stopping if "profile" in one.message]
    return desk.paper.printing.profile, told


@pytest.mark.parametrize("press", ["", "profile: default", "ink_limit: 240"])
def test_newsprint_is_the_press_of_a_paper_that_names_none(press: str, tmp_path: Path) -> None:
    assert read(tmp_path, press) == (newsprint().content, [])


def test_a_paper_names_the_profile_of_its_printing_house(tmp_path: Path) -> None:
    other = newsprint().content.replace(b"compositor)", b"the house!)", 1)
    (tmp_path / "house.icc").write_bytes(other)
    assert read(tmp_path, "profile: house.icc") == (other, [])


@pytest.mark.parametrize(
    ("press", "words"),
    [
        ("profile: none.icc", "FILE_MISSING"),
        ("profile: ../house.icc", "OUTSIDE_FOLDER"),
        ("profile: screen.icc", 'NOT_A_PROFILE: profile: the file "screen.icc" is of a screen, not of a press'),
        ("profile: letter.icc", 'NOT_A_PROFILE: profile: the file "letter.icc" is no ICC profile'),
    ],
)
def test_a_profile_that_cannot_print_is_a_fault_with_its_place(press: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "screen.icc").write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (tmp_path / "letter.icc").write_bytes(b"Dear printer, " * 40)
    _, told = read(tmp_path, press)
    assert len(told) == 1
    assert told[0].startswith("paper.yaml:8:")
    assert words in told[0]


def pattern(name: str) -> tuple[str, list[str]]:
    faults = Faults()
    press = f"press: {{file_name: '{name}', delivery: {{to: /srv/in}}}}\n"
    desk = read_paper(Source.of("paper.yaml", PAPER + press), "a", Path(), faults)
    told = [f"{one.place}: {one.code}" for one in faults.stopping if "file_name" in one.message]
    return (desk.paper.printing.file_name if desk.paper else ""), told


@pytest.mark.parametrize("name", ["{page}", "{paper}-{date}-{page}-v{version}", "報{page}版"])
def test_a_paper_names_its_plates(name: str) -> None:
    assert pattern(name) == (name, [])


@pytest.mark.parametrize(
    "name",
    ["plate", "{date}", "in/{page}", "{page}.pdf", "{page}{version}", "{version}{page}", "{pages}", "{page}-{city}"],
)
def test_a_name_that_is_no_plates_or_two_plates_could_have_is_a_fault(name: str) -> None:
    _, told = pattern(name)
    assert told == ["paper.yaml:8:20: BAD_NAME"]


@pytest.mark.parametrize("to", ["in", "../in", "ftp://host/in"])
def test_plates_go_to_a_whole_path(to: str) -> None:
    faults = Faults()
    read_paper(Source.of("paper.yaml", f"{PAPER}press: {{delivery: {{to: {to}}}}}\n"), "a", Path(), faults)
    assert [one.code for one in faults.stopping if "to:" in one.message] == ["BAD_NAME"]


@pytest.mark.parametrize(
    ("press", "outlined"), [("ink_limit: 220", False), ("text: fonts", False), ("text: outlines", True)]
)
def test_a_paper_has_its_type_in_fonts_or_as_outlines(press: str, outlined: bool, tmp_path: Path) -> None:
    desk = read_paper(Source.of("paper.yaml", f"{PAPER}press: {{{press}}}\n"), "a", tmp_path, Faults())
    assert desk.paper is not None
    assert desk.paper.printing.outlined is outlined


@pytest.mark.parametrize(("page", "safety"), [("{like: broadsheet}", 0), ("{like: broadsheet, safety: 5mm}", mm(5))])
def test_a_paper_has_a_safety_zone_where_it_asks_for_one(page: str, safety: int, tmp_path: Path) -> None:
    copy = PAPER.replace("page: broadsheet", f"page: {page}")
    desk = read_paper(Source.of("paper.yaml", copy), "a", tmp_path, Faults())
    assert desk.paper is not None
    assert desk.paper.safety == safety
