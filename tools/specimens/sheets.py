"""Draws the specimen sheets: a row a rule, what is right in three regions, then its opposite in the same three."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from compositor.model.design import Align, Colour, Style
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, SetLine
from compositor.model.settings import Direction, Region
from compositor.pdf import ColourSpace, Pen
from compositor.text import Matter, set_lines, set_single
from compositor.units import SP, pt
from tools.specimens.cells import LEADING, SIZE, Cases, Cell, cell
from tools.specimens.rows import Row

WIDTH, HEIGHT = pt(1191), pt(842)
EDGE = pt(36)
LABEL = pt(140)
CELL, AIR = pt(150), pt(13)
_RED = Colour("wrong", (0, 100, 100, 10), (200, 16, 46))
_PALE = Colour("measure", (40, 0, 0, 0), (150, 200, 235))
_TITLE = Style("title", "hei", "black", pt(9.5), pt(13), pt(9.5), align=Align.LEFT)
_SMALL = Style("small", "hei", "regular", pt(6.5), pt(9), pt(6.5), align=Align.LEFT)
_BIG = Style("big", "hei", "black", pt(18), pt(24), pt(18), align=Align.LEFT)
_NAMES = {Region.CN: "大陸 CN", Region.TW: "臺灣 TW", Region.HK: "香港 HK"}
_WAYS = {Direction.HORIZONTAL: "橫排 horizontal", Direction.VERTICAL: "豎排 vertical"}


class Sheets:
    """The sheets of one direction."""

    def __init__(self, direction: Direction, cases: Cases) -> None:
        self.direction = direction
        self.cases = cases
        self.pen = Pen(
            cases.faces(),
            space=ColourSpace.SRGB,
            title="compositor: specimens",
            issue_date=date(2026, 1, 1),
            timezone="+08:00",
            language="zh-Hant",
        )
        self.pages = 0
        self.y = HEIGHT

    def row(self, row: Row) -> None:
        """Set a rule: its label, both ways in each region."""
        cells = [
            [cell(row, way, region, self.direction, self.cases) for region in row.regions]
            for way in (row.right, row.wrong)
        ]
        label = self._label(row)
        depth = max(max(one.depth for way in cells for one in way) + LEADING, len(label) * _SMALL.leading + LEADING)
        if self.y + depth > HEIGHT - EDGE:
            self._new_page()
        self._draw_label(label)
        for index, way in enumerate((row.right, row.wrong)):
            for region, one in zip(row.regions, cells[index], strict=True):
                x = self._x(index, list(Region).index(region))
                for ink in (*self._edges(row.length(way), one, x), *one.ink(x, self.y + _SMALL.leading)):
                    self.pen.draw(ink)
            colour = _RED if index else _SMALL.colour
            self._words(way.name, self._x(index, 0), self.y, replace(_SMALL, colour=colour))
        self.y += depth + AIR
        self.pen.draw(Rule(EDGE, self.y - AIR // 2, WIDTH - EDGE, self.y - AIR // 2, SP // 4, "specimen"))

    def _edges(self, ems: float, one: Cell, x: int) -> Iterable[Ink]:
        """Yield the edges of a cell's measure, so that the eye sees what fills it and what hangs out of it."""
        top, measure = self.y + _SMALL.leading, round(ems * SIZE)
        if one.placed:
            return []
        if self.direction is Direction.HORIZONTAL:
            foot = top + one.depth
            return [Rule(at, top, at, foot, SP // 4, "specimen", _PALE) for at in (x, x + measure)]
        right = x + len(one.lines) * one.pitch
        return [Rule(x, at, right, at, SP // 4, "specimen", _PALE) for at in (top, top + measure)]

    def _x(self, way: int, region: int) -> int:
        return EDGE + LABEL + (3 * way + region) * (CELL + AIR)

    def _label(self, row: Row) -> list[tuple[Line, Style]]:
        case = self.cases.of(Region.CN)
        out: list[tuple[Line, Style]] = []
        for words, style in ((row.title, _TITLE), (row.english, _SMALL), (row.clause, _SMALL)):
            parted = words.replace("_", "_\u200b")  # where an id may be parted
            matter = Matter(parted, 0, len(parted), (), None, style)
            out += [(line, style) for line in set_lines(matter, (LABEL - AIR,), case)]
        return out

    def _draw_label(self, label: Sequence[tuple[Line, Style]]) -> None:
        y = self.y
        for line, style in label:
            self.pen.draw(SetLine(line, EDGE, y + style.size, "specimen"))
            y += style.leading

    def _words(self, words: str, x: int, y: int, style: Style) -> None:
        line = set_single(words, style, None, self.cases.of(Region.CN))
        self.pen.draw(SetLine(line, x, y + style.size // 2, "specimen", colour=style.colour))

    def _new_page(self) -> None:
        self.pages += 1
        self.pen.page(WIDTH, HEIGHT, 0, label=str(self.pages))
        self.y = EDGE
        self._words(f"排印規則樣張　{_WAYS[self.direction]}", EDGE, self.y + _BIG.size // 2, _BIG)
        self.y += pt(34)
        for way in range(2):
            for index, region in enumerate(Region):
                self._words(_NAMES[region], self._x(way, index), self.y, _TITLE)
        self.y += pt(10)
        self.pen.draw(Rule(EDGE, self.y, WIDTH - EDGE, self.y, SP, "specimen"))
        self.y += AIR


def made(rows: Iterable[Row], direction: Direction, cases: Cases) -> bytes:
    """Return the PDF of all rows that are shown in one direction."""
    sheets = Sheets(direction, cases)
    for row in rows:
        if direction in row.directions:
            sheets.row(row)
    return sheets.pen.finish()
