"""The audit of heads: where a head was parted, how firmly the sense holds there, and what was refused.

A head's breaks are weighed for all its lines together; what another would have cost is the best head of as many
lines that breaks there.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache, partial

from compositor.model.audit import Ending, LineAudit, Refusal, Refused
from compositor.model.lines import Line
from compositor.records import dataclass
from compositor.text.audit import ENDINGS, characters_beside, forbidden, forget_paragraphs, refused_beside, steps_of
from compositor.text.case import Matter, TypeCase
from compositor.text.casting import items_of
from compositor.text.marks import SHUT, Break
from compositor.text.parting import IMPOSSIBLE, Parting, Wanted, part_head

_SCALE = 100
"""Costs of heads are told in hundredths of what they are weighed in: 1,600 for a break anywhere."""

_PULL = 1e9
"""Taken off the cost of a boundary that a head has to break at: more than any head costs."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadTrail:
    """What the lines of a head were set from."""

    matter: Matter
    case: TypeCase
    wanted: Wanted

    def account(self, line: Line) -> LineAudit:
        """Return the account of one of the head's lines."""
        return _head(self).account(line)


@lru_cache(maxsize=8)
def _head(trail: HeadTrail) -> Head:
    return Head(trail)


def forget_accounts() -> None:
    """Let go of what was accounted for last: it holds the type case and the faces of its issue."""
    _head.cache_clear()
    forget_paragraphs()


class Head:
    """A head parted once more, for its lines to be accounted for."""

    def __init__(self, trail: HeadTrail) -> None:
        """Cast and part what ``trail`` has."""
        matter, wanted = trail.matter, trail.wanted
        self.matter = matter
        self.items = items_of(matter, trail.case, max(wanted.measure, matter.style.size))
        parted = part_head(self.items, matter, trail.case, wanted)
        self.ends, self.by_hand = parted.ends, parted.by_hand
        self.parting = parted.parting or Parting(self.items, matter, b"", wanted.even)
        self.starts = (0, *self.ends[:-1])
        self.measure = wanted.measure
        self._costs = self.parting.costs(wanted.most)
        self.cost, _ = self.parting.best(self._costs, self.measure, len(self.ends))
        if self.cost >= IMPOSSIBLE:  # the least overfull was taken
            self.measure = 1 << 60
            self.cost, _ = self.parting.best(self._costs, self.measure, len(self.ends))

    def parts(self, span: tuple[int, int]) -> dict[str, int]:
        """Return what a line between two boundaries costs by parts, in hundredths."""
        parts = self.parting.line_cost(span, self.measure, len(self.ends))
        return {name: round(_SCALE * cost) for name, cost in parts.items()}

    def joint(self, boundary: int) -> int | None:
        """Return how firmly the sense holds at a boundary, None where nobody read it."""
        return self.parting.joint(boundary) if self.parting.joints else None

    def more(self, boundary: int) -> tuple[float, bool] | None:
        """Return how much more the best head of as many lines costs that breaks at a boundary.

        With it goes whether one of its lines has one character alone. None where there is no such head.
        """
        pulled = {**self._costs, boundary: self._costs.get(boundary, 0.0) - _PULL}
        cost, ends = self.parting.best(pulled, self.measure, len(self.ends))
        if boundary not in ends:
            return None
        lone = any(map(self.parting.is_lone, (0, *ends[:-1]), ends))
        return max(cost + _PULL - self.cost, 0.0), lone

    def account(self, line: Line) -> LineAudit:
        """Return the account of one of the head's lines."""
        number = bisect_left([self.parting.offset(end) for end in self.ends], line.end)
        span = start, end = self.starts[number], self.ends[number]
        last = end == self.items.count
        before, after = characters_beside(self.matter, self.parting.offset(end))
        found = ENDINGS.get(Break(self.items.breaks[end]), Ending.FORBIDDEN)
        room = (line.measure - line.indent) * 1000 // line.condensed
        whole = sum(sum(self.parts(one).values()) for one in zip(self.starts, self.ends, strict=True))
        return LineAudit(
            number=number + 1,
            lines=len(self.ends),
            room=room,
            natural=self.items.ends[end] - self.items.starts[start],
            ending=Ending.LAST if last else Ending.BY_HAND if self.by_hand else found,
            before=before,
            after=after,
            em=self.items.em,
            edges={name: by for name, by in line.adjustments.items() if name.startswith("line_")},
            steps=steps_of(self.items, span, line, room),
            cost={} if self.by_hand else self.parts(span),
            paragraph=0 if self.by_hand else whole,
            refused=() if self.by_hand or last else refused_beside(self.items, span, partial(self._why, number)),
            head=True,
            joint=None if last else self.joint(end),
        )

    def _why(self, number: int, boundary: int) -> Refused:
        """Tell why the head was not broken at a boundary."""
        items, start = self.items, self.starts[number]
        at = self.parting.offset(boundary)
        before, after = characters_beside(self.matter, at)
        slack = self.measure - (items.ends[boundary] - items.starts[start]) if self.measure < 1 << 60 else 0
        joint = self.joint(boundary) if boundary < items.count else None
        if items.breaks[boundary] == Break.NEVER:
            return Refused(at, before, after, Refusal.INSIDE, slack=slack, joint=joint)
        if items.breaks[boundary] in SHUT:
            why, rule = forbidden(items, boundary, self.matter.style.kinsoku)
            return Refused(at, before, after, why, rule, slack, joint=joint)
        if slack + items.end_shrink[boundary] - items.start_shrink[start] < 0:
            return Refused(at, before, after, Refusal.TOO_WIDE, slack=slack, joint=joint)
        found = self.more(boundary)
        if found is None:
            return Refused(at, before, after, Refusal.ANOTHER_LINE, slack=slack, joint=joint)
        more, lone = round(_SCALE * found[0]), found[1]
        why = Refusal.DEARER if more else Refusal.EQUAL
        parts = self.parts((start, boundary))
        return Refused(at, before, after, why, "", slack, 0, parts, more, lone, joint)
