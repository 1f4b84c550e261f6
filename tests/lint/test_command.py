"""The command: what it says, what it writes, and its exit codes."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path

import pytest

from compositor.__main__ import main
from compositor.errors import ExitCode, Finding, Severity
from compositor.lint import CODES
from compositor.pipeline import Request, Stopwatch, compose
from tests.conftest import ROOT

STORY = "---\nheadline: 大橋通車\n---\n大橋加快建设(主橋)。\n\n11月13日（星期四）通車。\n"


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "issues" / "2019-11-15"
    (folder / "stories").mkdir(parents=True)
    (folder / "issue.yaml").write_text(
        "paper: jintan-times\ndate: 2019-11-15\npages:\n  - {template: front, boxes: {lead: {story: bridge}}}\n",
        "utf-8",
    )
    (folder / "stories" / "bridge.md").write_text(STORY, "utf-8")
    return folder


def run(*words: object) -> int:
    return main(["lint", *map(str, words), "--layouts", str(ROOT / "layouts")])


def test_remarks_are_told_with_place_hint_and_change(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(issue) == ExitCode.FOUND
    said = capsys.readouterr()
    assert 'bridge.md:4:6: warning: MIXED_SCRIPT: "设" is simplified' in said.out
    assert "  change: 设 → 設" in said.out
    assert "  change: (主橋) → （主橋）" in said.out
    assert "星期三" in said.out
    assert "2 files: 2 warnings, 1 note; 3 with a change" in said.err


def test_a_story_is_read_by_the_paper_and_the_day_of_its_issue(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(issue / "stories" / "bridge.md", "--only", "weekday") == ExitCode.FOUND
    assert capsys.readouterr().out.count("WEEKDAY") == 1


def test_nothing_but_notes_is_done(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("大橋(主橋)。\n", "utf-8")
    assert run(text) == ExitCode.DONE


def test_json_has_every_place_and_change(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(issue, "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert len(told["files"]) == 2
    first = told["remarks"][0]
    assert (first["line"], first["column"], first["end_column"]) == (4, 6, 7)
    assert first["change"] == {"before": "设", "after": "設"}
    assert {one["code"] for one in told["remarks"]} == {"MIXED_SCRIPT", "BRACKETS", "WEEKDAY"}


def test_diff_shows_and_writes_nothing(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(issue, "--diff") == ExitCode.FOUND
    said = capsys.readouterr().out
    assert "-大橋加快建设(主橋)。\n+大橋加快建設（主橋）。" in said
    assert (issue / "stories" / "bridge.md").read_text("utf-8") == STORY


def test_apply_shows_the_diff_and_makes_the_changes(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = issue / "stories" / "bridge.md"
    path.chmod(0o640)
    assert run(issue, "--apply") == ExitCode.DONE
    assert "+大橋加快建設（主橋）。" in capsys.readouterr().out
    assert path.read_text("utf-8") == STORY.replace("设(主橋)", "設（主橋）").replace("星期四", "星期三")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["bridge.md"]


def test_only_what_is_asked_for_is_changed(issue: Path) -> None:
    assert run(issue, "--apply", "--only", "BRACKETS") == ExitCode.DONE
    assert (issue / "stories" / "bridge.md").read_text("utf-8") == STORY.replace("(主橋)", "（主橋）")


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_bytes("\ufeff大橋(主橋)。\r\n又一(座)。\r".encode())
    run(text, "--apply")
    assert text.read_bytes() == "\ufeff大橋（主橋）。\r\n又一（座）。\r".encode()


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    from compositor.errors import OutputError
    from compositor.lint import rewrite

    text = tmp_path / "a.txt"
    text.write_bytes(b"new")
    with pytest.raises(OutputError, match="has changed"):
        rewrite(text, b"old", b"mended")
    assert text.read_bytes() == b"new"


def test_the_papers_severities_and_exceptions_hold(
    issue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "layouts" / "jintan-times"
    paper.mkdir(parents=True)
    text = (ROOT / "layouts" / "jintan-times" / "paper.yaml").read_text("utf-8")
    own = 'severities: {WEEKDAY: "off", BRACKETS: error}\nlint: {keep: [建设]}'
    changed = re.sub("^severities:.*$", own, text, count=1, flags=re.MULTILINE)
    (paper / "paper.yaml").write_text(changed if own in changed else f"{text}\n{own}\n", "utf-8")
    assert main(["lint", str(issue), "--layouts", str(paper.parent), "--format", "json"]) == ExitCode.FOUND
    remarks = json.loads(capsys.readouterr().out)["remarks"]
    assert [(one["code"], one["severity"]) for one in remarks] == [("BRACKETS", "error")]


def test_compose_notes_what_lint_finds_where_the_paper_wants_it(tmp_path: Path) -> None:
    layouts = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", layouts)
    request = Request(ROOT / "issues" / "2019-11-15", layouts=layouts, fonts=ROOT / "fonts")
    assert of_lint(request) == []
    with (layouts / "jintan-times" / "paper.yaml").open("a", encoding="utf-8") as paper:
        paper.write("lint: {report: true}\n")
    found = of_lint(request)
    assert [(one.code, one.severity) for one in found] == [("BRACKETS", Severity.NOTE)] * 4
    assert all(one.page and one.area for one in found), "each is marked on the line that it is set in"


def of_lint(request: Request) -> list[Finding]:
    composed = compose(request, Stopwatch(lambda _words: None))
    assert composed.exit_code is ExitCode.DONE
    return [one for one in composed.findings if one.code in CODES - {"HALF_WIDTH", "QUOTES", "QUOTE_OPEN"}]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nowhere.md"], ExitCode.CANNOT_COMPOSE),
        (["nowhere"], ExitCode.CANNOT_COMPOSE),
        ([ROOT / "docs" / "pictures" / "tutorial.png"], ExitCode.CANNOT_COMPOSE),
        ([ROOT / "issues" / "2019-11-15", "--only", "NOTHING"], ExitCode.USAGE),
    ],
)
def test_what_cannot_be_read_is_told(words: list[object], code: ExitCode, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == code
    assert "error" in capsys.readouterr().err


def test_the_sample_issues_have_no_warnings() -> None:
    assert [run(ROOT / "issues" / name) for name in ("2019-11-15", "2024-03-08-qinghe")] == [ExitCode.DONE] * 2
