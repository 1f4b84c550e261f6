"""The notices of an issue: read with their places, and written so that they are read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.intake.faults import Faults
from compositor.intake.files import source
from compositor.intake.notices import read_file, read_notices, written
from compositor.model.notices import NoticeKind, StoryNotice, standing

ONE = StoryNotice("bridge", NoticeKind.WITHDRAWN, "2024-05-21T09:30:00+08:00", "本稿已撤。", "林禾")


def read(folder: Path, text: str, known: tuple[str, ...] = ("bridge",)) -> tuple[tuple[StoryNotice, ...], list[str]]:
    (folder / "notices.yaml").write_text(text, encoding="utf-8")
    faults = Faults()
    found = read_notices(folder, known, lambda path: source(path, "the notices", None, faults), faults)
    told = [f"{one.place.line}:{one.place.column} {one.code}" for one in faults.stopping if one.place]
    return found, told


def test_an_issue_without_notices_has_none(tmp_path: Path) -> None:
    assert read_notices(tmp_path, (), lambda _: None, Faults()) == ()


@pytest.mark.parametrize(
    "words",
    ["本稿已撤。", 'He said "no" \\ {a: b} # & * ! | > % @ `', "-", "null", "\u2028x", "a\x85b", "’—🙂", "'\t'"],
)
def test_what_is_written_is_read_again(tmp_path: Path, words: str) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories/bridge.md").write_text("---\nheadline: 橋\n---\n", encoding="utf-8")
    at = "2024-05-21T09:30:00+08:00"
    one = StoryNotice("bridge", NoticeKind.CORRECTED, at, words, "林", pictures=("01/photo", '02/a"b'))
    (tmp_path / "notices.yaml").write_text(written((one,)), encoding="utf-8")
    (again,) = read_file(tmp_path / "notices.yaml")
    assert (again.story, again.kind, again.at, again.by) == (one.story, one.kind, one.at, one.by)
    assert again.pictures == one.pictures
    assert again.words == " ".join(words.split())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("story: brigde", "2:12 UNKNOWN_NAME"),
        ("story: ../x", "2:12 BAD_NAME"),
        ("at: 2024-05-21", "3:9 NOT_A_DATE"),
        ("at: 2024-05-21T09:30", "3:9 NOT_A_DATE"),
        ("at: 2024-02-30T09:30+08:00", "3:9 NOT_A_DATE"),
        ("kind: eaten", "4:11 NOT_A_CHOICE"),
        ('words: ""', "5:12 EMPTY"),
        ("whom: me", "6:5 UNKNOWN_KEY"),
    ],
)
def test_a_fault_stands_where_it_is(tmp_path: Path, line: str, told: str) -> None:
    lines = ["story: bridge", "at: 2024-05-21T09:30+08:00", "kind: withdrawn", "words: 已撤。"]
    key = line.partition(":")[0]
    lines = [line if one.startswith(f"{key}:") else one for one in lines] + ([line] if key == "whom" else [])
    found, faults = read(tmp_path, "notices:\n  - " + "\n    ".join(lines) + "\n")
    assert faults == [told]
    assert found == () or key == "whom"


def test_a_withdrawal_outlasts_corrections() -> None:
    later = StoryNotice("bridge", NoticeKind.CORRECTED, "2024-05-22T09:30:00+08:00", "更正。")
    assert standing((later, ONE, later)) == {"bridge": ONE}
    assert standing((later,)) == {"bridge": later}
