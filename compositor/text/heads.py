"""Heads: few lines, broken by sense, balanced by width, broken by hand where the desk says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from compositor.model.design import Align, Style
from compositor.model.lines import Line
from compositor.text.case import Matter, TypeCase
from compositor.text.casting import items_of
from compositor.text.head_audit import HeadTrail
from compositor.text.items import Items
from compositor.text.marks import Break
from compositor.text.parting import Wanted, part_head
from compositor.text.setter import Stick, generated_line, set_lines, set_single

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
    ``parted``, and ``rescued`` too where what it parts is wider than the measure. Raises ``ValueError`` if ``most`` is
    less than 1.
    """
    if most < 1:
        raise ValueError("a head has at least one line")
    items = items_of(matter, case, max(measure, matter.style.size))
    if not items.count:
        return ()
    wanted = Wanted(measure, breaks, most, even)
    parted = part_head(items, matter, case, wanted)
    if parted.parting is None:
        return (Stick(items, matter, case).line(0, items.count, measure=measure),)
    stick = Stick(items, matter, case, HeadTrail(matter, case, wanted))
    parting, ends = parted.parting, parted.ends
    lines = (stick.line(start, end, measure=measure) for start, end in pairwise((0, *ends)))
    forced = frozenset[int]() if breaks else _forced(items, ends)
    return tuple(
        replace(line, parted=True, rescued=end in forced) if parting.is_parted(end) else line
        for line, end in zip(lines, ends, strict=True)
    )


def _forced(items: Items, ends: Sequence[int]) -> frozenset[int]:
    """Return the line ends inside a number or word that is wider than the measure: rescues, as in a body."""
    return frozenset(end for end in ends if items.breaks[end] == Break.EMERGENCY)


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
