"""The breaker: which boundaries end lines.

Total fit after Knuth and Plass, "Breaking Paragraphs into Lines" (1981): of all ways to part a paragraph the
one whose costs sum to the least. Only lines that can be filled are looked at, so the work grows with the
length of the copy and the number of units a measure holds, not with the number of ways. ``costs`` says what a
line costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import compress
from typing import Final, NamedTuple

from compositor.text import strict
from compositor.text.costs import (
    AT,
    IMPOSSIBLE,
    LONE,
    LOOSE,
    MANY,
    OVERFULL,
    RESCUED,
    UNFILLED,
    WEIGHTS,
    line_cost,
    line_total,
    lone,
)
from compositor.text.items import Items
from compositor.text.marks import SHUT, Break

_MOST_CANDIDATES: Final = 512
"""Lines weighed from one place at most: only units without any width come near it."""
_MOST_COUNTED: Final = 400
"""Lines of a paragraph that can be made a line longer or shorter: to count them takes time by their square."""


class Broken(NamedTuple):
    """The boundaries at which lines end, the last one included, and which of them were forbidden.

    ``off`` is by how many lines the paragraph misses the looseness that was asked for; ``tried`` is how many lines
    were weighed.
    """

    ends: tuple[int, ...]
    rescued: frozenset[int] = frozenset()
    off: int = 0
    tried: int = 0


_AT: Final = {found.value: cost for found, cost in AT.items()}
_SHUT: Final = frozenset(found.value for found, cost in AT.items() if cost >= RESCUED)
_NEVER: Final = Break.NEVER.value
_OPEN: Final = bytes(value in _AT and value not in _SHUT for value in range(256))
_RESCUING: Final = bytes(value in _AT and value != _NEVER for value in range(256))
"""Of every kind of boundary, whether lines may end there: by right, and where there is no other way."""
_NOT_FILLED: Final = frozenset({Break.EMERGENCY.value, *(found.value for found in SHUT)})
_REPORTED: Final = frozenset({Break.FORBIDDEN.value, Break.EMERGENCY.value, Break.RELAXED.value})


class _Pass:
    """How far one pass goes: the widest Han gap (scaled points), and whether it breaks where it is forbidden.

    ``refuses`` is the cost of the cheapest thing that this pass doesn't look at: what it finds for less is
    the best there is, whatever a later pass would allow.
    """

    def __init__(self, gap: int, *, rescue: bool, refuses: int) -> None:
        self.gap = gap
        self.rescue = rescue
        self.refuses = refuses

    def rows(self, items: Items) -> list[int]:
        """Return the paragraph's beginning, and the boundaries inside it at which lines may end."""
        met = items.breaks.translate(_RESCUING if self.rescue else _OPEN)
        met[0] = 1
        return list(compress(range(items.count), met))


def total_fit(items: Items, measures: Sequence[int], *, solid_end: bool = True, looseness: int = 0) -> Broken:
    """Choose the line ends of a paragraph for a sequence of measures, of which the last repeats.

    With ``looseness`` the best lines are chosen of those ways that have so many lines more (less than 0: fewer)
    than the best of all, or as near to it as they come (Knuth, The TeXbook, chapter 14), if no line need be set
    looser than an eighth of an em, broken where it is forbidden, or left with one character for it.

    Passes go from strict to lenient: Han gaps up to an eighth of an em; up to one em; the same with forbidden
    breaks; any. All find the same best lines, only later ones look further. Never fails: a unit wider than its
    measure gets a line of its own.
    """
    if not items.count:
        return Broken(())
    widths = _plain_measures(measures)
    off, tried, ends = 0, 0, tuple[int, ...]()
    for way in _passes(items.em):
        cost, ends, weighed = _passed(items, way, widths, solid_end=solid_end)
        tried += weighed
        if cost < way.refuses:
            break
    if looseness:
        search = _Search(items, way, solid_end=solid_end)
        ends, off = _loosened(search, widths, (cost, ends), looseness)
        tried += search.tried
    rescued = frozenset([end for end in ends if items.breaks[end] in _REPORTED])
    return Broken(ends, rescued, off, tried)


def _passed(
    items: Items, way: _Pass, measures: tuple[int, ...], *, solid_end: bool
) -> tuple[int, tuple[int, ...], int]:
    """Return the least cost of one pass, its line ends and how many lines were weighed.

    The strict one finds them for nearly all copy; where a compiled core has done it, nothing is left to do.
    """
    if way.refuses <= LOOSE:
        alone = tuple([lone(items, items.count - many) for many in range(1, min(items.count, MANY) + 1)])
        found = strict.least(items, measures, way.gap, WEIGHTS, alone if solid_end else None)
        if found is not None:
            return found
    search = _Search(items, way, solid_end=solid_end)
    cost, ends = search.run(measures)
    return cost, ends, search.tried


@cache
def _passes(em: int) -> tuple[_Pass, ...]:
    return (
        _Pass(em // 8, rescue=False, refuses=LOOSE),
        _Pass(em, rescue=False, refuses=RESCUED),
        _Pass(em, rescue=True, refuses=UNFILLED),
        _Pass(1 << 60, rescue=True, refuses=IMPOSSIBLE),
    )


def _loosened(
    search: _Search, measures: tuple[int, ...], best: tuple[int, tuple[int, ...]], looseness: int
) -> tuple[tuple[int, ...], int]:
    """Return the line ends nearest to ``looseness`` lines more than ``best``, and by how many lines they miss it."""
    cost, ends = best
    wanted = len(ends) + looseness
    if len(ends) <= _MOST_COUNTED:
        found = search.by_lines(measures, max(wanted, len(ends)))
        for lines in range(wanted, len(ends), 1 if looseness < 0 else -1):
            other, other_ends = found.get(lines, (IMPOSSIBLE, ends))
            if other < IMPOSSIBLE and other // LOOSE <= cost // LOOSE and not search.ends_alone(other_ends):
                return other_ends, wanted - lines
    return ends, looseness


def _plain_measures(measures: Sequence[int]) -> tuple[int, ...]:
    """Leave out measures that repeat at the end: one stands for all that follow."""
    last = len(measures) - 1
    while last > 0 and measures[last - 1] == measures[last]:
        last -= 1
    return tuple(measures[: last + 1])


class _Layer:
    """Rows at which a line of a certain number may begin: the least cost of coming there, and from where.

    ``cost`` and ``back`` are of the rows from ``first`` on. Only costs below ``most`` are kept, and ``met`` tells that
    there is one. ``back`` is the row at which the line before begins: in this layer or, as its complement, in the one
    before.
    """

    __slots__ = ("back", "cost", "first", "met", "most")

    def __init__(self, most: int) -> None:
        self.cost: list[int] = []
        self.back: list[int] = []
        self.first = 0
        self.met = False
        self.most = most

    def make_room(self, first: int, stop: int) -> None:
        """Have room for the rows from ``first``, than which none is less, to before ``stop``."""
        if not self.cost:
            self.first = first
        short = stop - self.first - len(self.cost)
        if short > 0:
            self.cost += [self.most] * short
            self.back += [0] * short


class _Search:
    """One pass of total fit; ``tried`` counts the lines it weighed."""

    def __init__(self, items: Items, way: _Pass, *, solid_end: bool) -> None:
        self._items = items
        self._way = way
        self._solid_end = solid_end
        self._rows = way.rows(items)
        self._breaks = bytes(items.breaks)
        self._layers = [_Layer(way.refuses)]
        self._layers[0].make_room(0, 1)
        self._layers[0].cost[0] = 0
        self._low = 1
        self._best = (way.refuses, 0, 0)
        self.tried = 0

    def run(self, measures: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        """Return the least cost and its line ends; cost ``IMPOSSIBLE`` where this pass finds none."""
        for measure in measures[:-1]:
            self._layers.append(_Layer(self._way.refuses))
            self._reach(len(self._layers) - 2, measure)
        self._layers[-1].make_room(0, len(self._rows))
        self._reach(len(self._layers) - 1, measures[-1])
        return self._traced()

    def by_lines(self, measures: tuple[int, ...], most: int) -> dict[int, tuple[int, tuple[int, ...]]]:
        """Return by their number, up to ``most``, the cheapest lines of that number."""
        found: dict[int, tuple[int, tuple[int, ...]]] = {}
        for line in range(most):
            self._layers.append(_Layer(self._way.refuses))
            self._best = (self._way.refuses, 0, 0)
            self._reach(line, measures[min(line, len(measures) - 1)])
            found[line + 1] = self._traced()
        return found

    def ends_alone(self, ends: tuple[int, ...]) -> bool:
        """Tell whether the last line is one character without a mark."""
        return lone(self._items, ends[-2] if len(ends) > 1 else 0) >= LONE

    def _traced(self) -> tuple[int, tuple[int, ...]]:
        """Return the best that was found: its cost and line ends."""
        cost, layer, row = self._best
        if cost >= self._way.refuses:
            return IMPOSSIBLE, ()
        ends = [self._items.count]
        while row:
            ends.append(self._rows[row])
            row = self._layers[layer].back[row - self._layers[layer].first]
            if row < 0:
                layer, row = layer - 1, ~row
        return cost, tuple(reversed(ends))

    def _reach(self, layer: int, measure: int) -> None:
        """Set one more line from every row of a layer; from the last layer as many as it takes."""
        source, target = self._layers[layer], self._layers[-1]
        again, last, reached, most = source is target, -1, 0, source.most
        known, first = source.cost, source.first
        self._low = 1
        for row in range(first, first + len(known)):
            base = known[row - first]
            if base >= most:
                continue
            last = row
            reached = max(reached, self._lines_from(row, base, target, measure, mark=row if again else ~row))
            if again and reached <= row:
                reached = self._overfull(layer, row)
        if last >= 0:
            if not again and not target.met:
                self._overfull(layer, last)
            self._end(layer, last, measure)

    def _overfull(self, layer: int, row: int) -> int:
        """In the last pass let a line from ``row`` be wider than its measure, yet as short as may be."""
        source, target = self._layers[layer], self._layers[-1]
        if self._way.refuses > OVERFULL and row + 1 < len(self._rows):
            target.make_room(row + 1, row + 2)
            cost = source.cost[row - source.first] + OVERFULL + _AT[self._breaks[self._rows[row + 1]]]
            target.cost[row + 1 - target.first] = cost
            target.back[row + 1 - target.first] = row if source is target else ~row
            return row + 1
        return row

    def _lines_from(self, row: int, base: int, target: _Layer, measure: int, *, mark: int) -> int:
        """Weigh every line from ``row`` that can be filled; return the last row where one ends."""
        items, rows, fewest = self._items, self._rows, 1 if self._way.rescue else 0
        ends, shrinks, rooms, gaps = items.ends, items.end_shrink, items.end_room, items.end_gaps
        start, widest = rows[row], self._way.gap
        full, shrink, room = items.starts[start] + measure, items.start_shrink[start], items.start_room[start]
        first = low = max(self._low, row + 1)
        index = reached = row
        stop = min(first + _MOST_CANDIDATES, len(rows))
        target.make_room(first, stop)
        costs, backs, begun, offset = target.cost, target.back, items.start_gaps[start], target.first
        for index in range(first, stop):
            end = rows[index]
            extra = full - ends[end]
            if extra > 0:
                if extra - rooms[end] + room > widest * max(gaps[end] - begun, fewest):
                    low += index == low  # later rows leave still wider gaps
                    continue
            elif extra < 0 and shrinks[end] - shrink + extra < 0:
                if shrinks[end] - shrink + full < items.starts[end]:
                    break
                continue  # only the hyphen is too much: a letter more may do
            reached, known = index, costs[index - offset]
            if base < known and (cost := base + line_total(items, start, end, measure)) < known:
                costs[index - offset], backs[index - offset] = cost, mark
                target.met = True
        self._low = low
        self.tried += index - first + 1 if first < stop else 0
        return reached

    def _end(self, layer: int, last: int, measure: int) -> None:
        """Try to end the paragraph from the rows of a layer up to ``last`` (clreq #line_adjustment: solidly)."""
        items, rows, costs, first = self._items, self._rows, self._layers[layer].cost, self._layers[layer].first
        count = items.count
        tightest = items.ends[count] - items.end_shrink[count] - measure
        for row in range(last, first - 1, -1):
            start, known = rows[row], costs[row - first]
            if tightest > items.starts[start] - items.start_shrink[start]:
                break
            if known > self._best[0]:
                continue
            if not self._solid_end or items.ends[count] - items.starts[start] > measure:
                cost = line_cost(items, start, count, measure, solid_end=self._solid_end).total
            else:
                cost = lone(items, start) if count - start <= MANY else 0
            self._best = min(self._best, (known + cost, layer, row))
        if self._way.refuses > OVERFULL and last + 1 == len(rows) and self._best[0] >= self._way.refuses:
            self._best = (costs[last - first] + OVERFULL, layer, last)


def first_fit(items: Items, measures: Sequence[int]) -> Broken:
    """Choose line ends one line at a time: fill, else push in, else push out (clreq #line_adjustment).

    The cross-check of ``total_fit``: what the trade did by hand, and worse over a paragraph.
    """
    ends: list[int] = []
    rescued: set[int] = set()
    start = 0
    while start < items.count:
        measure = measures[min(len(ends), len(measures) - 1)]
        start, forced = _fill(items, start, measure)
        if forced:
            rescued.add(start)
        ends.append(start)
    return Broken(tuple(ends), frozenset(rescued))


def _fill(items: Items, start: int, measure: int) -> tuple[int, bool]:
    """Return where a line from ``start`` ends, and whether that break is a forbidden one."""
    shut, never = _NOT_FILLED, Break.NEVER.value
    last_legal, last_open = 0, start + 1
    for end in range(start + 1, items.count + 1):
        over = items.ends[end] - items.starts[start] - measure
        legal = items.breaks[end] not in shut
        if over <= 0:
            last_open = end if items.breaks[end] != never else last_open
            last_legal = end if legal else last_legal
        elif last_legal == end - 1 or over > items.end_shrink[end] - items.start_shrink[start]:
            break
        elif legal:
            return end, False  # the mark at the edge is pushed in by reduction
    if last_legal:
        return last_legal, False
    return last_open, items.breaks[last_open] in shut
