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


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--story", "nope"], "the issue has no story nope; its stories are sprint, top100"),
        (["--story", "sprint", "--measure", "3em"], "a measure of 4em to 45em, not 3em"),
        (["--story", "sprint", "--measure", "wide"], "'wide' is no length"),
        (["--measure", "18em"], "name its story"),
        (["--story", "sprint", "--pages", "01"], "leave out --pages or --story"),
    ],
)
def test_a_galley_that_cannot_be_is_refused_in_words(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["proof", ISSUE, *options, "--out", str(tmp_path)]) == ExitCode.USAGE
    assert said in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("issue", ["2024-03-08-qinghe", "2025-10-16-wangyu"])
def test_every_story_has_a_galley_in_the_measure_of_its_box(
    issue: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for story in sorted((ROOT / "issues" / issue / "stories").glob("*.md"))[:3]:
        asked = ["--story", story.stem, "--out", str(tmp_path)]
        assert main(["proof", str(ROOT / "issues" / issue), *asked]) == ExitCode.DONE
        assert capsys.readouterr().out.rstrip().endswith(f"{story.stem}-galley.pdf")
