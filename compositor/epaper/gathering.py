"""Gathering what is published of an issue from its copy and its pages as they were made up.

Words come from the copy, places from the pages: an article has every character of its story however often it jumps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from compositor.epaper.addresses import plain
from compositor.epaper.album import Album, Shot, figure_of
from compositor.epaper.naming import story_title
from compositor.epaper.publication import (
    Align,
    Article,
    Block,
    Grid,
    Head,
    HotZone,
    Kind,
    Publication,
    PublishedPage,
)
from compositor.epaper.wordage import words
from compositor.epaper.zones import Ground, outlines
from compositor.model.copy import (
    HEAD_PARTS,
    Emphasis,
    Issue,
    Paragraph,
    ParagraphKind,
    Part,
    Picture,
    Story,
    Table,
)
from compositor.model.design import Design, Paper
from compositor.model.dummy import Dummy, Thread
from compositor.model.page import Page, PlacedBox
from compositor.records import dataclass
from compositor.units import SP

_EDITOR: Final = ("總編輯", "总编辑", "主編", "主编", "責任編輯", "责任编辑", "編輯", "编辑")
_PUBLISHER: Final = ("出版", "出版單位", "出版单位", "主辦", "主办", "主辦單位", "主办单位", "發行人", "社長", "社长")


@dataclass(frozen=True, slots=True)
class Gathered:
    """A publication and the pictures that it names, each once."""

    publication: Publication
    shots: tuple[Shot, ...]


def gathered(pages: Sequence[Page], issue: Issue, dummy: Dummy, design: Design) -> Gathered:
    """Return what is published of the pages given, in their order: those of the reader's PDF."""
    paper, album = design.paper, Album()
    ground = Ground.of(pages, issue, design)
    zones = _zones(pages, dummy, ground)
    begins = _begins(pages)
    articles = tuple(
        _article(issue.story(slug), begins[slug], zones.get(slug, ()), album) for slug in dict.fromkeys(begins)
    )
    published = Publication(
        issue.slug,
        paper.slug,
        paper.name,
        issue.date.isoformat(),
        paper.timezone,
        issue.number,
        paper.setting.document_language,
        paper.setting.region.value,
        paper.setting.script.value,
        tuple(_page(page, issue, ground, album) for page in pages),
        articles,
        zone=issue.zone,
        edition=issue.edition,
        binding=paper.binding,
        address=paper.epaper.address,
        publisher=_named(paper, _PUBLISHER),
        editor=_named(paper, _EDITOR),
        imprint=paper.imprint,
        pattern=paper.epaper.pattern.value,
    )
    return Gathered(published, tuple(album.shots.values()))


def _named(paper: Paper, labels: Sequence[str]) -> str:
    """Return what the imprint says under the first of these labels that it has; '' where it has none."""
    said = dict(paper.imprint)
    return next((said[label] for label in labels if said.get(label)), "")


# Pages and places


def _begins(pages: Sequence[Page]) -> dict[str, tuple[Page, PlacedBox]]:
    """Return the page and the box in which each story begins, in reading order."""
    found: dict[str, tuple[Page, PlacedBox]] = {}
    for page in pages:
        for box in page.boxes:
            if box.story and box.story not in found:
                found[box.story] = page, box
    return found


def _zones(pages: Sequence[Page], dummy: Dummy, ground: Ground) -> dict[str, tuple[HotZone, ...]]:
    """Return where the parts of each story stand, in the order of its thread."""
    return {thread.story: tuple(_thread_zones(thread, pages, ground)) for thread in dummy.threads}


def _thread_zones(thread: Thread, pages: Sequence[Page], ground: Ground) -> Iterator[HotZone]:
    parts = []
    for box in thread.boxes:
        for page in pages:
            placed = next((one for one in page.boxes if one.name == box.box.name and one.story == thread.story), None)
            if placed is not None and page.label in {box.page, box.said}:
                parts.append((page, placed))
    for at, (page, placed) in enumerate(parts):
        back = next((one.label for one, _ in reversed(parts[:at]) if one.label != page.label), "")
        on = next((one.label for one, _ in parts[at + 1 :] if one.label != page.label), "")
        for outline in outlines(page, placed, ground):
            yield HotZone(page.label, outline, placed.name, on, back)


def _page(page: Page, issue: Issue, ground: Ground, album: Album) -> PublishedPage:
    stories = tuple(dict.fromkeys(box.story for box in page.boxes if box.story))
    figures = []
    for box in page.boxes:
        picture = _picture_in(page, box, issue)
        if picture is not None:
            figure = figure_of(picture, album, advert=box.kind == "advert")
            figures += [(figure, HotZone(page.label, one, box.name)) for one in outlines(page, box, ground)]
    size = [round(length * 25_400 / (72 * SP)) for length in (page.width, page.height)]
    return PublishedPage(
        page.label, page.number, page.section, plain(page.label), size[0], size[1], stories, tuple(figures)
    )


def _picture_in(page: Page, box: PlacedBox, issue: Issue) -> Picture | None:
    """Return the picture that stands in a box of its own."""
    if box.kind not in {"picture", "advert"}:
        return None
    for one in issue.pages:
        if page.label in {one.label, *(half.label for half in one.halves)}:
            copy = one.box(box.name)
            return copy.picture if copy else None
    return None


# Articles


def _article(story: Story, begins: tuple[Page, PlacedBox], zones: tuple[HotZone, ...], album: Album) -> Article:
    page, box = begins
    return Article(
        story.slug,
        story_title(story),
        page.label,
        page.section,
        tuple(_head(part) for part in story.parts if part.name in HEAD_PARTS),
        tuple(_blocks(story, album)),
        zones,
        vertical=box.upright,
        formerly=story.formerly,
    )


def _head(part: Part) -> Head:
    cuts = [0, *(cut for cut in part.breaks if cut), len(part.text)]
    lines = tuple(" ".join(part.text[one:other].split()) for one, other in pairwise(cuts))
    return Head(part.name, words(part, 0, len(part.text)), lines if len(lines) > 1 else ())


def _blocks(story: Story, album: Album) -> Iterator[Block]:
    """Yield the blocks of a story: its pictures where they stand beside a paragraph, the others first."""
    body = story.part("body")
    beside: dict[int, list[Block]] = {}
    for picture in story.pictures:
        block = Block(Kind.FIGURE, figure=figure_of(picture, album))
        if picture.beside is None:
            yield block
        else:
            beside.setdefault(picture.beside.anchor, []).append(block)
    for quote in story.quotes:
        said = words(quote.part, 0, len(quote.part.text))
        beside.setdefault(quote.beside.anchor, []).append(Block(Kind.QUOTE, said))
    if body is not None:
        numbers = _note_numbers(body)
        for paragraph in body.paragraphs:
            yield _block(body, paragraph, numbers)
            yield from beside.pop(paragraph.start, ())
    for blocks in beside.values():
        yield from blocks


def _block(body: Part, paragraph: Paragraph, numbers: Mapping[str, int]) -> Block:
    if paragraph.table is not None:
        return Block(Kind.TABLE, grid=_grid(body, paragraph.table, numbers))
    kind = {ParagraphKind.SUBHEAD: Kind.SUBHEAD, ParagraphKind.NOTE: Kind.NOTE}
    said = words(body, paragraph.start, paragraph.end, numbers)
    return Block(kind.get(paragraph.kind, Kind.PARAGRAPH), said)


def _note_numbers(body: Part) -> dict[str, int]:
    """Return the number, from 1, of the note that each mark stands for."""
    marks = (body.text[span.start : span.end] for span in body.spans if span.emphasis is Emphasis.NOTE_NUMBER)
    return {mark: number for number, mark in enumerate(dict.fromkeys(marks), start=1)}


def _grid(body: Part, table: Table, numbers: Mapping[str, int]) -> Grid:
    rows = tuple(tuple(words(body, cell.start, cell.end, numbers) for cell in row) for row in table.rows)
    caption = words(body, table.caption.start, table.caption.end) if table.caption else None
    return Grid(rows, tuple(Align(one.value) for one in table.aligns), caption)
