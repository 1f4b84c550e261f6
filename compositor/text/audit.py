"""The audit of lines: what was chosen, what was adjusted with how much room, what it cost, and what was refused.

Nothing is kept while lines are set but what they were set from; who asks for an account has the paragraph cast
and broken once more. Room is counted here from the items, not asked of what filled the line, so that the order of
the steps is proved by it (clreq #procedures_for_inter-character_spacing_reduction and
#procedures_for_inter-character_spacing_expansion).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache, partial
from itertools import accumulate

from compositor.model.audit import HAN_GAP, Ending, LineAudit, Refusal, Refused, Step
from compositor.model.lines import Line
from compositor.model.settings import Kinsoku
from compositor.records import dataclass
from compositor.text.breaker import total_fit
from compositor.text.case import Matter, TypeCase
from compositor.text.casting import items_of
from compositor.text.costs import IMPOSSIBLE, line_cost
from compositor.text.items import Items
from compositor.text.marks import BY_KIND, Break, Kind, Reduction, may_break, may_end_line, may_start_line
from compositor.text.rest import Rest, Ways

_LEGAL = 2
_MOST = 4
"""How many boundaries at each side of a line's end are told: until two legal ones, four at most."""

_EDGES = ("line_start", "line_end")
ENDINGS = {
    Break.ALLOWED: Ending.ALLOWED,
    Break.SOFT: Ending.SOFT,
    Break.NUMERAL: Ending.SOFT,
    Break.HYPHEN: Ending.HYPHEN,
    Break.SEAM: Ending.SEAM,
    Break.NEVER: Ending.EMERGENCY,
    Break.EMERGENCY: Ending.EMERGENCY,
}


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphTrail:
    """What the lines of a paragraph were set from; ``measures`` are without the lines' indents."""

    matter: Matter
    measures: tuple[int, ...]
    case: TypeCase

    def account(self, line: Line) -> LineAudit:
        """Return the account of one of the paragraph's lines."""
        return _account(_paragraph(self), line)


class Paragraph:
    """A paragraph cast and broken once more, for its lines to be accounted for."""

    def __init__(self, trail: ParagraphTrail) -> None:
        """Cast and break what ``trail`` has."""
        matter, measures = trail.matter, trail.measures
        self.matter = matter
        self.items = items_of(matter, trail.case, min(measures))
        self.ways = Ways(self.items, measures, matter.solid_end)
        self.ends = total_fit(self.items, measures, solid_end=matter.solid_end, looseness=matter.looseness).ends
        self.starts = (0, *self.ends[:-1])
        self.costs = tuple(
            self.ways.cost(line, start, end)
            for line, (start, end) in enumerate(zip(self.starts, self.ends, strict=True))
        )
        self._from = tuple(accumulate(reversed(self.costs), initial=0))[::-1]
        self._offsets = [self.offset(end) for end in self.ends]

    @property
    def cost(self) -> int:
        """What the breaker minimised."""
        return self._from[0]

    @cached_property
    def lawful(self) -> bool:
        """Tell whether nothing forbidden was chosen, and no line that can't be filled."""
        breaks, ways = self.items.breaks, self.ways
        spans = enumerate(zip(self.starts, self.ends, strict=True))
        kept = all(breaks[end] not in {Break.FORBIDDEN, Break.EMERGENCY} for end in self.ends)
        return kept and all(ways.fills(line, start, end) for line, (start, end) in spans)

    def offset(self, boundary: int) -> int:
        """Return the offset into the text of a boundary."""
        if boundary >= self.items.count:
            return self.matter.end
        return self.items.glyphs.at[self.items.units.first[boundary]] if boundary else self.matter.start

    def beside(self, boundary: int) -> tuple[str, str]:
        """Return the characters at both sides of a boundary."""
        return characters_beside(self.matter, self.offset(boundary))

    def number(self, line: Line) -> int:
        """Return which of the lines (from 0) one is."""
        return bisect_left(self._offsets, line.end)

    def more(self, line: int, end: int) -> tuple[int, bool] | None:
        """Return how much more the paragraph costs if a line ends elsewhere, with the best lines that can follow.

        With it goes whether that leaves one character in the last line. None where nothing fills that line, or what
        has to follow it, or where the copy asks for another number of lines than its best ways have.
        """
        if self.matter.looseness:
            return None
        if not self.lawful:
            return self._with(self._any, line, end)
        if not self.ways.fills(line, self.starts[line], end):
            return None
        return self._with(self._lawful, line, end) or self._with(self._any, line, end)

    def _with(self, rest: Rest, line: int, end: int) -> tuple[int, bool] | None:
        after = rest.cost(line + 1, end)
        more = self.ways.cost(line, self.starts[line], end) + after - self._from[line]
        if after >= IMPOSSIBLE or more < 0:  # less than nothing: with lines that nothing fills
            return None
        last = rest.last_start(line + 1, end) if end < self.items.count else self.starts[line]
        return more, bool(line_cost(self.items, last, self.items.count, 1 << 60).total)

    @cached_property
    def _lawful(self) -> Rest:
        return Rest(self.ways, lawful=True)

    @cached_property
    def _any(self) -> Rest:
        return Rest(self.ways, lawful=False)


def characters_beside(matter: Matter, at: int) -> tuple[str, str]:
    """Return the characters at both sides of an offset; white space that a line's end swallows doesn't count."""
    last = at - 1
    while last > matter.start and matter.text[last].isspace():
        last -= 1
    return matter.text[last], matter.text[at : min(at + 1, matter.end)]


@lru_cache(maxsize=8)
def _paragraph(trail: ParagraphTrail) -> Paragraph:
    return Paragraph(trail)


def forget_paragraphs() -> None:
    """Let go of the paragraphs accounted for last."""
    _paragraph.cache_clear()


def _account(paragraph: Paragraph, line: Line) -> LineAudit:
    number = paragraph.number(line)
    items, ways = paragraph.items, paragraph.ways
    start, end = paragraph.starts[number], paragraph.ends[number]
    room = ways.measure(number)
    cost = line_cost(items, start, end, room, solid_end=ways.solid_end)
    return LineAudit(
        number=number + 1,
        lines=len(paragraph.ends),
        room=room,
        natural=items.ends[end] - items.starts[start],
        ending=Ending.LAST if end == items.count else ENDINGS.get(Break(items.breaks[end]), Ending.FORBIDDEN),
        before=paragraph.beside(end)[0],
        after=paragraph.beside(end)[1],
        em=items.em,
        edges={name: line.adjustments[name] for name in _EDGES if name in line.adjustments},
        steps=steps_of(items, (start, end), line, room),
        cost={part.value: value for part, value in cost.parts.items()},
        paragraph=paragraph.cost,
        refused=refused_beside(items, (start, end), partial(_why, paragraph, number)),
        looseness=paragraph.matter.looseness,
    )


def steps_of(items: Items, span: tuple[int, int], line: Line, room: int) -> tuple[Step, ...]:
    """Return the classes that could give or take in a line, in the order in which they have to."""
    start, end = span
    over = items.ends[end] - items.starts[start] - room
    if over > 0:
        rooms = _reduction_rooms(items, start, items.tail(end))
    elif over < 0 and line.justified:
        rooms = _expansion_rooms(items, start, items.tail(end))
    else:
        return ()
    return tuple(Step(name, places, most, line.adjustments.get(name, 0)) for name, places, most in rooms)


def _reduction_rooms(items: Items, start: int, tail: int) -> Iterator[tuple[str, int, int | None]]:
    """Yield the steps of reduction that have members in a line: name, members, and what they can give together."""
    units = items.units
    rooms: dict[Reduction, list[int]] = {step: [] for step in Reduction}
    for unit in _between(items.spaces, start, tail):
        rooms[Reduction.WORD_SPACE].append(units.widths[unit] - units.spaces[unit][0])
    for unit in _between(items.white, start, tail):
        step = BY_KIND[Kind(units.left[unit])].reduction
        if step is not None and not _at_edge(items, unit, start, tail):
            rooms[step].append(units.blank[unit])
    rooms[Reduction.LATIN_GAP] = [items.gap_shrink] * len(_between(items.latin, start + 1, tail))
    for step, given in rooms.items():
        if given:
            yield step.value, len(given), sum(given)


def _between(ordered: list[int], low: int, high: int) -> list[int]:
    return ordered[bisect_left(ordered, low) : bisect_left(ordered, high)]


def _at_edge(items: Items, unit: int, start: int, tail: int) -> bool:
    """Tell whether a mark has given its white to the line's edge already."""
    return (unit == start and unit in items.trimmed_start) or (unit == tail - 1 and tail in items.trimmed_end)


def _expansion_rooms(items: Items, start: int, tail: int) -> Iterator[tuple[str, int, int | None]]:
    """Yield the steps of expansion that have members in a line; the last, all gaps equally, has no limit."""
    units = items.units
    spaces = _between(items.spaces, start, tail)
    if spaces:
        yield Reduction.WORD_SPACE.value, len(spaces), sum(units.spaces[at][1] - units.widths[at] for at in spaces)
    gaps = len(_between(items.latin, start + 1, tail))
    if gaps:
        yield Reduction.LATIN_GAP.value, gaps, gaps * items.gap_room
    inside = range(start + 1, tail)
    places = sum(items.stretchable[at] for at in inside) or sum(items.breaks[at] != Break.NEVER for at in inside)
    if places:
        yield HAN_GAP, places, None


def refused_beside(items: Items, span: tuple[int, int], why: Callable[[int], Refused]) -> tuple[Refused, ...]:
    """Return what stood beside a line's end to be chosen, in the order of the copy; ``why`` tells of a boundary."""
    start, end = span
    before = list(neighbours(items, range(end - 1, start, -1), why))
    return (*reversed(before), *neighbours(items, range(end + 1, items.count + 1), why))


def neighbours(items: Items, boundaries: range, why: Callable[[int], Refused]) -> Iterator[Refused]:
    """Yield the boundaries of one side of a line's end, the nearest first; of those inside a word only one."""
    legal, told, inside = 0, 0, False
    for boundary in boundaries:
        found = items.breaks[boundary]
        if found == Break.NEVER:
            if inside or "_" in (items.units.left[boundary], items.units.right[boundary - 1]):
                continue
            inside = True
        else:
            inside = False
        refused = why(boundary)
        yield refused
        told += 1
        legal += found not in {Break.NEVER, Break.FORBIDDEN}
        if legal == _LEGAL or told == _MOST or refused.why is Refusal.TOO_WIDE:
            return


def _why(paragraph: Paragraph, number: int, boundary: int) -> Refused:
    """Tell why a line was not ended at a boundary."""
    items, ways = paragraph.items, paragraph.ways
    at, start = paragraph.offset(boundary), paragraph.starts[number]
    before, after = paragraph.beside(boundary)
    slack = ways.measure(number) - (items.ends[boundary] - items.starts[start])
    if items.breaks[boundary] == Break.NEVER:
        return Refused(at, before, after, Refusal.INSIDE, slack=slack)
    if items.breaks[boundary] == Break.FORBIDDEN:
        why, rule = forbidden(items, boundary, paragraph.matter.style.kinsoku)
        return Refused(at, before, after, why, rule, slack)
    if not ways.fits(start, boundary, ways.measure(number)):
        return Refused(at, before, after, Refusal.TOO_WIDE, slack=slack)
    cost = line_cost(items, start, boundary, ways.measure(number), solid_end=ways.solid_end)
    more = paragraph.more(number, boundary)
    return Refused(
        at,
        before,
        after,
        Refusal.EQUAL if more and not more[0] else Refusal.DEARER,
        forbidden(items, boundary, paragraph.matter.style.kinsoku)[1]
        if items.breaks[boundary] == Break.RELAXED
        else "",
        slack=slack,
        gap=_gap(items, start, boundary, slack) if boundary < items.count or not ways.solid_end else 0,
        cost={part.value: value for part, value in cost.parts.items()},
        more=more[0] if more else None,
        lone=more[1] if more else False,
    )


def _gap(items: Items, start: int, end: int, slack: int) -> int:
    """Return the white that a line needs at each Han gap, once spaces and Han–Latin gaps are opened."""
    left = slack - (items.end_room[end] - items.start_room[start])
    gaps = items.end_gaps[end] - items.start_gaps[start]
    return left // gaps if left > 0 and gaps else max(left, 0)


def forbidden(items: Items, boundary: int, level: Kinsoku) -> tuple[Refusal, str]:
    """Return by which rule no line may end at a boundary, with its clause."""
    before, after = Kind(items.units.right[boundary - 1]), Kind(items.units.left[boundary])
    if not may_end_line(before, level):
        return Refusal.NO_END, BY_KIND[before].clause
    if not may_start_line(after, level):
        return Refusal.NO_START, BY_KIND[after].clause
    if may_break(before, after, level) is Break.FORBIDDEN:
        return Refusal.TOGETHER, "GB/T 15834-2011 5.1.4, 5.1.5"
    listed = after is Kind.HAN and before not in {Kind.LATIN_SYMBOL, Kind.ZERO_WIDTH, Kind.COMBINING}
    return Refusal.TOGETHER, "the style keeps list numbers" if listed else "UAX #14"
