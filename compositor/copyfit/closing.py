"""Closing the pages: plan, make up, change what ``fit:`` and ``jump: auto`` allow, and again, within a bound.

Nothing shrinks silently: every step is kept with what it changed, and a story that nothing allowed makes fit is left
as it is.
"""

from __future__ import annotations

from dataclasses import replace

from compositor import makeup, plan, proof
from compositor.copyfit.remedies import closed, still_lawful
from compositor.copyfit.trial import Case, Desk
from compositor.kept import NOTHING, Kept
from compositor.makeup import MadeUp
from compositor.model.dummy import Dummy, Fit, Thread
from compositor.model.fitting import Draft, PlaceAdvert, PlaceFiller, Remedy, Resize, Step
from compositor.model.ways import Allowance, Way
from compositor.records import dataclass

MOST_ROUNDS = 6
"""How often an issue is made up at most."""


@dataclass(frozen=True, slots=True)
class Closed:
    """An issue as closed: the draft with all that was changed, its dummy and pages, and how it came to them.

    ``first`` is the dummy of the copy as it came, ``rounds`` the fits of all rounds.
    """

    draft: Draft
    first: Dummy
    dummy: Dummy
    made: MadeUp
    rounds: tuple[Fit, ...]
    steps: tuple[Step, ...] = ()

    def misfits(self, kept: Kept = NOTHING) -> tuple[str, ...]:
        """Return the stories with copy left over, then those that leave so much room that the desk is told."""
        over = [story.story for story in self.made.fit.stories if story.overset_characters]
        rooms = proof.rooms(self.dummy, self.made.pages, self.draft.design.paper.grid, kept=kept)
        under = [
            thread.story
            for thread in self.dummy.threads
            if any((room := rooms.get((box.page, box.box.name))) and room.underset for box in thread.boxes)
        ]
        return tuple(dict.fromkeys((*over, *under)))


def close(draft: Draft, desk: Desk) -> Closed:
    """Make up a draft, and change what it allows until every story fits or nothing allowed helps.

    Pure: the same draft gives the same pages and steps. Each story is tried once a round, and given up where
    nothing closed it; so the rounds end.
    """
    found = _made(draft, desk, ())
    given_up: set[str] = set()
    while len(found.rounds) < MOST_ROUNDS:
        now, steps = found.draft, list[Step]()
        allowed_of = {thread.story: allowances(now, thread) for thread in found.dummy.threads}
        misfits = found.misfits(desk.kept) if any(allowed_of.values()) else ()
        for thread in found.dummy.threads:
            allowed = allowed_of[thread.story]
            if not allowed or thread.story in given_up or thread.story not in misfits:
                continue
            case = Case(now, desk, desk.tried(now, thread.story), allowed)
            if case.before.fits:
                continue
            now, step = _step_of(case, allowed, len(found.rounds))
            steps.append(step)
            if not step.done:
                given_up.add(thread.story)
        if now is found.draft:
            return replace(found, steps=(*found.steps, *steps))
        made = _made(now, desk, found.rounds)
        found = replace(made, first=found.first, steps=(*found.steps, *steps))
    return found


def _made(draft: Draft, desk: Desk, rounds: tuple[Fit, ...]) -> Closed:
    """Return a draft made up, with every jump that is needed, and none besides."""
    first = dummy = plan.plan(draft.issue, draft.design, desk.phrases, desk.kept)
    made = makeup.make_up(draft.issue, draft.design, dummy, desk.case, desk.kept)
    rounds = (*rounds, made.fit)
    while dummy.round < plan.MOST_ROUNDS and (better := plan.propose(dummy, made.fit)) is not None:
        dummy, made = better, makeup.make_up(draft.issue, draft.design, better, desk.case, desk.kept)
        rounds = (*rounds, made.fit)
    return Closed(draft, first, dummy, made, rounds)


def allowances(draft: Draft, thread: Thread) -> tuple[Allowance, ...]:
    """Return what may be done for a story, in order: as it says itself, or the issue, or the paper.

    A jump that the desk leaves to the engine comes last, unless the list has a place for it.
    """
    story = draft.issue.story(thread.story)
    found = story.fit
    if found is None:
        found = draft.issue.fit if draft.issue.fit is not None else draft.design.paper.fit
    last = draft.issue.page(thread.boxes[-1].page).box(thread.boxes[-1].copy.box)
    if last is not None and last.jump_auto and all(one.way is not Way.JUMP for one in found):
        return (*found, Allowance(Way.JUMP))
    return found


def _step_of(case: Case, allowed: tuple[Allowance, ...], number: int) -> tuple[Draft, Step]:
    """Return the draft with the first thing allowed that closes a story, or with the fewest that together do.

    What a jump leaves over is tried once more, in the box that it leads to.
    """
    start, taken = case, list[Remedy]()
    for one in (*allowed, *(one for one in allowed if one.way is not Way.JUMP)):
        if any(remedy.way is one.way for remedy in taken):
            continue
        best = _best(case, one)
        if best is None:
            continue
        draft = plan.changed(case.draft, best.changes)
        if best.closes:
            return _fewest(start, [*taken, best], number)
        after = case.desk.tried(draft, case.slug)
        if still_lawful(start, start.before, after):
            taken.append(best)
            case = Case(draft, case.desk, after, allowed)
    return start.draft, _step(start, taken, number, done=False)


def _best(case: Case, allowed: Allowance) -> Remedy | None:
    """Return the first remedy of a way that closes a story, else the one that helps most."""
    from compositor.copyfit.advising import FOUND  # late: few issues have a story that doesn't fit

    found = list(FOUND[allowed.way](case, allowed.most))
    closing = next((remedy for remedy in found if remedy.closes), None)
    return closing or max(found, key=lambda one: one.lines, default=None)


def _fewest(start: Case, taken: list[Remedy], number: int) -> tuple[Draft, Step]:
    """Return the draft with those of the remedies taken that are needed: the others are left undone again."""
    for one in taken[:-1]:
        fewer = [other for other in taken if other is not one]
        if _moves(one) and any(map(_moves, fewer)):  # rows that later remedies reckon with
            continue
        others = _touched(start, fewer)
        outcome = start.with_changes([change for other in fewer for change in other.changes], *others)
        if closed(start, outcome) and outcome.own.lawful(start.draft.design.paper.jumps):
            taken = fewer
    changes = tuple(change for one in taken for change in one.changes)
    return plan.changed(start.draft, changes), _step(start, taken, number, done=True)


def _moves(remedy: Remedy) -> bool:
    """Tell whether a remedy gives boxes other rows."""
    return any(isinstance(change, Resize | PlaceFiller | PlaceAdvert) for change in remedy.changes)


def _touched(case: Case, remedies: list[Remedy]) -> list[str]:
    """Return the stories in boxes that remedies give other rows."""
    found = []
    for change in (change for remedy in remedies for change in remedy.changes):
        copy = case.draft.issue.page(change.page).box(change.box) if isinstance(change, Resize) else None
        if copy is not None and (copy.story or copy.continues):
            found.append(copy.story or copy.continues)
    return list(dict.fromkeys(found))


def _step(case: Case, taken: list[Remedy], number: int, *, done: bool) -> Step:
    last = case.before.thread.boxes[-1]
    words = "; ".join(remedy.words for remedy in taken)
    if not done:
        words = f"tried without closing it: {words}" if words else "nothing that fit: allows helps"
    return Step(number, case.slug, last.page, last.box.name, done, tuple(taken), words)
