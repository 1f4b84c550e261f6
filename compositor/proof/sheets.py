"""What lies on the proof reader's desk: the pages' set lines beside the copy that they should carry."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from compositor.errors import Place
from compositor.kept import NOTHING, Kept
from compositor.model.copy import Issue, PageCopy, Part, Story
from compositor.model.design import Box, BoxStyle, Colour, Design, FurnitureBox, FurnitureItem, Style, TextBox
from compositor.model.dummy import Dummy
from compositor.model.often import made_often
from compositor.model.page import Ink, Page, SetLine
from compositor.model.settings import Direction, Script
from compositor.model.spreads import begins_on
from compositor.model.standing import Stance, Turn, stance
from compositor.proof.stretches import Stretch, stretches
from compositor.records import dataclass
from compositor.units import pt

if TYPE_CHECKING:
    from compositor.proof.headings import Heading

_colour = attrgetter("colour")

HAIR = pt("0.05")
"""The tolerance of places on a page: a twentieth of a point, in scaled points."""


@made_often
class Printed:
    """A set line and the label of the page that it stands on."""

    page: str
    line: SetLine


@dataclass(frozen=True, slots=True)
class Expected:
    """A part that the pages have to carry whole.

    ``page`` and ``box`` name where it belongs if its name alone doesn't tell it from others: jump heads and
    what pictures in boxes say. ``home`` is the page and box that a finding about it is bound to.
    """

    story: str
    part: Part
    home: tuple[str, str]
    page: str = ""
    box: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return story, part, page and box: what tells this part from all others."""
        return (self.story, self.part.name, self.page, self.box)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The issue's pages laid out for reading: copy, design, dummy, and every set line with its page.

    ``own`` are the styles of boxes, by page and box, whose story has settings of composition of its own.
    ``stretches`` are all of ``lines``, in their order. ``kept`` has what was found in pages as they were; ``heads`` are
    the heads of pages that were asked for, by page and parts.
    """

    issue: Issue
    design: Design
    dummy: Dummy
    pages: tuple[Page, ...]
    lines: tuple[Printed, ...]
    stretches: tuple[Stretch, ...]
    own: Mapping[tuple[str, str], BoxStyle]
    kept: Kept = field(default=NOTHING, repr=False, compare=False)
    heads: dict[tuple[str, frozenset[str]], tuple[Heading, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _furniture: list[Printed] = field(default_factory=list, repr=False, compare=False)
    _boxes: dict[tuple[str, str], Box | None] = field(default_factory=dict, repr=False, compare=False)
    _styles: dict[tuple[str, str, str], Style | None] = field(default_factory=dict, repr=False, compare=False)
    _stances: dict[tuple[str, str], Stance | None] = field(default_factory=dict, repr=False, compare=False)
    _on: dict[str, list[Stretch]] = field(default_factory=dict, repr=False, compare=False)
    _drawn: dict[str, list[Ink]] = field(default_factory=dict, repr=False, compare=False)
    _colours: dict[str, list[Colour]] = field(default_factory=dict, repr=False, compare=False)
    _ranks: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict, repr=False, compare=False)
    _expected: list[tuple[Expected, ...]] = field(default_factory=list, repr=False, compare=False)
    _parts: dict[tuple[str, str, str, str], Part] = field(default_factory=dict, repr=False, compare=False)

    @property
    def simplified(self) -> bool:
        """Tell whether the paper writes simplified characters."""
        return self.design.paper.setting.script is Script.HANS

    @property
    def expected(self) -> tuple[Expected, ...]:
        """Every part that the pages have to carry."""
        if not self._expected:
            self._expected.append(expected_parts(self.issue, self.dummy))
        return self._expected[0]

    @property
    def parts(self) -> Mapping[tuple[str, str, str, str], Part]:
        """The parts that the pages have to carry, by what tells them from all others."""
        if not self._parts:
            self._parts.update((expected.key, expected.part) for expected in self.expected)
        return self._parts

    def ranks(self, story: str) -> Mapping[tuple[str, str], int]:
        """Return the boxes of a story's thread by page and name, each with its number."""
        if not self._ranks:
            boxes: dict[str, list[tuple[str, str]]] = {}
            for thread in self.dummy.threads:
                boxes.setdefault(thread.story, []).extend((box.page, box.box.name) for box in thread.boxes)
            self._ranks.update((slug, {box: at for at, box in enumerate(own)}) for slug, own in boxes.items())
        return self._ranks.get(story, {})

    def on(self, page: Page) -> Sequence[Stretch]:
        """Return the lines of a page by stretches, in their order."""
        if not self._on:
            for stretch in self.stretches:
                self._on.setdefault(stretch.page, []).append(stretch)
        return self._on.get(page.label, ())

    def drawn(self, page: Page) -> Sequence[Ink]:
        """Return the ink of a page that is no type, in its order: there is little of it."""
        if page.label not in self._drawn:
            self._drawn[page.label] = [ink for ink in page.ink if not isinstance(ink, SetLine)]
        return self._drawn[page.label]

    def inked(self, page: Page) -> set[str]:
        """Return the names of the boxes of a page in which there is ink."""
        return {stretch.box for stretch in self.on(page)} | {ink.box for ink in self.drawn(page)}

    def colours(self, page: Page) -> Sequence[Colour]:
        """Return the colours of the type of a page, nearly always one."""
        if page.label not in self._colours:
            lines = chain.from_iterable([stretch.lines for stretch in self.on(page)])
            self._colours[page.label] = list({id(colour): colour for colour in map(_colour, lines)}.values())
        return self._colours[page.label]

    def box(self, label: str, name: str) -> Box | None:
        """Return the template's box of that name on a page, furniture included, or None."""
        key = (label, name)
        if key not in self._boxes:
            template = self.design.templates[self.issue.page(label).template]
            furniture = (box for box in template.furniture if box.name == name)
            self._boxes[key] = template.box(name) or next(furniture, None)
        return self._boxes[key]

    @property
    def furniture(self) -> list[Printed]:
        """The lines of furniture."""
        if not self._furniture:
            items = (one for one in self.stretches if one.part.startswith("item-"))
            own = (one.printed for one in items if isinstance(self.box(one.page, one.box), FurnitureBox))
            self._furniture.extend(chain.from_iterable(own))
        return self._furniture

    def begins_on(self, label: str, name: str) -> PageCopy:
        """Return the page on which a box begins: of a spread one of its halves."""
        return begins_on(self.issue.page(label), self.box(label, name), self.design.paper.grid)

    def stance(self, label: str, name: str) -> Stance | None:
        """Return how a text box of a page was made up, lying if its lines are vertical; None for other boxes."""
        key = (label, name)
        if key not in self._stances:
            box = self.design.templates[self.issue.page(label).template].box(name)
            self._stances[key] = stance(box, self.design.paper.grid) if isinstance(box, TextBox) else None
        return self._stances[key]

    def lain(self, printed: Printed) -> SetLine:
        """Return a line of a text box as it was made up, its first line at the top and its columns side by side.

        The lines of a vertical head in a horizontal box lie below one another.
        """
        if printed.line.line.direction is Direction.HORIZONTAL:
            return printed.line  # it was made up where it stands
        stands = self.stance(printed.page, printed.line.box)
        if stands and stands.box.head.direction is Direction.VERTICAL:
            return Turn().lain(printed.line)
        return stands.lain(printed.line) if stands else printed.line

    def baselines(self, stretch: Stretch) -> Sequence[int]:
        """Return where the lines of a stretch were made up; see `lain`."""
        if stretch.horizontal:
            return stretch.baselines
        return [self.lain(printed).baseline for printed in stretch.printed]

    def style(self, printed: Printed) -> Style | None:
        """Return the style that a line's part has in its box, or None where it has none of its own."""
        key = (printed.page, printed.line.box, printed.line.part)
        if key not in self._styles:
            box = self.box(*key[:2])
            if box is None or isinstance(box, FurnitureBox):
                self._styles[key] = None
            else:
                self._styles[key] = part_style(self.own.get(key[:2], box.style), key[2])
        return self._styles[key]

    def place(self, printed: Printed) -> Place | None:
        """Return where the desk put a line: the item of furniture, else the box as the issue or the template has it."""
        copy = self.issue.page(printed.page).box(printed.line.box)
        box = self.box(printed.page, printed.line.box)
        if copy is not None or not isinstance(box, FurnitureBox):
            return copy.place if copy else box.place if box else None
        item = self.item(printed)
        return item.place if item else box.place

    def item(self, printed: Printed) -> FurnitureItem | None:
        """Return the item of furniture that a line was set from, or None."""
        box, index = self.box(printed.page, printed.line.box), printed.line.part.removeprefix("item-")
        if not isinstance(box, FurnitureBox) or not index.isdigit() or int(index) >= len(box.items):
            return None
        return box.items[int(index)]

    def title(self, slug: str) -> str:
        """Return the headline of a story, by which the desk knows it, or its slug."""
        story = self.story(slug)
        return title(story) if story else slug

    def story(self, slug: str) -> Story | None:
        """Return the story of that slug, or None where the issue has none."""
        try:
            return self.issue.story(slug)
        except KeyError:
            return None


def sheets(issue: Issue, design: Design, dummy: Dummy, pages: tuple[Page, ...], kept: Kept = NOTHING) -> Sheets:
    """Lay out ``pages`` for reading."""
    printed = [kept.once("printed", page.label, page, partial(_printed, page)) for page in pages]
    composed = {thread.story for thread in dummy.threads if issue.story(thread.story).composition}
    threads = (thread for thread in dummy.threads if thread.story in composed)
    own = {(box.page, box.box.name): box.box.style for thread in threads for box in thread.boxes}
    lines, parted = (tuple(chain.from_iterable(own)) for own in zip(*printed, strict=True)) if printed else ((), ())
    return Sheets(issue, design, dummy, pages, lines, parted, own, kept)


def _printed(page: Page) -> tuple[tuple[Printed, ...], tuple[Stretch, ...]]:
    lines = tuple([Printed(page.label, ink) for ink in page.ink if isinstance(ink, SetLine)])
    return lines, stretches(lines)


def all_text(page: Page) -> str:
    """Return all that a page prints, line after line."""
    return "".join([run.text for ink in page.ink if isinstance(ink, SetLine) for run in ink.line.runs])


def title(story: Story) -> str:
    """Return the headline of a story on one line, or its slug where it has none."""
    headline = story.part("headline")
    return headline.text.replace("\n", " ") if headline and headline.text else story.slug


def page_name(label: str) -> str:
    """Return a page's label as one says it: ``01`` is page 1."""
    if label.isascii() and label.replace("-", "").isdigit():
        return "-".join(str(int(page)) for page in label.split("-"))
    return label


def part_style(box_style: BoxStyle, part: str) -> Style | None:
    """Return the style of a part; ``photo:cutline`` has that of ``cutline``."""
    return box_style.styles.get(part.rpartition(":")[2])


def story_parts(story: Story) -> tuple[Part, ...]:
    """Return every part of a story, with what its pictures say, each once."""
    named = {part.name: part for part in story.parts}
    for picture in story.pictures:
        for part in (picture.cutline, picture.credit):
            if part is not None:
                named.setdefault(part.name, part)
    return tuple(named.values())


def expected_parts(issue: Issue, dummy: Dummy) -> tuple[Expected, ...]:
    """Return every part that the pages have to carry: of placed stories, picture boxes and jump heads."""
    found: list[Expected] = []
    for page in issue.pages:
        for copy in page.boxes:
            home = (page.label, copy.box)
            if copy.story:
                found += (Expected(copy.story, part, home) for part in story_parts(issue.story(copy.story)))
            if copy.picture is not None:
                parts = (copy.picture.cutline, copy.picture.credit)
                found += (Expected("", part, home, *home) for part in parts if part is not None)
    for thread in dummy.threads:
        for box in thread.boxes[1:]:
            if box.jump_head is not None:
                home = (box.page, box.box.name)
                found.append(Expected(thread.story, box.jump_head, home, *home))
    return tuple(part for part in found if part.part.text.strip())


def blank(text: str) -> bool:
    """Tell whether nothing of ``text`` shows in print: white space and characters without a shape of their own."""
    return not text or all(char.isspace() or unicodedata.category(char) in ("Cc", "Cf") for char in text)


def named(character: str) -> str:
    """Return a character as a message names it: with its code point, and alone by that where it shows nothing."""
    code = f"U+{ord(character):04X}"
    return code if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs"} else f"{character} {code}"


def excerpt(text: str, longest: int = 24) -> str:
    """Return ``text`` on one line, its middle left out where it is long."""
    line = text.replace("\n", "⏎")
    return line if len(line) <= longest else f"{line[: longest - 8]} … {line[-6:]}"


def many(number: int, noun: str) -> str:
    """Return a number with its noun: 1 line, 2 lines."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
