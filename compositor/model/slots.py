"""What is left of a column's measure, row by row, beside what its lines run round (clreq #type_area: whole ems)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compositor.model.design import Grid
from compositor.model.rounds import Round, Sides
from compositor.records import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for one line beside something: page row, left edge and measure. A row may have several, left to right."""

    row: int
    x: int
    measure: int


def free(span: Span, row: int, rounds: Sequence[Round], grid: Grid, em: int) -> tuple[Slot, ...] | None:
    """Return what is left of a column from ``span[0]`` to ``span[1]`` on a row; None where nothing stands in its way.

    Each piece is a whole number of ems, at the column's edge where it reaches it, so that its Han stand under those
    of whole lines; pieces that are too short are none.
    """
    top = grid.row_y(row) + (grid.leading - grid.size) // 2
    pieces, least, touched = [span], em, False
    for one in rounds:
        taken = _taken(one, span, (top, top + grid.size), grid.gutter)
        if taken is None:
            continue
        touched, least = True, max(least, one.least)
        pieces = [left for piece in pieces for left in _beside(piece, taken, one.sides)]
    if not touched:
        return None
    return tuple(slot for piece in pieces if (slot := _slot(piece, span, row, em)).measure >= least)


def _taken(one: Round, span: Span, heights: tuple[int, int], gutter: int) -> Span | None:
    """Return from where to where something keeps lines away; beside a column that it isn't in, no further than that."""
    found = one.across(heights[0] - one.air, heights[1] + one.air)
    if found is None:
        return None
    left, right = found
    gap = one.gap if left < span[1] and span[0] < right else min(one.gap, gutter)
    left, right = left - gap, right + gap
    return (left, right) if left < span[1] and span[0] < right else None


def _beside(piece: Span, taken: Span, sides: Sides) -> Iterator[Span]:
    """Yield what is left of a piece, on those sides that lines run on."""
    if taken[1] <= piece[0] or piece[1] <= taken[0]:
        yield piece
        return
    left, right = (piece[0], max(piece[0], taken[0])), (min(piece[1], taken[1]), piece[1])
    wider = Sides.LEFT if left[1] - left[0] >= right[1] - right[0] else Sides.RIGHT
    wanted = wider if sides is Sides.WIDER else sides
    if wanted is not Sides.RIGHT:
        yield left
    if wanted is not Sides.LEFT:
        yield right


def _slot(piece: Span, span: Span, row: int, em: int) -> Slot:
    measure = (piece[1] - piece[0]) // em * em
    return Slot(row, piece[1] - measure if piece[1] == span[1] else piece[0], measure)
