"""Which page lies where on which press sheet: folding schemes of two, four, eight and sixteen pages.

A sheet of 16 pages is folded three times, of 8 twice, of 4 once; one of 2 is a single leaf. The last fold is the
spine. Sheets are as the binder's standard schemes have them: heads to heads, page 1 at the front's foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from compositor.model.copy import PageCopy
from compositor.model.imposition import Cell, Gathering, PressSheet, PressSheets, Rows, Turn

SIDES: Final = 2
# The front of each scheme, row by row from the top, by page of the sheet from 1; the heads of the upper row of two
# point down. What lies behind a page is the other side of its leaf.
_FRONTS: Final[Mapping[int, tuple[tuple[int, ...], ...]]] = {
    2: ((1,),),
    4: ((4, 1),),
    8: ((5, 4), (8, 1)),
    16: ((5, 12, 9, 8), (4, 13, 16, 1)),
}


class UnevenError(Exception):
    """The pages of a section make no whole sheets."""

    def __init__(self, section: str, pages: int, *, most: int = 0) -> None:
        """Keep the section, its pages, and how many are the most, where they are too many."""
        super().__init__(section, pages)
        self.section, self.pages, self.most = section, pages, most


def imposed(pages: Iterable[PageCopy], sheets: PressSheets, *, right: bool = False) -> tuple[PressSheet, ...]:
    """Return the sheets of an issue's pages, those of spreads one by one; ``right`` tells that it is bound there.

    Raises ``UnevenError`` where they make no whole sheets, or are more than the press prints in one run.
    """
    found: list[PressSheet] = []
    for section, numbers in _sections(pages, apart=sheets.apart).items():
        if sheets.most and len(numbers) > sheets.most:
            raise UnevenError(section, len(numbers), most=sheets.most)
        if len(numbers) % sheets.least:
            raise UnevenError(section, len(numbers))
        sizes = tuple(_sizes(len(numbers), sheets))
        signatures = _nested(numbers, sizes) if sheets.gathering is Gathering.NESTED else _gathered(numbers, sizes)
        for number, own in enumerate(signatures, 1):
            found.append(PressSheet(section, number, *_sheet(own, sheets.turn, right=right)))
    return tuple(found)


def uneven_words(uneven: UnevenError, sheets: PressSheets) -> tuple[str, str]:
    """Return what is wrong with a section's pages, and what to do, in the desk's words."""
    name = f"section {uneven.section} has" if uneven.section else "the issue has"
    pages = f"{uneven.pages} page" if uneven.pages == 1 else f"{uneven.pages} pages"
    if uneven.most:
        hint = "take pages out, give them to another section, or raise press.sheets.most"
        return f"{name} {pages}; the press prints {uneven.most} in one run", hint
    short = sheets.least - uneven.pages % sheets.least
    over = sheets.least - short
    hint = f"add {short} or take out {over}, or let smaller sheets be printed (press.sheets.least)"
    return f"{name} {pages}, which make no whole sheets of {sheets.least}", hint


def _sections(pages: Iterable[PageCopy], *, apart: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for page in sorted(pages, key=lambda page: page.number):
        found.setdefault(page.letters if apart else "", []).append(page.number)
    return found


def _sizes(pages: int, sheets: PressSheets) -> Iterator[int]:
    """Yield how many pages the sheets have, the largest first: as few sheets as can be."""
    size = SIDES * sheets.up
    while pages:
        while size > pages:
            size //= 2
        yield size
        pages -= size


def _nested(numbers: Sequence[int], sizes: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield the pages of each sheet, the outermost first: from both ends of what the sheets before have left."""
    left = tuple(numbers)
    for size in sizes:
        half = size // 2
        yield left[:half] + left[len(left) - half :]
        left = left[half : len(left) - half]


def _gathered(numbers: Sequence[int], sizes: Iterable[int]) -> Iterator[tuple[int, ...]]:
    start = 0
    for size in sizes:
        yield tuple(numbers[start : start + size])
        start += size


def _sheet(pages: Sequence[int], turn: Turn, *, right: bool) -> tuple[Rows, Rows]:
    """Return both sides of a sheet with these pages."""
    front = _FRONTS[len(pages)]
    back = tuple(tuple(_behind(page) for page in reversed(row)) for row in front)
    sides = [_cells(side, pages) for side in (front, back)]
    if right:
        sides = [tuple(tuple(reversed(row)) for row in side) for side in sides]
    if turn is Turn.HEAD:
        sides[1] = tuple(
            tuple(Cell(cell.page, not cell.turned) for cell in reversed(row)) for row in reversed(sides[1])
        )
    return sides[0], sides[1]


def _behind(page: int) -> int:
    """Return the page on the other side of a page's leaf."""
    return page + 1 if page % 2 else page - 1


def _cells(side: Sequence[Sequence[int]], pages: Sequence[int]) -> Rows:
    turned = len(side) > 1
    return tuple(
        tuple(Cell(pages[page - 1], turned and not row) for page in numbers) for row, numbers in enumerate(side)
    )
