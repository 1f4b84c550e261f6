"""The original front page: everything that its README names is found, and nothing is found twice."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from compositor.lint import changed, guessed_terms, lint
from compositor.lint.remarks import Remark
from compositor.model.settings import Region, Script
from tests.conftest import absent
from tests.lint.desk import plain

BROKEN = [
    ("產業集", "聚效應"),
    ("掛圖作戰，", "始終保持"),
    ("《中國工業", "百強縣"),
    ("的以企業", "為主體"),
    ("促進", "了教育鏈"),
    ("堅持問題導", "向，強化"),
    ("掛圖作戰，倒", "排時序"),
]
HALF = ["(市)", "(市)", "(工信部電信研究院)", "(ICT)", "(常州)", "(常州)"]


@pytest.fixture(scope="module")
def text(cases: Path) -> str:
    path = cases / "copy" / "front-page.txt"
    if not path.is_file():
        absent(f"the original front page in {path}")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def remarks(text: str) -> tuple[Remark, ...]:
    copy = plain(text)
    terms = guessed_terms([copy])
    assert (terms.script, terms.region) == (Script.HANT, Region.CN)
    return lint([copy], terms)


def of(remarks: tuple[Remark, ...], code: str) -> list[Remark]:
    return [one for one in remarks if one.code == code]


def test_every_simplified_stray_is_found(remarks: tuple[Remark, ...]) -> None:
    assert [one.before for one in of(remarks, "MIXED_SCRIPT")] == list("办设铆设点实记铆")
    assert [one.after for one in of(remarks, "MIXED_SCRIPT")] == list("辦設鉚設點實記鉚")


def test_every_broken_paragraph_is_found_and_joined(text: str, remarks: tuple[Remark, ...]) -> None:
    found = of(remarks, "PARAGRAPH_BROKEN")
    assert len(found) == len(BROKEN)
    after = changed(text, found)
    assert [before + rest in after for before, rest in BROKEN] == [True] * len(BROKEN)
    assert "".join(after.split()) == "".join(text.split())


def test_the_mixed_parentheses_are_found(remarks: tuple[Remark, ...]) -> None:
    found = of(remarks, "BRACKETS")
    assert [one.before for one in found] == HALF
    assert all("full-width (2)" in one.message for one in found)


def test_the_quotes_of_another_region_and_typed_jump_lines_are_found(remarks: tuple[Remark, ...]) -> None:
    assert [one.before for one in of(remarks, "QUOTES")] == ["『兩個加快』"]
    assert [one.before for one in of(remarks, "LITERAL_JUMP_LINE")] == ["（下轉第二版）"] * 2


def test_nothing_else_is_found_and_nothing_is_left_once_all_is_changed(text: str, remarks: tuple[Remark, ...]) -> None:
    assert len(remarks) == 8 + 7 + 6 + 1 + 2
    after = plain(changed(text, remarks))
    assert lint([after], guessed_terms([after])) == ()


def test_a_page_of_copy_is_read_well_under_a_second(text: str, remarks: tuple[Remark, ...]) -> None:
    began = perf_counter()
    copy = plain(text)
    lint([copy], guessed_terms([copy]))
    assert perf_counter() - began < 0.5
