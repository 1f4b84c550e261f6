"""What a printing house cuts, registers and measures by: marks outside the trim and the bleed, and the slug line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from compositor.model.design import Area, Colour
from compositor.model.lines import Line
from compositor.model.page import Ink, Page, Rule, SetLine, Tint, Trace
from compositor.units import mm, pt

MARGIN: Final = mm(14)
"""How far the sheet runs over the bleed where it has marks."""
Words = Callable[[str, int], Line]
"""Sets a text in a size."""
EVERY: Final = Colour("every ink", (100, 100, 100, 100), (0, 0, 0))
"""All four inks: a mark that every plate has. It dries outside of the page."""
_WEIGHT: Final = pt("0.25")
_SLUG: Final = pt(8)
_PLATES: Final = ("Cyan", "Magenta", "Yellow", "Black")
_GAP, _LENGTH, _PATCH = mm(3), mm(6), mm(5)
_ROUND: Final = 552
_INKS: Final = ((100, 0, 0, 0), (0, 100, 0, 0), (0, 0, 100, 0), (0, 0, 0, 100))
_PATCHES: Final = (*_INKS, (0, 100, 100, 0), (100, 0, 100, 0), (100, 100, 0, 0), (40, 0, 0, 0), (0, 40, 0, 0))
_MORE: Final = ((0, 0, 40, 0), (0, 0, 0, 40), (0, 0, 0, 80))


def marks(page: Page, wanted: tuple[str, ...]) -> Iterator[Ink]:
    """Yield the marks that a paper wants (ISO 15930-7 6.6: outside of the bleed box)."""
    if "crop" in wanted:
        yield from _crop(page)
    if "registration" in wanted:
        middle = MARGIN // 2 + page.bleed
        for x, y in (
            (page.width // 2, -middle),
            (page.width // 2, page.height + middle),
            (-middle, page.height // 2),
            (page.width + middle, page.height // 2),
        ):
            yield from _cross(x, y)
    if "bar" in wanted:
        top = page.height + page.bleed + _GAP
        for at, inks in enumerate((*_PATCHES, *_MORE)):
            yield Tint(Area(_PATCH + at * _PATCH, top, _PATCH, _PATCH), Colour("patch", inks, (0, 0, 0)), "")


def slug(page: Page, title: str, words: Words) -> Iterator[SetLine]:
    """Yield the slug line over the page: what it is, and the name of each plate in its own ink."""
    x, baseline = mm(12), -page.bleed - _GAP
    for text, inks in ((title, (0, 0, 0, 100)), *zip(_PLATES, _INKS, strict=True)):
        line = words(text, _SLUG)
        yield SetLine(line, x, baseline, "", colour=Colour("slug", inks, (0, 0, 0)), generated=True)
        x += line.width + mm(4)


def _crop(page: Page) -> Iterator[Rule]:
    """Yield two rules at each corner, in line with the trim, that begin outside the bleed."""
    start = page.bleed + _GAP
    end = start + _LENGTH
    for x, side in ((0, -1), (page.width, 1)):
        for y, down in ((0, -1), (page.height, 1)):
            yield Rule(x + side * start, y, x + side * end, y, _WEIGHT, "", EVERY)
            yield Rule(x, y + down * start, x, y + down * end, _WEIGHT, "", EVERY)


def _cross(x: int, y: int) -> Iterator[Ink]:
    """Yield a cross in a circle."""
    reach, radius = mm(3), mm(2)
    yield Rule(x - reach, y, x + reach, y, _WEIGHT, "", EVERY)
    yield Rule(x, y - reach, x, y + reach, _WEIGHT, "", EVERY)
    bent = radius * _ROUND // 1000
    steps: list[tuple[str, tuple[int, ...]]] = [("m", (x + radius, y))]
    sides = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    for (x0, y0), (x1, y1) in pairwise(sides):
        first = (x + radius * x0 + bent * x1, y + radius * y0 + bent * y1)
        second = (x + radius * x1 + bent * x0, y + radius * y1 + bent * y0)
        steps.append(("c", (*first, *second, x + radius * x1, y + radius * y1)))
    yield Trace(tuple(steps), "", stroke=EVERY, weight=_WEIGHT)
