"""Parting heads: where the lines of a head end, by sense, by balance, or by the desk's own hand."""

from __future__ import annotations

from bisect import bisect_left

from compositor.model.lines import characters
from compositor.model.phrases import INSIDE_WORD
from compositor.records import dataclass
from compositor.text.case import Matter, TypeCase
from compositor.text.items import Items
from compositor.text.marks import BY_KIND, SHUT, Break, Kind

IMPOSSIBLE = float("inf")
_AT_SPACE = 0.0
_AT_MARK = 1.0
_ANYWHERE = 16.0
_SOFT = 40.0
_INSIDE = 150.0
_ANOTHER_LINE = 70.0
_LONE = 10_000.0
_EMERGENCY = 100_000.0
_UNITS_PER_LINE = 100
_NEAR = 4
_AN_EVEN_LINE = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a head is to be parted into: lines of ``measure`` scaled points, at most ``most`` of them.

    ``breaks`` are offsets at which the desk broke it by hand; ``even`` False fills the lines instead of balancing
    them.
    """

    measure: int
    breaks: tuple[int, ...] = ()
    most: int = 4
    even: bool = True


@dataclass(frozen=True, slots=True)
class Parted:
    """A head as parted: the boundaries at which its lines end, and by whom; ``parting`` None: it fits on one line."""

    ends: tuple[int, ...]
    parting: Parting | None = None
    by_hand: bool = False


def part_head(items: Items, matter: Matter, case: TypeCase, wanted: Wanted) -> Parted:
    """Part a head; its phrases are read only where there is something to choose or to be told of it."""
    by_hand = _by_hand(items, matter, wanted.breaks)
    natural = items.ends[items.count] - items.end_shrink[items.count] + items.start_shrink[0] - items.starts[0]
    if not by_hand and natural <= wanted.measure:
        return Parted((items.count,))
    joints = case.phrases.joints(matter.text[matter.start : matter.end]) if case.phrases is not None else b""
    parting = Parting(items, matter, joints, wanted.even)
    return Parted(by_hand or parting.best_ends(wanted.measure, wanted.most), parting, bool(by_hand))


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


@dataclass(frozen=True, slots=True)
class Parting:
    """The items of a head, with the copy they were cast from; ``joints`` is empty where nobody read its phrases."""

    items: Items
    matter: Matter
    joints: bytes
    even: bool

    def best_ends(self, measure: int, most: int) -> tuple[int, ...]:
        """Return the line ends of the lines that cost least; the least overfull if none fit."""
        items, costs = self.items, self.costs(most)
        fewest = max(1, -(-(items.ends[items.count] - items.end_shrink[items.count]) // max(measure, 1)))
        best: tuple[float, tuple[int, ...]] = (IMPOSSIBLE, ())
        more = 0.0
        for lines in range(fewest, most + 1):
            cost, ends = self.best(costs, measure, lines)
            if cost + more < best[0]:
                best = cost + more, ends
            if best[0] < _INSIDE:
                break
            more += _ANOTHER_LINE if best[0] < IMPOSSIBLE else 0.0
        return best[1] or self._overfull(costs, most)

    def costs(self, most: int) -> dict[int, float]:
        """Return the boundaries at which lines may end, with what it costs to end one there."""
        items = self.items
        legal = [0, *[at for at, found in enumerate(items.breaks) if found not in SHUT]]
        if len(legal) > _UNITS_PER_LINE * most:
            legal = [0, *legal[1 :: len(legal) // (_UNITS_PER_LINE * most) + 1], items.count]
        return {end: self._broken(end) for end in legal}

    def best(self, costs: dict[int, float], measure: int, lines: int) -> tuple[float, tuple[int, ...]]:
        """Return cost and line ends of the best way to part a head into exactly ``lines`` lines.

        What a line costs by its width grows with the square of what it differs from the mean, in ems, and the
        less the longer lines are: two ems are more in a line of six than in one of twenty.
        """
        items, last = self.items, lines - 1
        target, weight = self._shape(measure, lines)
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        places = sorted(costs.items())
        foot = len(places) - 1
        for number in range(lines):
            after: dict[int, tuple[float, tuple[int, ...]]] = {}
            uneven = weight if self.even or number < last else 0.0
            for at, (cost, ends) in best.items():
                start = places[at][0]
                for onto in range(at + 1, foot) if number < last else (foot,):
                    end, broken = places[onto]
                    width = items.ends[end] - items.starts[start]
                    if width - items.end_shrink[end] + items.start_shrink[start] > measure:
                        break
                    total = cost + uneven * (width - target) ** 2 + broken
                    if self.is_lone(start, end):
                        total += _LONE
                    if total < after.get(onto, (IMPOSSIBLE, ()))[0]:
                        after[onto] = (total, (*ends, end))
            best = after
        return best.get(foot, (IMPOSSIBLE, ()))

    def _overfull(self, costs: dict[int, float], lines: int) -> tuple[int, ...]:
        """Return the ends of lines that no measure holds: even ones, each broken where it costs least near there."""
        items, ends, places = self.items, list[int](), sorted(costs.items())
        widths = [items.ends[end] for end, _ in places]
        before = 0
        for number in range(1, lines):
            middle = bisect_left(widths, widths[-1] * number // lines)
            near = range(max(middle - _NEAR, before + 1), min(middle + _NEAR + 1, len(places) - 1))
            if near:
                before = min(near, key=lambda at: (places[at][1] + abs(at - middle), at))
                ends.append(places[before][0])
        return (*ends, items.count)

    def _shape(self, measure: int, lines: int) -> tuple[float, float]:
        """Return the width that every line should have, and what the square of a difference from it costs."""
        target = self.items.ends[self.items.count] / lines if self.even else measure
        return target, _AN_EVEN_LINE / max(target / self.items.em, 1) / self.items.em / self.items.em

    def line_cost(self, span: tuple[int, int], measure: int, lines: int) -> dict[str, float]:
        """Return what a line between two boundaries costs by parts, in a head of so many lines."""
        start, end = span
        target, weight = self._shape(measure, lines)
        uneven = weight if self.even or end < self.items.count else 0.0
        width = self.items.ends[end] - self.items.starts[start]
        parts = {
            "uneven": uneven * (width - target) ** 2,
            "sense": self._broken(end),
            "lone": _LONE if self.is_lone(start, end) else 0.0,
        }
        return {name: cost for name, cost in parts.items() if cost}

    def is_lone(self, start: int, end: int) -> bool:
        """Tell whether a line has one character alone, marks not counted."""
        if end - start > _AN_EVEN_LINE:
            return False
        return characters(self.matter.text[self.offset(start) : self.offset(end)]) < 2

    def _broken(self, end: int) -> float:
        """Return what a line of a head costs by where it ends."""
        if end in {0, self.items.count}:
            return 0.0
        found = self.items.breaks[end]
        if found == Break.EMERGENCY:
            return _EMERGENCY
        if found in {Break.HYPHEN, Break.SEAM}:
            return _SOFT
        if self.joints:
            joint = self.joint(end)
            return joint * joint / 650 if joint < INSIDE_WORD else _INSIDE + 2 * (joint - INSIDE_WORD)
        if found in {Break.SOFT, Break.NUMERAL}:
            return _SOFT
        right = self.items.units.right[end - 1]
        if right == Kind.SPACE:
            return _AT_SPACE
        at_mark = Kind(right) in BY_KIND or self.items.units.left[end] in {Kind.OPENING, Kind.TWO_EM_DASH}
        return _AT_MARK if at_mark else _ANYWHERE

    def is_parted(self, end: int) -> bool:
        """Tell whether a line that ends here, by hand or not, parts what belongs together: a word, a name, a mark."""
        found = self.items.breaks[end]
        if end >= self.items.count or found in {Break.HYPHEN, Break.SEAM}:
            return False
        return found in {*SHUT, Break.EMERGENCY} or self.joint(end) >= INSIDE_WORD

    def joint(self, end: int) -> int:
        """Return how firmly the copy holds together at a boundary."""
        return self.joints[self.offset(end) - self.matter.start] if self.joints else 0

    def offset(self, boundary: int) -> int:
        """Return the offset into the text of a boundary."""
        items = self.items
        return self.matter.end if boundary >= items.count else items.glyphs.at[items.units.first[boundary]]
