"""Heads: few lines, balanced by width, broken by hand where the desk says so."""

from __future__ import annotations

from itertools import pairwise

from compositor.model.lines import Line
from compositor.text.case import Matter, TypeCase
from compositor.text.casting import items_of
from compositor.text.items import Items
from compositor.text.marks import BY_KIND, Break, Kind
from compositor.text.setter import Stick

_IMPOSSIBLE = float("inf")
_AT_SPACE = 0.0
_AT_MARK = 1.0
_ANYWHERE = 16.0
_SOFT = 40.0
_LONE = 10_000.0
_EMERGENCY = 100_000.0
_UNITS_PER_LINE = 400


def set_head(
    matter: Matter, measure: int, case: TypeCase, *, breaks: tuple[int, ...] = (), most: int = 4
) -> tuple[Line, ...]:
    """Set a headline, kicker or deck: ragged lines in at most ``most`` lines of ``measure`` (scaled points).

    ``breaks`` are offsets into the text at which the desk broke the head by hand; they win. Otherwise as few
    lines as fit, as equal in width as the legal breaks allow, none of one character, and rather after a space or
    a mark than inside a phrase (clreq #prohibition_rules_for_line_start_end holds in heads too). Lines tile
    the copy; one that can't be fitted is marked ``tight``. Raises ``ValueError`` if ``most`` is less than 1.
    """
    if most < 1:
        raise ValueError("a head has at least one line")
    items = items_of(matter, case, max(measure, matter.style.size))
    if not items.count:
        return ()
    ends = _by_hand(items, matter, breaks) or _balanced(items, measure, most)
    stick = Stick(items, matter, case)
    return tuple(stick.line(start, end, measure=measure) for start, end in pairwise((0, *ends)))


def _by_hand(items: Items, matter: Matter, breaks: tuple[int, ...]) -> tuple[int, ...]:
    """Return the boundaries of the desk's own breaks; one that falls inside a unit moves to the unit's end."""
    wanted = sorted(offset for offset in breaks if matter.start < offset < matter.end)
    if not wanted:
        return ()
    ends: list[int] = []
    boundary = 1
    for offset in wanted:
        while boundary < items.count and items.glyphs.at[items.units.first[boundary]] < offset:
            boundary += 1
        if boundary < items.count and (not ends or boundary > ends[-1]):
            ends.append(boundary)
    return (*ends, items.count)


def _balanced(items: Items, measure: int, most: int) -> tuple[int, ...]:
    """Return the line ends of the fewest lines that fit, balanced; the least overfull if none do."""
    legal = [0, *[at for at, found in enumerate(items.breaks) if found not in {Break.NEVER, Break.FORBIDDEN}]]
    if len(legal) > _UNITS_PER_LINE * most:
        legal = [0, *legal[1 :: len(legal) // (_UNITS_PER_LINE * most) + 1], items.count]
    fewest = max(1, -(-(items.ends[items.count] - items.end_shrink[items.count]) // max(measure, 1)))
    for lines in range(min(fewest, most), most + 1):
        cost, ends = _part(items, legal, measure, lines)
        if cost < _IMPOSSIBLE:
            return ends
    return _part(items, legal, 1 << 60, most)[1] or (items.count,)


def _part(items: Items, legal: list[int], measure: int, lines: int) -> tuple[float, tuple[int, ...]]:
    """Return cost and line ends of the best way to part a head into exactly ``lines`` lines."""
    target = items.ends[items.count] / lines
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number in range(lines):
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in legal:
                if end <= start or (end == items.count) != (number == lines - 1):
                    continue
                width = items.ends[end] - items.starts[start]
                if width - items.end_shrink[end] + items.start_shrink[start] > measure:
                    break
                spread = (width - target) / items.em
                total = cost + spread * spread + _break_cost(items, start, end)
                if total < after.get(end, (_IMPOSSIBLE, ()))[0]:
                    after[end] = (total, (*ends, end))
        best = after
    return best.get(items.count, (_IMPOSSIBLE, ()))


def _break_cost(items: Items, start: int, end: int) -> float:
    """Return what a line of a head costs by where it is broken and by how few characters it has."""
    right = items.units.right[end - 1]
    characters = sum(1 for kind in items.units.left[start : min(end, start + 6)] if kind in _CHARACTERS)
    lone = _LONE if characters <= 1 and end - start < 6 else 0.0
    if end == items.count:
        return lone
    found = items.breaks[end]
    if found == Break.EMERGENCY:
        return lone + _EMERGENCY
    if found in {Break.SOFT, Break.HYPHEN, Break.SEAM}:
        return lone + _SOFT
    if right == Kind.SPACE:
        return lone + _AT_SPACE
    at_mark = Kind(right) in BY_KIND or items.units.left[end] in {Kind.OPENING, Kind.TWO_EM_DASH}
    return lone + (_AT_MARK if at_mark else _ANYWHERE)


_CHARACTERS = frozenset({Kind.HAN, Kind.CELL, Kind.WIDE_ALNUM})
