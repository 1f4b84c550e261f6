"""The command: where stories go, what is never written over, what it says, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compositor.__main__ import main
from compositor.errors import ExitCode
from compositor.intake.reading import read
from tests.conftest import ROOT
from tests.incoming.test_plain import TALL
from tests.incoming.test_word import drawn, picture
from tests.incoming.wordfiles import docx, para

SOUND = (
    "青河大橋今晨開放\n　　本報訊　大橋全長2.4公里，比計劃提前20天完工。\n　　下一步將開通三條公交線路。（記者 王明）\n"
)
WITH_PICTURE = docx(
    para("大橋通車", style="a3"),
    para("大橋全長2.4公里，比計劃提前20天完工。"),
    para(drawn("rId4", "車隊")),
    parts={"word/media/image1.png": picture()},
    related={"rId4": ("image", "media/image1.png")},
)


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "issues" / "2024-03-08"
    (folder / "stories").mkdir(parents=True)
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "大橋 稿.txt"
    path.write_text(SOUND, "utf-8")
    return path


def run(*words: object) -> int:
    return main(["import", *map(str, words)])


def test_a_story_is_made_and_accounted_for(issue: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "--to", issue / "stories") == ExitCode.DONE
    text = (issue / "stories" / "大橋-稿.md").read_text("utf-8")
    assert text.startswith("---\nheadline: 青河大橋今晨開放\nbyline: 記者 王明\ndateline: 本報訊\n---\n大橋全長")
    said = capsys.readouterr()
    assert "  + headline        青河大橋今晨開放: the first line" in said.out
    assert f"[sure] ({copy}:2:1)" in said.out
    assert "  - brackets        （）: they stood around the byline" in said.out
    assert "1 of 1 files imported" in said.err


def test_what_somebody_has_to_look_at_is_code_1(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(TALL.encode("big5hkscs"))
    assert run(tmp_path / "b.txt", "--to", issue) == ExitCode.FOUND
    assert run(tmp_path / "b.txt", "--to", issue, "--replace", "--encoding", "big5hkscs") == ExitCode.DONE
    assert (issue / "stories" / "b.md").is_file(), "an issue's folder stands for its stories"


def test_nothing_is_written_over_unasked(issue: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = issue / "stories" / "bridge.md"
    path.write_text("mine", "utf-8")
    assert run(copy, "--to", issue / "stories", "--as", "bridge") == ExitCode.CANNOT_WRITE
    assert path.read_text("utf-8") == "mine"
    assert "is there already; --replace writes over it" in capsys.readouterr().err
    assert run(copy, "--to", issue / "stories", "--as", "bridge", "--replace") == ExitCode.DONE
    assert "青河大橋" in path.read_text("utf-8")
    assert [one.name for one in path.parent.iterdir()] == ["bridge.md"]


def test_a_picture_that_is_there_keeps_the_story_out(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "c.docx").write_bytes(WITH_PICTURE)
    (issue / "pictures").mkdir()
    (issue / "pictures" / "c-1.png").write_bytes(b"mine")
    assert run(tmp_path / "c.docx", "--to", issue / "stories") == ExitCode.CANNOT_WRITE
    assert (issue / "pictures" / "c-1.png").read_bytes() == b"mine"
    assert list((issue / "stories").iterdir()) == []
    (issue / "pictures" / "c-1.png").write_bytes(picture())
    assert run(tmp_path / "c.docx", "--to", issue / "stories") == ExitCode.DONE


def test_a_damaged_file_does_not_hold_back_the_others(
    issue: Path, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.docx").write_bytes(WITH_PICTURE[:200])
    (tmp_path / "bad.txt").write_bytes("大橋\n開放".encode() + b"\xe5\xa4")
    words = (tmp_path / "bad.docx", copy, tmp_path / "bad.txt", tmp_path / "none.txt", tmp_path)
    assert run(*words, "--to", issue / "stories") == ExitCode.CANNOT_COMPOSE
    said = capsys.readouterr().err
    assert "bad.docx: error: NOT_DOCX:" in said
    assert "bad.txt:2:3: error: ENCODING:" in said
    assert "error: FILE_MISSING:" in said
    assert "error: NOT_A_FILE:" in said
    assert "1 of 5 files imported; 4 can't be read" in said
    assert [one.name for one in (issue / "stories").iterdir()] == ["大橋-稿.md"]


def test_two_files_of_one_name_are_not_mixed_up(issue: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(SOUND.replace("青河", folder), "utf-8")
    words = (tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt", "--to", issue, "--replace")
    assert run(*words) == ExitCode.CANNOT_WRITE
    assert "one大橋" in (issue / "stories" / "a.md").read_text("utf-8")


def test_json_has_the_whole_account(issue: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(copy, "--to", issue / "stories", "--format", "json")
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["story"], file["kind"], file["encoding"], file["fault"]) == ("大橋-稿", "text", "UTF-8", None)
    headline = next(entry for entry in file["entries"] if entry["what"] == "headline")
    assert (headline["action"], headline["confidence"], headline["line"]) == ("recognised", "likely", 1)
    assert file["written"] == [str(issue / "stories" / "大橋-稿.md")]


def test_a_dry_run_writes_nothing(issue: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "--dry-run") == ExitCode.DONE
    assert "headline: 青河大橋今晨開放" in capsys.readouterr().out
    assert list((issue / "stories").iterdir()) == []


def test_styles_of_the_desk(issue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts: dict[str, str | bytes] = {}
    (tmp_path / "c.docx").write_bytes(docx(para("大橋通車", style="大樣題"), para("大橋開放通行。"), parts=parts))
    (tmp_path / "styles.yaml").write_text("大樣題: headline\n", "utf-8")
    run(tmp_path / "c.docx", "--to", issue, "--styles", tmp_path / "styles.yaml")
    assert "the style 大樣題" in capsys.readouterr().out
    (tmp_path / "styles.yaml").write_text("大樣題: headlin\n", "utf-8")
    assert run(tmp_path / "c.docx", "--to", issue, "--styles", tmp_path / "styles.yaml") == ExitCode.CANNOT_COMPOSE
    assert "styles.yaml:1:6: error: NOT_A_CHOICE" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [[], ["--to", "x", "--as", "a/b"], ["--to", "x", "--encoding", "klingon"], ["--to", "x", "--encoding", "base64"]],
)
def test_wrong_usage(copy: Path, words: list[str]) -> None:
    assert run(copy, *words) == ExitCode.USAGE


def test_an_imported_story_composes(issue: Path, tmp_path: Path) -> None:
    (tmp_path / "c.docx").write_bytes(WITH_PICTURE)
    assert run(tmp_path / "c.docx", "--to", issue, "--as", "bridge") == ExitCode.DONE
    (issue / "issue.yaml").write_text(
        "paper: jintan-times\ndate: 2024-03-08\npages:\n  - {template: front, boxes: {lead: {story: bridge}}}\n",
        "utf-8",
    )
    found = read(issue, layouts=ROOT / "layouts", fonts=ROOT / "fonts")
    assert [story.slug for story in found.issue.stories] == ["bridge"]
    assert found.issue.stories[0].pictures[0].alt == "車隊"
    assert [one for one in found.findings if one.code.startswith("PICTURE")] == []
