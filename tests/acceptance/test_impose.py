"""The command impose: from plates to press sheets, and what it says where it can't."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from compositor.__main__ import main
from compositor.errors import ExitCode
from tests.conftest import ROOT


def test_a_four_page_issue_is_imposed_on_the_sheet_that_its_paper_asks_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issue, out = str(ROOT / "issues/2019-11-15"), str(tmp_path)
    assert main(["impose", issue, "--out", out]) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert all(f"page {label} (" in said for label in ("01", "02", "03", "04"))
    assert "compose the issue" in said
    assert main(["compose", issue, "--out", out, "--only", "press"]) == ExitCode.DONE
    capsys.readouterr()
    assert main(["impose", issue, "--out", out]) == ExitCode.DONE
    (path,) = capsys.readouterr().out.split()
    with pikepdf.open(path) as sheet:
        assert len(sheet.pages) == 2
        left, foot, right, top = (float(edge) for edge in sheet.pages[0].obj.TrimBox)
    millimetre = 72 / 25.4
    assert right - left == pytest.approx(390 * millimetre, abs=0.1)
    assert top - foot == pytest.approx(2 * 270 * millimetre, abs=0.1)
    assert "head down" not in (tmp_path / "2019-11-15/report.html").read_text()
    assert "Press sheets" in (tmp_path / "2019-11-15/report.html").read_text()


def test_a_paper_that_says_nothing_of_its_press_is_told_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", str(ROOT / "issues/2024-03-08-qinghe"), "--out", str(tmp_path)]) == ExitCode.USAGE
    assert "press: {sheets: {up: 2}}" in capsys.readouterr().err


def test_pages_that_make_no_whole_sheets_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "issues/2019-11-15", tmp_path / "issues/2019-11-15")
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    paper = tmp_path / "layouts/jintan-times/paper.yaml"
    paper.write_text(paper.read_text().replace("sheets: {up: 4", "sheets: {least: 8, up: 4"))
    assert main(["impose", str(tmp_path / "issues/2019-11-15"), "--out", str(tmp_path)]) == ExitCode.USAGE
    assert "4 pages, which make no whole sheets of 8" in capsys.readouterr().err
