"""The command proof: sheets of pages sound and in error, and what it says where it can't."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from compositor.__main__ import main
from compositor.errors import ExitCode
from tests.conftest import ROOT

ISSUE = str(ROOT / "issues/2019-11-15")


def test_a_page_that_the_issue_has_not_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proof", ISSUE, "--pages", "09", "--out", str(tmp_path)]) == ExitCode.USAGE
    assert "the issue has no page 09; its pages are 01, 02, 03, 04" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


def test_sheets_are_pulled_of_sound_pages_and_of_those_in_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ISSUE, tmp_path / "issues/2019-11-15")
    story = tmp_path / "issues/2019-11-15/stories/cooperation.md"
    story.write_text(story.read_text("utf-8").rstrip() + "\n\n" + "多出來的話，框裏放不下。" * 20 + "\n", "utf-8")
    made = []
    for _ in range(2):
        where = ["--layouts", str(ROOT / "layouts"), "--fonts", str(ROOT / "fonts"), "--out", str(tmp_path / "out")]
        assert main(["proof", str(tmp_path / "issues/2019-11-15"), "--pages", "1,04", *where]) == ExitCode.DONE
        said = capsys.readouterr()
        assert "in error, and marked so: 01" in said.err
        made.append([Path(path).read_bytes() for path in said.out.split()])
    assert made[0] == made[1]
    first, last = (pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range() for content in made[0])
    assert all(
        words in first for words in ("不予付印", "OVERSET", "金壇時報", "2019-11-15", "cooperation", "溢", "三審")
    )
    assert "未付印" in last
    assert "不予付印" not in last
