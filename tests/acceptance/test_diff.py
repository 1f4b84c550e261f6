"""The command diff: thirty changes made by hand in an issue of eight pages, each told, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from compositor.__main__ import main
from compositor.errors import ExitCode
from tests.conftest import ROOT

NAME = "2025-10-16-wangyu"
Told = tuple[str, str, str, str]
"""Kind, page, story or box, and what came or, where nothing came, went."""


class Desk:
    """A copy of the issue, and what is changed in it."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(ROOT / "issues" / NAME, folder / "issues" / NAME)
        shutil.copytree(ROOT / "layouts", folder / "layouts")
        self.issue = folder / "issues" / NAME
        self.layouts = folder / "layouts" / "wangyu-ribao"
        self.expected: list[Told] = []

    def replace(self, path: str, old: str, new: str, told: Told) -> None:
        file = self.layouts / path.removeprefix("layouts/") if path.startswith("layouts/") else self.issue / path
        text = file.read_text("utf-8")
        assert text.count(old) >= 1, (path, old)
        file.write_text(text.replace(old, new, 1), "utf-8")
        self.expected.append(told)

    def paragraph(self, slug: str) -> str:
        """The first plain paragraph of a story."""
        body = (self.issue / f"stories/{slug}.md").read_text("utf-8").split("---\n", 2)[2]
        return next(one for one in body.split("\n\n") if re.fullmatch(r"\s*[\u4e00-\u9fff][^\[\]{}*|!]+", one)).strip()

    def word(self, slug: str, page: str, new: str) -> None:
        """Replace five characters of a story's body."""
        old = re.findall(r"[\u4e00-\u9fff]{5}", self.paragraph(slug))[1]
        self.replace(f"stories/{slug}.md", old, new, ("words", page, slug, new))

    def insert(self, slug: str, page: str, new: str) -> None:
        old = re.findall(r"[\u4e00-\u9fff]{5}", self.paragraph(slug))[1]
        self.replace(f"stories/{slug}.md", old, old[:3] + new + old[3:], ("words", page, slug, new))

    def delete(self, slug: str, page: str) -> None:
        old = re.findall(r"[\u4e00-\u9fff]{5}", self.paragraph(slug))[1]
        self.replace(f"stories/{slug}.md", old, old[0] + old[-1], ("words", page, slug, old[1:-1]))


def thirty(desk: Desk) -> None:
    for slug, page in (
        ("ferry", "01"), ("library", "01"), ("oldstreet", "01"), ("nightbus", "02"), ("clinic", "02"),
        ("leader", "03"), ("essay", "03"), ("port", "04"), ("memoir", "04"), ("coldchain", "06"),
    ):  # fmt: skip
        desk.word(slug, page, "甲乙丙丁戊")
    for slug, page in (("currents", "05"), ("birds", "05"), ("loans", "06")):
        desk.insert(slug, page, "庚辛")
    for slug, page in (("shellroad", "07"), ("serial", "07"), ("chess", "08")):
        desk.delete(slug, page)
    desk.replace("stories/port.md", "一百二十年", "一百三十年", ("words", "04", "port", "三"))
    desk.replace("stories/swim.md", "headline: ", "headline: 壬癸", ("words", "08", "swim", "壬癸"))
    desk.replace("stories/regatta.md", "deck: ——", "deck: ——壬癸", ("words", "08", "regatta", "壬癸"))
    desk.replace("issue.yaml", "满潮5时48分", "满潮6时48分", ("furniture", "01", "weather", "6"))
    desk.replace("issue.yaml", "high: 23", "high: 24", ("furniture", "01", "weather", "24"))
    desk.replace("issue.yaml", "cutline: 昨天清晨", "cutline: 今天清晨", ("furniture", "01", "photo", "今"))
    desk.replace("issue.yaml", "cutline: 月上", "cutline: 月下", ("furniture", "07", "art", "下"))
    shutil.copy(desk.issue / "pictures/moonrise.svg", desk.issue / "pictures/other.svg")
    desk.replace("issue.yaml", "pictures/snail.svg", "pictures/other.svg", ("picture", "03", "cartoon", "other.svg"))
    desk.replace("issue.yaml", "regatta.jpg,", "regatta.jpg, crop: 0 0 90 90,", ("picture", "08", "photo", "90.0"))
    desk.replace(
        "issue.yaml", "      call: {story: call}\n", "      call: {story: other}\n", ("story", "03", "call", "")
    )
    (desk.issue / "stories/other.md").write_text("---\nheadline: 另一则启事\n---\n来稿请寄本报。\n", "utf-8")
    desk.expected.append(("story", "03", "other", ""))
    desk.replace("layouts/culture.yaml", "flow: 2, style: poem, tint: sand", "flow: 2, style: poem, tint: wash",
                 ("drawn", "07", "poems", ""))  # fmt: skip
    desk.replace("layouts/sports.yaml", "tint: sand, inset: 1}", "inset: 1}", ("drawn", "08", "league", ""))
    desk.replace("charts/throughput.yaml", "（虚构数据）", "（样张数据）", ("furniture", "04", "cargo", "样张"))


def test_thirty_changes_are_told_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path)
    thirty(desk)
    assert len(desk.expected) == 30
    told = main(["diff", str(ROOT / "issues" / NAME), str(desk.issue), "--format", "json"])
    assert told == ExitCode.FOUND
    changes = json.loads(capsys.readouterr().out)["changes"]
    left = list(changes)
    for kind, page, where, came in desk.expected:
        found = [
            one
            for one in left
            if (one["kind"], one["page"]) == (kind, page)
            and where in {one["story"], one["box"]}
            and came in (one["after"] or one["before"])
        ]
        assert found, (kind, page, where, came, [tuple(one.values()) for one in left])
        left.remove(found[0])
    assert not left
    assert Counter(one["kind"] for one in changes)["words"] == 19


def test_the_same_issue_twice_has_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issue = str(ROOT / "issues/2024-03-08-qinghe")
    assert main(["compose", issue, "--out", str(tmp_path), "--only", "proof"]) == ExitCode.DONE
    capsys.readouterr()
    kept = tmp_path / "2024-03-08-qinghe"
    assert main(["diff", str(kept), issue, "--out", str(tmp_path / "diff")]) == ExitCode.DONE
    assert capsys.readouterr().out == "no change\n"
    assert [path.name for path in (tmp_path / "diff").iterdir()] == ["diff.html"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"format": 9}', '{"format":1,"issue":"a","titles":{},"copy":[]}\n{}']
)
def test_what_is_no_record_is_refused(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "proof").mkdir()
    (tmp_path / "proof/pages.json").write_text(text)
    assert main(["diff", str(tmp_path), str(tmp_path)]) == ExitCode.USAGE
    assert "can't be read" in capsys.readouterr().err
    assert main(["diff", str(tmp_path / "proof"), str(tmp_path)]) == ExitCode.USAGE
