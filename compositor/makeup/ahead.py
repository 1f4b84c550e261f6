"""Setting ahead: paragraphs that make-up is going to ask for, set by several hands before it does.

What is set ahead lies in the type case until a galley asks for just that paragraph, at that measure and in that style.
Stories are made up in the order in which they are set: the first stand on their pages while the last are still to come.
What nobody asks for was set in vain and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from compositor.makeup.columns import text_area
from compositor.makeup.galley import Galley
from compositor.model.copy import Issue, Part, Story
from compositor.model.design import BoxStyle, Grid, TextBox
from compositor.model.dummy import Dummy, Thread
from compositor.model.lines import Line
from compositor.model.standing import stance
from compositor.records import dataclass
from compositor.text import Take, TypeCase, measure, set_lines

_LEAST: Final = 16_000
"""So many characters are worth a second hand."""
_TAKES: Final = 32
_TAKE: Final = 2_000
"""Into how many takes copy is parted at most, and how many characters one has at least."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What make-up will ask for of one story: the plain paragraphs of its body, as many as fill ``rows``."""

    story: Story
    body: Part
    style: BoxStyle
    measure: int
    rows: int

    def galley(self, case: TypeCase) -> Galley:
        """Return the galley that will ask."""
        return Galley(self.body, self.style, case)


Share = Callable[[Callable[[Sequence[Asked]], Take], Sequence[Sequence[Asked]]], Iterable[Take]]
"""Has each piece of work done by some hand, and yields what was made in their order."""


def set_ahead(issue: Issue, grid: Grid, dummy: Dummy, case: TypeCase, *, share: Share) -> None:
    """Have set what the threads of a dummy will ask for, and lay it into the case; little copy is left to make-up."""
    asked = [one for thread in dummy.threads for one in _asked(issue.story(thread.story), thread, grid)]
    characters = sum(len(one.body.text) for one in asked)
    if characters < _LEAST:
        return
    for style, alike in groupby(asked, lambda one: one.style.style("body")):  # once, for all hands
        measure((one.body.text for one in alike), style, case)
    parts = _parted(asked, max(characters // _TAKES, _TAKE))
    coming = _Coming(parts, iter(share(lambda part: _taken(part, case), parts)), case)
    for number, part in enumerate(parts):
        case.ahead.coming |= dict.fromkeys((one.body.text for one in part), partial(coming.wait, number))


def _parted(asked: Sequence[Asked], least: int) -> list[list[Asked]]:
    """Part what is asked for, in its order, into takes of so many characters."""
    parts, length = [list[Asked]()], 0
    for one in asked:
        if length >= least:
            parts.append([])
            length = 0
        parts[-1].append(one)
        length += len(one.body.text)
    return parts


@dataclass(slots=True)
class _Coming:
    """Takes that come one after another, and which of them have."""

    parts: Sequence[Sequence[Asked]]
    takes: Iterator[Take]
    case: TypeCase
    come: int = 0

    def wait(self, number: int) -> None:
        """Wait until a take has come with all before it, and lay them into the case."""
        while self.come <= number:
            part, take = self.parts[self.come], next(self.takes)
            self.come += 1
            every = ((matter, (one.measure,)) for one in part for matter in one.galley(self.case).plain())
            for at, (matter, measures) in enumerate(every):
                lines = take.lines(at, matter, measures, self.case)
                if lines:
                    self.case.ahead.lay(matter, measures, lines)


def _asked(story: Story, thread: Thread, grid: Grid) -> Iterator[Asked]:
    """Yield what is asked for of a story in boxes that are rectangles: those alike at the head of its thread."""
    body = story.part("body")
    stands = [stance(one.box, grid) for one in thread.boxes]
    if body is None or not all(_is_rectangle(one.box) for one in stands):
        return
    style, measure, rows = stands[0].box.style, 0, 0
    for one in stands:
        columns = text_area(one.box, one.grid).columns
        measure = measure or columns[0].measure
        if columns[0].measure != measure or one.box.style.style("body") != style.style("body"):
            break
        rows += sum(column.rows for column in columns)
    yield Asked(story, body, style, measure, rows)


def _is_rectangle(box: TextBox) -> bool:
    return not (box.shape or box.holes or box.upright or box.rounds)


def _taken(part: Sequence[Asked], case: TypeCase) -> Take:
    return Take(lines for one in part for lines in set_of(one.story, one, case))


def set_of(story: Story, asked: Asked, case: TypeCase) -> Iterator[tuple[Line, ...] | None]:
    """Set the plain paragraphs of a story until its rows are full.

    Where that takes too long ``patience`` finds the ``story`` here.
    """
    left = asked.rows if story.part("body") is asked.body else 0
    for matter in asked.galley(case).plain():
        lines = set_lines(matter, (asked.measure,), case) if left > 0 else None
        left -= len(lines or ())
        yield lines
