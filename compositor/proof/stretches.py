"""Stretches: lines of a page that belong together and follow one another, so that one look is for all of them.

Nearly all lines are as they should be. What checks ask of lines is gone through once, stretch by stretch: lines lie far
apart in memory, and are fetched once. A check looks at lines one by one where what is told here isn't plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import add, attrgetter, le, lt, sub
from typing import TYPE_CHECKING, Final

from compositor.model.design import Area
from compositor.model.lines import Line, Run, em_box
from compositor.model.page import SetLine
from compositor.model.settings import Direction
from compositor.records import dataclass
from compositor.text.evenness import ill_set
from compositor.units import pt

if TYPE_CHECKING:
    from compositor.proof.sheets import Printed

Span = tuple[int, int]

EXACT: Final = pt("0.02")
"""How far a justified line may miss its measure, in scaled points."""

LOOSE: Final = 8
"""A gap between Han is loose from 1/8 em on."""

_belongs = attrgetter("line.box", "line.story", "line.part", "line.column", "line.generated")
_line, _x, _baseline = map(attrgetter, ("line", "x", "baseline"))
_start, _end, _indent, _width, _direction = map(attrgetter, ("start", "end", "indent", "width", "direction"))
_runs, _text, _size = map(attrgetter, ("runs", "text", "size"))


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """How far lines reach: rectangles around their em boxes, and around their ink.

    ``apart`` tells that each has its ink below that of the one before, ``lefts`` are the first and last of the places
    where their measures begin.
    """

    ems: Area
    ink: Area
    apart: bool
    lefts: Span


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Lines of one part in one column of a box that follow one another in the order in which they are painted.

    ``lines`` are in their places. ``starts``, ``ends`` and ``baselines`` are theirs, ``text`` is what all of them
    read. ``reach`` is None where not all are horizontal, or one runs backwards. ``gaps`` is what of the copy that they
    claim no run of theirs does, None where runs don't follow one another. ``told`` are the lines that say something of
    themselves: that sorts are missing, what stands beside them, that they were rescued; ``unfit`` those that may miss
    their measure, ``loose`` those that may be set loose.
    """

    page: str
    box: str
    story: str
    part: str
    column: int
    generated: bool
    printed: Sequence[Printed]
    lines: Sequence[SetLine]
    starts: Sequence[int]
    ends: Sequence[int]
    baselines: Sequence[int]
    text: str
    horizontal: bool
    reach: Reach | None
    gaps: Sequence[Span] | None
    told: Sequence[Printed]
    unfit: Sequence[Printed]
    loose: Sequence[Printed]

    @property
    def in_order(self) -> bool:
        """Whether each line stands under the one before, and takes up the copy where that ended, or later."""
        return all(map(le, self.ends, self.starts[1:])) and all(map(lt, self.baselines, self.baselines[1:]))


def stretches(printed: Sequence[Printed]) -> tuple[Stretch, ...]:
    """Return the lines of a page by stretches, in their order."""
    return tuple([_stretch(list(own)) for _, own in groupby(printed, _belongs)])


def _stretch(printed: list[Printed]) -> Stretch:
    lines: list[SetLine] = list(map(_line, printed))
    own: list[Line] = list(map(_line, lines))
    runs = [run for line in own for run in line.runs]
    horizontal = list(map(_direction, own)).count(Direction.HORIZONTAL) == len(own)
    starts, ends, baselines = list(map(_start, own)), list(map(_end, own)), list(map(_baseline, lines))
    first, (unfit, loose) = lines[0], ill_set(own, EXACT, LOOSE)
    return Stretch(
        printed[0].page,
        first.box,
        first.story,
        first.part,
        first.column,
        first.generated,
        printed,
        lines,
        starts,
        ends,
        baselines,
        "".join(map(_text, runs)),
        horizontal,
        _reach(lines, own, baselines, runs) if horizontal else None,
        _gaps(own, runs, starts, ends),
        [
            one
            for one, line in zip(printed, own, strict=True)
            if line.annotations or line.missing or line.rescued or line.off
        ],
        [printed[at] for at in unfit],
        [printed[at] for at in loose],
    )


def _reach(lines: list[SetLine], own: list[Line], baselines: list[int], runs: list[Run]) -> Reach | None:
    """Return the rectangles around the `SetLine.em_boxes` of lines, and around what `places.inked` says of them."""
    widths = list(map(_width, own))
    if min(widths) < 0:
        return None
    xs = list(map(_x, lines))
    begins = list(map(add, xs, map(_indent, own)))
    left, right = min(begins), max(map(add, begins, widths))
    sizes, size = list(map(_size, runs)), own[0].size
    if sizes.count(size) == len(sizes) and all(map(_runs, own)):
        over, white = em_box(Direction.HORIZONTAL, size)[0], size // 10
        top, foot = min(baselines) - over, max(baselines) - over + size
        head, sole = top + white, foot - white
        apart = all(map((size - 2 * white).__le__, map(sub, baselines[1:], baselines)))
    else:
        each = [line.size for line in own]
        tops = [one - em_box(Direction.HORIZONTAL, size)[0] for one, size in zip(baselines, each, strict=True)]
        heads = [one + size // 10 for one, size in zip(tops, each, strict=True)]
        soles = [one + size - size // 10 for one, size in zip(tops, each, strict=True)]
        top, foot, head, sole = min(tops), max(map(add, tops, each)), min(heads), max(soles)
        apart = all(map(le, soles, heads[1:]))
    ems, ink = Area(left, top, right - left, foot - top), Area(left, head, right - left, sole - head)
    return Reach(ems, ink, apart, (min(xs), max(xs)))


def _gaps(own: list[Line], runs: list[Run], starts: list[int], ends: list[int]) -> list[Span] | None:
    """Return what runs leave out between the first line's start and the last one's end.

    None where runs don't follow one another, where one reaches out of its line or is generated, or where it hasn't as
    many characters as it claims; and where a line has none.
    """
    begin, finish = list(map(_start, runs)), list(map(_end, runs))
    if len(runs) == len(own) and all(map(_runs, own)):
        firsts, lasts = begin, finish
    elif all(map(_runs, own)):
        firsts, lasts = [line.runs[0].start for line in own], [line.runs[-1].end for line in own]
    else:
        return None
    within = all(map(le, starts, firsts)) and all(map(le, lasts, ends)) and all(map(lt, begin, finish))
    if not within or list(map(len, map(_text, runs))) != list(map(sub, finish, begin)):
        return None
    before, after = [starts[0], *finish], [*begin, ends[-1]]
    if not all(map(le, before, after)):
        return None
    return [span for span in zip(before, after, strict=True) if span[0] != span[1]]
