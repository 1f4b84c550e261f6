"""The specimen sheets: every rule differs from its opposite, and every row can be set in all that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.intake.composition import COMPOSITION
from compositor.model.lines import Line
from tools.specimens.cells import Cases, Cell, cell
from tools.specimens.rows import Row, read

ROWS = read()
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "specimens"


CASES = Cases()


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
            [seen(cell(row, way, region, direction, CASES)) for way in (row.right, row.wrong)] for region in row.regions
        ]
        assert any(right != wrong for right, wrong in pairs), direction


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_no_line_of_a_rule_is_wider_than_its_measure(row: Row) -> None:
    for direction in row.directions:
        for region in row.regions:
            assert not any(line.tight for line in cell(row, row.right, region, direction, CASES).lines)


def test_every_setting_of_composition_has_a_row() -> None:
    named = {name for row in ROWS for way in (row.right, row.wrong) for name in way.style}
    read = {"fullwidth" for row in ROWS if row.right.narrow} | {
        "han_space" for row in ROWS if row.wrong.space != "mend"
    }
    assert {key.name for key in COMPOSITION.keys} <= named | read


def test_a_lone_character_is_shown_where_the_rule_is_broken() -> None:
    row = next(row for row in ROWS if row.title == "孤字不成行")
    for direction in row.directions:
        for region in row.regions:
            right, wrong = (cell(row, way, region, direction, CASES).lines[-1] for way in (row.right, row.wrong))
            assert (len(right.text) > 1, len(wrong.text)) == (True, 1)


def test_the_sheets_have_their_pictures() -> None:
    page = (PICTURES.parents[1] / "specimens.md").read_text(encoding="utf-8")
    shown = sorted(path.name for path in PICTURES.glob("*.png"))
    assert shown
    assert [name for name in shown if f"pictures/specimens/{name}" not in page] == []
