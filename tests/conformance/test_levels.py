"""The levels that hold over the conformance data; docs/conformance.md tells them to readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import adapter
from tests.conformance.rows import own_rows
from tests.conformance.scoring import Score, checker, is_required, score
from tests.conformance.table import BEGIN, END, ROOT, every_score, put, table

LEVELS = {
    "01-unicode/linebreaktest-17.0.0-cjk.jsonl": 1.0,
    "02-wpt/charclass.jsonl": 1.0,
    "02-wpt/spacing_trim.jsonl": 0.98,
    "02-wpt/autospace.jsonl": 0.98,
    "02-wpt/segment_breaks.jsonl": 0.98,
    "03-clreq-jlreq/clreq_line_edge.jsonl": 1.0,
    "03-clreq-jlreq/clreq_adjacent_pairs.jsonl": 1.0,
}


def scored(cases: Path, name: str) -> Score:
    return score(cases / "cases" / name, checker(cases, adapter))


@pytest.mark.parametrize("name", LEVELS)
def test_required_rows(cases: Path, name: str) -> None:
    found = scored(cases, name)
    assert found.total(True) > 20
    assert found.share() >= LEVELS[name], found.wrong[True][:10]


def test_what_is_required_is_chinese_or_of_no_language_and_not_disputed() -> None:
    path = Path("02-wpt/charclass.jsonl")
    assert is_required(path, {"lang": ""})
    assert is_required(path, {"lang": "zh-Hant"})
    assert not is_required(path, {"lang": "ja"})
    assert not is_required(path, {"lang": "zh", "disputed": "the suite contradicts itself"})
    assert not is_required(Path("04-typesetters/icu_text.jsonl"), {"lang": "zh"})


def test_a_wrong_answer_is_scored_wrong(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "breaks", lambda *_asked: [])
    assert scored(cases, "03-clreq-jlreq/clreq_line_edge.jsonl").share() < 0.5


@pytest.mark.parametrize("row", own_rows(), ids=lambda row: str(row["id"]))
def test_own_rows_of_traditional_copy_in_the_mainland(row: dict[str, object]) -> None:
    asked = row["ask"]
    assert isinstance(asked, list)
    assert getattr(adapter, str(row["function"]))(*asked) == row["expected"], row["why"]


def test_the_published_table_is_that_of_today(cases: Path) -> None:
    document = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
    assert put(document, table(every_score(cases))) == document, "make conformance rewrites it"


def test_the_table_goes_between_its_marks() -> None:
    assert put(f"a\n{BEGIN}\nold\n{END}\nb", "new") == f"a\n{BEGIN}\n\nnew\n\n{END}\nb"
