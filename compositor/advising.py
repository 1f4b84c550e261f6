"""The command ``advise``: what each measure would gain in a story that may well fit, every one of them tried."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from compositor import copyfit, intake, report
from compositor.copyfit import Wish
from compositor.errors import ExitCode, UsageError
from compositor.model.fitting import Draft
from compositor.pipeline import case_of
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk asked for: an issue, which of its stories (empty: all), and by how many body lines.

    ``lines`` are to go where they are over 0, and to be filled where they are below.
    """

    issue: Path
    layouts: Path | None = None
    fonts: Path | None = None
    stories: tuple[str, ...] = ()
    lines: int = 6
    form: str = "text"


def advise(asked: Asked) -> ExitCode:
    """Say what would make stories so many body lines shorter, or longer; writes nothing."""
    read = intake.read(asked.issue, layouts=asked.layouts, fonts=asked.fonts)
    case = case_of(read)
    desk = copyfit.Desk(case, read.phrases)
    closed = copyfit.close(Draft(read.issue, read.design), desk)
    placed = [thread.story for thread in closed.dummy.threads]
    for slug in asked.stories:
        if slug not in placed:
            raise UsageError(f"the issue places no story {slug}; it places {', '.join(placed)}")
    wishes = [Wish(slug, asked.lines) for slug in asked.stories or placed]
    records = []
    for number, (wish, found) in enumerate(copyfit.gains(closed, desk, wishes), 1):
        fit = closed.made.fit.story(wish.story)
        if asked.form == "json":
            records.append(report.gain_record(wish, found, fit))
        else:
            sys.stdout.write(report.gains_said(wish, found, fit, closed.draft.issue))
        print(f"advise   {number} of {len(wishes)} stories", file=sys.stderr)
    if asked.form == "json":
        print(json.dumps({"stories": records}, ensure_ascii=False, indent=2))
    return ExitCode.DONE
