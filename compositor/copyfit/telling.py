"""What copy-fitting tells: findings of its steps, and advice in the words of findings that it helps with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from compositor.copyfit.closing import Closed
from compositor.copyfit.trial import Desk, Wish
from compositor.errors import Finding, Severity
from compositor.model.copy import Issue
from compositor.model.fitting import Advice, Remedy, Step
from compositor.proof import page_name, title

MOST_ADVISED = 40
"""Stories of an issue for which advice is tried; an issue with more of them has other troubles."""

_LONGEST = 20_000
"""Characters of a story for which advice is tried: that of a longer one would take minutes, and nobody prints it."""

_SHOWN = 3
_HELPED = frozenset({"OVERSET", "UNDERSET"})


def advised(closed: Closed, desk: Desk) -> tuple[Advice, ...]:
    """Return advice for every story that doesn't fit: those with copy left over first, then those that leave room."""
    size = {story.slug: len(body.text) for story in closed.draft.issue.stories if (body := story.part("body"))}
    stories = [one for one in closed.misfits(desk.kept) if size.get(one, 0) <= _LONGEST][:MOST_ADVISED]
    if not stories:
        return ()
    from compositor.copyfit.advising import advice  # late: issues that fit need none

    found = (advice(closed.draft, Desk(desk.case, desk.phrases), story) for story in stories)  # a shelf for each
    return tuple(one for one in found if one is not None)


def gains(closed: Closed, desk: Desk, wishes: Iterable[Wish]) -> Iterator[tuple[Wish, Advice | None]]:
    """Yield for every wish what each measure would gain: advice as if so many lines were left over, or free.

    None where the story is as short, or as long, as is wished already.
    """
    from compositor.copyfit.advising import advice

    for wish in wishes:
        yield wish, advice(closed.draft, Desk(desk.case, desk.phrases, wish=wish), wish.story)


def with_advice(findings: Iterable[Finding], found: Sequence[Advice]) -> tuple[Finding, ...]:
    """Return findings, the hints of those on copy left over or room left free being the advice that was tried."""
    by_story = {one.story: one for one in found}
    return tuple(_hinted(finding, by_story.get(finding.story)) for finding in findings)


def _hinted(finding: Finding, found: Advice | None) -> Finding:
    if finding.code not in _HELPED or found is None or found.over != (finding.code == "OVERSET"):
        return finding
    closing = _various([remedy for remedy in found.remedies if remedy.closes])
    if not closing:
        return finding
    return replace(finding, hint="; or ".join(remedy.words for remedy in closing))


def _various(remedies: Sequence[Remedy]) -> list[Remedy]:
    """Return the first remedy of each way, at most three."""
    ways: dict[str, Remedy] = {}
    for remedy in remedies:
        ways.setdefault(remedy.way, remedy)
    return list(ways.values())[:_SHOWN]


def steps_told(steps: Iterable[Step], issue: Issue) -> tuple[Finding, ...]:
    """Return a note of every step: what was done, or that nothing allowed was enough."""
    found: list[Finding] = []
    for step in steps:
        story = f'"{title(issue.story(step.story))}"'
        page = page_name(step.page)
        place = next((remedy.place for remedy in step.remedies if remedy.place), issue.story(step.story).place)
        where = (place, step.page, step.box, step.story)
        if step.done:
            message = f"{story} in box {step.box} on page {page} was made to fit: {step.words}"
            hint = "fit: or jump: auto allows it; do the same in the copy or the template to keep it"
            found.append(Finding("FITTED", Severity.NOTE, message, hint, *where))
        else:
            message = f"{story} in box {step.box} on page {page} does not fit: {step.words}"
            hint = "allow more under fit:, or take the advice of the report"
            found.append(Finding("NOT_FITTED", Severity.NOTE, message, hint, *where))
    return tuple(found)
