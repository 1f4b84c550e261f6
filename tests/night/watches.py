"""Watches killed while a story is saved: `python -m tests.night.watches 40` kills so many and looks at what is left.

A story is saved as editors do it: some write over it, in two goes with a while between, some put another file in its
place. At any moment of that, and of what the watch makes of it, the watch is killed. Then the plates have to be all of
what the story was at some time, and so has all else, which may be older than the plates; the folder's lock has to be
free; and a run has to make of it what one that nobody disturbs makes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.night.desk import sums
from tests.night.kills import LEAD, SIGNALS, Account, Night, asked, night, say

LONGEST = 60
"""Seconds in which a watch has composed for the first time, on a machine that is very busy."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is done to the story, and after how many seconds."""

    at: float
    act: Callable[[], object]


def saving(desk: Night, to: str, half: str) -> list[Act]:
    """Return how a story is saved: over the old one in two goes, or beside it and then in its place."""
    path, began, gap = desk.desk.root / LEAD, 0.3 * desk.chance.random(), 0.3 * desk.chance.random()
    if desk.chance.random() < 0.5:
        return [
            Act(began, lambda: path.write_text(half, "utf-8")),
            Act(began + gap, lambda: path.write_text(to, "utf-8")),
        ]
    other = path.with_name("lead.md.tmp")
    return [Act(began, lambda: other.write_text(to, "utf-8")), Act(began + gap, lambda: other.replace(path))]


def under_watch(desk: Night) -> int:
    """Begin a watch, wait until it has composed for the first time, and return its number."""
    said, until = b"", time.monotonic() + LONGEST
    with tempfile.TemporaryFile() as told:
        number = desk.begun(command="watch", tells=told.fileno())
        while b"watching " not in said and time.monotonic() < until:
            time.sleep(0.02)
            said = os.pread(told.fileno(), 65536, 0)
    if b"watching " not in said:
        desk.account.wrong.append(f"a watch doesn't begin: {said.decode()[-300:]}")
    return number


def kill(desk: Night) -> None:
    """Save a story under watch, kill the watch, look at what is left, and mend it."""
    to, name = desk.other(), desk.chance.choice(SIGNALS)
    half = to[: desk.chance.randrange(len(to))]
    states = [desk.good(one) for one in (desk.standing, half, to)]
    number, left = under_watch(desk), desk.part()
    acts = saving(desk, to, half)
    end = Act(desk.chance.random() * (acts[-1].at + desk.length), lambda: None)
    began, code = time.monotonic(), None
    for act in sorted((*acts, end), key=lambda one: one.at):
        time.sleep(max(0.0, began + act.at - time.monotonic()))
        act.act()
        if act is end:
            code = desk.hit(number, name)
    assert code is not None
    desk.account.kills += 1
    desk.account.killed[name.name] += 1
    if code not in {0, 143, 130, -name}:
        desk.account.wrong.append(f"a watch ended by {name.name} has the exit code {code}")
    desk.tidied(name, code, left)
    look(desk.account, sums(desk.desk.out), states)
    desk.free()
    (desk.desk.root / LEAD).with_name("lead.md.tmp").unlink(missing_ok=True)
    desk.again()


def look(account: Account, found: Mapping[str, str], states: Sequence[Mapping[str, str]]) -> None:
    """Look whether all plates are of one state of the story, and all else of one that isn't newer."""
    plates, rest = (_which(found, states, plates=one) for one in (True, False))
    if not plates or not rest or max(plates) < min(rest):
        account.wrong.append(f"plates of the state {plates or 'none'}, all else of {rest or 'none'}")
    else:
        names = ("before", "half saved", "after")
        account.stood[names[max(plates)] + (", its reports older" if not {*plates} & {*rest} else "")] += 1


def _which(found: Mapping[str, str], states: Sequence[Mapping[str, str]], *, plates: bool) -> list[int]:
    """Return of which states files are; a state that can't be composed has none."""

    def part(files: Mapping[str, str]) -> Mapping[str, str]:
        return {name: made for name, made in files.items() if name.startswith("press/") is plates}

    return [at for at, state in enumerate(states) if state and part(found) == part(state)]


def many(kills: int, seed: int) -> Account:
    """Kill so many watches; return what came of it."""
    with night(seed) as one:
        for _ in range(kills):
            kill(one)
        return one.account


def main() -> int:
    """Kill watches and print the account."""
    options, began = asked("Kill watches while a story is saved and look at what is left."), time.monotonic()
    return say(many(options.kills, options.seed), began)


if __name__ == "__main__":
    sys.exit(main())
