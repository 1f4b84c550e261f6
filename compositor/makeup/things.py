"""Things that stand beside a paragraph of their story: pictures and quotes, as deep as their width makes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from compositor.makeup.captions import MISSING_ASPECT, Laid, caption
from compositor.makeup.heads import aligned
from compositor.makeup.pictures import upright
from compositor.model.copy import Beside, Paragraph, Part, Picture, Story
from compositor.model.design import Align, Area, BoxStyle, Grid
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, SetLine
from compositor.model.settings import Direction
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, set_lines, set_ragged

Owner = tuple[str, str, BoxStyle]
"""The box and the story that a thing is drawn for, and the styles it is set in."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands beside a paragraph: where, how deep it is at a width, and how it is drawn in its place.

    ``brought`` tells that it found no room in the box of its paragraph, and stands at the head of a later one.
    """

    name: str
    beside: Beside
    depth: Callable[[int], int]
    draw: Callable[[Area], tuple[Ink, ...]]
    brought: bool = False

    def stands_at(self, begin: int, paragraph: Paragraph) -> bool:
        """Tell whether it stands beside copy of a paragraph that begins at an offset in its box."""
        return self.beside.anchor == begin and (self.brought or begin == paragraph.start)


def things_of(story: Story, owner: Owner, grid: Grid, case: TypeCase) -> tuple[Thing, ...]:
    """Return what stands beside the paragraphs of a story, in the order of their places."""
    found = [*_pictures(story, owner, grid, case), *_quotes(story, owner, grid, case)]
    return tuple(sorted(found, key=lambda thing: thing.beside.anchor))


def brought_on(things: Sequence[Thing], start: int, stood: Collection[str]) -> tuple[Thing, ...]:
    """Return the things of a box whose copy begins at ``start``: those that no earlier box had room for go to its head.

    ``stood`` names those that stand in earlier boxes.
    """
    return tuple(
        replace(thing, beside=replace(thing.beside, anchor=start), brought=True)
        if thing.beside.anchor < start and thing.name not in stood
        else thing
        for thing in things
    )


def _pictures(story: Story, owner: Owner, grid: Grid, case: TypeCase) -> Iterator[Thing]:
    for picture in story.pictures:
        if picture.beside is not None:
            shown = _Shown(picture, owner, grid, case)
            yield Thing(picture.name, picture.beside, shown.depth, shown.drawn)


def _quotes(story: Story, owner: Owner, grid: Grid, case: TypeCase) -> Iterator[Thing]:
    for quote in story.quotes:
        words = _Words(quote.part, owner, grid, case)
        yield Thing(quote.part.name, quote.beside, words.depth, words.drawn)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture with its words beneath; in a vertical box, lying, it is upright when the box stands."""

    picture: Picture
    owner: Owner
    grid: Grid
    case: TypeCase

    @property
    def _stands(self) -> bool:
        return self.grid.direction is Direction.VERTICAL

    def depth(self, width: int) -> int:
        """Return how deep picture and words are at a width."""
        picture = self.picture
        aspect = picture.framing.proportions(picture.asset) if picture.asset else MISSING_ASPECT
        if self._stands:
            aspect = aspect[::-1]
        return width * aspect[1] // aspect[0] + self._words(width)

    def _words(self, width: int) -> int:
        height = caption(self.picture, width, self.owner[2], self.case).height
        return height + (self.grid.leading // 4 if self._stands and height else 0)

    def drawn(self, area: Area) -> tuple[Ink, ...]:
        """Draw the picture in all of an area that its words leave."""
        box, story, look = self.owner
        words = self._words(area.width)
        shown = Area(area.x, area.y, area.width, max(0, area.height - words))
        at = (area.x, shown.bottom + (self.grid.leading // 4 if self._stands else 0))
        laid = Laid(shown, caption(self.picture, area.width, look, self.case), at)
        ink = upright(self.picture, shown, box, (look, self.grid), self.case)
        return (*ink, *laid.ink(self.picture, look, (box, story)))


@dataclass(frozen=True, slots=True)
class _Words:
    """A quote between two rules."""

    part: Part
    owner: Owner
    grid: Grid
    case: TypeCase

    def lines(self, width: int) -> tuple[Line, ...]:
        """Set the words: by sense where they are ragged."""
        look = self.owner[2]
        matter = Matter(self.part.text, 0, len(self.part.text), self.part.spans, look, look.style("quote"))
        if matter.style.align is Align.JUSTIFY:
            return set_lines(matter, (width,), self.case)
        return set_ragged(matter, width, self.case)

    def depth(self, width: int) -> int:
        """Return how deep the words are at a width, with half an em of white to each rule."""
        return len(self.lines(width)) * self.owner[2].style("quote").leading + self.grid.size

    def drawn(self, area: Area) -> tuple[Ink, ...]:
        """Draw the words in the middle of an area, the rules at its edges."""
        box, story, look = self.owner
        style, lines = look.style("quote"), self.lines(area.width)
        half, y = look.quote_rule // 2, area.y + (area.height - len(lines) * style.leading) // 2
        ink: list[Ink] = []
        for edge in (area.y + half, area.bottom - half) if look.quote_rule else ():
            ink.append(Rule(area.x, edge, area.right, edge, look.quote_rule, box, style.colour))
        for number, line in enumerate(lines):
            x = area.x + aligned(style.align, area.width, line)
            at = style.line_in(y + number * style.leading)
            ink.append(SetLine(line, x, at, box, story, self.part.name, colour=style.colour))
        return tuple(ink)
