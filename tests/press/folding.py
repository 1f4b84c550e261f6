"""Printed sheets folded as a folding machine does: what lies on them is read, the paper is turned and bent.

It knows nothing of schemes: a sheet is a grid of leaves, each with what is printed on both sides and which way up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Printed = tuple[int, int]
"""The number of a page and where its head points: quarters clockwise from up."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of paper: what the side that faces us says, and the side behind it as seen from behind."""

    front: Printed
    back: Printed

    def turned(self) -> Leaf:
        """The leaf turned over about its upright axis."""
        return Leaf(self.back, self.front)

    def over(self) -> Leaf:
        """The leaf turned over head to foot: what was behind is seen with what was up pointing down."""
        return Leaf(_half(self.back), _half(self.front))

    def spun(self, quarters: int) -> Leaf:
        """The leaf turned clockwise in its plane; seen from behind that is the other way round."""
        return Leaf((self.front[0], (self.front[1] + quarters) % 4), (self.back[0], (self.back[1] - quarters) % 4))


def _half(printed: Printed) -> Printed:
    return printed[0], (printed[1] + 2) % 4


Grid = list[list[list[Leaf]]]
"""Rows of places from the top, each a stack of leaves, the one on top first."""


def sheet(front: Sequence[Sequence[Printed]], back: Sequence[Sequence[Printed]], *, head: bool) -> Grid:
    """Paper printed on both sides: the back lies behind as the sheet was turned, side to side or head over foot."""
    rows, columns = len(front), len(front[0])
    found = []
    for row in range(rows):
        line = []
        for column in range(columns):
            behind = back[rows - 1 - row][column] if head else back[row][columns - 1 - column]
            line.append([Leaf(front[row][column], _half(behind) if head else behind)])
        found.append(line)
    return found


def folded_down(grid: Grid) -> Grid:
    """The upper half folded backwards under the lower one."""
    half = len(grid) // 2
    upper, lower = grid[:half], grid[half:]
    return [
        [low + [leaf.over() for leaf in reversed(up)] for low, up in zip(row, over, strict=True)]
        for row, over in zip(lower, reversed(upper), strict=True)
    ]


def folded_right(grid: Grid) -> Grid:
    """The left half folded backwards under the right one."""
    half = len(grid[0]) // 2
    return [
        [
            right + [leaf.turned() for leaf in reversed(left)]
            for right, left in zip(row[half:], reversed(row[:half]), strict=True)
        ]
        for row in grid
    ]


def folded_left(grid: Grid) -> Grid:
    """The right half folded backwards under the left one: books that are bound at the right."""
    half = len(grid[0]) // 2
    return [
        [
            left + [leaf.turned() for leaf in reversed(right)]
            for left, right in zip(row[:half], reversed(row[half:]), strict=True)
        ]
        for row in grid
    ]


def spun(grid: Grid) -> Grid:
    """A sheet turned a quarter counterclockwise in its plane."""
    rows, columns = len(grid), len(grid[0])
    return [
        [[leaf.spun(-1) for leaf in grid[row][columns - 1 - column]] for row in range(rows)]
        for column in range(columns)
    ]


def folded(grid: Grid, *, right: bool) -> list[Leaf]:
    """The sheet folded up: upright, across, upright again, each time at a right angle; the last fold is the spine."""
    upright = folded_left if right else folded_right
    while len(grid[0]) > 2:
        grid = upright(grid)
    while len(grid) > 1:
        grid = folded_down(grid)
    return (upright(grid) if len(grid[0]) > 1 else grid)[0][0]


def nested(sheets: Sequence[list[Leaf]]) -> list[Leaf]:
    """Folded sheets laid one inside the other, the first one outside."""
    first: list[Leaf] = []
    last: list[Leaf] = []
    for leaves in sheets:
        half = (len(leaves) + 1) // 2
        first += leaves[:half]
        last = leaves[half:] + last
    return first + last


def read(leaves: Sequence[Leaf]) -> list[Printed]:
    """The pages as a reader turns them over: front and back of every leaf."""
    return [printed for leaf in leaves for printed in (leaf.front, leaf.back)]
