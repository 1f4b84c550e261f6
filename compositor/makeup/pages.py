"""Pages: every box of the dummy made up, and what each story needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from compositor.kept import NOTHING, Kept
from compositor.makeup.folds import clear_of_fold
from compositor.makeup.furniture import Wordbook, furniture
from compositor.makeup.pictures import picture_box
from compositor.makeup.rules import around, between_columns, clear_of_head, framed, loose, under
from compositor.makeup.stories import BoxInk, JumpWords, SetStory, make_story
from compositor.model.copy import Issue
from compositor.model.design import Box, Design, Grid, Paper, PictureBox, TextBox
from compositor.model.dummy import Dummy, DummyPage, Fit, Thread
from compositor.model.page import Half, Ink, JumpMark, Link, Page, PlacedBox, SetLine
from compositor.model.settings import Direction
from compositor.model.shapes import area_of, squares
from compositor.model.spreads import leaves
from compositor.model.standing import stance
from compositor.plan.threads import with_filled
from compositor.plan.values import Words, filled, leads, page_word
from compositor.records import dataclass
from compositor.text import LiveType, TypeCase


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An issue made up: its pages, how every story fitted, and the jumps."""

    pages: tuple[Page, ...]
    fit: Fit
    jumps: tuple[JumpMark, ...]


def make_up(issue: Issue, design: Design, dummy: Dummy, case: TypeCase, kept: Kept = NOTHING) -> MadeUp:
    """Make up every page of a dummy. Pure: the same dummy gives the same pages, made or ``kept``."""
    grid = design.paper.grid
    words = jump_words(issue, design.paper)

    def story(thread: Thread) -> SetStory:
        own = {ends: words[ends] for one, other in pairwise(thread.boxes) for ends in ((one.said, other.said),)}
        copy = issue.story(thread.story)
        made_of = (copy, thread, grid, case, own)
        if not kept.keeping:
            return make_story(copy, thread, grid, case, own)
        live: LiveType = kept.once("live type", thread.story, case, lambda: LiveType(case))

        def anew() -> SetStory:
            now = live.again()
            made = make_story(copy, thread, grid, replace(case, live=now), own)
            now.clear()
            kept.keep("live type", thread.story, case, now)
            return made

        return kept.once("made up", thread.story, made_of, anew)

    stories = tuple(map(story, dummy.threads))
    inks: dict[str, list[BoxInk]] = {}
    for box in (box for one in stories for box in one.boxes):
        inks.setdefault(box.page, []).append(box)

    led, words_of = leads(issue), Words(issue, design.paper)

    def page(one: DummyPage) -> Page:
        book = Wordbook(words_of.on(one.copy), case, led)
        filled = tuple(inks.get(one.copy.label, ()))
        made_of = (one, filled, book, design.paper)
        return kept.once("page", one.copy.label, made_of, lambda: _page(design.paper, one, filled, book))

    jumps = tuple(jump for one in stories for jump in one.jumps)
    return MadeUp(tuple(map(page, dummy.pages)), Fit(tuple(one.fit for one in stories)), jumps)


def jump_words(issue: Issue, paper: Paper) -> Mapping[tuple[str, str], JumpWords]:
    """Return the words of jumps by the labels of both pages: from, to."""
    said = {page.label: page_word(page, paper) for page in leaves(issue.pages)}
    wording = paper.wording
    jump = {label: filled(wording.jump, {"page": word}) or wording.jump for label, word in said.items()}
    continued = {label: filled(wording.continued, {"page": word}) or wording.continued for label, word in said.items()}
    return _JumpWords(jump, continued)


class _JumpWords(Mapping[tuple[str, str], JumpWords]):
    """The words of jumps from any page to any other, made when they are asked for: there are as many as pairs."""

    def __init__(self, jump: Mapping[str, str], continued: Mapping[str, str]) -> None:
        self.jump, self.continued = jump, continued

    def __getitem__(self, ends: tuple[str, str]) -> JumpWords:
        """Return the words from one page to another."""
        return JumpWords(self.jump[ends[1]], self.continued[ends[0]])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield all pairs of pages."""
        return ((one, other) for one in self.jump for other in self.jump)

    def __len__(self) -> int:
        """Return how many pairs there are."""
        return len(self.jump) ** 2


def _page(paper: Paper, dummy: DummyPage, filled: tuple[BoxInk, ...], book: Wordbook) -> Page:
    made = _Layers()
    copy = dummy.copy
    for box in dummy.furniture:
        made.add(*furniture(box, paper.grid, book, even=copy.number % 2 == 0))
    for text in sorted(_around_others(dummy), key=lambda box: -len(squares(box))):
        made.ink += under(text, paper.grid)
    for picture in dummy.pictures:
        if picture.copy.picture is not None:
            ink, placed = picture_box(picture.box, picture.copy.picture, paper.grid, book.case)
            made.add((*ink, *around(picture.box, paper.grid)), placed)
    _text_boxes(made, dummy, filled, paper.grid)
    made.ink += loose(dummy.template, paper.grid)
    boxes = (*dummy.furniture, *dummy.template.boxes)
    return Page(
        label=copy.label,
        number=copy.number,
        section=copy.section,
        width=paper.width * (len(copy.halves) or 1),
        height=paper.height,
        bleed=paper.bleed,
        ink=in_order(made.ink, _over(boxes)),
        boxes=tuple(made.boxes),
        links=tuple(made.links),
        halves=tuple(
            Half(half.label, half.number, half.section, paper.width * at) for at, half in enumerate(copy.halves)
        ),
        plan=copy.plan or paper.printing.plan,
    )


def _over(boxes: Iterable[Box]) -> Mapping[str, tuple[str, ...]]:
    """Return over which boxes others are painted; what stands inside a box that lies over others lies over it."""
    over = {box.name: box.over for box in boxes if box.over}
    for box in boxes:
        for one in box.rounds if isinstance(box, TextBox) and box.over else ():
            over[one.name] = (*over.get(one.name, ()), box.name)
    return over


def in_order(ink: Sequence[Ink], over: Mapping[str, tuple[str, ...]]) -> tuple[Ink, ...]:
    """Return ink in painting order: that of each box behind all ink of the boxes that it lies ``over``.

    Whatever lies over nothing keeps its place; a box that waits is painted as soon as those under it are.
    """
    if not over:
        return tuple(ink)
    left = Counter(one.box for one in ink)
    painted, held = list[Ink](), list[Ink]()
    for one in ink:
        if any(left[under] for under in over.get(one.box, ())):
            held.append(one)
            continue
        painted.append(one)
        left[one.box] -= 1
        while held and not left[painted[-1].box]:
            freed = [other for other in held if not any(left[under] for under in over[other.box])]
            if not freed:
                break
            box = freed[0].box
            painted += (other for other in freed if other.box == box)
            held = [other for other in held if other.box != box]
            left[box] = sum(other.box == box for other in ink) - sum(other.box == box for other in painted)
    return (*painted, *held)


class _Layers:
    """The ink of a page while its boxes are being added."""

    def __init__(self) -> None:
        self.ink: list[Ink] = []
        self.boxes: list[PlacedBox] = []
        self.links: list[Link] = []

    def add(self, ink: tuple[Ink, ...], placed: PlacedBox, links: tuple[Link, ...] = ()) -> None:
        self.ink += ink
        self.boxes.append(placed)
        self.links += links


def _text_boxes(made: _Layers, dummy: DummyPage, filled: tuple[BoxInk, ...], grid: Grid) -> None:
    """Add the text boxes of a page in the template's order, with the empty ones."""
    inks = {box.placed.name: box for box in filled}
    placed_pictures = {picture.box.name for picture in dummy.pictures}
    for box in dummy.template.boxes:
        if isinstance(box, PictureBox):
            if box.name not in placed_pictures:
                made.add((), PlacedBox(box.name, "advert" if box.advert else "picture", area_of(box, grid)))
            continue
        text = inks.get(box.name)
        if text is None:
            upright = box.direction is Direction.VERTICAL
            made.add((), PlacedBox(box.name, "text", area_of(box, grid), upright=upright))
            continue
        between = _column_rules(with_filled(box, dummy.copy), grid, text.ink)
        rules = (*around(box, grid), *framed(box, grid), *between)
        tint = () if box.holes or box.rounds else under(box, grid)
        made.add((*tint, *clear_of_fold(text.ink, box, grid), *rules), text.placed, text.links)


def _around_others(dummy: DummyPage) -> Iterator[TextBox]:
    """Yield the boxes inside which others stand: their tints lie under all else."""
    filled = {copy.box for copy in dummy.copy.boxes}
    yield from (
        box
        for box in dummy.template.boxes
        if isinstance(box, TextBox) and (box.holes or box.rounds) and box.name in filled
    )


def _column_rules(box: TextBox, grid: Grid, ink: tuple[Ink, ...]) -> tuple[Ink, ...]:
    rows = [line.row for line in ink if isinstance(line, SetLine) and line.row >= 0] if box.column_rule else ()
    if not rows:
        return ()
    stands = stance(box, grid)
    first = stands.box.rows[0]
    between = between_columns(stands.box, stands.grid, first + min(rows), first + max(rows) + 1)
    clear = clear_of_head(between, [stands.lain(one) for one in ink if isinstance(one, SetLine)], stands)
    return tuple(stands.stood(rule) for rule in clear)
