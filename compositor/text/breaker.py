"""The breaker: which boundaries end lines.

Total fit after Knuth and Plass, "Breaking Paragraphs into Lines" (1981): of all ways to part a paragraph the
one whose costs sum to the least. Only lines that can be filled are looked at, so the work grows with the
length of the copy and the number of units a measure holds, not with the number of ways.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from compositor.text.costs import (
    AT,
    EXPANDED,
    IMPOSSIBLE,
    LOOSE,
    OVERFULL,
    REDUCED,
    RESCUED,
    SPACED,
    lone,
    tier,
)
from compositor.text.items import Items
from compositor.text.marks import Break

_MOST_CANDIDATES = 512


@dataclass(frozen=True, slots=True)
class Broken:
    """The boundaries at which lines end, the last one included, and which of them were forbidden."""

    ends: tuple[int, ...]
    rescued: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Nodes:
    """Places where a line may begin, each with the least cost of coming there and where one came from."""

    at: list[int] = field(default_factory=lambda: [0])
    cost: list[int] = field(default_factory=lambda: [0])
    back: list[int] = field(default_factory=lambda: [-1])

    def add(self, at: int, cost: int, back: int) -> int:
        """Add a node and return its number."""
        self.at.append(at)
        self.cost.append(cost)
        self.back.append(back)
        return len(self.at) - 1


@dataclass(frozen=True, slots=True)
class _Pass:
    """How far one pass goes: the widest Han gap (scaled points), and whether it breaks where it is forbidden.

    ``refuses`` is the cost of the cheapest thing that this pass doesn't look at: what it finds for less is
    the best there is, whatever a later pass would allow.
    """

    gap: int
    rescue: bool
    refuses: int

    def legal(self, items: Items) -> list[int]:
        """Return the boundaries at which lines may end, the paragraph's end included."""
        shut = {Break.NEVER.value} if self.rescue else {Break.NEVER.value, Break.FORBIDDEN.value}
        return [boundary for boundary, found in enumerate(items.breaks) if found not in shut]


def total_fit(items: Items, measures: Sequence[int], *, solid_end: bool = True) -> Broken:
    """Choose the line ends of a paragraph for a sequence of measures, of which the last repeats.

    Passes go from strict to lenient: Han gaps up to an eighth of an em; up to one em; any, with forbidden
    breaks. All find the same best lines, only later ones look further. Never fails: a unit wider than its
    measure gets a line of its own.
    """
    if not items.count:
        return Broken(())
    widths = _plain_measures(measures)
    ends: tuple[int, ...] = ()
    for way in (
        _Pass(items.em // 8, rescue=False, refuses=LOOSE),
        _Pass(items.em, rescue=False, refuses=RESCUED),
        _Pass(1 << 60, rescue=True, refuses=IMPOSSIBLE),
    ):
        cost, ends = _Search(items, way, solid_end=solid_end).run(widths)
        if cost < way.refuses:
            break
    rescued = frozenset(end for end in ends if items.breaks[end] in {Break.FORBIDDEN, Break.EMERGENCY})
    return Broken(ends, rescued)


def _plain_measures(measures: Sequence[int]) -> tuple[int, ...]:
    """Leave out measures that repeat at the end: one stands for all that follow."""
    last = len(measures) - 1
    while last > 0 and measures[last - 1] == measures[last]:
        last -= 1
    return tuple(measures[: last + 1])


class _Search:
    """One pass of total fit."""

    def __init__(self, items: Items, way: _Pass, *, solid_end: bool) -> None:
        self._items = items
        self._way = way
        self._solid_end = solid_end
        self._legal = way.legal(items)
        self._nodes = _Nodes()
        self._best = (IMPOSSIBLE, -1)

    def run(self, measures: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        """Return the least cost and its line ends; cost ``IMPOSSIBLE`` where this pass finds none."""
        layer = [0]
        for index, measure in enumerate(measures):
            layer = self._reach(layer, measure, again=index == len(measures) - 1)
            if not layer:
                break
        cost, back = self._best
        if back < 0:
            return IMPOSSIBLE, ()
        ends = [self._items.count]
        while back > 0:
            ends.append(self._nodes.at[back])
            back = self._nodes.back[back]
        return cost, tuple(reversed(ends))

    def _reach(self, layer: list[int], measure: int, *, again: bool) -> list[int]:
        """Set one more line from every node of ``layer``; with ``again`` as many lines as it takes.

        Returns the new nodes, ascending. The best line that ends the paragraph is kept in ``_best``.
        """
        nodes, count, breaks = self._nodes, self._items.count, self._items.breaks
        active: list[int] = []
        reached: list[int] = []
        low, waiting = 0, 0
        for end in self._legal[bisect_right(self._legal, nodes.at[layer[0]]) :]:
            while waiting < len(layer) and nodes.at[layer[waiting]] < end:
                active.append(layer[waiting])
                waiting += 1
            if end == count:
                self._end(active[low:], measure)
                break
            low = self._drop(active, low, end, measure)
            if low < len(active):
                cost, back = self._cheapest(active[low:], end, measure)
                if back < 0:
                    continue
            elif waiting < len(layer):
                continue
            elif self._way.rescue and (again or not reached):
                cost, back = nodes.cost[active[-1]] + OVERFULL, active[-1]
            else:
                break
            if breaks[end]:
                cost += AT[Break(breaks[end])]
            node = nodes.add(end, cost, back)
            reached.append(node)
            if again:
                active.append(node)
        return reached

    def _drop(self, active: list[int], low: int, end: int, measure: int) -> int:
        """Return the first active node from which a line to ``end`` still fits, its white all given."""
        items, at = self._items, self._nodes.at
        starts, shrink = items.starts, items.start_shrink
        tightest = items.ends[end] - items.end_shrink[end] - measure
        size = len(active)
        low = max(low, size - _MOST_CANDIDATES)
        while low < size:
            start = at[active[low]]
            if tightest <= starts[start] - shrink[start]:
                break
            low += 1
        return low

    def _cheapest(self, active: list[int], end: int, measure: int) -> tuple[int, int]:
        """Return the least cost of a line to ``end`` and the node it begins at, -1 where none can be filled."""
        items, at, costs, widest = self._items, self._nodes.at, self._nodes.cost, self._way.gap
        starts, room, gaps_before = items.starts, items.start_room, items.start_gaps
        natural, room_end, gaps_end = items.ends[end] - measure, items.end_room[end], items.end_gaps[end]
        fewest, em = int(self._way.rescue), items.em
        best, back = IMPOSSIBLE, -1
        for node in active:
            start = at[node]
            extra = starts[start] - natural
            cost = costs[node]
            if extra > 0:
                spaces = room_end - room[start]
                if extra > spaces:
                    gaps = max(gaps_end - gaps_before[start], fewest)
                    if extra - spaces > widest * gaps:
                        break  # later starts leave still wider gaps
                    cost += _opened(extra - spaces, gaps, em)
                    cost += SPACED if spaces else 0
                else:
                    cost += int(SPACED * (extra / spaces) * (extra / spaces))
            elif extra < 0:
                ratio = extra / (items.end_shrink[end] - items.start_shrink[start])
                cost += int(REDUCED * ratio * ratio)
            if cost < best:
                best, back = cost, node
        return best, back

    def _end(self, active: list[int], measure: int) -> None:
        """Try to end the paragraph from every active node (clreq #line_adjustment: the last line is solid)."""
        items, nodes = self._items, self._nodes
        count = items.count
        if not active:
            return
        if not self._solid_end:
            low = self._drop(active, 0, count, measure)
            self._best = min(self._best, self._cheapest(active[low:], count, measure))
        else:
            for node in active:
                start = nodes.at[node]
                over = items.ends[count] - items.starts[start] - measure
                shrink = items.end_shrink[count] - items.start_shrink[start]
                if over <= shrink or over <= 0:
                    reduced = int(REDUCED * (over / shrink) * (over / shrink)) if over > 0 else 0
                    self._best = min(self._best, (nodes.cost[node] + reduced + lone(items, start), node))
        if self._best[1] < 0 and self._way.rescue:
            self._best = (nodes.cost[active[-1]] + OVERFULL, active[-1])


def _opened(extra: int, gaps: int, em: int) -> int:
    """Return the cost of opening ``gaps`` Han gaps to fill ``extra`` scaled points."""
    ratio = extra * 8 / (gaps * em)
    return int(EXPANDED * ratio * ratio) + tier(ratio)


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
    shut = {Break.NEVER, Break.FORBIDDEN, Break.EMERGENCY}
    last_legal, last_open = 0, start + 1
    for end in range(start + 1, items.count + 1):
        over = items.ends[end] - items.starts[start] - measure
        legal = items.breaks[end] not in shut
        if over <= 0:
            last_open = end if items.breaks[end] != Break.NEVER else last_open
            last_legal = end if legal else last_legal
        elif last_legal == end - 1 or over > items.end_shrink[end] - items.start_shrink[start]:
            break
        elif legal:
            return end, False  # the mark at the edge is pushed in by reduction
    if last_legal:
        return last_legal, False
    return last_open, items.breaks[last_open] in shut
