"""report.json keeps what the design promises and meets its schema; run.json stands apart."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator, ValidationError

from compositor.errors import Finding, Severity
from compositor.report import (
    FileEntry,
    box_lines,
    file_entry,
    measured,
    report_html,
    report_json,
    run_json,
    running_versions,
    schema,
)
from tests.proof.desk import BODY, BRIEF, CUT, desk
from tests.report.told import outcome, overset_desk, report

FOUND = Finding("PREFLIGHT", Severity.ERROR, "the plate of page 01 fails", page="01")
SOUND = outcome(desk())
OVERSET = outcome(overset_desk())
FILES = (
    file_entry("report.html", "report", b"<html>"),
    file_entry("press/jintan-times-20191115-02.pdf", "press", b"%PDF"),
)


def validate(record: object) -> None:
    Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(record)


@pytest.mark.parametrize("told", [SOUND, OVERSET])
def test_the_report_meets_its_published_schema(told: object) -> None:
    assert isinstance(told, type(SOUND))
    Draft202012Validator.check_schema(schema())
    record = json.loads(report_json(told, FILES))
    validate(record)
    assert set(record) == set(schema()["required"])


@pytest.mark.parametrize("key", ["issue", "pages", "jumps", "findings", "quality", "files"])
def test_the_schema_misses_what_is_not_there(key: str) -> None:
    record = report(SOUND, FILES)
    del record[key]
    with pytest.raises(ValidationError):
        validate(record)


def test_the_schema_refuses_what_is_wrong() -> None:
    record = report(OVERSET, FILES)
    record["findings"][0]["severity"] = "fatal"
    with pytest.raises(ValidationError):
        validate(record)


def test_pages_say_what_is_released_and_how_boxes_fit() -> None:
    record = report(OVERSET)
    assert record["issue"] == "2019-11-15"
    assert (record["released"], record["withheld"]) == (["02"], ["01"])
    front, inside = record["pages"]
    assert (front["page"], front["released"], inside["page"], inside["released"]) == ("01", False, "02", True)
    assert (front["lines"], front["free_lines"], inside["lines"]) == (17, 0, 6)
    boxes = {box["name"]: box for box in front["boxes"]}
    assert boxes["lead"] == {
        "name": "lead",
        "page": "01",
        "story": "sprint",
        "lines": 12,
        "characters": len(BODY[:CUT].replace("\n", "")),
        "overset_characters": 0,
        "overset_lines": 0,
        "free_lines": 0,
    }
    assert boxes["brief-2"]["characters"] == len(BRIEF)
    assert (boxes["brief-2"]["overset_characters"], boxes["brief-2"]["overset_lines"]) == (18, 2)
    assert boxes["spare"]["story"] == ""


def test_characters_of_all_boxes_are_the_copy_without_white_space() -> None:
    boxes = [box for box in box_lines(SOUND) if box.story == "sprint"]
    assert sum(box.characters for box in boxes) == len(BODY.replace("\n", ""))


def test_jumps_and_findings_are_told_whole() -> None:
    record = report(OVERSET)
    assert record["jumps"] == [
        {
            "story": "sprint",
            "from_page": "01",
            "from_box": "lead",
            "to_page": "02",
            "to_box": "rest",
            "jump_line": "（下轉第二版）",
            "continued_line": "（上接第一版）",
        }
    ]
    (finding,) = record["findings"]
    assert finding["code"] == "OVERSET"
    assert (finding["file"], finding["line"], finding["column"]) == ("issues/2019-11-15/issue.yaml", 41, 9)
    assert (finding["page"], finding["box"], finding["severity"]) == ("01", "brief-2", "error")
    assert "18 characters" in finding["message"]
    assert finding["hint"].startswith("cut 18 characters")
    assert finding["area"] == {"x": 160.0, "y": 220.0, "width": 100.0, "height": 90.0}


def test_a_finding_without_a_place_is_told_with_none() -> None:
    told = replace(SOUND, findings=(Finding("STANDBY", Severity.WARNING, "story x is not placed"),))
    record = report(told)
    validate(record)
    assert record["findings"][0]["line"] == 0
    assert record["findings"][0]["area"] is None


def test_normalisations_are_told_with_offsets_and_places() -> None:
    (sprint, brief) = report(SOUND)["normalisations"]
    assert brief == {"story": "brief", "changes": []}
    first = sprint["changes"][0]
    assert first == {
        "rule": "paragraph",
        "part": "body",
        "start": 42,
        "end": 43,
        "text": "\n",
        "characters": 1,
        "file": "stories/sprint.md",
        "line": 8,
        "column": 43,
    }


def test_every_round_is_told() -> None:
    assert [entry["round"] for entry in report(SOUND)["rounds"]] == [1]
    two = report(replace(SOUND, rounds=(OVERSET.fit, SOUND.fit)))["rounds"]
    assert [entry["stories"][1]["overset_lines"] for entry in two] == [2, 0]


def test_files_are_listed_by_path_with_their_sums() -> None:
    files = report(SOUND, FILES)["files"]
    assert [file["path"] for file in files] == ["press/jintan-times-20191115-02.pdf", "report.html"]
    assert files[0]["sha256"] == hashlib.sha256(b"%PDF").hexdigest()
    assert files[0]["bytes"] == 4
    assert isinstance(FILES[0], FileEntry)


def test_the_same_outcome_gives_the_same_report() -> None:
    assert report_json(SOUND, FILES) == report_json(outcome(desk()), tuple(reversed(FILES)))


def test_what_is_written_ahead_knows_nothing_of_what_is_found_later() -> None:
    measured(SOUND)
    later = replace(SOUND, findings=(*SOUND.findings, FOUND), withheld=frozenset({"01"}))
    made = [json.loads(report_json(later, FILES)), report_html(later, FILES)]
    anew = replace(later, issue=replace(later.issue))
    assert made == [json.loads(report_json(anew, FILES)), report_html(anew, FILES)]
    assert (made[0]["withheld"], made[0]["findings"][-1]["message"]) == (["01"], FOUND.message)


def test_timings_and_versions_stand_in_run_json() -> None:
    record = json.loads(run_json({"intake": 0.123456}))
    assert record["timings"] == {"intake": 0.1235}
    assert record["versions"]["compositor"]
    assert record["versions"]["deflate"] != "absent"
    assert running_versions(["no-such-package"])["no-such-package"] == "absent"
