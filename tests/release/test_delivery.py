"""Delivery: each released plate is handed over once, whole, with its papers; what it replaces goes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from compositor.errors import OutputError
from compositor.release import Folder, Signed, cleared, deliver, ledger, schema
from compositor.release.delivery import preview_name
from compositor.release.ledger import Entry, Ledger
from tests.conftest import Tool
from tests.release.eight import Desk, sums

SIGNED = Signed("夜班", "2024-05-20T21:00:00+08:00")


def released(book: Ledger, page: str, plate: bytes, version: int = 1) -> tuple[Ledger, tuple[Entry, bytes]]:
    name = f"night-{page}{f'-v{version}' if version > 1 else ''}.pdf"
    sum_ = hashlib.sha256(plate).hexdigest()
    entry = Entry(ledger.RELEASE, page, "夜班", SIGNED.at, version, plate=sum_, bytes=len(plate), file=name)
    return book.add((entry,)), (entry, plate)


@pytest.fixture
def place(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "in")


@pytest.fixture
def given(tmp_path: Path, place: Folder) -> tuple[Ledger, tuple[Entry, bytes]]:
    """A plate of page 05 that was delivered."""
    book, plate = released(ledger.read(tmp_path), "05", b"%PDF one")
    done = deliver([plate], place, book, SIGNED, again=False)
    assert done.names == ("night-05.pdf",)
    return done.book, plate


Given = tuple[Ledger, tuple[Entry, bytes]]


def test_a_plate_is_delivered_once(given: Given, place: Folder) -> None:
    book, plate = given
    before = (place.path / "night-05.pdf").stat()
    done = deliver([plate], place, book, SIGNED, again=False)
    assert (done.names, done.book) == ((), book)
    assert (place.path / "night-05.pdf").stat() == before


def test_what_was_fetched_is_not_brought_again_unasked(given: Given, place: Folder) -> None:
    book, plate = given
    (place.path / "night-05.pdf").unlink()
    assert deliver([plate], place, book, SIGNED, again=False).names == ()
    assert list(place.path.iterdir()) == []
    again = deliver([plate], place, book, SIGNED, again=True)
    assert again.names == ("night-05.pdf",)
    assert [entry.event for entry in again.book.entries] == ["release", "delivery", "delivery"]


def test_what_is_there_otherwise_is_put_right(given: Given, place: Folder) -> None:
    book, plate = given
    (place.path / "night-05.pdf").write_bytes(b"half")
    assert deliver([plate], place, book, SIGNED, again=False).names == ("night-05.pdf",)
    assert (place.path / "night-05.pdf").read_bytes() == plate[1]


def test_what_the_ledger_lost_is_entered_without_writing_it_twice(given: Given, place: Folder, tmp_path: Path) -> None:
    book, plate = given
    before = (place.path / "night-05.pdf").stat()
    book.path.write_bytes(book.text.splitlines(keepends=True)[0])  # as it was before the last line
    short = ledger.read(tmp_path)
    done = deliver([plate], place, short, SIGNED, again=False)
    assert done.names == ()
    assert done.book.entries == book.entries
    assert (place.path / "night-05.pdf").stat() == before


def test_a_replaced_plate_is_taken_away_after_the_new_one_is_there(given: Given, place: Folder) -> None:
    book, _ = given
    book, newer = released(book, "05", b"%PDF two", 2)
    place.put(preview_name("night-05.pdf"), b"picture")
    done = deliver([newer], place, book, SIGNED, again=False)
    assert sorted(sums(place.path)) == ["night-05-v2.pdf", "night-05.pdf"]
    assert cleared(place, done.book) == ("night-05.pdf", "job/night-05.png")
    assert sorted(sums(place.path)) == ["night-05-v2.pdf"]
    assert cleared(place, done.book) == ()


def test_a_file_of_somebody_else_is_left_alone(given: Given, place: Folder) -> None:
    book, _ = given
    (place.path / "night-05.pdf").write_bytes(b"of somebody else")
    book, newer = released(book, "05", b"%PDF two", 2)
    assert cleared(place, deliver([newer], place, book, SIGNED, again=False).book) == ()
    assert (place.path / "night-05.pdf").read_bytes() == b"of somebody else"


def test_two_places_know_nothing_of_each_other(given: Given, tmp_path: Path) -> None:
    book, plate = given
    other = Folder(tmp_path / "other")
    assert deliver([plate], other, book, SIGNED, again=False).names == ("night-05.pdf",)


def test_a_hot_folder_never_sees_half_a_file(place: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    fsync = os.fsync

    def spy(opened: int) -> None:
        seen.append([path.name for path in place.path.iterdir() if not path.name.startswith(".")])
        fsync(opened)

    monkeypatch.setattr(os, "fsync", spy)
    place.put("plate.pdf", b"%PDF" * 10_000)
    assert seen == [[], ["plate.pdf"]]  # its content lasts before it has its name, its name before it is told
    assert [path.name for path in place.path.iterdir()] == ["plate.pdf"]


def test_a_file_that_cannot_be_finished_leaves_nothing(place: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(opened: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left"):
        place.put("plate.pdf", b"%PDF")
    assert list(place.path.iterdir()) == []


# By the command


def stories(night: Desk) -> list[tuple[Any, ...]]:
    return [(entry["event"], entry["page"], entry.get("version")) for entry in night.ledger]


@pytest.mark.slow
def test_plates_go_with_sums_job_sheet_and_pictures(night: Desk, tool: Tool) -> None:
    to = night.folder / "in"
    assert night.release("4,5", "--to", to).code == 0
    night.correct("story5", "豆角", "黃瓜")
    said = night.release("4,5", "--to", to, "--replace", at="22:10")
    assert said.code == 0
    assert str(to / "night-20240520-05-v2.pdf") in said.out
    assert str(to / "night-20240520-04.pdf") not in said.out
    plates = sums(to)
    assert sorted(plates) == ["night-20240520-04.pdf", "night-20240520-05-v2.pdf"]
    listed = (to / "night-20240520.sha256").read_text(encoding="utf-8")
    assert listed == "".join(f"{plates[name]}  {name}\n" for name in sorted(plates))
    assert sorted(path.name for path in (to / "job").iterdir()) == [
        "night-20240520-04.png",
        "night-20240520-05-v2.png",
        "night-20240520-job.json",
        "night-20240520-job.pdf",
    ]
    job = json.loads((to / "job" / "night-20240520-job.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(job)
    assert {plate["file"]: plate["sha256"] for plate in job["plates"]} == plates
    assert [(plate["version"], len(plate["replaces"])) for plate in job["plates"]] == [(1, 0), (2, 1)]
    assert job["waiting"] == ["01", "02", "03", "06", "07", "08"]
    text = subprocess.run(
        [tool("pdftotext"), "-layout", to / "job" / "night-20240520-job.pdf", "-"], check=True, capture_output=True
    )
    words = text.stdout.decode()
    assert words.count("\f") == 1
    assert all(name in words and sum_ in words for name, sum_ in plates.items())
    assert re.search(r"05 +第 ?5 +v2 .*05-20 22:10 ?夜班", words)


@pytest.mark.slow
def test_a_place_that_cannot_be_written_keeps_the_release(night: Desk) -> None:
    to = night.folder / "in"
    to.write_text("a file in the way", encoding="utf-8")
    said = night.release("8", "--to", to)
    assert said.code == 6
    assert "08  version 1 released" in said.out
    assert stories(night)[-1] == ("release", "08", 1)
    to.unlink()
    assert night.release("8", "--to", to).code == 0
    assert stories(night)[-1] == ("delivery", "08", 1)
    assert night.release("8", "--to", to).code == 0
    assert stories(night)[-2:] == [("release", "08", 1), ("delivery", "08", 1)]


@pytest.mark.slow
def test_the_paper_says_where_plates_go(night: Desk) -> None:
    night.paper(f"press: {{delivery: {{to: {night.folder / 'hot'}, previews: false}}}}\n")
    assert night.release("4").code == 0
    assert sorted(path.name for path in (night.folder / "hot").rglob("*") if path.is_file()) == [
        "night-20240520-04.pdf",
        "night-20240520-job.json",
        "night-20240520-job.pdf",
        "night-20240520.sha256",
    ]


def _killed_at(count: int) -> Callable[[int], None]:
    left, fsync = [count], os.fsync

    def last(opened: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        fsync(opened)

    return last


@pytest.mark.slow
def test_a_killed_release_is_mended_by_the_same_command(night: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    night.correct("story5", "豆角", "黃瓜")
    to, words = night.folder / "in", ("5,8", "--replace")
    for count in (0, 2, 5, 8, 8):  # each goes on where the one before was killed
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", _killed_at(count))
            assert night.release(*words, "--to", to).code == 130, count
        for name, sum_ in sums(to).items():
            assert (night.issue / "released" / name).is_file(), count
            assert sum_ in {entry["plate"] for entry in night.ledger if "content" in entry}, count
    assert night.release(*words, "--to", to).code == 0
    assert sorted(stories(night)[4:]) == [
        ("delivery", "05", 2),
        ("delivery", "08", 1),
        ("release", "08", 1),
        ("replacement", "05", 2),
    ]
    assert sums(to) == {entry["file"]: entry["plate"] for entry in night.ledger if entry["event"] == "delivery"}
    assert not [path for path in to.rglob("*") if path.name.endswith(".part")]
