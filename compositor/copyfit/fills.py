"""Fillers (補白) and adverts of the house, which stand in what a story leaves free at its box's foot."""

from __future__ import annotations

from collections.abc import Iterator

from compositor.copyfit.remedies import lines_said, remedy
from compositor.copyfit.trial import Case
from compositor.model.design import Cell
from compositor.model.dummy import ThreadBox
from compositor.model.fitting import PlaceAdvert, PlaceFiller, Remedy
from compositor.model.settings import Direction
from compositor.model.ways import Way

_LEAST_ROWS = 4
_MOST_TRIED = 12
_LEFT = 6
"""Rows that a box keeps at least."""


def filled(case: Case, most: int) -> Iterator[Remedy]:
    """Yield fillers and adverts of the house that fit what an underset story leaves free, the fullest first."""
    del most
    found = []
    for number, place in enumerate(case.before.thread.boxes):
        room, box = case.before.rooms[number], place.box
        if room is None or not room.underset or box.shape or box.holes or box.direction is Direction.VERTICAL:
            continue
        rows = min(room.free // box.flow - 1, box.rows[1] - box.rows[0] - _LEFT)
        found += [*_fillers(case, place, rows), *_adverts(case, place, rows)]
    for _, one in sorted(found, key=lambda pair: pair[0])[:2]:
        yield one


def _cell(place: ThreadBox, depth: int) -> Cell:
    return place.box.columns, (place.box.rows[1] - depth + 1, place.box.rows[1])


def _fillers(case: Case, place: ThreadBox, rows: int) -> Iterator[tuple[int, Remedy]]:
    issue, box = case.draft.issue, place.box
    placed = {copy.story for page in issue.pages for copy in page.boxes}
    for filler in [one for one in issue.fillers if one.slug not in placed][:_MOST_TRIED]:
        for depth in range(rows, _LEAST_ROWS - 1, -1):
            change = PlaceFiller(place.page, box.name, f"{box.name}-filler", _cell(place, depth), filler.slug)
            outcome = case.with_changes([change], filler.slug)
            other = outcome.others[filler.slug]
            if other.over:
                break
            if outcome.own.fits and other.fits:
                words = f"place the filler {filler.slug} in {lines_said(depth)} at the foot of box {box.name}"
                yield outcome.own.free + other.free, remedy(case, Way.FILL, [change], outcome, words)
                break


def _adverts(case: Case, place: ThreadBox, rows: int) -> Iterator[tuple[int, Remedy]]:
    issue, box, grid = case.draft.issue, place.box, case.draft.design.paper.grid
    placed = {copy.picture.name for page in issue.pages for copy in page.boxes if copy.picture}
    width = grid.area(box.columns, box.rows).width
    for advert in [one for one in issue.house if one.name not in placed and one.asset][:_MOST_TRIED]:
        across, down = advert.framing.proportions(advert.asset) if advert.asset else (1, 1)
        depth = -(-width * down // (across * grid.leading))
        if not _LEAST_ROWS <= depth <= rows:
            continue
        change = PlaceAdvert(place.page, box.name, f"{box.name}-advert", _cell(place, depth), advert.name)
        outcome = case.with_changes([change])
        if outcome.own.fits:
            words = f"place the advert {advert.name} in {lines_said(depth)} at the foot of box {box.name}"
            yield outcome.own.free, remedy(case, Way.FILL, [change], outcome, words)
