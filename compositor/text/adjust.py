"""Adjustment: a chosen line is filled exactly, class by class, in the order of the standard.

clreq #procedures_for_inter-character_spacing_reduction and #procedures_for_inter-character_spacing_expansion.
All lengths in scaled points; whatever is shared out sums to what was asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
from typing import Final

from compositor.text.items import Glyphs, Items
from compositor.text.marks import BY_KIND, Break, Kind, Reduction
from compositor.units import share


class Filled:
    """The glyphs of a line with their advances and shifts; ``first`` and ``last`` index the paragraph's glyphs.

    ``adjustments`` are what each class gave (negative) or took; ``left_over`` what could not be shared out.
    """

    def __init__(self, glyphs: Glyphs, first: int, last: int) -> None:
        """Take the glyphs as they are before adjustment."""
        self.first = first
        self.last = last
        self.advances = glyphs.advances[first:last]
        self.shifts = glyphs.shifts[first:last]
        self.adjustments: dict[str, int] = {}
        self.left_over = 0


def level(need: int, rooms: Sequence[int]) -> list[int]:
    """Share ``need`` equally among places that have ``rooms``; what one can't take the others do.

    The shares sum to ``need``, or to all the room there is.
    """
    if need >= sum(rooms):
        return list(rooms)
    out = [0] * len(rooms)
    left = len(rooms)
    for place in sorted(range(len(rooms)), key=rooms.__getitem__):
        out[place] = min(rooms[place], -(-need // left))
        need -= out[place]
        left -= 1
    return out


def fill(items: Items, start: int, end: int, measure: int | None, *, justify: bool) -> Filled:
    """Set the units from boundary ``start`` to ``end`` to ``measure``; None leaves the natural width.

    A line that is too wide is reduced; one that is too narrow is expanded only where ``justify`` says so.
    """
    line = _natural(items, start, end)
    if measure is None:
        return line
    extra = measure - (items.ends[end] - items.starts[start])
    tail = items.tail(end)
    if extra < 0:
        line.left_over = -_reduce(items, line, (start, tail), -extra)
    elif extra > 0 and justify:
        line.left_over = _expand(items, line, (start, tail), extra)
    return line


def _natural(items: Items, start: int, end: int) -> Filled:
    """Return a line as it is before adjustment: its edges trimmed, its trailing space swallowed."""
    glyphs, units, tail = items.glyphs, items.units, items.tail(end)
    tail = max(start, tail)
    first, last = units.first[start], units.first[tail]
    line = Filled(glyphs, first, last)
    if tail == start:
        return line
    line.advances[-1] -= items.gaps.get(tail, 0)
    if start in items.trimmed_start or start in units.squeezed:
        _trim(items, line, start, "line_start", items.trimmed_start.get(start, 0))
    if tail in items.trimmed_end or tail - 1 in units.squeezed:
        _trim(items, line, tail - 1, "line_end", items.trimmed_end.get(tail, 0))
    return line


def _trim(items: Items, line: Filled, unit: int, name: str, amount: int) -> None:
    """Take the white of a mark at a line's edge; what its neighbour across that edge had taken counts too."""
    units = items.units
    if amount:
        _take(items, line, unit, amount)
    if (units.left[unit] == _OPENING) == (name == "line_start"):
        _note(line, name, -amount - units.squeezed.get(unit, 0))


def _take(items: Items, line: Filled, unit: int, amount: int) -> None:
    """Take ``amount`` of the white of a mark; the part of it before the ink moves the glyph back."""
    units = items.units
    line.advances[units.first[unit + 1] - 1 - line.first] -= amount
    lead, blank = units.lead.get(unit, 0), units.blank.get(unit, 0)
    if lead and blank:  # a mark that hangs gives more than its white
        line.shifts[units.first[unit] - line.first] -= lead * min(amount, blank) // blank


def _between(ordered: list[int], low: int, high: int) -> list[int]:
    if not ordered:
        return []
    return ordered[bisect_left(ordered, low) : bisect_left(ordered, high)]


WORD_SPACE: Final = Reduction.WORD_SPACE.value
LATIN_GAP: Final = Reduction.LATIN_GAP.value
STEPS: Final = tuple(step.value for step in Reduction)
REDUCTION: Final = {kind.value: row.reduction.value for kind, row in BY_KIND.items() if row.reduction}
_OPENING: Final = Kind.OPENING.value


def _reduce(items: Items, line: Filled, span: tuple[int, int], need: int) -> int:
    """Reduce step by step, the members of one step equally; returns what is still needed."""
    marks = _marks_inside(items, span)
    for step in STEPS:
        if need <= 0:
            break
        if step == WORD_SPACE:
            taken = _from_spaces(items, line, span, need)
        elif step == LATIN_GAP:
            taken = _from_gaps(items, line, span, need)
        else:
            members = marks.get(step)
            if members is None:
                continue
            amounts = level(need, [items.units.blank[unit] for unit in members])
            for unit, amount in zip(members, amounts, strict=True):
                _take(items, line, unit, amount)
            taken = sum(amounts)
        _note(line, step, -taken)
        need -= taken
    return need


def _marks_inside(items: Items, span: tuple[int, int]) -> dict[str, list[int]]:
    """Return the marks that may still give white, by step; those at the line's edges have given theirs."""
    start, tail = span
    marks: dict[str, list[int]] = {}
    for unit in _between(items.white, start, tail):
        at_edge = (unit == start and unit in items.trimmed_start) or (unit == tail - 1 and tail in items.trimmed_end)
        if not at_edge:
            marks.setdefault(REDUCTION.get(items.units.left[unit], ""), []).append(unit)
    return marks


def _from_spaces(items: Items, line: Filled, span: tuple[int, int], need: int) -> int:
    units = items.units
    spaces = _between(items.spaces, *span)
    if not spaces:
        return 0
    amounts = level(need, [units.widths[unit] - units.spaces[unit][0] for unit in spaces])
    for unit, amount in zip(spaces, amounts, strict=True):
        line.advances[units.first[unit + 1] - 1 - line.first] -= amount
    return sum(amounts)


def _from_gaps(items: Items, line: Filled, span: tuple[int, int], need: int) -> int:
    gaps = _between(items.latin, span[0] + 1, span[1])
    if not gaps:
        return 0
    amounts = level(need, [items.gap_shrink] * len(gaps))
    for boundary, amount in zip(gaps, amounts, strict=True):
        line.advances[items.units.first[boundary] - 1 - line.first] -= amount
    return sum(amounts)


def _expand(items: Items, line: Filled, span: tuple[int, int], extra: int) -> int:
    """Expand word spaces, then Han–Latin gaps, then all boundaries equally; returns what is left over."""
    start, tail = span
    units = items.units
    if spaces := _between(items.spaces, start, tail):
        given = level(extra, [units.spaces[unit][1] - units.widths[unit] for unit in spaces])
        for unit, amount in zip(spaces, given, strict=True):
            line.advances[units.first[unit + 1] - 1 - line.first] += amount
        _note(line, WORD_SPACE, sum(given))
        extra -= sum(given)
    if gaps := _between(items.latin, start + 1, tail):
        given = level(extra, [items.gap_room] * len(gaps))
        for boundary, amount in zip(gaps, given, strict=True):
            line.advances[units.first[boundary] - 1 - line.first] += amount
        _note(line, LATIN_GAP, sum(given))
        extra -= sum(given)
    if not extra:
        return 0
    boundaries = list(compress(range(start + 1, tail), items.stretchable[start + 1 : tail])) or [
        boundary for boundary in range(start + 1, tail) if items.breaks[boundary] != Break.NEVER
    ]
    if not boundaries:
        return extra
    for boundary, amount in zip(boundaries, share(extra, len(boundaries)), strict=True):
        line.advances[units.first[boundary] - 1 - line.first] += amount
    _note(line, "han_gap", extra)
    return 0


def _note(line: Filled, name: str, amount: int) -> None:
    if amount:
        line.adjustments[name] = line.adjustments.get(name, 0) + amount
