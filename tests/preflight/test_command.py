"""compositor preflight: verdicts, exit codes, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compositor.__main__ import main
from tests.preflight.plates import box_spoiled, plate


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(plate())
    bad.write_bytes(box_spoiled())
    return good, bad


def test_a_sound_file_passes(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", str(files[0])]) == 0
    assert capsys.readouterr().out == f"{files[0]}: passed: 0 errors, 0 warnings\n"


def test_one_bad_file_of_two_makes_exit_code_5(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", *map(str, files)]) == 5
    out = capsys.readouterr().out
    assert f"{files[0]}: passed" in out
    assert f"{files[1]}: page 1: error: N-01: area has 400 % ink, over 220 %" in out


def test_json_has_codes_and_places(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", "--format", "json", *map(str, files)]) == 5
    told = json.loads(capsys.readouterr().out)
    assert told["profile"] == "newsprint"
    assert [one["passed"] for one in told["files"]] == [True, False]
    (finding,) = told["files"][1]["findings"]
    assert finding["code"], finding["page"] == ("N-01", 1)
    assert finding["area"] == {"x": 20, "y": pytest.approx(390 / 25.4 * 72 - 80, abs=0.01), "width": 60, "height": 60}


def test_a_limit_of_400_lets_all_inks_pass(files: tuple[Path, Path]) -> None:
    assert main(["preflight", "--ink-limit", "400", str(files[1])]) == 0


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", str(tmp_path / "none.pdf")]) == 2
    assert "can't be read" in capsys.readouterr().err
