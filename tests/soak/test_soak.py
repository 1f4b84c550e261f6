"""Issues composed one after another leave nothing behind, and are what a fresh process makes of them."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from compositor.model.page import SetLine
from compositor.pipeline import Request, Stopwatch, compose
from compositor.text import TypeCase
from tests.conftest import ROOT
from tests.night.desk import Desk
from tests.soak.many import SETTLED, SLOPE, WARM, Account, Held, _look

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")


def test_ten_issues_in_one_process() -> None:
    """`python -m tests.soak.many 500` composes more; in a process of its own, for what others hold isn't counted."""
    words = [sys.executable, "-m", "tests.soak.many", "10", "--every", "10"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "10 issues in " in ran.stdout
    assert "1 compared with fresh processes; 0 times wrong" in ran.stdout


def test_an_issue_that_was_composed_is_let_go_when_the_next_is(tmp_path: Path) -> None:
    """What lines were set from is kept to account for them: of eight paragraphs, once the faces of as many issues."""

    def cases() -> int:
        gc.collect()
        return sum(isinstance(one, TypeCase) for one in gc.get_objects())

    desk, before = Desk.laid(tmp_path), cases()
    request = Request(desk.issue, desk.out.parent, desk.root / "layouts", desk.root / "fonts", only="press")
    for _ in range(3):
        made = compose(request, Stopwatch(lambda _: None)).made
        assert any(ink.line.audit for ink in made.pages[0].ink if isinstance(ink, SetLine))
        del made
        assert cases() <= before + 1


def test_what_is_left_open_and_what_grows_is_seen() -> None:
    account = Account(held=[Held(6 + at, 1, 0, 10**5 + at, 0, 10**8 + at * 10**6) for at in range(WARM + 30)])
    _look(account)
    assert account.wrong == ["files held grew from 10 to 39", "memory grew from 104.0 to 133.0 MB"]
    assert round(account.grown("resident")) == 10**6


def test_memory_that_creeps_is_seen_in_a_long_run() -> None:
    """The first issues count as none: from the 51st on memory has its size, and 20 kB an issue are too many."""
    sizes = [*range(SETTLED), *(SETTLED * 10**6 + at * (SLOPE + 100) for at in range(SETTLED))]
    account = Account(held=[Held(6, 1, 0, 10**5 + at * 40, 0, size) for at, size in enumerate(sizes)])
    _look(account)
    assert account.wrong == ["objects held grew from 102000 to 103960", "memory grew from 50.0 to 51.0 MB"]
    steady = Account(held=[Held(6, 1, 0, 10**5, 0, 10**8 + at % 7 * 10**6) for at in range(3 * SETTLED)])
    _look(steady)
    assert not steady.wrong
