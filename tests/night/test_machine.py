"""Faults of the machine: rights, disks, signals, clocks, interpreters. The last output stands, or the same is made."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from compositor import pipeline, report
from compositor.__main__ import main
from tests.conftest import ROOT
from tests.night.desk import ISSUE, Desk, story, sums
from tests.night.told import composed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and rights of Unix")


def run(desk: Desk, *before: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Compose in a process of its own."""
    words = [*before, sys.executable, *options, "-m", "compositor", "compose", str(desk.issue)]
    return subprocess.run(
        [*words, "--out", str(desk.out.parent)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=desk.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_run_that_is_ended_says_so_and_leaves_the_last_output(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert composed(desk).code == 0
    before, number = sums(desk.out), getattr(signal, name)
    # a shell begins its background jobs deaf to SIGINT, nohup to SIGHUP
    signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)
    heard = signal.getsignal(number)
    desk.write(f"{ISSUE}/stories/lead.md", story("碼頭", 3))
    swap: Callable[..., object] = report.swap

    def late(*args: object, **named: object) -> object:
        os.kill(os.getpid(), number)
        return swap(*args, **named)

    monkeypatch.setattr(report, "swap", late)
    code = main(["compose", str(desk.issue), "--out", str(desk.out.parent)])
    assert code == (130 if name == "SIGINT" else 143)
    assert capsys.readouterr().err.endswith("the output is as it was, or finished\n")
    assert sums(desk.out) == before
    assert sorted(path.name for path in desk.out.parent.iterdir()) == [".cache", "tonight"]
    assert signal.getsignal(number) is heard


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_that_comes_while_something_is_cleared_away_is_heard_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Python hears no exception in the callback of a weak reference: it came there while modules were read."""
    number = getattr(signal, name)
    if name == "SIGINT":
        signal.signal(number, signal.default_int_handler)
    heard = signal.getsignal(number)

    def late(*_: object, **__: object) -> object:
        cleared = type("Cleared", (), {})()
        kept = weakref.ref(cleared, lambda _: os.kill(os.getpid(), number))
        del cleared
        for _tenth in range(500):
            time.sleep(0.01)
        raise AssertionError(f"nobody hears it, {kept}")

    monkeypatch.setattr(pipeline, "outcome", late)
    code = main(["compose", str(desk.issue), "--out", str(desk.out.parent), "--no-cache", "--only", "press"])
    assert code == (130 if name == "SIGINT" else 143)
    said = capsys.readouterr().err
    assert said.endswith("the output is as it was, or finished\n")
    assert "ignored" not in said
    assert signal.getsignal(number) is heard


def test_a_run_that_is_to_outlive_its_terminal_does(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun by nohup, a run doesn't hear that the terminal is gone."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        outcome = pipeline.outcome

        def late(made: pipeline.Composed) -> object:
            os.kill(os.getpid(), signal.SIGHUP)
            return outcome(made)

        monkeypatch.setattr(pipeline, "outcome", late)
        assert composed(desk).code == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def without_rights() -> list[str]:
    """Return the words before a command that take from root what rights don't give; none are needed by others."""
    if os.geteuid():
        return []
    found = shutil.which("setpriv")
    if found is None:
        pytest.skip("root may write anywhere; needs setpriv (util-linux)")
    return [found, "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.parametrize("where", ["out", "out/tonight"])
def test_a_folder_that_may_not_be_written(desk: Desk, where: str) -> None:
    """Where only the folder around is closed, files are swapped one by one; where the output's is, nothing is."""
    assert composed(desk).code == 0
    before, closed = sums(desk.out), desk.root / where
    desk.write(f"{ISSUE}/stories/lead.md", story("碼頭", 3))
    closed.chmod(0o555)
    if where == "out/tonight":
        (closed / "press").chmod(0o555)
        desk.out.parent.chmod(0o555)
    try:
        ran = run(desk, *without_rights())
    finally:
        for path in (desk.out.parent, desk.out, desk.out / "press"):
            path.chmod(0o755)
    if where == "out":
        assert ran.returncode == 0, ran.stderr
        assert sums(desk.out) != before
    else:
        assert ran.returncode == 6
        assert "can't be written: permission denied" in ran.stderr
        assert sums(desk.out) == before


def test_a_picture_without_rights_withholds_its_page(desk: Desk) -> None:
    (desk.root / f"{ISSUE}/pictures/pier.jpg").chmod(0)
    ran = run(desk, *without_rights())
    assert ran.returncode == 4
    assert "can't be read (permission denied)" in ran.stderr
    assert "look at its rights" in ran.stderr


def test_an_interpreter_without_assertions_and_with_all_warnings_makes_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.root)
    assert composed(desk).code == 0
    before = sums(desk.out)
    shutil.rmtree(desk.out)
    ran = run(desk, options=("-O", "-X", "dev", "-W", "error"))
    assert ran.returncode == 0, ran.stderr
    assert "Warning" not in ran.stderr
    assert sums(desk.out) == before


def test_dates_come_from_the_manifest_and_not_from_any_clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are of 2106, the clock is at 1970; what is made is the same."""
    assert composed(desk).code == 0
    before = sums(desk.out)
    for path in desk.root.rglob("*"):
        if path.is_file():
            os.utime(path, (2**32, 2**32))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert composed(desk).code == 0
    assert sums(desk.out) == before


def test_a_disk_that_is_full(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room in the middle of a file: what was begun is gone, what stood there stands."""
    import errno

    assert composed(desk).code == 0
    before = sums(desk.out)
    desk.write(f"{ISSUE}/stories/lead.md", story("碼頭", 3))
    sync, synced = os.fsync, list[int]()

    def full(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) >= 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    told = composed(desk)
    assert told.code == 6
    assert "can't be written: no space left on device" in told.err
    assert sums(desk.out) == before
    assert sorted(path.name for path in desk.out.parent.iterdir()) == [".cache", "tonight"]
