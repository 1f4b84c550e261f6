"""The table for terminals: Chinese takes two cells, columns stand under their heads."""

from __future__ import annotations

import pytest

from compositor.report import fit_table
from compositor.report.table import aligned, cells, cut
from tests.proof.desk import desk
from tests.report.told import outcome, overset_desk


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("稿件", 4), ("，", 2), ("e\u0301", 1), ("“全”", 4), ("ｶﾅ", 2), ("", 0)]
)
def test_wide_characters_count_two_cells(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(("text", "short"), [("稿件", "稿件"), ("稿件一二三", "稿件…"), ("abcdefg", "abcde…")])
def test_long_titles_are_cut_by_cells(text: str, short: str) -> None:
    assert cut(text, 6) == short
    assert cells(cut(text, 6)) <= 6


def test_columns_stand_under_their_heads() -> None:
    table = aligned(
        ("story", "page", "box", "lines"), [("稿件", "01", "lead", "9"), ("a", "02", "rest", "120")], right=(3,)
    )
    assert table.splitlines() == [
        "story  page  box   lines",
        "─────  ────  ────  ─────",
        "稿件   01    lead      9",
        "a      02    rest    120",
    ]


def test_the_table_tells_how_each_story_fits() -> None:
    lines = fit_table(outcome(overset_desk())).splitlines()
    assert [line.split() for line in lines[2:]] == [
        ["衝刺全年目標", "01", "lead", "12/12", "93", "–", "–"],
        ["02", "rest", "6/6", "44", "–", "–"],
        ["黨報黨刊征訂", "01", "brief-2", "5/5", "32", "18", "(2)", "–"],
    ]
    assert len({cells(line) for line in lines[:2]}) == 1


def test_a_box_that_is_not_full_tells_its_free_lines() -> None:
    made = desk().without(box="rest", column=1, row=3)
    row = fit_table(outcome(made)).splitlines()[3].split()
    assert row[2] == "5/6"
    assert row[-1] == "1"
