"""How wide copy is before it is set: cells of tables, figures from their point on, the numbers of notes."""

from __future__ import annotations

import re

from compositor.model.copy import Emphasis
from compositor.model.lines import Line
from compositor.text.case import Matter, TypeCase
from compositor.text.casting import items_of
from compositor.text.letters import classes
from compositor.text.marks import Break
from compositor.text.notes import boundary

_UNBOUNDED = 1 << 60
_FIGURE = re.compile("[$YBhn]{0,2}D[DP]*[%TBu]?")
"""Classes of `marks.Kind`: signs and prefixes, digits with their points and separators, a postfix."""
_HELD = frozenset({Break.NEVER, Break.FORBIDDEN})


def widths_of(matter: Matter, case: TypeCase) -> tuple[int, int]:
    """Return the width of copy in one line and the least measure that takes it, in scaled points.

    The least measure is that of the widest piece that the rules don't part.
    """
    items = items_of(matter, case, _UNBOUNDED)
    least = start = 0
    for end in range(1, items.count + 1):
        if end == items.count or items.breaks[end] not in _HELD:
            least = max(least, items.ends[end] - items.starts[start])
            start = end
    return items.ends[items.count] - items.starts[0] if items.count else 0, least


def point_of(text: str) -> int | None:
    """Return the offset of the decimal point of a figure, or where it would stand; None where it is no figure."""
    if _FIGURE.fullmatch(classes(text)) is None:
        return None
    point = text.find(".")
    if point >= 0:
        return point
    return max(offset for offset, kind in enumerate(classes(text), 1) if kind == "D")


def width_from(line: Line, offset: int) -> int:
    """Return how wide a line is from the character at an offset of the copy on, in scaled points."""
    width = 0
    for run in line.runs:
        at = run.start
        for count, advance in zip(run.counts or (1,) * len(run.codes), run.advances, strict=True):
            width += advance if at >= offset else 0
            at += count
    return width


def hang_of(matter: Matter, case: TypeCase) -> int:
    """Return how wide the number of a note is, with the white after it: what its other lines hang under.

    In scaled points; 0 where ``matter`` doesn't begin with a number.
    """
    numbers = (span for span in matter.spans if span.emphasis is Emphasis.NOTE_NUMBER)
    number = next((span for span in numbers if span.start == matter.start), None)
    if number is None or number.end >= matter.end:
        return 0
    items = items_of(matter, case, _UNBOUNDED)
    last = boundary(items, number.end)
    return items.starts[last] - items.trimmed_start.get(last, 0) - items.starts[0]
