"""What crosses the fold of a spread: heads moved so that it falls between characters, words of pictures kept clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compositor.model.copy import HEAD_PARTS
from compositor.model.design import Align, Area, Grid, TextBox
from compositor.model.page import Ink, SetLine
from compositor.model.settings import Direction

_HEADS = frozenset((*HEAD_PARTS, "jump_head"))


def clear_of_fold(inks: Sequence[Ink], box: TextBox, grid: Grid) -> tuple[Ink, ...]:
    """Return ink of a box with lines of its heads moved, by half a character at most, so that the fold cuts none.

    Lines that have to stand at one edge with others of their head, and those without room, stay.
    """
    if not grid.fold(box.columns):
        return tuple(inks)
    parts = [ink.part for ink in inks if isinstance(ink, SetLine)]
    room = grid.area(box.columns, box.rows)
    moved: list[Ink] = []
    for ink in inks:
        if isinstance(ink, SetLine) and ink.part in _HEADS and ink.line.direction is Direction.HORIZONTAL:
            centred = box.style.style(ink.part).align is Align.CENTRE
            alone = parts.count(ink.part) == 1
            moved.append(replace(ink, x=ink.x + _step(ink, grid.page, room)) if centred or alone else ink)
        else:
            moved.append(ink)
    return tuple(moved)


def _step(ink: SetLine, fold: int, room: Area) -> int:
    """Return how far to the right a line is moved, the shortest way that it has room for."""
    first = ink.x + ink.line.indent
    last = first + ink.line.width
    for begin, end in _glyphs(ink):
        if begin < fold < end:
            steps = sorted((fold - begin, fold - end), key=abs)
            return next((step for step in steps if room.x <= first + step and last + step <= room.right), 0)
    return 0


def _glyphs(ink: SetLine) -> Iterator[tuple[int, int]]:
    """Yield where the glyphs of a line begin and end that print something."""
    at = ink.x + ink.line.indent
    for run in ink.line.runs:
        for text, advance in zip(run.texts(), run.advances, strict=False):
            if text.strip():
                yield at, at + advance
            at += advance


def beside_fold(room: Area, grid: Grid) -> Area:
    """Return the part of a room in which words may stand: the wider side of the fold, where that runs through it."""
    if not grid.page or not room.x < grid.page < room.right:
        return room
    left = grid.column_x(grid.columns) + grid.measure
    right = grid.column_x(grid.columns + 1)
    if left - room.x >= room.right - right:
        return replace(room, width=left - room.x)
    return replace(room, x=right, width=room.right - right)
