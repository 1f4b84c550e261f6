"""Spreads drawn at random, and their laws: no text on the fold, and both plates carry each character once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from compositor.model.copy import BoxCopy, Issue, PageCopy, Story
from compositor.model.design import BoxStyle, Design, Grid, Template, TextBox
from compositor.model.page import Page, SetLine
from compositor.model.settings import Direction
from compositor.model.spreads import joined, parted
from compositor.model.wording import Wording
from compositor.units import pt
from tests.laws.composing import Proofs
from tests.laws.strategies import Drawn, box_styles, paper, tiers
from tests.laws.words import HERE, stories

_COPY = ("body", "jump_line", "continued_line")


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """An issue of a front page without boxes and one spread whose boxes may reach over the fold."""
    size = draw(st.sampled_from((pt(8), pt(9))))
    count, measure = draw(st.integers(1, 4)), draw(st.integers(8, 16)) * size
    gutter = draw(st.sampled_from((size, size * 3 // 2)))
    width = 2 * pt(40) + count * measure + (count - 1) * gutter
    rows = draw(st.integers(24, 60))
    grid = Grid(count, measure, gutter, size, size * 3 // 2, rows, pt(40), pt(42), page=width, spread=True)
    look = draw(box_styles(grid, "default"))
    boxes: list[TextBox] = []
    first = 1
    while first + 7 <= rows:
        last = min(rows, first + draw(st.integers(7, 20)))
        part = draw(st.integers(1, grid.across))
        for columns in ((1, part), (part + 1, grid.across)):
            if columns[0] <= columns[1]:
                boxes.append(draw(_box(grid, f"text-{len(boxes)}", (columns, (first, last)), look)))
        first = last + 2
    tales = tuple(draw(stories(f"story-{at}", length=draw(st.integers(20, 600)))) for at in range(len(boxes)))
    return spread_of(grid, boxes, tales)


@st.composite
def _box(
    draw: st.DrawFn, grid: Grid, name: str, cell: tuple[tuple[int, int], tuple[int, int]], look: BoxStyle
) -> TextBox:
    columns, rows = cell
    inset = draw(st.sampled_from((0, 0, 1)))
    across = columns[1] - columns[0] + 1
    if draw(st.integers(0, 3)) == 0 and tiers(grid, rows, inset, grid.size):
        upright = draw(st.integers(1, tiers(grid, rows, inset, grid.size)))
        return TextBox(name, columns, rows, upright, look, HERE, direction=Direction.VERTICAL, inset=inset)
    least = 2 if grid.fold(columns) else 1
    flow = draw(st.sampled_from((across, max(least, across - 1), across + (across > 1))))
    return TextBox(name, columns, rows, flow, look, HERE, inset=inset, balance=draw(st.booleans()))


def spread_of(grid: Grid, boxes: list[TextBox], tales: tuple[Story, ...]) -> Drawn:
    """An issue with a spread, 02-03, each box with a story of its own."""
    names = ("spread/left", "spread/right")
    templates = {name: Template(name, (), (), HERE) for name in ("front", *names)}
    templates["spread"] = Template("spread", tuple(boxes), (), HERE)
    copies = tuple(
        BoxCopy(box.name, HERE, story=tale.slug, half="02" if box.columns[0] <= grid.columns else "03")
        for box, tale in zip(boxes, tales, strict=True)
    )
    halves = tuple(
        PageCopy(number, f"0{number}", "", name, (), (), HERE) for number, name in zip((2, 3), names, strict=True)
    )
    pages = (
        PageCopy(1, "01", "", "front", (), (), HERE),
        PageCopy(2, "02-03", "", "spread", (), copies, HERE, halves),
    )
    issue = Issue("drawn", "issue.yaml", "drawn", date(2019, 11, 15), 0, "", (), pages, tales)
    own = replace(paper(grid, Wording()), width=grid.page, height=grid.row_y(grid.rows + 1) + pt(42))
    return Drawn(issue, Design(own, templates))


def spread(proofs: Proofs) -> Page:
    """The spread as one page."""
    return next(page for page in joined(proofs.made.pages) if page.halves)


def no_text_on_the_fold(proofs: Proofs) -> Iterator[str]:
    """Copy never lies on the fold, but for lines told as wider than their measure; what else is cut is told."""
    fold = proofs.design.paper.width
    wide = {one.box for one in proofs.found("LINE_WIDE")}
    for ink in _lines(spread(proofs)):
        place = ink.em_boxes()
        told = ink.line.tight and ink.box in wide
        if place.x < fold < place.right and ink.part in _COPY and not told:
            yield f"{ink.part} in {ink.box} lies on the fold: {ink.line.text!r}"


def plates_carry_each_character_once(proofs: Proofs) -> Iterator[str]:
    """Every character of the spread stands on one of its two plates, but for those of which a cut is told."""
    whole = spread(proofs)
    wanted = _characters((whole,))
    found = _characters(parted(whole))
    told = proofs.found("FOLD_CUT")
    for key in wanted.keys() | found.keys():
        part, box, character = key
        if wanted[key] != found[key] and not any(one.box == box or not one.box for one in told):
            yield f"{character} of {part} in {box} stands {found[key]} times on plates, {wanted[key]} on the spread"


def _characters(pages: tuple[Page, ...]) -> Counter[tuple[str, str, str]]:
    """Count the characters that show on pages, by part and box: those whose middle lies within the trim."""
    return Counter(
        (ink.part, ink.box, character)
        for page in pages
        for ink in _lines(page)
        for middle, text in _glyphs(ink)
        if 0 <= middle < page.width
        for character in text
        if not character.isspace()
    )


def _glyphs(ink: SetLine) -> Iterator[tuple[int, str]]:
    """Yield the texts of a line's glyphs with the middle of each across the page."""
    area = ink.em_boxes()
    at = ink.x + ink.line.indent
    for run in ink.line.runs:
        for text, advance in zip(run.texts(), run.advances, strict=False):
            upright = ink.line.direction is Direction.VERTICAL
            yield (area.x + area.width // 2 if upright else at + advance // 2), text
            at += advance


def _lines(page: Page) -> Iterator[SetLine]:
    return (ink for ink in page.ink if isinstance(ink, SetLine))


LAWS = (no_text_on_the_fold, plates_carry_each_character_once)
