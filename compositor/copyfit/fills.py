"""Fillers (補白): short stories that stand in what a story leaves free at its box's foot."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.copyfit.remedies import lines_said, remedy
from compositor.copyfit.trial import Case
from compositor.model.fitting import PlaceFiller, Remedy
from compositor.model.settings import Direction
from compositor.model.ways import Way

_LEAST_ROWS = 4
_MOST_TRIED = 12


def filled(case: Case, most: int) -> Iterator[Remedy]:
    """Yield the fillers that fit what an underset story leaves free, the one that leaves the least of it first."""
    del most
    issue = case.draft.issue
    placed = {copy.story for page in issue.pages for copy in page.boxes}
    found = []
    for number, place in enumerate(case.before.thread.boxes):
        room, box = case.before.rooms[number], place.box
        if room is None or not room.underset or box.shape or box.holes or box.direction is Direction.VERTICAL:
            continue
        rows = room.free // box.flow - 1
        for filler in [one for one in issue.fillers if one.slug not in placed][:_MOST_TRIED]:
            for depth in range(rows, _LEAST_ROWS - 1, -1):
                cell = (box.columns, (box.rows[1] - depth + 1, box.rows[1]))
                change = PlaceFiller(place.page, box.name, f"{box.name}-filler", cell, filler.slug)
                outcome = case.with_changes([change], filler.slug) if depth + 6 < box.rows[1] - box.rows[0] else None
                if outcome is None or outcome.others[filler.slug].over:
                    break
                if outcome.own.fits and outcome.others[filler.slug].fits:
                    words = f"place the filler {filler.slug} in {lines_said(depth)} at the foot of box {box.name}"
                    left = outcome.own.free + outcome.others[filler.slug].free
                    found.append((left, remedy(case, Way.FILL, [change], outcome, words)))
                    break
    for _, one in sorted(found, key=lambda pair: pair[0])[:2]:
        yield one
