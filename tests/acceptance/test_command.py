"""The command as the desk types it: what it says, what it writes, and that it writes the same every time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from compositor.__main__ import main
from tests.acceptance.composing import Composed, beside, run
from tests.acceptance.conftest import SAMPLES, Compose
from tests.conftest import ROOT, Golden

COPY_KEYS = {"story", "part", "text", "source"}
LINE_KEYS = frozenset(
    "page box story part column row x baseline width measure start end text runs direction justified"
    " adjustments audit".split()
)
STAGES = ["intake", "makeup", "proof", "press", "epaper", "site", "proofs"]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# compose


def test_compose_prints_the_table_and_every_path(issue: Composed) -> None:
    table, _, paths = issue.said.stdout.rstrip("\n").rpartition("\n\n")
    inside = "epaper/site/"
    told = [name for name in files(issue.folder) if not name.startswith(inside) or name == f"{inside}index.html"]
    assert sorted(paths.splitlines()) == sorted(str(issue.folder / name) for name in told)
    heads, rule, *rows = table.splitlines()
    assert heads.split() == ["story", "page", "box", "lines", "characters", "overset", "free"]
    assert set(rule) == {"─", " "}
    figures = [tuple(row.split()[-6:-3]) for row in rows]
    for page in issue.report["pages"]:
        for box in page["boxes"]:
            if box["story"]:
                had = box["lines"] + box["free_lines"]
                assert (page["page"], box["name"], f"{box['lines']}/{had}") in figures


def stages(issue: Composed) -> list[str]:
    """The stages of a run: where stories don't fit, advice is tried after make-up."""
    usual = STAGES if (issue.folder / "epaper" / "site").is_dir() else [one for one in STAGES if one != "site"]
    return [*usual[:2], "copyfit", *usual[2:]] if issue.report["advice"] else usual


def test_compose_shows_progress(issue: Composed) -> None:
    assert [line.split()[0] for line in issue.said.stderr.splitlines() if " s  " in line] == stages(issue)
    assert "Traceback" not in issue.said.stderr


def test_findings_are_said_where_they_are(issue: Composed) -> None:
    for finding in issue.report["findings"]:
        if finding["severity"] != "note":
            place = f"{finding['file']}:{finding['line']}:{finding['column']}: " if finding["file"] else ""
            assert f"{place}{finding['severity']}: {finding['code']}: {finding['message']}" in issue.said.stderr


def test_the_report_is_as_its_schema_says(issue: Composed) -> None:
    schema("report").validate(issue.report)
    assert {entry["path"] for entry in issue.report["files"]} == set(files(issue.folder)) - {
        "report.json",
        "report.html",
        "run.json",
    }


def test_the_run_stands_apart(issue: Composed) -> None:
    told = json.loads((issue.folder / "run.json").read_text(encoding="utf-8"))
    assert set(told) == {"cache", "timings", "versions"}
    assert list(told["timings"]) == stages(issue)


def test_the_reports_figures_are_those_of_the_dump(issue: Composed) -> None:
    for page in issue.report["pages"]:
        for box in page["boxes"]:
            if (page["page"], box["name"]) in issue.apart:
                continue
            mine = [
                line
                for line in issue.lines
                if (line["page"], line["box"], line["part"]) == (page["page"], box["name"], "body")
            ]
            text = "".join(issue.text_of(line).text[line["start"] : line["end"]] for line in mine)
            assert box["characters"] == len("".join(text.split())), box["name"]


def test_only_and_pages_choose_what_is_written(tmp_path: Path, first: Composed) -> None:
    label = first.labels[0]
    told = run("compose", *beside(first.issue), "--out", tmp_path, "--only", "press", "--pages", label)
    assert told.returncode == 0
    made = files(tmp_path / first.slug)
    plate = f"press/{first.plates[label].name}"
    assert set(made) == {plate, "report.json", "report.html", "run.json"}
    assert made[plate] == first.plates[label].read_bytes()


def test_a_page_that_is_not_there_is_wrong_usage(tmp_path: Path, first: Composed) -> None:
    told = run("compose", *beside(first.issue), "--out", tmp_path, "--pages", "77")
    assert told.returncode == 2
    assert "77" in told.stderr
    assert files(tmp_path) == {}


# check


def test_check_writes_nothing(tmp_path: Path, first: Composed) -> None:
    issue = tmp_path / "issues" / first.slug
    shutil.copytree(first.issue, issue)
    before = files(tmp_path)
    told = run("check", *beside(issue), cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == first.said.stdout.rpartition("\n\n")[0].split()
    assert files(tmp_path) == before


def test_a_faulty_issue_writes_nothing_and_exits_with_3(tmp_path: Path, first: Composed) -> None:
    issue = tmp_path / "issues" / first.slug
    shutil.copytree(first.issue, issue)
    with (issue / "issue.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("numbr: 3\n")
    told = run("compose", *beside(issue), "--out", tmp_path / "out")
    assert told.returncode == 3
    last = len((issue / "issue.yaml").read_text(encoding="utf-8").splitlines())
    assert f"issue.yaml:{last}:1: error: UNKNOWN_KEY" in told.stderr
    assert not (tmp_path / "out").exists()


# dump


def test_the_dump_has_the_keys_that_are_promised(issue: Composed) -> None:
    kinds = ["copy" in record for record in issue.records]
    assert kinds == sorted(kinds, reverse=True), "copy stands before the lines"
    for record in issue.records:
        if "copy" in record:
            assert set(record["copy"]) >= COPY_KEYS
        else:
            assert set(record) >= LINE_KEYS
            assert record["direction"] in {"horizontal", "vertical"}
            assert all({"face", "size", "start", "end"} <= set(run) for run in record["runs"])


def test_lengths_in_the_dump_have_three_decimals(first: Composed) -> None:
    for line in first.lines:
        for key in ("x", "baseline", "width", "measure"):
            assert line[key] == round(line[key], 3)


def test_accounts_are_printed_where_they_are_asked_for(first: Composed) -> None:
    told = run("dump", *beside(first.issue), "--audit").stdout.splitlines()
    assert [row for row in told if not row.startswith(("    | ", "    × "))] == first.dump_text.splitlines()
    assert any(row.startswith("    | cost ") for row in told)
    assert sum(row.startswith("    × ") for row in told) > len(first.lines)


# explain


def test_explain_tells_of_a_line_what_the_dump_knows(first: Composed) -> None:
    line = max((line for line in first.lines if line["audit"]), key=lambda line: len(line["audit"]["steps"]))
    own = [other for other in first.lines if (other["story"], other["part"]) == (line["story"], line["part"])]
    number = str(own.index(line) + 1)
    told = run("explain", *beside(first.issue), "--story", line["story"], "--part", line["part"], "--line", number)
    assert (told.returncode, told.stderr) == (0, "")
    assert f"line {number} of {len(own)}\n" in told.stdout
    assert line["text"] in told.stdout
    assert "breaks not taken" in told.stdout


@pytest.mark.parametrize(
    ("story", "line", "words"),
    [("nothing-like-it", "1", "issue.yaml: the issue has no story"), ("sprint", "9999", "there is no line 9999")],
)
def test_explain_of_what_is_not_there_is_wrong_usage(first: Composed, story: str, line: str, words: str) -> None:
    told = run("explain", *beside(first.issue), "--story", story, "--line", line)
    assert (told.returncode, told.stdout) == (2, "")
    assert words in told.stderr
    assert run("explain", *beside(first.issue), "--story", story, "--line", "one").returncode == 2


def test_golden_layout(sample: Composed, golden: Golden) -> None:
    golden(ROOT / "tests" / "golden" / f"{sample.slug}.txt", sample.dump_text)


# schema


class _Editor(yaml.SafeLoader):
    """YAML as an editor reads it before it asks the schema: figures and truth values typed, dates left as text."""


_Editor.yaml_implicit_resolvers = {
    key: [one for one in resolvers if not one[0].endswith("timestamp")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("---\n")[1]
    return yaml.load(text, Loader=_Editor)


def schema(name: str) -> jsonschema.Draft202012Validator:
    told = run("schema", name)
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


SCHEMED = {
    "issue": "issues/*/issue.yaml",
    "story": "issues/*/stories/*.md",
    "chart": "issues/*/charts/*.yaml",
    "paper": "layouts/*/paper.yaml",
    "layout": "layouts/*/*.yaml",
    "fonts": "fonts/fonts.yaml",
}


@pytest.mark.parametrize("name", SCHEMED)
def test_the_samples_are_as_the_schemas_say(name: str) -> None:
    validator = schema(name)
    paths = sorted(path for path in ROOT.glob(SCHEMED[name]) if (path.stem == "paper") == (name == "paper"))
    assert paths
    for path in paths:
        assert [error.message for error in validator.iter_errors(loaded(path))] == [], path
    spoiled = {**loaded(paths[0]), "no such key": []}
    assert list(validator.iter_errors(spoiled))


def test_a_schema_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["schema", "nothing"])
    assert stopped.value.code == 2


# The same every time

PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
)


def made_at(compose: Compose, slug: str, folder: Path) -> Iterator[dict[str, bytes]]:
    """Yield what two processes, each in its own place, write and print for an issue."""
    issue = compose(slug).issue

    def make(at: int) -> dict[str, bytes]:
        out = folder / str(at)
        told = run("compose", *beside(issue), "--out", out, cwd=out.parent, **PLACES[at])
        assert told.returncode == 0, told.stderr
        dumped = run("dump", *beside(issue), "--format", "json", cwd=out.parent, **PLACES[at])
        return {**files(out / slug), "dump": dumped.stdout.encode()}

    with ThreadPoolExecutor(2) as both:
        yield from both.map(make, (0, 1))


@pytest.mark.parametrize("slug", [*SAMPLES, "front-page"])
def test_two_processes_write_the_same_bytes(slug: str, compose: Compose, tmp_path: Path) -> None:
    one, other = made_at(compose, slug, tmp_path)
    assert differing(one, other) == ["run.json"]
    assert {Path(name).suffix for name in one} >= {".pdf", ".png", ".json", ".html"}
    elsewhere = set(differing(files(compose(slug).folder), one))
    # Reports name files as seen from the working directory, which was another one for the first.
    assert elsewhere <= {"dump", "run.json", "report.json", "report.html"}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_a_byte_that_differs_is_found() -> None:
    assert differing({"a": b"1", "b": b"2"}, {"a": b"1", "b": b"2"}) == []
    assert differing({"a": b"1", "b": b"2"}, {"a": b"1", "b": b"3", "c": b""}) == ["b", "c"]
