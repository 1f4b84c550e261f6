"""How finely a page is shown: its first picture, a small one, and the sharper ones that are loaded where it is zoomed.

All of it follows from the page's size, so that what shows pages needs no pictures to be made: see docs/decisions/0028.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isqrt
from typing import Final

from compositor.epaper.addresses import href, page_tile, page_view
from compositor.epaper.publication import Publication, PublishedPage
from compositor.epaper.shelf import ShelvedPage
from compositor.records import dataclass

Size = tuple[int, int]

_FIRST: Final = 1100 * 1590
"""Dots of the first picture: a tabloid page stands on a phone, three dots to the pixel, as sharp as the phone is."""
_SMALL: Final = 360
"""Height of the small one: 120 on the screen, at up to three dots to the pixel."""
_FINENESS: Final = (150, 300)
"""Dots to the inch of the sharper ones. At 300 the em of body type (9 pt) has 37 dots: it is read on a phone, where it
is then about 12 pixels large with three dots to each, as sharp as set type."""
_WORTH: Final = 5, 4
"""A sharper picture is worth making from 5/4 of the one before."""
_TILE: Final = 1024
_MOST: Final = 12_000
"""No level is wider or higher than that: a poster is not shown dot by dot."""


@dataclass(frozen=True, slots=True)
class Level:
    """A picture of the page in tiles: its name in files, its size and the side of its tiles in dots."""

    name: str
    width: int
    height: int
    tile: int = _TILE

    def tiles(self) -> Iterator[tuple[int, int, tuple[int, int, int, int]]]:
        """Yield column and row of each tile, row by row, with its left, top, right and lower edge."""
        for row, top in enumerate(range(0, self.height, self.tile)):
            foot = min(top + self.tile, self.height)
            for column, left in enumerate(range(0, self.width, self.tile)):
                yield column, row, (left, top, min(left + self.tile, self.width), foot)


def first_size(page: PublishedPage | ShelvedPage) -> Size:
    """Return the size of a page's first picture: some 1,100 by 1,590 dots, whatever its proportion."""
    width = max(1, isqrt(_FIRST * page.width // page.height))
    return width, max(1, round(width * page.height / page.width))


def small_size(page: PublishedPage | ShelvedPage) -> Size:
    """Return the size of a page's small picture: all are of one height."""
    return max(1, round(_SMALL * page.width / page.height)), _SMALL


def levels(page: PublishedPage) -> tuple[Level, ...]:
    """Return what of a page there is to be seen besides its first picture, the coarsest first."""
    found: list[Level] = []
    before, _ = first_size(page)
    for dots in _FINENESS:
        most = min(1.0, _MOST * 25_400 / (dots * max(page.width, page.height)))
        width, height = (max(1, round(side * dots * most / 25_400)) for side in (page.width, page.height))
        if width * _WORTH[1] >= before * _WORTH[0]:
            found.append(Level(str(dots), width, height))
            before = width
    return tuple(found)


def levels_json(publication: Publication, page: PublishedPage) -> str:
    """Return the levels as the page's view tells them to its script: sizes, and where the tiles of each lie."""
    folder, start = publication.folder, page_view(publication.folder, page.name)
    told = []
    for level in levels(page):
        corner = href(page_tile(folder, page.name, level.name, (0, 0)), start=start)
        told.append(
            {
                "width": level.width,
                "height": level.height,
                "tile": level.tile,
                "path": corner.removesuffix("0-0.webp"),
            }
        )
    return json.dumps(told, separators=(",", ":"))
