"""What a watch does when something is saved, and what it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from compositor import watching
from compositor.filing import alone
from compositor.kept import Kept
from compositor.release import hands, platesetter
from compositor.watching import _QUIET
from tests.night.desk import ISSUE, Desk, photograph, story, sums
from tests.watch.watched import Watched

LEAD, NIGHT = f"{ISSUE}/stories/lead.md", f"{ISSUE}/stories/night.md"
ONE, TWO = "press/watch-20230407-01.pdf", "press/watch-20230407-02.pdf"


@pytest.fixture
def composed(watched: Watched, capsys: pytest.CaptureFixture[str]) -> Watched:
    """Return an issue that was composed once."""
    watched.follow()
    capsys.readouterr()
    return watched


def test_only_the_plate_of_the_page_that_changed_is_written_again_and_told(
    composed: Watched, capsys: pytest.CaptureFixture[str]
) -> None:
    out = composed.desk.out
    before = {name: (out / name).stat() for name in (ONE, TWO)}
    composed.desk.write(NIGHT, story("更夫回家了", 5))
    composed.follow()
    told = capsys.readouterr().out
    assert TWO in told
    assert ONE not in told
    assert (out / ONE).stat().st_mtime_ns == before[ONE].st_mtime_ns
    assert (out / TWO).stat().st_ino != before[TWO].st_ino


def test_plates_of_a_change_are_made_from_the_pieces_at_hand(
    composed: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def set_to(*_: object) -> None:
        raise AssertionError("a hand would keep the pieces to itself")

    monkeypatch.setattr(platesetter, "free", lambda: 4)
    composed.watch._rested()
    with monkeypatch.context() as here:
        here.setattr(hands, "_set_to", set_to)
        composed.desk.write(NIGHT, story("更夫回家了", 5))
        composed.desk.write(LEAD, story("渡口的舊事", 5))
        composed.follow()
    assert sums(composed.desk.out) == composed.fresh()


def test_in_quiet_times_the_pieces_of_every_plate_are_brought_to_hand(composed: Watched) -> None:
    watch, before = composed.watch, sums(composed.desk.out)
    for page in ("01", "02"):
        watch.kept.once("forme", page, (), Kept)._entries.clear()  # as if other hands had made the plates
    assert watch._rested() == ()
    assert all(len(watch.kept.find("forme", page, ())) for page in ("01", "02"))
    assert sums(composed.desk.out) == before
    composed.desk.write(NIGHT, story("更夫回家了", 5))
    assert watch._rested()


def test_a_file_that_comes_as_the_quiet_time_begins_is_seen(composed: Watched) -> None:
    watch = composed.watch
    watch.lookout.begin()
    watch.behind = False
    waited = 0.0

    def put(pause: float) -> None:
        nonlocal waited
        waited += pause
        if waited >= _QUIET > waited - pause:
            (composed.desk.issue / "stories/new.md").write_text(story("新稿", 3), "utf-8")
        assert waited < _QUIET + 1, "it is never seen"

    watch.pause = put
    assert [name for name in watch.next() if name.endswith("new.md")]


def test_a_fault_is_told_with_its_place_and_the_plates_stand_until_it_is_mended(
    composed: Watched, capsys: pytest.CaptureFixture[str]
) -> None:
    before, path = sums(composed.desk.out), composed.desk.issue / "issue.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("section: 本埠", "section: [本埠"), "utf-8")
    composed.follow()
    told = capsys.readouterr().err
    assert "issue.yaml:12:5: error: YAML_SYNTAX" in told or ": error: YAML_SYNTAX" in told
    assert "what was written before stands" in told
    assert sums(composed.desk.out) == before
    path.write_text(sound, "utf-8")
    composed.follow()
    assert sums(composed.desk.out) == before


def test_a_file_that_is_half_saved_is_waited_for(composed: Watched, capsys: pytest.CaptureFixture[str]) -> None:
    lead = composed.desk.root / LEAD
    lead.write_text("", "utf-8")
    composed.while_waiting.append(lambda: lead.write_text(story("渡口的新事", 8), "utf-8"))
    composed.follow()
    said = capsys.readouterr()
    assert "error" not in said.err
    assert ONE in said.out


def test_a_file_that_is_gone_for_a_moment_is_waited_for(composed: Watched, capsys: pytest.CaptureFixture[str]) -> None:
    pier = composed.desk.issue / "pictures/pier.jpg"
    pier.unlink()
    composed.while_waiting.append(lambda: pier.write_bytes(photograph("PNG")))
    composed.follow()
    said = capsys.readouterr()
    assert "PICTURE" not in said.err
    assert "taken away" not in said.out
    assert ONE in said.out


def test_a_page_with_an_error_loses_its_plate_and_no_other(
    composed: Watched, capsys: pytest.CaptureFixture[str]
) -> None:
    (composed.desk.issue / "pictures/pier.jpg").unlink()
    composed.follow()
    said = capsys.readouterr()
    assert "PICTURE_MISSING" in said.err
    assert f"{composed.desk.out / ONE}  is taken away" in said.out
    assert not (composed.desk.out / ONE).exists()
    assert (composed.desk.out / TWO).exists()


def test_a_finding_is_told_once(composed: Watched, capsys: pytest.CaptureFixture[str]) -> None:
    composed.desk.write(NIGHT, story("更夫還在走", 60))
    composed.follow()
    assert "OVERSET" in capsys.readouterr().err
    composed.desk.write(LEAD, story("渡口的新事", 8))
    composed.follow()
    assert "OVERSET" not in capsys.readouterr().err


def test_a_file_that_changed_last_is_looked_at_more_often(composed: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_FEW", 0)
    looks = {}
    composed.desk.write(NIGHT, story("更夫回家了", 5))
    composed.follow()
    for name, head in ((NIGHT, "更夫又出門了"), (LEAD, "渡口的舊事")):
        composed.pauses = 0
        composed.while_waiting.append(partial(composed.desk.write, name, story(head, 5)))
        assert str(composed.desk.root / name) in composed.watch.next()
        looks[name] = composed.pauses
        composed.follow()
    assert looks == {NIGHT: 1, LEAD: watching._TIMES}


def test_two_saves_with_one_stamp_are_told_apart(composed: Watched) -> None:
    night = composed.desk.root / NIGHT
    composed.desk.write(NIGHT, story("更夫還在走", 6))
    composed.follow()
    stamp = night.stat()
    night.write_bytes(story("更夫還在跑", 6).encode())
    os.utime(night, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert not composed.watch.lookout.changed()
    assert composed.watch.next() == (str(night),)
    composed.follow()
    assert sums(composed.desk.out) == composed.fresh()


def test_a_watch_that_waits_holds_no_lock_and_waits_for_one(composed: Watched) -> None:
    before = sums(composed.desk.out)
    composed.desk.write(NIGHT, story("更夫回家了", 5))
    with alone(composed.desk.out):
        composed.watch.turn()
        assert sums(composed.desk.out) == before
        assert composed.watch.behind
    composed.follow()
    assert sums(composed.desk.out) != before


HEARS = """\
import signal
from compositor.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
raise SystemExit(main())
"""
"""The command, hearing Ctrl-C where whoever runs the tests has it ignored."""


def until(path: Path, words: str, *, least: int = 0) -> None:
    end = time.monotonic() + 60
    while words not in path.read_text("utf-8")[least:]:
        assert time.monotonic() < end, path.read_text("utf-8")
        time.sleep(0.02)


def test_the_command_composes_what_is_saved_until_ctrl_c(desk: Desk, tmp_path: Path) -> None:
    said = tmp_path / "said"
    words = [str(desk.issue), "--out", str(desk.out.parent), "--only", "press"]
    with said.open("w") as stream:
        watch = subprocess.Popen(
            [sys.executable, "-c", HEARS, "watch", *words],
            stdout=stream,
            stderr=stream,
        )
        try:
            until(said, "Ctrl-C ends it")
            before, length = sums(desk.out), len(said.read_text("utf-8"))
            other = desk.write(f"{ISSUE}/stories/.night.md.new", story("更夫回家了", 5))
            other.replace(desk.root / NIGHT)
            until(said, TWO, least=length)
            until(said, "all else stands", least=length)
            assert sums(desk.out)[TWO] != before[TWO]
            watch.send_signal(signal.SIGINT)
            assert watch.wait(30) == 0
        finally:
            watch.kill()
            watch.wait()
    assert "the watch is over; what was written stands" in said.read_text("utf-8")
