"""Advice: for a story over or under, everything that makes it fit, tried, the gentlest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from compositor.copyfit.fills import filled
from compositor.copyfit.heads import shortened
from compositor.copyfit.jumps import jumped
from compositor.copyfit.paragraphs import added, cut, dropped, loosened
from compositor.copyfit.pictures import recropped
from compositor.copyfit.rows import rows_moved
from compositor.copyfit.trial import Case, Desk
from compositor.model.fitting import Advice, Cut, Draft, Remedy
from compositor.model.ways import Way

FOUND: Mapping[Way, Callable[[Case, int], Iterator[Remedy]]] = {
    Way.TIGHTEN: lambda case, most: loosened(case, most) if case.before.over else iter(()),
    Way.LOOSEN: lambda case, most: iter(()) if case.before.over else loosened(case, most),
    Way.DROP: dropped,
    Way.CROP: recropped,
    Way.ROWS: rows_moved,
    Way.JUMP: jumped,
    Way.FILL: filled,
    Way.HEAD: lambda case, _: shortened(case),
    Way.CUT: lambda case, _: cut(case),
    Way.ADD: lambda case, _: added(case),
}
"""The remedies of each way, as many paragraphs, lines or rows as it may take given (0: no limit)."""

_ORDER = (
    Way.TIGHTEN,
    Way.LOOSEN,
    Way.CROP,
    Way.DROP,
    Way.CUT,
    Way.HEAD,
    Way.ROWS,
    Way.FILL,
    Way.ADD,
    Way.JUMP,
)
"""What changes least of the page and of the copy comes first."""


def advice(draft: Draft, desk: Desk, story: str) -> Advice | None:
    """Return what makes a story fit, each remedy tried; None where it fits, or is as long as the desk wishes.

    What only helps, without making it fit, is there too, after all that closes the page.
    """
    case = Case(draft, desk, desk.tried(draft, story))
    before = case.before
    if before.fits:
        return None
    found = [remedy for way in _ORDER for remedy in FOUND[way](case, 0)]
    last = before.thread.boxes[-1]
    fit = before.made.fit
    return Advice(
        story=story,
        page=last.page,
        box=last.box.name,
        over=bool(before.over),
        lines=before.over or before.free,
        characters=fit.overset_characters,
        remedies=tuple(sorted((one for one in found if one.lines > 0 or one.closes), key=_rank)),
    )


def _rank(remedy: Remedy) -> tuple[bool, int, int]:
    size = sum(change.end - change.start for change in remedy.changes if isinstance(change, Cut))
    return (not remedy.closes, _ORDER.index(remedy.way), size or len(remedy.changes))
