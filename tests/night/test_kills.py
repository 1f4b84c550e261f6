"""Killed at any moment a run leaves the output of before or the new one, whole, and no lock for anybody to clear."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.night.desk import Desk, sums

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="folders are swapped in one step on Linux")


def test_kills_at_random_moments() -> None:
    """`python -m tests.night.kills 200` kills more; in a process of its own, for it forks."""
    words = [sys.executable, "-m", "tests.night.kills", "5", "--seed", "20230407"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.startswith("5 kills in ")


def test_the_account_tells_of_an_output_that_is_neither(tmp_path: Path) -> None:
    """What looks at the output sees one file of before among those of after, and one that is half of itself."""
    from tests.night.kills import Account, Night

    made = Desk.laid(tmp_path)
    night = object.__new__(Night)
    night.desk, night.account = made, Account()
    for name in ("press/01.pdf", "press/02.pdf"):
        made.write(f"out/tonight/{name}", b"after")
    night.good, night.standing = [{}, sums(made.out)], 0
    night.look(1, finished=False)
    assert not night.account.wrong
    made.write("out/tonight/press/02.pdf", b"aft")
    night.look(1, finished=False)
    assert night.account.wrong == ["the output is neither: ['press/02.pdf']"]
