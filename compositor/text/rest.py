"""The rest of a paragraph: the least that it can cost from any boundary on. Total fit, run from the end.

The breaker looks for the best lines of all; this says what any other line would have come to, with the best
lines that can follow it.
"""

from __future__ import annotations

from typing import Final

from compositor.text.costs import AT, IMPOSSIBLE, line_total
from compositor.text.items import Items
from compositor.text.marks import Break

_MOST_CANDIDATES = 512
_AT: Final = {found.value: cost for found, cost in AT.items()}
_SHUT: Final = frozenset({Break.NEVER.value})
_UNLAWFUL: Final = frozenset({Break.NEVER.value, Break.FORBIDDEN.value, Break.EMERGENCY.value})


class Ways:
    """A paragraph as the breaker had it: items, measures of which the last repeats, and how its last line is set."""

    def __init__(self, items: Items, measures: tuple[int, ...], solid_end: bool) -> None:  # noqa: FBT001  (as cast)
        """Take what the breaker had."""
        self.items = items
        self.measures = measures
        self.solid_end = solid_end

    def measure(self, line: int) -> int:
        """Return the measure of a line (from 0)."""
        return self.measures[min(line, len(self.measures) - 1)]

    def cost(self, line: int, start: int, end: int) -> int:
        """Return what a line (from 0) costs that goes from one boundary to another."""
        return line_total(self.items, start, end, self.measure(line), solid_end=self.solid_end)

    def fits(self, start: int, end: int, measure: int) -> bool:
        """Tell whether a line fits its measure with all its white given."""
        items = self.items
        return items.ends[end] - items.end_shrink[end] - measure <= items.starts[start] - items.start_shrink[start]

    def fills(self, line: int, start: int, end: int) -> bool:
        """Tell whether a line that has to be opened can be: no gap need be wider than an em."""
        items = self.items
        extra = self.measure(line) - (items.ends[end] - items.starts[start])
        if extra <= 0 or (end == items.count and self.solid_end):
            return True
        spaces = items.end_room[end] - items.start_room[start]
        return extra - spaces <= items.em * (items.end_gaps[end] - items.start_gaps[start])


class _Sums:
    """By place in the list of legal boundaries: the least cost from there on, and where the last line then begins."""

    def __init__(self, costs: list[int], last: list[int]) -> None:
        self.costs = costs
        self.last = last


class Rest:
    """What remains to be set, from any boundary on and for any line of the paragraph."""

    def __init__(self, ways: Ways, *, lawful: bool) -> None:
        """Add up from the end; ``lawful`` leaves out breaks that are forbidden and lines that nothing can fill.

        ``tried`` counts the lines that are weighed.
        """
        self._ways = ways
        self._lawful = lawful
        self.tried = 0
        shut = _UNLAWFUL if lawful else _SHUT
        breaks, count = ways.items.breaks, ways.items.count
        self._legal = [at for at in range(1, len(breaks)) if breaks[at] not in shut]
        self._at = [_AT[breaks[at]] if at < count else 0 for at in self._legal]
        self._place = {boundary: place for place, boundary in enumerate(self._legal)}
        varied = len(ways.measures) - 1
        self._layers = [self._sums(varied, None)]
        for line in range(varied - 1, 0, -1):
            self._layers.append(self._sums(line, self._layers[-1]))
        self._layers.reverse()

    def cost(self, line: int, start: int) -> int:
        """Return the least that all lines from boundary ``start`` on cost, the first of them being number ``line``."""
        sums = self._layer(line)
        return sums.costs[self._place[start]] if start in self._place else IMPOSSIBLE

    def last_start(self, line: int, start: int) -> int:
        """Return where the last of those lines begins."""
        return self._layer(line).last[self._place[start]]

    def _layer(self, line: int) -> _Sums:
        """Return the sums for line number ``line``; nothing asks for the rest before the first line's end."""
        return self._layers[min(line - 1, len(self._layers) - 1)]

    def _sums(self, line: int, onward: _Sums | None) -> _Sums:
        """Add up for line number ``line``; None: the lines after it are as wide as itself."""
        legal, ways = self._legal, self._ways
        top, measure = len(legal) - 1, ways.measure(line)
        sums = _Sums([IMPOSSIBLE] * len(legal), [legal[-1]] * len(legal))
        sums.costs[top] = 0
        onward = onward or sums
        high = top
        for place in range(top - 1, -1, -1):
            start = legal[place]
            while high > place + 1 and not ways.fits(start, legal[high], measure):
                high -= 1
            low = max(place + 1, high - _MOST_CANDIDATES + 1)
            cost, through = self._cheapest(start, (low, high), line, onward)
            sums.costs[place] = cost
            sums.last[place] = start if through == top else onward.last[through]
        return sums

    def _cheapest(self, start: int, span: tuple[int, int], line: int, onward: _Sums) -> tuple[int, int]:
        """Return the least cost from ``start`` on and the place at which its first line ends."""
        ways, legal, costs, (low, high) = self._ways, self._legal, onward.costs, span
        items, least = ways.items, min(costs[low : high + 1])
        right = items.starts[start] + ways.measure(line)
        best, through = IMPOSSIBLE, high
        for place in range(high, low - 1, -1):
            end = legal[place]
            extra = right - items.ends[end]
            opened = extra > 0 and (end < items.count or not ways.solid_end)
            if self._lawful and not ways.fills(line, start, end):
                break  # shorter lines are opened still wider
            self.tried += 1
            cost = ways.cost(line, start, end) if extra or end == items.count else self._at[place]
            if cost + costs[place] < best:
                best, through = cost + costs[place], place
            if opened and cost - self._at[place] + least >= best:
                break
        return best, through
