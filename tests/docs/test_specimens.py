"""The specimen sheets: every rule differs from its opposite, and every row can be set in all that it names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from compositor.faces import Faces
from compositor.intake import Hyphens
from compositor.intake.phrases import PhraseReader
from compositor.model.lines import Line
from compositor.model.settings import Region
from compositor.text import TypeCase
from tools.specimens.rows import Row, read
from tools.specimens.sheets import Cell, cell, opened

ROWS = read()
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "specimens"


@cache
def case(region: Region) -> TypeCase:
    faces: Faces = opened()[region]
    return TypeCase(faces, Hyphens(), faces.setting, PhraseReader())


def seen(one: Cell) -> list[object]:
    """Return what a reader sees of a cell: texts, places of glyphs, what stands between the lines."""

    def of(line: Line) -> object:
        runs = [(run.face, run.text, run.codes, run.advances, run.shifts, run.posture) for run in line.runs]
        return (runs, line.annotations)

    return [of(line) for line in one.lines]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_a_rule_differs_from_its_opposite(row: Row) -> None:
    for direction in row.directions:
        pairs = [
            [seen(cell(row, way, region, direction, case(region))) for way in (row.right, row.wrong)]
            for region in row.regions
        ]
        assert any(right != wrong for right, wrong in pairs), direction


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_no_line_of_a_rule_is_wider_than_its_measure(row: Row) -> None:
    for direction in row.directions:
        for region in row.regions:
            assert not any(line.tight for line in cell(row, row.right, region, direction, case(region)).lines)


def test_the_sheets_have_their_pictures() -> None:
    page = (PICTURES.parents[1] / "specimens.md").read_text(encoding="utf-8")
    shown = sorted(path.name for path in PICTURES.glob("*.png"))
    assert shown
    assert [name for name in shown if f"pictures/specimens/{name}" not in page] == []
