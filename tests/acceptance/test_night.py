"""A night at the desk, from the first inside pages to the plates replaced at one: what the printing house then has."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.release.eight import DATE, SENTENCES, Desk, copy, desk, story, sums

pytestmark = pytest.mark.slow

LATE = "碼頭上的人說，橋通了也還要坐船。"


class Night:
    """A desk, its folder at the printing house, and every plate that was ever seen there, by its sum."""

    def __init__(self, folder: Path) -> None:
        self.desk: Desk = desk(folder)
        self.to = folder / "printer"
        self.seen: dict[str, str] = {}

    def release(self, pages: str, at: str, *words: str, code: int = 0) -> str:
        said = self.desk.release(pages, *words, "--to", self.to, at=at)
        assert said.code == code, said.err
        for name, sum_ in self.plates.items():
            assert self.seen.setdefault(name, sum_) == sum_, f"{name} was another file before"
        return said.err

    @property
    def plates(self) -> dict[str, str]:
        return {name: sum_ for name, sum_ in sums(self.to).items() if "-north-" not in name}

    @property
    def zone(self) -> dict[str, str]:
        """The plates of the north bank's edition."""
        return {name: sum_ for name, sum_ in sums(self.to).items() if "-north-" in name}

    @property
    def story(self) -> list[tuple[str, str, str, int]]:
        """What the ledger tells: when, what, which page and version."""
        return [
            (entry["at"][11:16], entry["event"], entry["page"], entry.get("version", 0)) for entry in self.desk.ledger
        ]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """Play the night once; each test then looks at one thing of it."""
    night = Night(tmp_path_factory.mktemp("night"))
    at = night.desk

    # Eight: inside pages go. The rest of the lead stands on page two.
    night.release("2,4,5,6", "20:05")
    early = night.plates

    # Ten: copy is corrected on a page that is gone, and on one that isn't.
    at.correct("story4", "豆角", "黃瓜")
    at.correct("story3", "豆角", "黃瓜")
    told = at.compose()
    assert told.code == 0, told.err
    assert "RELEASED_CHANGED: page 04" in told.err
    night.release("3,7,8", "22:10")
    assert {name: night.plates[name] for name in early} == early

    # Half past midnight: the lead of page one has grown, and would end where page two doesn't begin.
    at.correct("lead", SENTENCES[0], SENTENCES[0] + LATE)
    refused = night.release("1", "00:31", code=4)
    assert "RELEASED_PART: page 01 would change page 02" in refused
    assert "night-20240520-01.pdf" not in night.plates

    # Planned anew: the late sentence stands in a story of its own on page one, and the lead is as it was.
    at.correct("lead", SENTENCES[0] + LATE, SENTENCES[0])
    at.correct("side", SENTENCES[2], LATE)
    night.release("1", "00:38")

    # One: two plates are replaced, the page corrected at ten and page six; page five is asked for too, but is the same.
    at.correct("story6", "二十厘米", "三十厘米")
    night.release("4,5,6", "01:02", "--replace")

    # A quarter past one: the north bank's edition has a story of its own on page eight.
    at.write("north", story("北岸的燈", copy(330, begin=3)))
    (at.issue / "north.yaml").write_text(
        "base: issue.yaml\nedition: 北岸版\npages:\n  - label: 08\n    boxes: {main: {story: north}}\n", "utf-8"
    )
    zone = at.release("8", "--to", night.to, at="01:15", manifest="north.yaml")
    assert zone.code == 0, zone.err
    return night


def test_every_file_is_the_right_one_once_with_the_right_sum(night: Night) -> None:
    valid = {entry["page"]: entry for entry in night.desk.ledger if "content" in entry}
    assert sorted(valid) == [f"{number:02}" for number in range(1, 9)]
    assert night.plates == {entry["file"]: entry["plate"] for entry in valid.values()}
    assert night.plates == night.desk.press
    listed = (night.to / "night-20240520.sha256").read_text(encoding="utf-8").splitlines()
    assert listed == [f"{sum_}  {name}" for name, sum_ in sorted(night.plates.items())]
    there = {path.name for path in night.to.iterdir()}
    assert there == {*night.plates, *night.zone, "night-20240520.sha256", "night-20240520-north.sha256", "job"}


def test_only_changed_plates_were_written_anew(night: Night) -> None:
    versions = {entry["page"]: entry["version"] for entry in night.desk.ledger if "content" in entry}
    assert {page: version for page, version in versions.items() if version > 1} == {"04": 2, "06": 2}
    assert len(night.seen) == 10  # eight pages and two that were replaced, none of them ever another file
    again = night.desk.release("1,2,3,4,5,6,7,8", "--to", night.to, at="01:30")
    assert again.code == 0
    assert night.plates == {
        entry["file"]: entry["plate"]
        for entry in night.desk.ledger
        if entry["event"] == "delivery" and entry["file"] in night.plates
    }


def test_the_ledger_tells_the_story(night: Night) -> None:
    assert [line for line in night.story if line[1] != "delivery"] == [
        *(("20:05", "release", page, 1) for page in ("02", "04", "05", "06")),
        *(("22:10", "release", page, 1) for page in ("03", "07", "08")),
        ("00:31", "refusal", "01", 0),
        ("00:38", "release", "01", 1),
        ("01:02", "replacement", "04", 2),
        ("01:02", "replacement", "06", 2),
    ]
    given = [(page, version) for _, event, page, version in night.story if event == "delivery"]
    assert len(given) == len(set(given)) == 10
    assert all(entry["ink"] <= 220 for entry in night.desk.ledger if "ink" in entry)


def test_the_zones_edition_has_the_one_plate_that_differs_and_a_ledger_of_its_own(night: Night) -> None:
    (name,) = night.zone
    assert name == "night-20240520-north-08.pdf"
    assert night.zone[name] != night.plates["night-20240520-08.pdf"]
    kept = (night.desk.issue / "released-north/ledger.jsonl").read_text("utf-8").splitlines()
    assert [(one["event"], one["page"], one["file"]) for one in map(json.loads, kept)] == [
        ("release", "08", name),
        ("delivery", "08", name),
    ]
    listed = (night.to / "night-20240520-north.sha256").read_text("utf-8")
    assert listed == f"{night.zone[name]}  {name}\n"
    assert night.desk.compose().code == 0  # the issue itself is as it was: the north's story does not stand by


def test_the_job_sheet_has_all_of_it(night: Night) -> None:
    job: dict[str, Any] = json.loads((night.to / "job" / "night-20240520-job.json").read_text(encoding="utf-8"))
    assert {plate["file"]: plate["sha256"] for plate in job["plates"]} == night.plates
    assert job["waiting"] == []
    assert [plate["page"] for plate in job["plates"] if plate["replaces"]] == ["04", "06"]
    assert (job["date"], job["name"]) == (DATE, "河灣小報")


def test_what_was_replaced_is_kept(night: Night) -> None:
    kept = sums(night.desk.issue / "released")
    assert kept == night.seen
    for entry in night.desk.ledger:
        if "content" in entry:
            path = night.desk.issue / "released" / entry["file"]
            assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["plate"]


def test_the_story_can_be_read(night: Night) -> None:
    said = night.desk.run("ledger")
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert len(lines) == len(night.story) + 1
    assert lines[0].startswith("2024-05-20 20:05  release      02     v1   夜班  night-20240520-02.pdf  ")
    assert "2024-05-20 00:31  refusal      01          夜班  RELEASED_PART" in lines
    assert lines[-1] == "released: 01 v1, 02 v1, 03 v1, 04 v2, 05 v1, 06 v2, 07 v1, 08 v1"
    assert night.desk.run("ledger", "--format", "json").out == (
        night.desk.issue / "released" / "ledger.jsonl"
    ).read_text("utf-8")
