"""Boxes whose lines run round something, drawn at random, and the laws of such lines, read from the ink alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from compositor.model.copy import Beside, BoxCopy, Issue, JumpTarget, PageCopy, ParagraphKind, Picture, Quote
from compositor.model.design import Area, Design, Grid, PictureBox, Template, TextBox
from compositor.model.page import Image, SetLine
from compositor.model.rounds import Point, Round, Sides
from compositor.model.settings import Direction
from compositor.model.wording import Wording
from tests.laws.composing import Proofs
from tests.laws.strategies import Drawn, box_styles, grids, paper, tiers
from tests.laws.words import ASSET, HERE, PLAIN, part, phrases, stories

_SHARES = st.integers(0, 100)


@st.composite
def outlines(draw: st.DrawFn, area: Area) -> tuple[Point, ...]:
    """A rectangle or any polygon of three to eight corners inside an area."""
    if draw(st.booleans()):
        across = sorted(draw(st.lists(_SHARES, min_size=2, max_size=2, unique=True)))
        down = sorted(draw(st.lists(_SHARES, min_size=2, max_size=2, unique=True)))
        (x0, x1), (y0, y1) = across, down
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    else:
        corners = draw(st.lists(st.tuples(_SHARES, _SHARES), min_size=3, max_size=8, unique=True))
    return tuple((area.x + area.width * x // 100, area.y + area.height * y // 100) for x, y in corners)


def _rounds(draw: st.DrawFn, area: Area, grid: Grid) -> tuple[Round, ...]:
    return tuple(
        Round(
            f"photo-{number}",
            draw(outlines(area)),
            gap=draw(st.sampled_from((0, grid.size // 2, grid.size, 2 * grid.size))),
            air=draw(st.sampled_from((0, grid.size, grid.leading))),
            least=draw(st.integers(1, 10)) * grid.size,
            sides=draw(st.sampled_from(Sides)),
        )
        for number in range(draw(st.integers(1, 3)))
    )


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """A story that runs through one or two boxes, horizontal or vertical, with one to three things in each."""
    grid = draw(grids())
    look = draw(box_styles(grid, "default"))
    count = draw(st.integers(1, 2))
    pages, templates = [], {}
    for number in range(1, count + 1):
        cell = ((1, grid.columns), (1, draw(st.integers(5, grid.rows))))
        most = tiers(grid, cell[1], 0, grid.size)
        vertical = draw(st.booleans()) and most
        flow = draw(st.integers(1, min(3, most))) if vertical else draw(st.sampled_from((grid.columns, 1)))
        rounds = _rounds(draw, grid.area(*cell), grid)
        way = Direction.VERTICAL if vertical else Direction.HORIZONTAL
        more = {"balance": draw(st.booleans()), "direction": way, "rounds": rounds, "column_rule": 1000}
        box = TextBox("text", *cell, flow, look, HERE, **more)  # type: ignore[arg-type]
        photos = tuple(
            PictureBox(one.name, *cell, look, HERE, optional=True, overlaps=("text", "photo-0", "photo-1"))
            for one in rounds
        )
        label = f"{number:02d}"
        onward = JumpTarget(f"{number + 1:02d}", "text", HERE) if number < count else None
        copy = BoxCopy("text", HERE, "" if number > 1 else "walk", "walk" if number > 1 else "", onward)
        shown = tuple(BoxCopy(one.name, HERE, picture=Picture(one.name, HERE, "")) for one in rounds)
        templates[label] = Template(label, (box, *photos), (), HERE)
        pages.append(PageCopy(number, label, "", label, (), (copy, *shown), HERE))
    story = draw(stories("walk", length=draw(st.integers(0, 1200))))
    issue = Issue("drawn", "issue.yaml", "drawn", date(2019, 11, 15), 0, "", (), tuple(pages), (story,))
    return Drawn(issue, Design(paper(grid, Wording()), templates))


@st.composite
def with_things(draw: st.DrawFn) -> Drawn:
    """The same, with pictures and quotes beside any of the story's paragraphs."""
    drawing = draw(drawn())
    (story,) = drawing.issue.stories
    body = story.part("body")
    assert body is not None
    starts = [one.start for one in body.paragraphs if one.kind is not ParagraphKind.NOTE] or [0]
    places = st.builds(
        Beside,
        st.sampled_from(starts),
        st.booleans(),
        st.sampled_from((0, 0, 3000, 6000, 9500, 30_000)),
        st.sampled_from((1, 1, 2, 3)),
    )
    shown = [
        Picture(f"river-{number}", HERE, "", asset=replace(ASSET, sha256=f"{number:064}"), beside=draw(places))
        for number in range(draw(st.integers(0, 2)))
    ]
    said = [
        Quote(part(f"quote-{number}:quote", draw(phrases(1, 6, PLAIN))), draw(places), HERE)
        for number in range(draw(st.integers(0, 2)))
    ]
    parts = (*story.parts, *(quote.part for quote in said))
    more = replace(story, parts=parts, pictures=(*story.pictures, *shown), quotes=tuple(said))
    return replace(drawing, issue=replace(drawing.issue, stories=(more,)))


def things_are_there_once_or_told(proofs: Proofs) -> Iterator[str]:
    """Each quote and each picture beside a paragraph stands on a page once, or the desk is told that it doesn't."""
    (story,) = proofs.issue.stories
    ink = [one for page in proofs.made.pages for one in page.ink]
    said = [one for one in ink if isinstance(one, SetLine)]
    for quote in story.quotes:
        printed = "".join(line.line.text for line in said if line.part == quote.part.name)
        told = proofs.found("QUOTE_NO_ROOM", "OVERSET")
        if "".join(printed.split()) != "".join(quote.part.text.split()) and (printed or not told):
            yield f"{quote.part.text!r} is printed {printed!r}"
    for picture in story.pictures:
        if picture.beside is None or picture.asset is None:
            continue
        times = sum(isinstance(one, Image) and one.asset.sha256 == picture.asset.sha256 for one in ink)
        if times > 1 or (not times and not proofs.found("PICTURE_NO_ROOM")):
            yield f"{picture.name} is drawn {times} times"


def lines_keep_off_things(proofs: Proofs) -> Iterator[str]:
    """No line of copy stands on a picture or a quote of its box, or within half an em of its sides."""
    (story,) = proofs.issue.stories
    shown = {picture.asset.sha256 for picture in story.pictures if picture.beside and picture.asset}
    quotes = {quote.part.name for quote in story.quotes}
    grid = proofs.design.paper.grid
    for page in proofs.made.pages:
        places = [one.area for one in page.ink if isinstance(one, Image) and one.asset.sha256 in shown]
        said = (one for one in page.ink if isinstance(one, SetLine) and one.part in quotes)
        places += [one.em_boxes() for one in said if not one.line.tight]
        for line in page.ink:
            if isinstance(line, SetLine) and line.part == "body":
                room = _ink(line, grid.size, min(grid.size // 2, grid.gutter))
                if any(room.meets(place) for place in places):
                    yield f"{line.line.text!r} stands on a thing: {room} on {[p for p in places if room.meets(p)]}"


def _ink(line: SetLine, size: int, aside: int) -> Area:
    """What a line's Han fill, with some white at both ends."""
    place, thin = line.em_boxes(), size // 10
    if line.line.direction is Direction.VERTICAL:
        return Area(place.x + thin, place.y - aside, place.width - 2 * thin, place.height + 2 * aside)
    return Area(place.x - aside, place.y + thin, place.width + 2 * aside, place.height - 2 * thin)


def lines_keep_off(proofs: Proofs) -> Iterator[str]:
    """No line of copy comes nearer than the gap to what it runs round: no side of the outline crosses its room."""
    for box, line in _copy(proofs):
        size = proofs.design.paper.grid.size
        for one in box.rounds:
            place = _room(line, size, min(one.gap, proofs.design.paper.grid.gutter))
            if any(_crosses(place, side) for side in pairwise((*one.outline, one.outline[0]))):
                yield f"{line.line.text!r} stands on {one.name} or too near"
            elif _holds(one.outline, (place.x + place.width // 2, place.y + place.height // 2)):
                yield f"{line.line.text!r} stands inside {one.name}"


def lines_are_long_enough(proofs: Proofs) -> Iterator[str]:
    """A line beside something has the least measure at least, and a whole number of ems."""
    for box, line in _copy(proofs):
        size, measure = box.style.style("body").size, line.line.measure
        if any(run.size > size for run in line.line.runs):
            continue  # a subhead stands in what all of its rows have
        whole = max(one.line.measure for other, one in _copy(proofs) if other is box)
        if measure % size:
            yield f"{line.line.text!r} has no whole ems"
        if measure < min(whole, *(one.least for one in box.rounds)):
            yield f"{line.line.text!r} has less than the least measure"


def _copy(proofs: Proofs) -> Iterator[tuple[TextBox, SetLine]]:
    """The body lines of boxes whose lines run round something; heads and what is generated have places of their own."""
    for page in proofs.made.pages:
        template = proofs.design.templates[proofs.issue.page(page.label).template]
        for ink in page.ink:
            box = template.box(ink.box)
            if isinstance(ink, SetLine) and ink.part == "body" and isinstance(box, TextBox) and box.rounds:
                yield box, ink


def _room(line: SetLine, size: int, gap: int) -> Area:
    """What a line of body type takes, with the gap at both ends; subheads, which are larger, count as body type."""
    if line.line.direction is Direction.VERTICAL:
        return Area(line.x - size // 2, line.baseline - gap, size, line.line.measure + 2 * gap)
    return Area(line.x - gap, line.baseline - size * 880 // 1000, line.line.measure + 2 * gap, size)


def _crosses(place: Area, side: tuple[Point, Point]) -> bool:
    """Tell whether a side runs through a rectangle: cut by the rectangle's sides, more than a point of it is left."""
    (x0, y0), (x1, y1) = side
    first, last = 0.0, 1.0
    edges = ((x1 - x0, x0, place.x + 2, place.right - 2), (y1 - y0, y0, place.y + 2, place.bottom - 2))
    for run, start, low, high in edges:
        if run == 0:
            if not low < start < high:
                return False
            continue
        one, other = sorted(((low - start) / run, (high - start) / run))
        first, last = max(first, one), min(last, other)
    return first < last


def _holds(outline: tuple[Point, ...], point: Point) -> bool:
    """Tell whether a point lies within an outline (the even-odd rule)."""
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in pairwise((*outline, outline[0])):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            odd = not odd
    return odd


LAWS = (lines_keep_off, lines_are_long_enough)
