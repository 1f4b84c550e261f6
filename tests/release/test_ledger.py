"""The ledger: a line for each thing that happened, chained, so that damage is found where it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compositor.errors import CopyError, OutputError
from compositor.release import ledger
from compositor.release.impressions import Seam
from compositor.release.ledger import Entry

FIRST = Entry(
    ledger.RELEASE,
    "05",
    "夜班",
    "2024-05-20T21:00:00+08:00",
    1,
    content="a" * 64,
    plate="b" * 64,
    bytes=3,
    file="night-05.pdf",
    ink=209.8,
    items={"lead": "0123"},
    seams=(Seam("jump", "lead", "02", "末句｜（下轉第二版）"),),
    sheet={"inks": ["black"], "width_mm": 136.0},
)
MORE = (
    Entry(ledger.DELIVERY, "05", "夜班", "2024-05-20T21:00:00+08:00", 1, plate="b" * 64, file="night-05.pdf", to="/in"),
    Entry(ledger.REPLACEMENT, "05", "總編", "2024-05-21T00:40:00+08:00", 2, plate="c" * 64, why=("lead",)),
    Entry(ledger.REFUSAL, "01", "夜班", "2024-05-21T00:41:00+08:00", why=("RELEASED_PART",)),
)


def kept(folder: Path) -> ledger.Ledger:
    ledger.read(folder).add((FIRST,))
    return ledger.read(folder).add(MORE)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    written = kept(tmp_path)
    read = ledger.read(tmp_path)
    assert read == written
    assert read.entries == (FIRST, *MORE)


def test_the_last_release_of_a_page_holds(tmp_path: Path) -> None:
    read = kept(tmp_path)
    assert {page: entry.version for page, entry in read.standing().items()} == {"05": 2}
    assert [entry.version for entry in read.releases("05")] == [1, 2]
    assert read.delivered("/in")["05"].plate == "b" * 64
    assert not read.delivered("/elsewhere")


def test_lines_are_only_ever_added(tmp_path: Path) -> None:
    before = ledger.read(tmp_path).add((FIRST,)).text
    assert kept(tmp_path).text.startswith(before)


def test_nothing_is_written_where_nothing_happened(tmp_path: Path) -> None:
    ledger.read(tmp_path).add(())
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_no_unicode_are_kept(tmp_path: Path) -> None:
    entry = replace(MORE[0], to="/in/\udcff", by="夜\n班")
    ledger.read(tmp_path).add((entry,))
    assert ledger.read(tmp_path).entries == (entry,)


def test_what_another_run_wrote_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    before = ledger.read(tmp_path)
    before.add((FIRST,))
    with pytest.raises(OutputError, match="another run"):
        before.add(MORE)
    assert ledger.read(tmp_path).entries == (FIRST,)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a word", 2),
        ("a time", 1),
        ("a line gone", 2),
        ("lines that changed places", 2),
        ("half a line", 4),
        ("a blank", 2),
    ],
)
def test_damage_is_told_where_it_is(tmp_path: Path, name: str, line: int) -> None:
    path = kept(tmp_path).path
    lines = path.read_bytes().splitlines(keepends=True)
    if name == "a word":
        lines[1] = lines[1].replace(b"/in", b"/on")
    elif name == "a time":
        lines[0] = lines[0].replace(b"T21:00", b"T20:00")
    elif name == "a line gone":
        del lines[1]
    elif name == "lines that changed places":
        lines[1], lines[2] = lines[2], lines[1]
    elif name == "half a line":
        lines[3] = lines[3][:40]
    else:
        lines.insert(1, b"\n")
    path.write_bytes(b"".join(lines))
    with pytest.raises(CopyError) as raised:
        ledger.read(tmp_path)
    (fault,) = raised.value.faults
    assert fault.code == "LEDGER_DAMAGED"
    assert str(fault).startswith(f"{path}:{line}:1: error: LEDGER_DAMAGED")


@pytest.mark.parametrize("text", ["[]", "7", "{}", '{"sum": ""}', "\x00", '{"event": "party", "sum": "0"}'])
def test_what_is_no_ledger_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / ledger.NAME).write_text(text + "\n", encoding="utf-8")
    with pytest.raises(CopyError):
        ledger.read(tmp_path)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / ledger.NAME).mkdir()
    with pytest.raises(CopyError, match="can't be read"):
        ledger.read(tmp_path)
