"""Habits of newspapers: a paper that leaves them is told so, and composed all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.intake.faults import Faults
from compositor.intake.paper import read_paper
from compositor.intake.source import Source
from tests.intake.desk import FILES, PAPER

GRID = "grid: {columns: 4, measure: 11em, gutter: 14pt, body: 9.5pt, leading: 14pt, rows: 50}"
BODY = "body: {size: 9.5pt, leading: 14pt, indent: 2em}"


def told(grid: str, body: str) -> list[str]:
    faults = Faults()
    text = FILES[PAPER].replace(GRID, grid).replace(BODY, body)
    read_paper(Source.of("paper.yaml", text), "times", Path(), faults)
    assert not faults.stopping
    return [f"{one.message} {one.place}" for one in faults.sorted_findings() if one.code == "HABIT"]


@pytest.mark.parametrize(
    ("size", "leading", "measure", "indent", "words"),
    [
        ("9pt", "14pt", "11em", "2em", []),
        ("9pt", "14pt", "11em", "1em", []),
        ("9pt", "13pt", "11em", "2em", ["the white between lines is 44 % of the body"]),
        ("9pt", "18.5pt", "11em", "2em", ["the white between lines is 105 % of the body"]),
        ("7.5pt", "12pt", "13em", "2em", ["the body is 7.5pt; newspapers set from 7.875pt to 10.5pt"]),
        ("11pt", "17pt", "10em", "2em", ["the body is 11pt; newspapers set from 7.875pt to 10.5pt"]),
        ("9pt", "14pt", "9em", "2em", ["a line has 9 characters"]),
        ("9pt", "14pt", "11em", "0", ["paragraphs of the body are indented by 0 em"]),
        ("8pt", "12pt", "15em", "1em", ["paragraphs of the body are indented by 1 em"]),
    ],
)
def test_habits(size: str, leading: str, measure: str, indent: str, words: list[str]) -> None:
    grid = f"grid: {{columns: 3, measure: {measure}, gutter: 14pt, body: {size}, leading: {leading}, rows: 36}}"
    body = f"body: {{size: {size}, leading: {leading}, indent: {indent}}}"
    found = told(grid, body)
    assert [one.rpartition(" ")[0] for one in found] == words
    assert all(" paper.yaml:" in one for one in found)
