"""What a line costs, part by part: the arithmetic of total fit said once in plain words.

The breaker asks for `line_total`, the same sums without names; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compositor.text.items import Items
from compositor.text.marks import Break, Kind

# Whole numbers, so that sums are exact whatever they are added to. Tiers are far enough apart that no number of
# cheaper faults in a paragraph outweighs a dearer one.
EXPANDED: Final = 100_000  # at a Han gap of an eighth of an em; grows with the gap's square
REDUCED: Final = 3_600  # with all white given: a Han gap of a 42nd of an em; grows with the cube: little gives unseen
STOPPED: Final = 1_800  # more, with all white of stops given, which give last; grows with what they give
SPACED: Final = 4_000  # with word spaces and Han–Latin gaps opened as far as they go; grows with the square
LONE: Final = 400_000  # one character alone in a paragraph's last line, no mark after it (clreq: 孤字)
ALMOST_LONE: Final = (
    40_000  # the same with a mark, which is tolerated: as dear as one line with a gap of a 13th of an em
)
RELAXED: Final = 4 * 10**10  # a break inside three marks together, rather than a loose line
LOOSE: Final = 10**11  # Han gaps over an eighth of an em
TOO_LOOSE: Final = 10**16  # over half an em
RESCUED: Final = 10**21  # a forbidden break, or one inside a unit wider than its measure
UNFILLED: Final = 10**26  # over one em
OVERFULL: Final = 10**31  # wider than its measure
IMPOSSIBLE: Final = 10**40
AT = {
    Break.ALLOWED: 0,
    Break.SOFT: 30_000,  # as dear as one line with a gap of a 15th of an em
    Break.HYPHEN: 60_000,
    Break.SEAM: 20_000,
    Break.NUMERAL: 20_000,  # of an 18th
    Break.RELAXED: RELAXED,
    Break.FORBIDDEN: RESCUED,
    Break.EMERGENCY: RESCUED,
    Break.NEVER: IMPOSSIBLE,
}
"""What it costs to end a line at a boundary, beside the line itself."""
_AT: Final = [AT[Break(found)] for found in range(len(AT))]
WEIGHTS: Final = (LOOSE, EXPANDED, REDUCED, STOPPED, SPACED, *[cost if cost < RESCUED else -1 for cost in _AT])
"""What costs what in a strict pass, which refuses loose lines and forbidden boundaries: -1 stands for these."""
MANY: Final = 4
"""So many units may be one character alone in a last line: the others are its marks."""

_CHARACTERS = frozenset({Kind.HAN, Kind.CELL, Kind.WIDE_ALNUM, Kind.LETTER, Kind.BACKWARDS, Kind.DIGIT})


class Part(StrEnum):
    """What a line is charged for."""

    REDUCTION = "reduction"
    """White of marks, word spaces and Han–Latin gaps taken away, by the share of all there is."""
    STOPS = "stops"
    """White of stops taken away, after all other (clreq #procedures_for_inter-character_spacing_reduction)."""
    SPACING = "spacing"
    """Word spaces and Han–Latin gaps opened."""
    HAN_GAP = "han_gap"
    """White between Han."""
    LOOSE = "loose"
    """Han gaps over an eighth of an em, over half an em, over one em: a tier each."""
    OVERFULL = "overfull"
    """A line wider than its measure with all its white given."""
    BREAK = "break"
    """The boundary it ends at: a hyphen, a seam, a number parted from its measure word, a forbidden break."""
    LONE = "lone"
    """One character alone in a paragraph's last line."""


@dataclass(frozen=True, slots=True)
class LineCost:
    """The cost of a line by part; a part that costs nothing is left out."""

    parts: Mapping[Part, int]

    @property
    def total(self) -> int:
        """The sum of the parts: what total fit weighs."""
        return sum(self.parts.values())


def line_cost(items: Items, start: int, end: int, measure: int, *, solid_end: bool = True) -> LineCost:
    """Return what the line of the units from boundary ``start`` to ``end`` costs at ``measure`` scaled points.

    A line that ends the paragraph is solid where ``solid_end`` says so: it is never opened.
    """
    extra = measure - (items.ends[end] - items.starts[start])
    last = end == items.count
    parts: dict[Part, int] = {}
    if extra < 0:
        parts |= _reduced(items, start, end, -extra)
    elif extra > 0 and not (last and solid_end):
        parts |= _opened(items, start, end, extra)
    if last:
        parts[Part.LONE] = lone(items, start) if solid_end else 0
    else:
        parts[Part.BREAK] = AT[Break(items.breaks[end])]
    return LineCost({name: cost for name, cost in parts.items() if cost})


def line_total(items: Items, start: int, end: int, measure: int, *, solid_end: bool = True) -> int:
    """Return the total of `line_cost` without its parts: a test holds the two equal."""
    last = end == items.count
    cost = (lone(items, start) if solid_end else 0) if last else _AT[items.breaks[end]]
    extra = measure - (items.ends[end] - items.starts[start])
    if extra < 0:
        white = items.end_shrink[end] - items.start_shrink[start]
        if white + extra < 0:
            return cost + OVERFULL
        ratio = -extra / white
        stops = items.end_stop[end] - items.start_stop[start]
        beyond = stops - white - extra
        return cost + int(REDUCED * ratio * ratio * ratio) + (STOPPED * beyond // stops if beyond > 0 else 0)
    if extra == 0 or (last and solid_end):
        return cost
    spaces = items.end_room[end] - items.start_room[start]
    if extra <= spaces:
        ratio = extra / spaces
        return cost + int(SPACED * ratio * ratio)
    gaps = max(items.end_gaps[end] - items.start_gaps[start], 1)
    ratio = (extra - spaces) * 8 / (gaps * items.em)
    return cost + (SPACED if spaces else 0) + int(EXPANDED * ratio * ratio) + tier(ratio)


def _reduced(items: Items, start: int, end: int, over: int) -> dict[Part, int]:
    white = items.end_shrink[end] - items.start_shrink[start]
    if over > white:
        return {Part.OVERFULL: OVERFULL}
    ratio = over / white
    stops = items.end_stop[end] - items.start_stop[start]
    beyond = over - (white - stops)  # stops give after all else
    return {
        Part.REDUCTION: int(REDUCED * ratio * ratio * ratio),
        Part.STOPS: STOPPED * beyond // stops if beyond > 0 else 0,
    }


def _opened(items: Items, start: int, end: int, extra: int) -> dict[Part, int]:
    spaces = items.end_room[end] - items.start_room[start]
    if extra <= spaces:
        ratio = extra / spaces
        return {Part.SPACING: int(SPACED * ratio * ratio)}
    gaps = max(items.end_gaps[end] - items.start_gaps[start], 1)
    ratio = (extra - spaces) * 8 / (gaps * items.em)
    return {
        Part.SPACING: SPACED if spaces else 0,
        Part.HAN_GAP: int(EXPANDED * ratio * ratio),
        Part.LOOSE: tier(ratio),
    }


def tier(ratio: float) -> int:
    """Return the tier of a Han gap given in eighths of an em, 0 where it is no wider than one."""
    if ratio <= 1:
        return 0
    return LOOSE if ratio <= 4 else TOO_LOOSE if ratio <= 8 else UNFILLED


def lone(items: Items, start: int) -> int:
    """Return what it costs that the last line is one character (clreq #prohibition_rules_for_line_start_end)."""
    if start == 0 or items.count - start > MANY:
        return 0
    if sum(1 for kind in items.units.left[start:] if kind in _CHARACTERS) > 1:
        return 0
    return LONE if items.tail(items.count) - start == 1 else ALMOST_LONE
