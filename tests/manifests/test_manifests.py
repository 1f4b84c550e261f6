"""Plain-JSON issues of the conformance data compose whole, with no finding that a layout editor would not share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compositor import pipeline, report
from compositor.errors import Severity
from compositor.pipeline import Composed, Request, Stopwatch
from tests.conftest import absent
from tests.laws.composing import Proofs
from tests.laws.laws import copy_is_conserved, jumps_come_in_pairs, nothing_is_overprinted
from tests.manifests.convert import convert

ISSUE, SCALE = "issue1_simplified", "scale_zh-Hans-CN_8p"
AGREED = {"GLYPH_MISSING", "PAGE_CUT", "UNDERSET", "TABLE_WIDE"}
"""Warnings and errors that the pages earn: 𠮶 is in no face, and boxes placed by count leave white here and there."""

pytestmark = pytest.mark.slow
Converted = Callable[[str], Composed]


@pytest.fixture(scope="module")
def converted(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    """Return a function from a manifest's name to its issue as composed, after its boxes were fitted to its copy."""
    folder, corpus = cases / "cases" / "06-manifests", cases / "cases" / "05-corpora" / "news_zh-CN.jsonl"
    if not folder.is_dir() or not corpus.is_file():
        absent(f"plain-JSON issues in {folder} with their articles in {corpus}")
    kept: dict[str, Composed] = {}

    def compose(name: str) -> Composed:
        if name not in kept:
            work, manifest = tmp_path_factory.mktemp("converted"), folder / f"{name}.json"
            first = _composed(convert(manifest, corpus, work / "first"))
            said = work / "report.json"
            said.write_text(report.report_json(pipeline.outcome(first), ()), encoding="utf-8")
            kept[name] = _composed(convert(manifest, corpus, work / "fitted", said))
        return kept[name]

    return compose


def _composed(issue: Path) -> Composed:
    return pipeline.compose(Request(issue, layouts=issue.parents[1] / "layouts"), Stopwatch(lambda _: None))


def _proofs(composed: Composed) -> Proofs:
    read = composed.read
    return Proofs(read.issue, read.design, composed.dummy, composed.made, composed.findings)


@pytest.mark.parametrize("name", [ISSUE, SCALE])
def test_no_character_is_lost_or_doubled(converted: Converted, name: str) -> None:
    proofs = _proofs(converted(name))
    assert [*copy_is_conserved(proofs), *jumps_come_in_pairs(proofs), *nothing_is_overprinted(proofs)] == []
    assert proofs.found("OVERSET") == []
    assert len(proofs.made.jumps) >= 1


@pytest.mark.parametrize("name", [ISSUE, SCALE])
def test_warnings_are_those_that_the_pages_earn(converted: Converted, name: str) -> None:
    told = [one for one in converted(name).findings if one.severity is not Severity.NOTE]
    assert {one.code for one in told} <= AGREED, [str(one) for one in told if one.code not in AGREED]
    assert all("𠮶" in one.message for one in told if one.code == "GLYPH_MISSING")
    assert sum(one.code == "UNDERSET" for one in told) <= 2


def test_a_character_that_no_face_has_withholds_its_page_alone(converted: Converted) -> None:
    composed = converted(ISSUE)
    assert composed.withheld == {"A4"}
    assert [one.page for one in composed.findings if one.code == "GLYPH_MISSING"] == ["A4"]


def test_a_long_issue_is_released_whole(converted: Converted) -> None:
    composed = converted(SCALE)
    assert composed.withheld == frozenset()
    assert len(composed.made.pages) == 8
