"""Trials: one or two stories made up with changes, and how they then fit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property

from compositor import plan
from compositor.kept import NOTHING, Kept
from compositor.makeup import SetStory, Shelf, jump_words, make_story
from compositor.model.copy import ParagraphKind, Part, Story
from compositor.model.design import Grid
from compositor.model.dummy import Thread
from compositor.model.fitting import Change, Draft
from compositor.model.page import Ink, SetLine
from compositor.model.phrases import Phrases
from compositor.model.shapes import area_of
from compositor.model.ways import Allowance, JumpPolicy, Way
from compositor.proof import Room, room_of
from compositor.records import dataclass
from compositor.text import TypeCase, sentence_ends


@dataclass(frozen=True, slots=True)
class Wish:
    """What the desk wishes of a story that may well fit: to be so many body lines shorter (below 0: longer)."""

    story: str
    lines: int


@dataclass(frozen=True)
class Tried:
    """A story as made up on trial: where it runs, its ink, and how it fits.

    ``shorter`` is by how many body lines it is wished to be shorter: they count as left over, or below 0 as free.
    """

    story: Story
    thread: Thread
    made: SetStory
    rooms: tuple[Room | None, ...]
    grid: Grid
    shorter: int = 0

    @property
    def over(self) -> int:
        """The body lines left over, counted over all columns; 0 where all of it stands."""
        lines = self.made.fit.overset_lines if self.made.fit.overset_characters else 0
        return max(0, lines + self.shorter - self._free) if self.shorter else lines

    @property
    def free(self) -> int:
        """The body lines left free in all of its boxes."""
        lines = self.made.fit.overset_lines if self.made.fit.overset_characters else 0
        return max(0, self._free - self.shorter - lines) if self.shorter else self._free

    @property
    def _free(self) -> int:
        return sum(room.free for room in self.rooms if room)

    @property
    def underset(self) -> bool:
        """Whether a box of the story is left with so many free lines that the desk is told."""
        if self.shorter:
            return self.shorter < 0 and self.free > 0
        return not self.over and any(room.underset for room in self.rooms if room)

    @property
    def fits(self) -> bool:
        """Whether the story is neither over nor under."""
        return not self.over and not self.underset

    @cached_property
    def ink(self) -> tuple[Ink, ...]:
        """Everything that its boxes put on their pages."""
        return tuple(ink for box in self.made.boxes for ink in box.ink)

    @property
    def body(self) -> Part | None:
        """The body of the story, where it has one."""
        return self.story.part("body")

    @property
    def tight(self) -> int:
        """The paragraphs that miss the number of lines that is asked of them."""
        return sum(bool(getattr(getattr(ink, "line", None), "off", 0)) for ink in self.ink)

    def lawful(self, policy: JumpPolicy) -> bool:
        """Tell whether all jumps have enough lines on either side and end with a sentence, under heads with room."""
        one = len(self.thread.boxes) == 1
        return one or (self.jumps_wide(policy) and self.jumps_well() and not self.crowded("jump_head"))

    def crowded(self, *parts: str) -> int:
        """Return how many lines of heads, or of these parts of them, have no room: their box is too low or narrow."""
        return sum(
            isinstance(ink, SetLine)
            and (ink.part in parts if parts else ink.column < 0)
            and (ink.line.tight or ink.baseline > area_of(place.box, self.grid).bottom)
            for place, made in zip(self.thread.boxes, self.made.boxes, strict=True)
            for ink in made.ink
        )

    def jumps_wide(self, policy: JumpPolicy) -> bool:
        """Tell whether enough lines of body stand before each jump and after the last."""
        counts = [sum(isinstance(ink, SetLine) and ink.part == "body" for ink in box.ink) for box in self.made.boxes]
        return min(counts[:-1], default=0) >= policy.least_before and counts[-1] >= policy.least_after

    def jumps_well(self) -> bool:
        """Tell whether every part of the story that is jumped from ends with a sentence or a paragraph."""
        body = self.body
        if body is None:
            return True
        ends = {paragraph.end for paragraph in body.paragraphs if paragraph.kind is ParagraphKind.TEXT}
        for box in self.made.fit.boxes[:-1]:
            end = len(body.text[: box.end].rstrip())
            if end not in ends and end not in sentence_ends(body.text, max(0, end - 1), end + 1):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Desk:
    """What trials are made with: type, the reader of phrases, the lines set so far, and what the desk wishes.

    ``kept`` has stories and pages that were made up before.
    """

    case: TypeCase
    phrases: Phrases | None = None
    shelf: Shelf = field(default_factory=Shelf)
    wish: Wish | None = None
    kept: Kept = NOTHING

    def tried(self, draft: Draft, story: str, *, counting: bool = True) -> Tried:
        """Return a story of a draft as made up; without ``counting``, its lines left over are not counted."""
        issue, design = draft.issue, draft.design
        thread = plan.thread_of(issue, design, story, self.phrases)
        words = jump_words(issue, design.paper)
        shorter = self.wish.lines if self.wish is not None and self.wish.story == story else 0
        counting = counting or bool(shorter)
        made = make_story(
            issue.story(story), thread, design.paper.grid, self.case, words, shelf=self.shelf, counting=counting
        )
        rooms = tuple(
            room_of(box.box, ink.ink, design.paper.grid) for box, ink in zip(thread.boxes, made.boxes, strict=True)
        )
        return Tried(issue.story(story), thread, made, rooms, design.paper.grid, shorter)


@dataclass(frozen=True, slots=True)
class Case:
    """A story that doesn't fit: the draft, the story as it stands, and the desk to try things on.

    ``allowed`` is what may be done besides the way that is being tried; None for all.
    """

    draft: Draft
    desk: Desk
    before: Tried
    allowed: tuple[Allowance, ...] | None = None
    _beside: dict[str, Tried] = field(default_factory=dict, compare=False, repr=False)

    def beside(self, story: str) -> Tried:
        """Return another story as it stands before anything is changed."""
        if story not in self._beside:
            self._beside[story] = self.desk.tried(self.draft, story)
        return self._beside[story]

    @property
    def slug(self) -> str:
        """The story."""
        return self.before.story.slug

    def most(self, way: Way, otherwise: int) -> int:
        """Return how far a way may be gone besides another: ``otherwise`` where nothing limits it, 0 for not at all."""
        if self.allowed is None:
            return otherwise
        return next((min(one.most or otherwise, otherwise) for one in self.allowed if one.way is way), 0)

    def with_changes(self, changes: Iterable[Change], *others: str) -> Outcome:
        """Return how the story fits with changes, and ``others`` that they touch."""
        draft = plan.changed(self.draft, tuple(changes))
        own = self.desk.tried(draft, self.slug)
        return Outcome(draft, own, {other: self.desk.tried(draft, other) for other in others if other != self.slug})

    def alone(self, change: Change) -> Tried:
        """Return the story with one change, its lines left over not counted: whether it fits is all that is asked."""
        return self.desk.tried(plan.changed(self.draft, (change,)), self.slug, counting=False)

    def left(self, tried: Tried) -> tuple[int, int]:
        """Return what is amiss with a trial: lines and characters left over, or lines left free. Less is better."""
        if self.before.over:
            return (tried.over, tried.made.fit.overset_characters)
        return (tried.free, 0)

    def gain(self, after: Tried) -> int:
        """Return by how many body lines a trial helps: fewer left over, or fewer left free."""
        if self.before.over:
            return self.before.over - after.over
        return self.before.free - after.free


@dataclass(frozen=True, slots=True)
class Outcome:
    """What changes came to: the draft with them, the story, and the others that they touch."""

    draft: Draft
    own: Tried
    others: Mapping[str, Tried]
