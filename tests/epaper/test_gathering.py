"""What is published of an issue: every character of every story, in order, and places exactly where its boxes are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from compositor.epaper.album import MOST_PIXELS
from compositor.epaper.gathering import Gathered, gathered
from compositor.epaper.keeping import from_json, to_json
from compositor.epaper.publication import Article, Grid, HotZone, Kind, Mark, Point, Publication, Words
from compositor.model.copy import HEAD_PARTS, Part, solid
from compositor.model.page import Page, SetLine
from compositor.model.spreads import delivered
from compositor.pipeline import Composed, Request, Stopwatch, compose
from tests.conftest import ROOT

ISSUES = sorted(path.parent for path in ROOT.glob("issues/*/issue.yaml"))
sample = pytest.mark.parametrize("issue", ISSUES, ids=[path.name for path in ISSUES])


@cache
def made(issue: Path) -> tuple[Composed, tuple[Page, ...], Gathered]:
    composed = compose(Request(issue), Stopwatch(lambda _: None))
    pages = delivered(composed.made.pages, "pages")
    read = composed.read
    return composed, pages, gathered(pages, read.issue, composed.dummy, read.design)


def characters(text: str) -> str:
    return "".join(char for char in text if not char.isspace())


def told(words: Words | None) -> str:
    return characters(words.text) if words else ""


def cells(grid: Grid) -> str:
    return told(grid.caption) + "".join(told(cell) for row in grid.rows for cell in row)


def body_of(article: Article) -> str:
    """Return the characters of the body, without figures and the quotes that stand beside it."""
    told_ = []
    for block in article.blocks:
        if block.kind not in (Kind.FIGURE, Kind.QUOTE):
            told_.append(cells(block.grid) if block.grid else told(block.words))
    return "".join(told_)


def set_of(part: Part | None) -> str:
    """Return the characters of a part that are to be set."""
    if part is None:
        return ""
    return "".join(characters(part.text[one.start : one.end]) for one in part.paragraphs)


@sample
def test_an_article_has_its_story_whole_and_in_order(issue: Path) -> None:
    composed, _, found = made(issue)
    articles = {article.slug: article for article in found.publication.articles}
    placed = {box.story for page in composed.made.pages for box in page.boxes if box.story}
    assert set(articles) == placed
    for slug, article in articles.items():
        story = composed.read.issue.story(slug)
        assert body_of(article) == set_of(story.part("body")), slug
        heads = [(head.name, told(head.words)) for head in article.heads]
        assert heads == [(part.name, set_of(part)) for part in story.parts if part.name in HEAD_PARTS]
        figures = [block.figure for block in article.blocks if block.figure]
        assert sorted(told(one.cutline) for one in figures) == sorted(set_of(one.cutline) for one in story.pictures)
        assert sorted(one.alt for one in figures) == sorted(one.alt for one in story.pictures)
        quotes = [told(block.words) for block in article.blocks if block.kind is Kind.QUOTE]
        assert sorted(quotes) == sorted(set_of(quote.part) for quote in story.quotes)
        assert article.title
        assert solid(article.title)


@sample
def test_marks_nest_and_stand_on_their_words(issue: Path) -> None:
    composed, _, found = made(issue)
    for article in found.publication.articles:
        spans = [span for part in composed.read.issue.story(article.slug).parts for span in part.spans]
        words = [*(head.words for head in article.heads), *words_of(article)]
        marks = [mark for one in words for mark in one.marks]
        assert {mark.value for mark in marks if mark.mark is Mark.RUBY} == {
            span.reading for span in spans if span.reading
        }
        for one in words:
            for outer, inner in pairwise(one.marks):
                assert outer.start <= inner.start < inner.end <= len(one.text)
                assert inner.start >= outer.end or inner.end <= outer.end


def words_of(article: Article) -> Iterator[Words]:
    for block in article.blocks:
        yield block.words
        if block.grid:
            yield from (cell for row in block.grid.rows for cell in row)


def test_notes_are_numbered_as_their_marks() -> None:
    seen = 0
    for issue in ISSUES:
        for article in made(issue)[2].publication.articles:
            notes = [one for one in article.blocks if one.kind is Kind.NOTE]
            numbers = [m.value for note in notes for m in note.words.marks if m.mark is Mark.NOTE_NUMBER]
            marks = [m.value for words in words_of(article) for m in words.marks if m.mark is Mark.NOTE_MARK]
            assert set(marks) == set(numbers)
            assert all(numbers)
            seen += len(numbers)
    assert seen


def inside(point: tuple[float, float], outline: tuple[Point, ...]) -> bool:
    """Tell whether a point lies inside an outline: an odd number of its sides stand to the right of it."""
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            odd = not odd
    return odd


@sample
def test_every_line_of_a_story_stands_in_one_of_its_zones_and_in_no_others(issue: Path) -> None:
    _, pages, found = made(issue)
    zones = {article.slug: article.zones for article in found.publication.articles}
    lines = 0
    for page in pages:
        over = {box.name for box in page.boxes}
        for ink in page.ink:
            if isinstance(ink, SetLine) and ink.story and ink.box in over and ink.line.width:
                area = ink.em_boxes()
                x, y = area.x + area.width / 2, area.y + area.height / 2
                if not 0 < x < page.width:
                    continue
                at = (x * 10_000 / page.width, y * 10_000 / page.height)
                hit = {slug for slug, some in zones.items() for zone in some if meets(zone, page, at)}
                assert hit == {ink.story}, (page.label, ink.box, ink.line.text)
                lines += 1
    assert lines > 100


def meets(zone: HotZone, page: Page, at: tuple[float, float]) -> bool:
    return zone.page == page.label and inside(at, zone.outline)


@sample
def test_parts_that_jump_name_each_other(issue: Path) -> None:
    composed, _, found = made(issue)
    publication = found.publication
    jumps = {(jump.story, jump.from_page, jump.to_page) for jump in composed.made.jumps}
    zones = [(article.slug, zone) for article in publication.articles for zone in article.zones]
    assert {(slug, zone.page, zone.jump) for slug, zone in zones if zone.jump} == jumps
    assert {(slug, zone.back, zone.page) for slug, zone in zones if zone.back} == jumps


@sample
def test_pictures_are_named_once_and_have_their_pixels(issue: Path) -> None:
    _, _, found = made(issue)
    publication = found.publication
    shots = {shot.file: shot for shot in found.shots}
    assert len(shots) == len(found.shots)
    figures = [block.figure for article in publication.articles for block in article.blocks if block.figure]
    figures += [figure for page in publication.pages for figure, _ in page.figures]
    assert {figure.file for figure in figures if figure.file} == set(shots)
    for figure in figures:
        if figure.file:
            assert (figure.width, figure.height) == (shots[figure.file].width, shots[figure.file].height)
            assert max(figure.width, figure.height) <= MOST_PIXELS
        else:
            assert figure.grid is not None
            assert len({len(row) for row in figure.grid.rows}) == 1


@sample
def test_it_is_kept_and_read_back(issue: Path) -> None:
    publication = made(issue)[2].publication
    assert from_json(Publication, to_json(publication)) == publication
