"""How a remedy is put together from what was tried."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.copyfit.trial import Case, Outcome, Tried
from compositor.errors import Place
from compositor.model.fitting import Change, Remedy
from compositor.model.ways import Way


def remedy(  # noqa: PLR0917  (a remedy, and what it was tried for)
    case: Case, way: Way, changes: Sequence[Change], outcome: Outcome, words: str, place: Place | None = None
) -> Remedy:
    """Return changes as a remedy; it closes where the story then fits and those it touches are no worse."""
    last = case.before.thread.boxes[-1]
    gain = case.gain(outcome.own)
    closes = closed(case, outcome)
    where = place or last.copy.place
    return Remedy(way, case.slug, last.page, last.box.name, tuple(changes), gain, closes, words, where)


def closed(case: Case, outcome: Outcome) -> bool:
    """Tell whether a story that was over, or under, then is neither, and no story beside it has come off worse."""
    own = outcome.own
    over = bool(case.before.over)
    fits = not own.over if over else own.fits
    return fits and still_lawful(case, case.before, own) and spared(case, outcome)


def still_lawful(case: Case, before: Tried, after: Tried) -> bool:
    """Tell whether jumps that kept the paper's rules still do; those that the desk made otherwise are its own."""
    policy = case.draft.design.paper.jumps
    return after.lawful(policy) or not before.lawful(policy)


def spared(case: Case, outcome: Outcome) -> bool:
    """Tell whether the stories that changes touch beside the one they are for fit as well as they did before."""
    placed = {copy.story for page in case.draft.issue.pages for copy in page.boxes}
    for slug, after in outcome.others.items():
        if slug not in placed:  # a filler
            if not after.fits:
                return False
            continue
        before = case.beside(slug)
        worse = after.over > before.over or (after.underset and not before.underset)
        crowded = before.crowded() < after.crowded()
        if worse or crowded or not still_lawful(case, before, after):
            return False
    return True


def lines_said(number: int) -> str:
    """Return a number of body lines in words."""
    return f"{number} line" if number == 1 else f"{number} lines"
