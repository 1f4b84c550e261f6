"""Files that change while an issue is composed: nothing is made of half of one hour's copy."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from compositor import pipeline
from compositor.intake import files
from compositor.intake.files import Refused
from tests.night.desk import ISSUE, Desk, story, sums
from tests.night.told import composed

READ = ["issues/tonight/issue.yaml", f"{ISSUE}/stories/lead.md", f"{ISSUE}/pictures/pier.jpg", "fonts/face.ttf"]
READ += ["layouts/watch/paper.yaml", "layouts/watch/two.yaml", f"{ISSUE}/adverts/shop.pdf", "fonts/fonts.yaml"]


def after_reading(monkeypatch: pytest.MonkeyPatch, change: object) -> None:
    """Have something happen when all is read and made up."""
    outcome = pipeline.outcome

    def late(made: pipeline.Composed) -> object:
        change()  # type: ignore[operator]
        return outcome(made)

    monkeypatch.setattr(pipeline, "outcome", late)


@pytest.mark.parametrize("name", READ)
def test_a_file_that_changes_meanwhile_is_told_and_the_last_output_stands(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert composed(desk).code == 0
    before, path = sums(desk.out), desk.root / name
    desk.write(f"{ISSUE}/stories/night.md", story("更夫回家了", 5))
    with monkeypatch.context() as patch:
        after_reading(patch, lambda: path.write_bytes(path.read_bytes() + b"\n"))
        told = composed(desk)
    assert told.code == 3
    assert re.search(
        rf"(?m)^\S*{re.escape(name)}: error: FILE_CHANGED: .* has changed while the issue was composed$", told.err
    )
    assert told.err.count("FILE_CHANGED") == 1
    assert sums(desk.out) == before


def test_a_file_that_is_only_saved_again_has_not_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.root / f"{ISSUE}/stories/lead.md"

    def saved() -> None:
        other = path.with_suffix(".new")
        other.write_bytes(path.read_bytes())
        other.replace(path)

    after_reading(monkeypatch, saved)
    assert composed(desk).code == 0


def test_a_file_that_vanishes_meanwhile_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.root / f"{ISSUE}/stories/lead.md"
    after_reading(monkeypatch, lambda: path.unlink(missing_ok=True))
    told = composed(desk)
    assert told.code == 3
    assert "FILE_CHANGED" in told.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_put_in_place_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pier.jpg")
    with pytest.raises(Refused, match="is no plain file"):
        files.content(tmp_path / "pier.jpg")
