"""The law of the watch: after any sequence of edits, what it has written is what a run from nothing writes."""

from __future__ import annotations

import random
from collections.abc import Hashable, Mapping

import pytest

from compositor.kept import Kept
from compositor.pipeline import Composed
from compositor.text import live
from compositor.watching import Watch
from tests.night.desk import PAPER, Desk, sums
from tests.watch.watched import Watched, edited

KINDS = (
    "manifest",
    "story",
    "page of stories",
    "made up",
    "page",
    "proof of copy",
    "remarks on copy",
    "furniture",
    "plate",
    "line",
    "font program",
    "meanings",
    "measures",
)
"""What is kept from one composition to the next and can be out of date."""


def broken(watched: Watched, rng: random.Random, edits: int) -> str:
    """Edit an issue under watch; return after which edits its output isn't that of a run from nothing, '' if ever."""
    done: list[str] = []
    watched.follow()
    last: Mapping[str, str] | None = watched.fresh()
    for _ in range(edits):
        done.append(edited(watched.desk, rng))
        watched.follow()
        last = watched.fresh() or last
        if sums(watched.desk.out) != last:
            return ", ".join(done)
    return ""


@pytest.mark.parametrize("seed", range(2))
def test_what_a_watch_has_written_is_what_a_run_from_nothing_writes(watched: Watched, seed: int) -> None:
    assert not broken(watched, random.Random(seed), 8)


@pytest.mark.parametrize("severity", ["warning", "error"])
def test_before_the_plates_it_is_known_which_pages_wait_for_what_is_found_after_them(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, severity: str
) -> None:
    watched.desk.write(
        "layouts/watch/paper.yaml", PAPER.replace("severities: {", f"severities: {{UNDERSET: {severity}, ")
    )
    known: list[frozenset[str]] = []
    proofread = Watch._proofread

    def compared(watch: Watch, composed: Composed) -> Composed:
        found = proofread(watch, composed)
        assert found.withheld == composed.withheld
        known.append(found.withheld)
        return found

    monkeypatch.setattr(Watch, "_proofread", compared)
    rng = random.Random(11)
    for _ in range(6):
        watched.follow()
        edited(watched.desk, rng)
    assert any(known)


def test_live_type_that_stands_in_for_other_copy_is_noticed(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_key", lambda matter, measures: (matter.start, measures))
    assert broken(watched, random.Random(0), 12)


def test_so_it_is_of_all_that_an_issue_gives(desk: Desk) -> None:
    assert not broken(Watched(desk, ""), random.Random(7), 3)


@pytest.mark.parametrize("seeded", KINDS)
def test_what_is_kept_though_it_was_made_of_something_else_is_noticed(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, seeded: str
) -> None:
    find = Kept.find

    def stale(kept: Kept, kind: str, name: Hashable, made_of: object) -> object:
        entries = kept._entries.get((kind, name)) if kind == seeded else None
        return entries[-1].made if entries else find(kept, kind, name, made_of)

    monkeypatch.setattr(Kept, "find", stale)
    assert broken(watched, random.Random(0), 12) or broken(watched, random.Random(1), 12)
