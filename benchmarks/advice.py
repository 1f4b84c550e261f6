"""How long advice takes: stories of the sample issues in boxes that were made too small.

usage: python -m benchmarks.advice [--rounds N] [DOCUMENT]

Each story of 600 to 1,500 characters loses three rows of its last box. Advice for it is asked with nothing set before,
as at the end of a run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.page import asked, publish, table, when_and_where
from benchmarks.speed import build
from benchmarks.texts import sample_issues
from compositor import __version__, copyfit, intake, plan
from compositor.model.copy import solid
from compositor.model.fitting import Advice, Draft, Resize
from compositor.model.settings import Direction
from compositor.text import TypeCase

ROUNDS = 3
LEAST, MOST = 600, 1500
ROWS = 3
HEADS = ("issue", "story", "characters", "remedies", "that close it", "seconds", "seconds for 1,000 characters")


@dataclass(frozen=True, slots=True)
class Tight:
    """A story in a box too small, with the length of its body."""

    issue: str
    story: str
    characters: int
    draft: Draft
    case: TypeCase
    read: intake.Intake


def main() -> None:
    options = asked("Measure how long advice takes.", ROUNDS)
    rows = [row for one in tight() if (row := measured(one, options.rounds))]
    worst = max(float(row[-1]) for row in rows)
    said = f"The longest for 1,000 characters took {worst:.2f} s."
    programs = f"compositor {__version__} ({build()})"
    publish("advice", "\n\n".join((when_and_where(programs), table(HEADS, rows), said)), options.document)


def tight() -> Iterator[Tight]:
    """Yield the stories of the samples whose last box can lose rows."""
    for issue in sample_issues():
        read = intake.read(issue)
        case = TypeCase(read.faces, read.hyphens, read.design.paper.setting, phrases=read.phrases)
        draft = Draft(read.issue, read.design)
        for thread in plan.plan(read.issue, read.design, read.phrases).threads:
            body = read.issue.story(thread.story).part("body")
            box = thread.boxes[-1].box
            characters = solid(body.text) if body else 0
            plain = not box.shape and not box.holes and box.direction is Direction.HORIZONTAL
            if plain and LEAST <= characters <= MOST and box.rows[1] - box.rows[0] > 4 * ROWS:
                smaller = Resize(thread.boxes[-1].page, box.name, (box.rows[0], box.rows[1] - ROWS))
                less = plan.changed(draft, (smaller,))
                yield Tight(read.issue.slug, thread.story, characters, less, case, read)


def measured(one: Tight, rounds: int) -> tuple[str, ...] | None:
    """Return the row of a story, None where it fits all the same."""
    seconds: list[float] = []
    found: Advice | None = None
    for _ in range(rounds):
        desk = copyfit.Desk(one.case, one.read.phrases)
        began = time.perf_counter()
        found = copyfit.advice(one.draft, desk, one.story)
        seconds.append(time.perf_counter() - began)
    if found is None:
        return None
    took = median(seconds)
    closing = sum(remedy.closes for remedy in found.remedies)
    numbers = (f"{one.characters:,}", str(len(found.remedies)), str(closing))
    return (one.issue, one.story, *numbers, f"{took:.2f}", f"{took / one.characters * 1000:.2f}")


if __name__ == "__main__":
    main()
