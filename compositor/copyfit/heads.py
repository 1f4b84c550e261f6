"""Heads: by how many characters one has to be shorter to take a line fewer."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.copyfit.paragraphs import least
from compositor.copyfit.remedies import remedy
from compositor.copyfit.trial import Case, Tried
from compositor.model.copy import solid
from compositor.model.fitting import Remedy, ShortenHead
from compositor.model.page import SetLine
from compositor.model.ways import Way

_HEADS = ("headline", "deck", "kicker")
_KEPT = 2
"""The part of a head, one half, that has to stay: a head shorter than that is another one."""


def shortened(case: Case) -> Iterator[Remedy]:
    """Yield the least number of characters by which a head, cut, takes a line fewer, where that helps."""
    if not case.before.over:
        return
    for name in _HEADS:
        part = case.before.story.part(name)
        lines = _lines(case.before, name)
        if part is None or lines < 2:
            continue
        text = part.text

        def fewer(less: int, name: str = name, length: int = len(text), lines: int = lines) -> bool:
            outcome = case.with_changes([ShortenHead(case.slug, name, length - less)])
            return _lines(outcome.own, name) < lines and case.gain(outcome.own) > 0

        less = least(fewer, len(text) // _KEPT, guess=max(1, len(text) // 4))
        if less is None:
            continue
        changes = [ShortenHead(case.slug, name, len(text) - less)]
        characters = solid(text[len(text) - less :])
        many = f"{characters} {'character' if characters == 1 else 'characters'}"
        words = f"shorten the {name} by {many}, so that it takes {lines - 1} of {lines} lines"
        yield remedy(case, Way.HEAD, changes, case.with_changes(changes), words, part.source.place(0))


def _lines(tried: Tried, name: str) -> int:
    """Return the lines of a head in the box where its story begins."""
    first = tried.made.boxes[0]
    return sum(isinstance(ink, SetLine) and ink.part == name for ink in first.ink)
