"""Broadsheet and tabloid by name: their grids fill their type areas, and any key may be laid down otherwise."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from compositor.intake import json_schema
from compositor.intake.faults import Faults
from compositor.intake.paper import PaperDesk, read_paper
from compositor.intake.source import Source
from compositor.units import mm, pt
from tests.intake.desk import FILES, PAPER
from tests.intake.test_schemas import load

PAGE = "page: {size: [200mm, 280mm], margins: {top: 15mm, bottom: 15mm, inside: 14mm, outside: 14mm}}"
GRID = "grid: {columns: 4, measure: 11em, gutter: 14pt, body: 9.5pt, leading: 14pt, rows: 50}"


def paper(page: str, grid: str) -> str:
    body = "body: {size: 9.5pt, leading: 14pt, indent: 2em}"
    text = FILES[PAPER]
    for old, new in ((PAGE, page), (GRID, grid), (body, body.replace("14pt", "14.25pt"))):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def read(page: str, grid: str) -> tuple[PaperDesk, Faults]:
    faults = Faults()
    return read_paper(Source.of("paper.yaml", paper(page, grid)), "times", Path(), faults), faults


@pytest.mark.parametrize(
    ("name", "size", "grid", "width"),
    [
        ("broadsheet", (390, 545), (7, 14, "12", 100), "1003"),
        ("tabloid", (270, 390), (5, 13, "17", 71), "685.5"),
    ],
)
def test_preset_is_a_sheet_whose_columns_fill_the_type_area(
    name: str, size: tuple[int, int], grid: tuple[int, int, str, int], width: str
) -> None:
    desk, faults = read(f"page: {name}", f"grid: {name}")
    assert [one for one in faults.sorted_findings() if one.code == "HABIT"] == []
    assert desk.paper is not None
    assert (desk.paper.width, desk.paper.height) == (mm(size[0]), mm(size[1]))
    found = desk.paper.grid
    assert (found.columns, found.measure // found.size, found.gutter, found.rows) == (
        grid[0], grid[1], pt(grid[2]), grid[3]
    )  # fmt: skip
    assert found.area((1, found.columns), (1, 1)).width == pt(width)
    room = desk.paper.width - 2 * mm(18 if name == "broadsheet" else 14)
    assert 0 <= room - pt(width) < found.size, "another character would stand in the margin"


def test_keys_of_ones_own_count_before_those_of_the_preset() -> None:
    desk, _ = read("page: {like: broadsheet, bleed: 3mm}", "grid: {like: broadsheet, columns: 6, gutter: 30pt}")
    assert desk.paper is not None
    assert (desk.paper.width, desk.paper.bleed) == (mm(390), mm(3))
    assert (desk.paper.grid.columns, desk.paper.grid.gutter, desk.paper.grid.rows) == (6, pt(30), 100)


def test_a_preset_that_the_sheet_has_no_room_for_is_a_fault() -> None:
    _, faults = read("page: tabloid", "grid: broadsheet")
    assert [str(one.place) for one in faults.stopping if one.code == "TYPE_AREA"] != []


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("page: broadsheets", "NOT_A_CHOICE"),
        ("page: {like: quarto}", "NOT_A_CHOICE"),
        ("page: {like: [tabloid]}", "WRONG_TYPE"),
        ("page: {bleed: 3mm}", "MISSING_KEY"),
        ("page: [broadsheet]", "WRONG_TYPE"),
    ],
)
def test_unknown_presets_are_located(page: str, code: str) -> None:
    _, faults = read(page, "grid: tabloid")
    line = paper(page, "grid: tabloid").splitlines().index(page) + 1
    assert {(one.code, one.place.line) for one in faults.stopping if one.place} >= {(code, line)}


def test_the_schema_takes_names_and_what_is_like_them() -> None:
    shape = jsonschema.Draft202012Validator(json_schema("paper"))
    assert not list(shape.iter_errors(load(paper("page: tabloid", "grid: {like: tabloid, leading: 14pt}"))))
    assert list(shape.iter_errors(load(paper("page: quarto", "grid: tabloid"))))
    assert list(shape.iter_errors(load(paper("page: {bleed: 3mm}", "grid: tabloid"))))
