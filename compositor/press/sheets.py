"""Press sheets: plates laid on both sides of each sheet, with fold marks and its name in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from compositor.faces import Faces
from compositor.model.copy import Issue
from compositor.model.design import BLACK, Paper
from compositor.model.imposition import PressSheet, PressSheets, Rows
from compositor.model.page import Ink, Rule, SetLine
from compositor.model.spreads import leaves
from compositor.pdf import Claim, ColourSpace, Matrix, Pen, Placed, Size, Standard, place_plates, size_of
from compositor.press.conditions import condition
from compositor.press.marks import Words
from compositor.records import dataclass
from compositor.units import mm, pt

_TICK, _CLEAR, _WEIGHT, _NAME = mm(5), mm(2), pt("0.25"), pt(8)
SIDES: Final = ("front", "back")


class UnlikePlatesError(Exception):
    """A plate has another size than the first."""

    def __init__(self, page: int) -> None:
        """Keep the number of its page."""
        super().__init__(page)
        self.page = page


@dataclass(frozen=True, slots=True)
class _Frame:
    """A side of a sheet as its pages stand upright: the size of a page, and how they are spaced."""

    size: Size
    sheets: PressSheets
    columns: int
    rows: int

    @property
    def bleed(self) -> int:
        """How far pages run over the outer trim."""
        return min(self.size.bleed, self.sheets.margin)

    @property
    def width(self) -> int:
        return self.columns * self.size.width + (self.columns - 1) * self.sheets.gap

    @property
    def height(self) -> int:
        return self.rows * self.size.height + (self.rows - 1) * self.sheets.gap

    @property
    def trim(self) -> tuple[int, int]:
        """Width and height of the sheet's trim as it is printed."""
        return (self.height, self.width) if self.sheets.lying else (self.width, self.height)

    def place(self, column: int, row: int, *, turned: bool, back: bool) -> Matrix:
        """Return where the foot of a page's trim's left edge lies on the sheet, and how the page is turned."""
        x = column * (self.size.width + self.sheets.gap)
        y = self.height - row * (self.size.height + self.sheets.gap) - self.size.height
        found = (-1, 0, 0, -1, x + self.size.width, y + self.size.height) if turned else (1, 0, 0, 1, x, y)
        if self.sheets.lying:  # the back the other way round, so that the sheet is turned about the same axis
            quarter = (0, 1, -1, 0, self.height, 0) if back else (0, -1, 1, 0, 0, self.width)
            found = _then(found, quarter)
        edge = self.sheets.margin
        return (*found[:4], found[4] + edge, found[5] + edge)

    def shown(self, column: int, row: int, *, turned: bool) -> tuple[int, int, int, int]:
        """Return what shows of a page: its trim, its bleed at the sheet's edges, and half of it in the gaps."""
        inner = min(self.size.bleed, self.sheets.gap // 2)
        left, right = (self.bleed if edge else inner for edge in (column == 0, column == self.columns - 1))
        top, foot = (self.bleed if edge else inner for edge in (row == 0, row == self.rows - 1))
        if turned:
            left, right, top, foot = right, left, foot, top
        return -left, -foot, self.size.width + right, self.size.height + top


def _then(first: Matrix, second: Matrix) -> Matrix:
    """Return one matrix after another (ISO 32000-1 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def sheet_pdf(  # noqa: PLR0917  (a sheet, and what it is made of)
    sheet: PressSheet, plates: Mapping[int, bytes], issue: Issue, paper: Paper, faces: Faces, words: Words
) -> bytes:
    """Return a sheet as a document of two pages, its front and its back; raises ``UnlikePlatesError``."""
    sheets = paper.printing.sheets or PressSheets()
    size = size_of(plates[sheet.pages[0]])
    for page in sheet.pages:
        if size_of(plates[page]) != size:
            raise UnlikePlatesError(page)
    frame = _Frame(size, sheets, len(sheet.front[0]), len(sheet.front))
    standard = Standard(paper.press_standard)
    title = f"{paper.name} {issue.date:%Y-%m-%d} sheet {sheet.name}"
    pen = Pen(
        faces,
        space=ColourSpace.CMYK,
        title=title,
        issue_date=issue.date,
        timezone=paper.timezone,
        language=paper.setting.document_language,
        claim=Claim(standard, condition(paper)),
        outlined=paper.printing.outlined,
    )
    labels = {leaf.number: leaf.label for leaf in leaves(issue.pages)}
    sides = (sheet.front, sheet.back)
    for name, side in zip(SIDES, sides, strict=True):
        pen.page(*frame.trim, frame.bleed, label=f"{sheet.name} {name}", margin=sheets.margin - frame.bleed)
        said = " ".join(labels[cell.page] for row in side for cell in row)
        for ink in _margin(frame, f"{title} {name}: {said}", words):
            pen.draw(ink)
    placed = [_side(side, plates, frame, back=bool(number)) for number, side in enumerate(sides)]
    return place_plates(pen.finish(), placed, standard.version)


def _side(side: Rows, plates: Mapping[int, bytes], frame: _Frame, *, back: bool) -> Sequence[Placed]:
    return [
        Placed(
            plates[cell.page],
            frame.shown(column, row, turned=cell.turned),
            frame.place(column, row, turned=cell.turned, back=back),
        )
        for row, cells in enumerate(side)
        for column, cell in enumerate(cells)
    ]


def _margin(frame: _Frame, name: str, words: Words) -> Iterator[Ink]:
    """Yield the marks round a sheet: its corners, its folds in black, and its name over its head."""
    width, height = frame.trim
    start = frame.bleed + _CLEAR
    end = min(frame.sheets.margin, start + _TICK)
    if end <= start:
        return
    down, across = _folds(frame)
    for x in (0, width, *down):
        yield Rule(x, -start, x, -end, _WEIGHT, "")
        yield Rule(x, height + start, x, height + end, _WEIGHT, "")
    for y in (0, height, *across):
        yield Rule(-start, y, -end, y, _WEIGHT, "")
        yield Rule(width + start, y, width + end, y, _WEIGHT, "")
    if frame.sheets.margin >= start + _NAME:
        yield SetLine(words(name, _NAME), mm(8), -start, "", colour=BLACK, generated=True)


def _folds(frame: _Frame) -> tuple[list[int], list[int]]:
    """Return where a sheet is folded: x of the upright folds, and y of the level ones."""
    size, gap = frame.size, frame.sheets.gap
    between = [
        [(last + first) // 2 for last, first in pairwise(_ends(count, length, gap))]
        for count, length in ((frame.columns, size.width), (frame.rows, size.height))
    ]
    return (between[1], between[0]) if frame.sheets.lying else (between[0], between[1])


def _ends(count: int, length: int, gap: int) -> list[int]:
    """Return the middles of a row of pages: between two of them lies a fold."""
    return [number * (length + gap) + length // 2 for number in range(count)]
