"""What tests may ask for does what it says: goldens that fail and can be accepted, absences that are said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"

GOLDEN = """
from pathlib import Path
def test_layout(golden):
    golden(Path("golden/page.txt"), {text!r})
"""
CASES = "def test_cases(cases):\n    assert (cases / 'typography').is_dir()\n"
TOOL = "def test_tool(tool):\n    assert tool('a-program-that-nobody-has')\n"


def run(folder: Path, test: str, *options: str, **environment: str) -> str:
    """Run one test in a folder of its own that has the project's conftest, and return what pytest prints."""
    shutil.copy(CONFTEST, folder)
    (folder / "test_it.py").write_text(test, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name not in {"CI", "COMPOSITOR_CASES"}}
    clean["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-ra",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(folder),
        *options,
    ]
    done = subprocess.run(
        [*command, str(folder)],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_golden_layout_is_compared_and_accepted(tmp_path: Path) -> None:
    first, second = GOLDEN.format(text="第一版\n"), GOLDEN.format(text="第二版\n")
    assert "1 failed" in run(tmp_path, first)
    assert "1 skipped" in run(tmp_path, first, "--accept")
    assert (tmp_path / "golden" / "page.txt").read_text(encoding="utf-8") == "第一版\n"
    assert "1 passed" in run(tmp_path, first)
    assert "is set otherwise" in run(tmp_path, second)


@pytest.mark.parametrize(
    ("test", "what"), [(CASES, "needs conformance data in"), (TOOL, "needs the program a-program-that-nobody-has")]
)
def test_what_is_absent_skips_with_its_name(tmp_path: Path, test: str, what: str) -> None:
    report = run(tmp_path, test, COMPOSITOR_CASES=str(tmp_path / "nowhere"))
    assert "1 skipped" in report
    assert what in report


@pytest.mark.parametrize("test", [CASES, TOOL])
def test_what_is_absent_fails_in_ci(tmp_path: Path, test: str) -> None:
    report = run(tmp_path, test, COMPOSITOR_CASES=str(tmp_path / "nowhere"), CI="true")
    assert "CI has to have" in report
    assert "skipped" not in report


def test_cases_are_found_where_the_environment_says(tmp_path: Path) -> None:
    (tmp_path / "cases" / "typography").mkdir(parents=True)
    assert "1 passed" in run(tmp_path, CASES, COMPOSITOR_CASES=str(tmp_path / "cases"), CI="true")
