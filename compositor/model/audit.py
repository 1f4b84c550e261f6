"""Why a line stands as it does: what text tells of a choice it has made. Lengths in scaled points."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from compositor.records import dataclass


class Ending(StrEnum):
    """What the boundary is at which a line ends."""

    ALLOWED = "allowed"
    SOFT = "soft"
    """Between a number and its measure word, or 年, 月, 日: better avoided."""
    HYPHEN = "hyphen"
    SEAM = "seam"
    """At a seam of a compound or an address."""
    FORBIDDEN = "forbidden"
    """Where a rule forbids it: the line could not be filled otherwise."""
    EMERGENCY = "emergency"
    """Inside a unit that is wider than its measure."""
    BY_HAND = "by_hand"
    """Where the desk broke a head."""
    LAST = "last"
    """The paragraph's end."""


class Refusal(StrEnum):
    """Why a line was not ended at a boundary."""

    NO_START = "no_start"
    """The mark after it may not begin a line."""
    NO_END = "no_end"
    """The mark before it may not end a line."""
    TOGETHER = "together"
    """What stands on both sides is not parted."""
    INSIDE = "inside"
    """Inside a word or a number, which no line parts."""
    TOO_WIDE = "too_wide"
    """The line would be wider than its measure with all its white given."""
    ANOTHER_LINE = "another_line"
    """A head would take one line more."""
    DEARER = "dearer"
    """The paragraph would cost more."""
    EQUAL = "equal"
    """The paragraph would cost the same; of equals the one found first stands."""


@dataclass(frozen=True, slots=True)
class Step:
    """One class of the adjustment: what its ``places`` took or gave (negative), of the ``room`` they had.

    Room is given as a positive length, None where it has no limit.
    """

    name: str
    places: int
    room: int | None
    amount: int

    @property
    def left(self) -> bool:
        """Tell whether there was room left."""
        return self.room is None or abs(self.amount) < self.room


@dataclass(frozen=True, slots=True)
class Refused:
    """A boundary near a line's end that was not taken: ``at`` is the offset of what would begin the next line.

    ``before`` and ``after`` are the characters beside it, ``rule`` the clause that forbids it. ``slack`` is what
    such a line would have to be opened by, negative where it is too wide, and ``gap`` the white that would then
    stand at each of its Han gaps. ``cost`` is the line's by parts, ``more`` how much more the paragraph would
    cost at the best that can follow, None where it wasn't weighed; ``lone`` tells that a single character would
    then be alone in the paragraph's last line, or in any line of a head. ``joint`` is how firmly the sense holds
    there (``model.phrases``), None where nobody read it.
    """

    at: int
    before: str
    after: str
    why: Refusal
    rule: str = ""
    slack: int = 0
    gap: int = 0
    cost: Mapping[str, int] | None = None
    more: int | None = None
    lone: bool = False
    joint: int | None = None


@dataclass(frozen=True, slots=True)
class LineAudit:
    """The account of a line: it is the ``number``-th (from 1) of ``lines`` of its paragraph, or of a ``head``.

    ``room`` is its measure without its indent, ``natural`` its width before adjustment, line edges trimmed.
    ``before`` and ``after`` are the characters at both sides of its end, ``after`` empty where the copy ends.
    ``edges`` is the white taken from marks at its edges before any adjustment; ``steps`` are the classes that
    could then be adjusted, in the order of the standard. ``cost`` is by parts, and ``paragraph`` the sum of all
    the paragraph's lines. Heads are weighed on a scale of their own, which has ``joint`` in it: how firmly the
    sense holds at the line's end. Where the copy asks for ``looseness``, the paragraph is the best of those with so
    many lines more (below 0: fewer) than it would have of itself: others may cost less.
    """

    number: int
    lines: int
    room: int
    natural: int
    ending: Ending
    before: str
    after: str
    em: int
    edges: Mapping[str, int]
    steps: tuple[Step, ...]
    cost: Mapping[str, int]
    paragraph: int
    refused: tuple[Refused, ...]
    head: bool = False
    joint: int | None = None
    looseness: int = 0

    @property
    def total(self) -> int:
        """What the line costs."""
        return sum(self.cost.values())

    @property
    def gap(self) -> int:
        """The white at each Han gap of the line."""
        return next((step.amount // step.places for step in self.steps if step.name == HAN_GAP and step.places), 0)


HAN_GAP = "han_gap"
"""The name of the last step of expansion: all remaining gaps equally."""
