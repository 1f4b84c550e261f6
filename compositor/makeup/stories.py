"""Stories: heads and body of a thread, box by box, with a cursor into the copy and jump lines between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from compositor.makeup.boxes import BoxMaker, FilledBox
from compositor.makeup.galley import Shelf
from compositor.makeup.notes import note_links
from compositor.model.copy import Story, solid
from compositor.model.design import Grid
from compositor.model.dummy import BoxFit, StoryFit, Thread, ThreadBox
from compositor.model.lines import em_box
from compositor.model.page import Ink, JumpMark, Link, PlacedBox, SetLine
from compositor.model.settings import Direction
from compositor.model.shapes import area_of
from compositor.model.standing import Stance, stance
from compositor.records import dataclass
from compositor.text import TypeCase


@dataclass(frozen=True, slots=True)
class JumpWords:
    """The words of one jump, as the paper writes them: at its start and over its rest."""

    jump: str
    continued: str


@dataclass(frozen=True, slots=True)
class BoxInk:
    """What one box of a thread put on its page."""

    page: str
    placed: PlacedBox
    ink: tuple[Ink, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SetStory:
    """A story as made up: ink by box, how it fitted, and its jumps."""

    boxes: tuple[BoxInk, ...]
    fit: StoryFit
    jumps: tuple[JumpMark, ...]


def make_story(  # noqa: PLR0913  (a story, where it runs, and what it is set from)
    story: Story,
    thread: Thread,
    grid: Grid,
    case: TypeCase,
    words: Mapping[tuple[str, str], JumpWords],
    *,
    shelf: Shelf | None = None,
    counting: bool = True,
) -> SetStory:
    """Run a story through its thread's boxes and return all of it that found room.

    ``words`` gives the jump words by the labels of both pages (from, to); ``shelf`` has lines set before. In a box
    without room for copy and a jump line the story stops: what is left is overset there, and the boxes after it stay
    empty. Without ``counting``, the lines left over are not counted but given as 1.
    """
    filled: list[FilledBox] = []
    body = story.part("body")
    end = len(body.text) if body else 0
    over: FilledBox | None = None
    shelf = shelf or Shelf()
    for index, box in enumerate(thread.boxes):
        before = thread.boxes[index - 1] if index else None
        following = thread.boxes[index + 1] if index + 1 < len(thread.boxes) else None
        stands = stance(box.box, grid)
        maker = BoxMaker(
            story=story,
            box=box if stands.box is box.box else replace(box, box=stands.box),
            grid=stands.grid,
            case=case,
            jump=words[box.said, following.said].jump if following else "",
            continued=words[before.said, box.said].continued if before else "",
            byline_at=thread.boxes[0].box.style.byline_at,
            shelf=shelf,
            counting=counting,
            stood=[name for made in filled for name in made.stood],
        )
        rest = filled[-1].rest if filled else 0
        if rest is None:
            filled.append(maker.empty(end if over is None or over.rest is None else over.rest))
            continue
        made = _stood(maker.fill(rest), stands)
        if made.rest is not None and made.jump_line is None:
            over, made = made, replace(made, rest=None)
        filled.append(made)
    return SetStory(
        boxes=_box_inks(thread, filled, story, grid),
        fit=_story_fit(story, tuple(made.fit for made in filled), over),
        jumps=_jumps(thread, filled),
    )


def _stood(made: FilledBox, stands: Stance) -> FilledBox:
    """Stand a box up that was filled lying."""
    if stands.turn is None:
        return made
    jump, continued = made.jump_line, made.continued_line
    return replace(
        made,
        ink=tuple(stands.stood(ink) for ink in made.ink),
        jump_line=stands.stood(jump) if jump else None,
        continued_line=stands.stood(continued) if continued else None,
    )


def _jumps(thread: Thread, filled: list[FilledBox]) -> tuple[JumpMark, ...]:
    marks = []
    for (box, one), (onward, other) in pairwise(zip(thread.boxes, filled, strict=True)):
        if one.jump_line is None and other.continued_line is None:
            continue
        jump = one.jump_line.line.text if one.jump_line else ""
        continued = other.continued_line.line.text if other.continued_line else ""
        ends = (box.page, box.box.name, onward.page, onward.box.name)
        marks.append(JumpMark(thread.story, *ends, jump, continued))
    return tuple(marks)


def _box_inks(thread: Thread, filled: list[FilledBox], story: Story, grid: Grid) -> tuple[BoxInk, ...]:
    headline = story.part("headline")
    title = headline.text if headline else story.slug
    inked = [(box.page, box.box.name, made.ink) for box, made in zip(thread.boxes, filled, strict=True)]
    notes = note_links(story.part("body"), inked)
    inks = []
    for index, (box, made) in enumerate(zip(thread.boxes, filled, strict=True)):
        links = []
        if made.jump_line is not None and index + 1 < len(thread.boxes):
            links.append(_link(made.jump_line, thread.boxes[index + 1], title))
        if made.continued_line is not None and index:
            links.append(_link(made.continued_line, thread.boxes[index - 1], title))
        upright = box.box.direction is Direction.VERTICAL
        placed = PlacedBox(box.box.name, "text", area_of(box.box, grid), story.slug, upright)
        inks.append(BoxInk(box.page, placed, made.ink, (*links, *notes[index])))
    return tuple(inks)


def _link(line: SetLine, target: ThreadBox, title: str) -> Link:
    size = max((run.size for run in line.line.runs), default=0)
    over, under = (part + size // 8 for part in em_box(line.line.direction, size))
    return Link(line.area((0, line.line.width), (-under, over)), line.box, target.page, target.box.name, title)


def _story_fit(story: Story, fits: tuple[BoxFit, ...], over: FilledBox | None) -> StoryFit:
    """Return how a story fitted; ``over`` is the box after which some of it is left, None where all stands."""
    body, byline = story.part("body"), story.part("byline")
    text = body.text if body else ""
    if over is None or over.rest is None:
        return StoryFit(story.slug, fits, len(text), 0, 0)
    characters = body.solid(over.rest, len(text)) if body else 0
    if over.byline_left and byline is not None:
        characters += solid(byline.text)
    return StoryFit(story.slug, fits, over.rest, characters, over.lines_over)
