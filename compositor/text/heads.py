"""Heads: few lines, broken by sense, balanced by width, broken by hand where the desk says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from compositor.model.design import Align, Style
from compositor.model.lines import Line, characters
from compositor.model.phrases import INSIDE_WORD
from compositor.text.case import Matter, TypeCase
from compositor.text.casting import items_of
from compositor.text.items import Items
from compositor.text.marks import BY_KIND, SHUT, Break, Kind
from compositor.text.setter import Stick, generated_line, set_lines, set_single

_IMPOSSIBLE = float("inf")
_AT_SPACE = 0.0
_AT_MARK = 1.0
_ANYWHERE = 16.0
_SOFT = 40.0
_INSIDE = 150.0
_ANOTHER_LINE = 70.0
_LONE = 10_000.0
_EMERGENCY = 100_000.0
_UNITS_PER_LINE = 400
_AN_EVEN_LINE = 8
_MOST_RAGGED = 8


def set_head(
    matter: Matter,
    measure: int,
    case: TypeCase,
    *,
    breaks: tuple[int, ...] = (),
    most: int = 4,
    even: bool = True,
) -> tuple[Line, ...]:
    """Set a headline, kicker or deck: ragged lines in at most ``most`` lines of ``measure`` (scaled points).

    ``breaks`` are offsets into the text at which the desk broke the head by hand; they win. Otherwise as few
    lines as fit, parted where the sense parts (``case.phrases``; without a reader rather after a space or a
    mark than elsewhere) and as equal in width as that allows, none of one character; sooner one line more than
    a word, name or number in two (clreq #prohibition_rules_for_line_start_end holds in heads too). Where
    ``even`` is False the lines are filled instead, and the last is as long as it comes out. Lines tile
    the copy; one that can't be fitted is marked ``tight``, one that ends inside a word or against a rule
    ``parted``. Raises ``ValueError`` if ``most`` is less than 1.
    """
    if most < 1:
        raise ValueError("a head has at least one line")
    items = items_of(matter, case, max(measure, matter.style.size))
    if not items.count:
        return ()
    stick = Stick(items, matter, case)
    by_hand = _by_hand(items, matter, breaks)
    natural = items.ends[items.count] - items.end_shrink[items.count] + items.start_shrink[0] - items.starts[0]
    if not by_hand and natural <= measure:
        return (stick.line(0, items.count, measure=measure),)
    joints = case.phrases.joints(matter.text[matter.start : matter.end]) if case.phrases is not None else b""
    head = _Head(items, matter, joints, even)
    ends = by_hand or head.best_ends(measure, most)
    lines = (stick.line(start, end, measure=measure) for start, end in pairwise((0, *ends)))
    return tuple(
        replace(line, parted=True) if head.is_parted(end) else line for line, end in zip(lines, ends, strict=True)
    )


def set_words(text: str, style: Style, case: TypeCase, *, measure: int, most: int) -> tuple[Line, ...]:
    """Set words of furniture in one line of their natural width, or by sense in up to ``most`` where it is too wide.

    White space at a line's end, ideographic space too, is dropped: no copy is lost with it.
    """
    line = set_single(text, style, None, case)
    if line.width <= measure or most < 2:
        return (line,)
    lines = set_head(Matter(text, 0, len(text), (), None, style), measure, case, most=most)
    bare = [set_single(text[line.start : line.end].strip(), style, None, case) for line in lines]
    return tuple(one if one.width <= measure else generated_line(line) for one, line in zip(bare, lines, strict=True))


def set_ragged(matter: Matter, measure: int, case: TypeCase) -> tuple[Line, ...]:
    """Set ragged copy of a few lines, such as a cutline, by sense: no deeper than total fit sets it.

    Centred lines are balanced like a head's, others filled. Copy of many lines, or in which only words could
    be parted, is set like any other (`set_lines`).
    """
    lines = set_lines(matter, (measure,), case)
    if not 1 < len(lines) <= _MOST_RAGGED:
        return lines
    even = matter.style.align is Align.CENTRE
    by_sense = set_head(matter, measure, case, most=len(lines), even=even)
    return lines if any(line.tight or line.parted for line in by_sense) else by_sense


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
class _Head:
    """The items of a head, with the copy they were cast from; ``joints`` is empty where nobody read its phrases."""

    items: Items
    matter: Matter
    joints: bytes
    even: bool

    def best_ends(self, measure: int, most: int) -> tuple[int, ...]:
        """Return the line ends of the lines that cost least; the least overfull if none fit."""
        items = self.items
        legal = [0, *[at for at, found in enumerate(items.breaks) if found not in SHUT]]
        if len(legal) > _UNITS_PER_LINE * most:
            legal = [0, *legal[1 :: len(legal) // (_UNITS_PER_LINE * most) + 1], items.count]
        fewest = max(1, -(-(items.ends[items.count] - items.end_shrink[items.count]) // max(measure, 1)))
        costs = {end: self._break_cost(end) for end in legal}
        best: tuple[float, tuple[int, ...]] = (_IMPOSSIBLE, (items.count,))
        more = 0.0
        for lines in range(min(fewest, most), most + 1):
            cost, ends = self._part(costs, measure, lines)
            if cost + more < best[0]:
                best = cost + more, ends
            if best[0] < _INSIDE:
                break
            more += _ANOTHER_LINE if best[0] < _IMPOSSIBLE else 0.0
        return best[1] if best[0] < _IMPOSSIBLE else self._part(costs, 1 << 60, most)[1] or (items.count,)

    def _part(self, costs: dict[int, float], measure: int, lines: int) -> tuple[float, tuple[int, ...]]:
        """Return cost and line ends of the best way to part a head into exactly ``lines`` lines.

        What a line costs by its width grows with the square of what it differs from the mean, in ems, and the
        less the longer lines are: two ems are more in a line of six than in one of twenty.
        """
        items, last = self.items, lines - 1
        target = items.ends[items.count] / lines if self.even else measure
        weight = _AN_EVEN_LINE / max(target / items.em, 1) / items.em / items.em
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for number in range(lines):
            after: dict[int, tuple[float, tuple[int, ...]]] = {}
            uneven = weight if self.even or number < last else 0.0
            for start, (cost, ends) in best.items():
                for end, broken in costs.items():
                    if end <= start or (end == items.count) != (number == last):
                        continue
                    width = items.ends[end] - items.starts[start]
                    if width - items.end_shrink[end] + items.start_shrink[start] > measure:
                        break
                    total = cost + uneven * (width - target) ** 2 + broken
                    if self._is_lone(start, end):
                        total += _LONE
                    if total < after.get(end, (_IMPOSSIBLE, ()))[0]:
                        after[end] = (total, (*ends, end))
            best = after
        return best.get(items.count, (_IMPOSSIBLE, ()))

    def _is_lone(self, start: int, end: int) -> bool:
        """Tell whether a line has one character alone, marks not counted."""
        if end - start > _AN_EVEN_LINE:
            return False
        return characters(self.matter.text[self._offset(start) : self._offset(end)]) < 2

    def _break_cost(self, end: int) -> float:
        """Return what a line of a head costs by where it ends."""
        if end in {0, self.items.count}:
            return 0.0
        found = self.items.breaks[end]
        if found == Break.EMERGENCY:
            return _EMERGENCY
        if found in {Break.HYPHEN, Break.SEAM}:
            return _SOFT
        if self.joints:
            joint = self._joint(end)
            return joint * joint / 650 if joint < INSIDE_WORD else _INSIDE + 2 * (joint - INSIDE_WORD)
        if found == Break.SOFT:
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
        return found in {*SHUT, Break.EMERGENCY} or self._joint(end) >= INSIDE_WORD

    def _joint(self, end: int) -> int:
        """Return how firmly the copy holds together at a boundary."""
        return self.joints[self._offset(end) - self.matter.start] if self.joints else 0

    def _offset(self, boundary: int) -> int:
        """Return the offset into the text of a boundary."""
        items = self.items
        return self.matter.end if boundary >= items.count else items.glyphs.at[items.units.first[boundary]]
