"""Withdrawal (撤稿): what readers get of an issue of which a story was withdrawn.

The plates are history and stay as they are. From the pages that readers get the story's ink is taken, with its jump
lines, its lines in 今日導讀 and all links to it; the words of the notice stand in its place. Nothing else moves. A
correction (更正) only adds its notice to the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from compositor.epaper.publication import Article, Notice, Publication
from compositor.model.copy import Issue, Paragraph, Part, SourceMap, Story
from compositor.model.design import BLACK, Align, Area, Style
from compositor.model.dummy import Dummy
from compositor.model.lines import Line
from compositor.model.notices import NoticeKind, StoryNotice, standing
from compositor.model.page import Ink, Link, Page, PlacedBox, Rule, SetLine
from compositor.model.settings import Direction
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, generated_line, set_lines
from compositor.units import pt

TITLE: Final = "本文已撤稿"
"""The title of what was withdrawn: the same in both scripts."""
_LONGEST: Final = 24
"""Ems that a line of a notice has at most."""
_LEAST: Final = pt(5)
_FRAME: Final = pt(0.25)


@dataclass(frozen=True, slots=True)
class Readers:
    """An issue and its pages as readers get them."""

    issue: Issue
    pages: tuple[Page, ...]


def for_readers(pages: Sequence[Page], issue: Issue, dummy: Dummy, case: TypeCase) -> Readers:
    """Return an issue and its pages without what was withdrawn; as they are where nothing was."""
    gone = _gone(issue)
    if not gone:
        return Readers(issue, tuple(pages))
    stories = tuple(_notice_story(one, gone[one.slug]) if one.slug in gone else one for one in issue.stories)
    index = tuple(item for item in issue.index if item.story not in gone)
    fillers = tuple(one for one in issue.fillers if one.slug not in gone)
    told = replace(issue, stories=stories, index=index, fillers=fillers)
    styles = _styles(dummy)
    own = {(page.label, box.name) for page in pages for box in page.boxes if box.story in gone}
    also = {label: labels for labels in _spreads(issue) for label in labels}
    places = frozenset((label, box) for page, box in own for label in also.get(page, (page,)))
    shown = frozenset(tuple(one.rsplit("/", 1)) for notice in gone.values() for one in notice.pictures)
    first: set[str] = set()
    made = []
    for page in pages:
        left = _without(_unpictured(page, also, shown), frozenset(gone), places)
        ink: list[Ink] = []
        for box in (box for box in page.boxes if box.story in gone):
            style = styles.get((box.story, box.name)) or next(iter(styles.values()))
            ink += _notice_ink(box, told.story(box.story), (style, case), begins=box.story not in first)
            first.add(box.story)
        made.append(replace(left, ink=(*left.ink, *ink)))
    return Readers(told, tuple(made))


def with_notices(publication: Publication, issue: Issue) -> Publication:
    """Return a publication with the notices of its issue: a withdrawn article has its notice and nothing else."""
    notices = standing(issue.notices)
    articles = tuple(_told(one, notices[one.slug]) if one.slug in notices else one for one in publication.articles)
    return replace(publication, articles=articles)


def _told(article: Article, one: StoryNotice) -> Article:
    notice = Notice(one.kind, one.at, one.words)
    if one.kind is NoticeKind.CORRECTED:
        return replace(article, notice=notice)
    return replace(article, title=TITLE, heads=(), blocks=(), zones=(), vertical=False, notice=notice)


def _gone(issue: Issue) -> dict[str, StoryNotice]:
    there = {story.slug for story in (*issue.stories, *issue.fillers)}
    notices = standing(issue.notices)
    return {slug: one for slug, one in notices.items() if one.kind is NoticeKind.WITHDRAWN and slug in there}


def _spreads(issue: Issue) -> Iterator[tuple[str, ...]]:
    """Yield the labels of each spread: its own, and those of its pages."""
    for page in issue.pages:
        if page.halves:
            yield (page.label, *(half.label for half in page.halves))


def _notice_story(story: Story, notice: StoryNotice) -> Story:
    """Return what stands where a story was withdrawn: a headline that says so, and the notice."""
    source = SourceMap(notice.place.file if notice.place else "", (), (), (0,))
    parts = tuple(
        Part(name, text, (Paragraph(0, len(text)),), (), source)
        for name, text in (("headline", TITLE), ("body", notice.words))
    )
    return Story(story.slug, story.place, parts, formerly=story.formerly)


def _styles(dummy: Dummy) -> Mapping[tuple[str, str], Style]:
    """Return the style of the body in each box of each story."""
    return {
        (thread.story, one.box.name): one.box.style.style("body") for thread in dummy.threads for one in thread.boxes
    }


# What is taken away


def _unpictured(page: Page, also: Mapping[str, tuple[str, ...]], shown: frozenset[tuple[str, ...]]) -> Page:
    """Return a page without the pictures that are withdrawn with a story, and their boxes."""
    labels = also.get(page.label, (page.label,))
    own = {box.name for box in page.boxes if not box.story and any((label, box.name) in shown for label in labels)}
    own -= {box.name for box in page.boxes if box.kind == "furniture"}
    if not own:
        return page
    return replace(
        page,
        ink=tuple(ink for ink in page.ink if ink.box not in own),
        links=tuple(link for link in page.links if link.box not in own),
        boxes=tuple(box for box in page.boxes if box.name not in own),
    )


def _without(page: Page, gone: frozenset[str], places: frozenset[tuple[str, str]]) -> Page:
    """Return a page without the ink of stories, and without what leads to them from elsewhere."""
    own = {box.name for box in page.boxes if box.story in gone}
    to = {link for link in page.links if _leads(link, places)}
    kept = tuple(
        ink for ink in page.ink if not (ink.box in own or _of(ink, gone) or any(_says(ink, link) for link in to))
    )
    links = tuple(link for link in page.links if link.box not in own and link not in to)
    return replace(page, ink=kept, links=links)


def _leads(link: Link, places: frozenset[tuple[str, str]]) -> bool:
    return not link.address and (link.to_page, link.to_box) in places


def _of(ink: Ink, gone: frozenset[str]) -> bool:
    return isinstance(ink, SetLine) and ink.story in gone


def _says(ink: Ink, link: Link) -> bool:
    """Tell whether a line is the words of a link: a line of 今日導讀, and the page that it names."""
    return isinstance(ink, SetLine) and ink.box == link.box and _middle_in(ink.em_boxes(), link.area)


def _middle_in(area: Area, other: Area) -> bool:
    x, y = area.x + area.width // 2, area.y + area.height // 2
    return other.x <= x <= other.right and other.y <= y <= other.bottom


# What stands in its place


def _notice_ink(box: PlacedBox, story: Story, how: tuple[Style, TypeCase], *, begins: bool) -> Iterator[Ink]:
    """Yield the notice in a box: in a story's first as its copy, in the others as words of our own, and a frame."""
    area, name = box.area, box.name
    corners = ((area.x, area.y), (area.right, area.y), (area.right, area.bottom), (area.x, area.bottom))
    for at, (x, y) in enumerate(corners):
        yield Rule(*corners[at - 1], x, y, _FRAME, name)
    upright = box.upright
    style, parts = _fitted(area, story, how, upright=upright)
    lines = [(part, line) for part, set_of in parts for line in set_of]
    deep = len(lines) * style.leading
    wide = max(line.width for _, line in lines)
    for row, (part, line) in enumerate(lines):
        x, y = _begins(area, style, (row, deep, wide), upright=upright)
        shown = line if begins else generated_line(line)
        yield SetLine(shown, x, y, name, story.slug, part, colour=BLACK, generated=not begins)


def _begins(area: Area, style: Style, row: tuple[int, int, int], *, upright: bool) -> tuple[int, int]:
    """Return where a line begins whose block, so deep and so wide, stands in the middle of its box."""
    at, deep, wide = row
    before = at * style.leading
    if upright:
        right = area.x + (area.width + deep) // 2
        return right - before - style.leading // 2, area.y + max(0, (area.height - wide) // 2)
    top = area.y + max(0, (area.height - deep) // 2)
    over = (style.leading - style.size) // 2 + style.size * 880 // 1000
    return area.x + max(0, (area.width - wide) // 2), top + before + over


Set = tuple[tuple[str, tuple[Line, ...]], ...]


def _fitted(area: Area, story: Story, how: tuple[Style, TypeCase], *, upright: bool) -> tuple[Style, Set]:
    """Return the notice set in the body's style, in a smaller size where its box has no room for that."""
    style, case = how
    along, deep = (area.height, area.width) if upright else (area.width, area.height)
    style = replace(
        style,
        align=Align.LEFT,
        indent=0,
        direction=Direction.VERTICAL if upright else Direction.HORIZONTAL,
    )
    while True:
        measure = max(style.size, min(_LONGEST * style.size, along - 2 * style.size))
        parts = tuple((part.name, _lines(part.text, style, measure, case)) for part in story.parts)
        if sum(len(lines) for _, lines in parts) * style.leading <= deep or style.size <= _LEAST:
            return style, parts
        smaller = max(_LEAST, style.size * 9 // 10)
        style = replace(style, size=smaller, leading=smaller * 5 // 4, min_size=smaller)


def _lines(text: str, style: Style, measure: int, case: TypeCase) -> tuple[Line, ...]:
    return set_lines(Matter(text, 0, len(text), (), None, style), (measure,), case)
