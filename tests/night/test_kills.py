"""Killed at any moment a run leaves the output of before or the new one, whole, and no lock for anybody to clear."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.night.desk import Desk, sums

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="folders are swapped in one step on Linux")


@pytest.mark.parametrize(("many", "count"), [("kills", 4), ("watches", 2)])
def test_kills_at_random_moments(many: str, count: int) -> None:
    """`python -m tests.night.kills 200` kills more, `python -m tests.night.watches 40` watches; they fork."""
    words = [sys.executable, "-m", f"tests.night.{many}", str(count), "--seed", "20230407"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.startswith(f"{count} kills in ")


def test_the_account_tells_of_an_output_that_is_neither(tmp_path: Path) -> None:
    """What looks at the output sees one file of before among those of after, and one that is half of itself."""
    from tests.night.kills import Account, Night

    made = Desk.laid(tmp_path)
    night = object.__new__(Night)
    night.desk, night.account = made, Account()
    for name in ("press/01.pdf", "press/02.pdf"):
        made.write(f"out/tonight/{name}", b"after")
    night._good, night.standing = {"before": {}, "after": sums(made.out)}, "before"
    night.look("after", finished=False)
    assert not night.account.wrong
    made.write("out/tonight/press/02.pdf", b"aft")
    night.look("after", finished=False)
    assert night.account.wrong == ["the output is neither: ['press/02.pdf']"]


def test_the_account_tells_of_plates_that_are_older_than_their_reports() -> None:
    """Of a watch that was killed plates may be newer than all else, never older, nor of two states at once."""
    from tests.night.kills import Account
    from tests.night.watches import look

    account, names = Account(), ("press/01.pdf", "press/02.pdf", "report.json")
    states = [dict.fromkeys(names, state) for state in ("before", "after")]
    for found in (("after", "after", "before"), ("before", "before", "after"), ("after", "before", "before")):
        look(account, dict(zip(names, found, strict=True)), states)
    assert account.stood == {"half saved, its reports older": 1}
    assert account.wrong == ["plates of the state [0], all else of [1]", "plates of the state none, all else of [0]"]
