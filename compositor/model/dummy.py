"""The dummy (which copy goes in which box) and the fit (what each story needed)."""

from __future__ import annotations

from dataclasses import field

from compositor.model.copy import BoxCopy, PageCopy, Part
from compositor.model.design import FurnitureBox, PictureBox, Template, TextBox
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class ThreadBox:
    """One text box of a thread: page label, box, what the manifest says of it, and its jump head."""

    page: str
    box: TextBox
    copy: BoxCopy
    jump_head: Part | None = None

    @property
    def said(self) -> str:
        """The label of the page that jump lines name: on a spread that on which the box begins."""
        return self.copy.half or self.page


@dataclass(frozen=True, slots=True)
class Thread:
    """The boxes that a story runs through, first to last."""

    story: str
    boxes: tuple[ThreadBox, ...]


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture box of a page and what stands in it."""

    box: PictureBox
    copy: BoxCopy


@dataclass(frozen=True, slots=True)
class DummyPage:
    """One page of the dummy."""

    copy: PageCopy
    template: Template
    pictures: tuple[PlacedPicture, ...]
    furniture: tuple[FurnitureBox, ...]


@dataclass(frozen=True, slots=True)
class Dummy:
    """Every page's boxes and every thread, fixed before type is set; ``round`` counts from 1."""

    pages: tuple[DummyPage, ...]
    threads: tuple[Thread, ...]
    round: int = 1

    def page(self, label: str) -> DummyPage:
        """Return the page of that label; raises ``KeyError`` where there is none."""
        for page in self.pages:
            if page.copy.label == label:
                return page
        raise KeyError(label)


@dataclass(frozen=True, slots=True)
class BoxFit:
    """What one text box had and used: lines over all columns, characters without white space.

    ``start`` and ``end`` are the offsets of the body text that stands in the box; ``moved`` are the things that found
    no room there beside the first line of their paragraph.
    """

    page: str
    box: str
    story: str
    lines_had: int
    lines_used: int
    characters: int
    start: int
    end: int
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFit:
    """How a story fitted: its boxes, and what was left over after the last one."""

    story: str
    boxes: tuple[BoxFit, ...]
    overset_start: int
    overset_characters: int
    overset_lines: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How every story fitted in one round of the plan."""

    stories: tuple[StoryFit, ...]
    _named: dict[str, StoryFit] = field(default_factory=dict, init=False, repr=False, compare=False)

    def story(self, slug: str) -> StoryFit:
        """Return the fit of that story; raises ``KeyError`` where there is none."""
        if not self._named:
            self._named.update((fit.story, fit) for fit in reversed(self.stories))
        return self._named[slug]
