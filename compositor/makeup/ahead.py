"""Setting ahead: paragraphs that make-up is going to ask for, set by several hands before it does.

What is set ahead lies in the type case until a galley asks for just that paragraph, at that measure and in that style.
What nobody asks for was set in vain and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from compositor.makeup.columns import text_area
from compositor.makeup.galley import Galley, ahead_key
from compositor.model.copy import Issue, Part, Story
from compositor.model.design import BoxStyle, Grid, TextBox
from compositor.model.dummy import Dummy, Thread
from compositor.model.lines import Line
from compositor.model.standing import stance
from compositor.records import dataclass
from compositor.text import Take, TypeCase, measure, set_lines

_LEAST: Final = 16_000
"""So many characters are worth a second hand."""
_CHUNKS: Final = 8


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
"""Has each piece of work done by some hand, and returns what was made in their order."""


def set_ahead(issue: Issue, grid: Grid, dummy: Dummy, case: TypeCase, *, share: Share) -> None:
    """Set what the threads of a dummy will ask for, and lay it into the case; little copy is left to make-up."""
    asked = [one for thread in dummy.threads for one in _asked(issue.story(thread.story), thread, grid)]
    if sum(len(one.body.text) for one in asked) < _LEAST:
        return
    for style, alike in groupby(asked, lambda one: one.style.style("body")):  # once, for all hands
        measure((one.body.text for one in alike), style, case)
    chunks = [asked[at::_CHUNKS] for at in range(_CHUNKS)]
    for chunk, take in zip(chunks, share(lambda piece: _taken(piece, case), chunks), strict=True):
        every = ((matter, (one.measure,)) for one in chunk for matter in one.galley(case).plain())
        for at, (matter, measures) in enumerate(every):
            lines = take.lines(at, matter, measures, case)
            if lines:
                case.ahead[ahead_key(matter, measures)] = lines


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


def _taken(chunk: Sequence[Asked], case: TypeCase) -> Take:
    return Take(lines for one in chunk for lines in set_of(one.story, one, case))


def set_of(story: Story, asked: Asked, case: TypeCase) -> Iterator[tuple[Line, ...] | None]:
    """Set the plain paragraphs of a story until its rows are full.

    Where that takes too long ``patience`` finds the ``story`` here.
    """
    left = asked.rows if story.part("body") is asked.body else 0
    for matter in asked.galley(case).plain():
        lines = set_lines(matter, (asked.measure,), case) if left > 0 else None
        left -= len(lines or ())
        yield lines
