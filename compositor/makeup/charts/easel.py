"""What every chart is drawn with: words in their places, shades of one colour, title and unit."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from compositor.model.copy import Bar, Chart
from compositor.model.design import BLACK, Area, BoxStyle, Colour, Style
from compositor.model.lines import Line
from compositor.model.page import Ink, SetLine
from compositor.model.settings import Script
from compositor.records import dataclass
from compositor.text import Matter, TypeCase, generated_line, set_ragged, set_single

GAP = "–"
"""What is printed for a figure that isn't known."""
_AFTER = frozenset({"%", "％", "‰", "℃", "°C", "°"})
"""Units that are printed after every figure; others are said once."""
_SHADES = (100, 40, 70, 20, 55, 10, 85, 30)
"""Percent of the colour for one part after another, so that neighbours differ on newsprint."""


@dataclass(frozen=True, slots=True)
class Easel:
    """The box that a chart stands in, its style, the type, and the style of its labels and figures."""

    box: str
    look: BoxStyle
    case: TypeCase
    style: Style

    @property
    def colour(self) -> Colour:
        """The colour of what is drawn: that behind standing heads, or black."""
        return self.look.label_tint or BLACK

    def words(self, text: str) -> Line:
        """Return words in one line of their natural width."""
        return set_single(text, self.style, self.look, self.case)

    def wrapped(self, text: str, measure: int) -> tuple[Line, ...]:
        """Return words in as many lines as they need in a measure."""
        line = self.words(text)
        if line.width <= measure:
            return (line,)
        matter = Matter(text, 0, len(text), (), self.look, self.style)
        return tuple(generated_line(one) for one in set_ragged(matter, max(measure, self.style.size), self.case))

    def put(self, line: Line, x: int, baseline: int, part: str) -> SetLine:
        """Return a line in its place, as words of the compositor's own."""
        return SetLine(line, x, baseline, self.box, "", part, colour=self.style.colour, generated=True)

    def centred(self, y: int, height: int) -> int:
        """Return the baseline of a line whose em box stands in the middle of a height."""
        return y + (height - self.style.size) // 2 + self.style.size * 880 // 1000

    def series(self, index: int, count: int) -> Colour:
        """Return the colour of one series of so many: the first full, the others lighter by equal steps."""
        return shade(self.colour, 100 - 75 * index // max(1, count - 1))

    def shade(self, index: int) -> Colour:
        """Return the colour of one part of many, by its index."""
        return shade(self.colour, _SHADES[index % len(_SHADES)])


def shade(colour: Colour, share: int) -> Colour:
    """Return a colour laid on in part, in percent, on white paper."""
    inks = [ink * share // 100 for ink in colour.cmyk]
    lights = [255 - (255 - light) * share // 100 for light in colour.srgb]
    return Colour(f"{colour.name} {share} %", (inks[0], inks[1], inks[2], inks[3]), (lights[0], lights[1], lights[2]))


def figure(bar: Bar, unit: str) -> str:
    """Return a figure as it is printed: as typed, with its unit where that stands after figures."""
    return GAP if bar.value is None else bar.figure + (unit if unit in _AFTER else "")


def total(chart: Chart) -> str:
    """Return the sum of a chart's figures, exact, with as many decimals as they have; '' where it can't be told."""
    try:
        return f"{sum(Decimal(bar.figure) for bar in chart.bars if bar.value is not None):f}"
    except InvalidOperation:
        return ""


def titled(chart: Chart, area: Area, easel: Easel) -> tuple[list[Ink], Area]:
    """Return the title and the unit over a chart, and the room that is left; a title of many words takes more lines."""
    style = easel.look.style("subhead")
    ink: list[Ink] = []
    y = area.y
    if chart.title:
        heading = Easel(easel.box, easel.look, easel.case, style)
        for line in heading.wrapped(chart.title, area.width):
            ink.append(SetLine(line, area.x, style.line_in(y), easel.box, "", "chart-title", generated=True))
            y += style.leading
        y += style.leading // 4
    if chart.unit and chart.unit not in _AFTER and chart.unit not in chart.title:
        word = "單位：" if easel.case.setting.script is Script.HANT else "单位："
        ink.append(easel.put(easel.words(word + chart.unit), area.x, easel.style.line_in(y), "chart-unit"))
        y += easel.style.leading * 5 // 4
    return ink, Area(area.x, y, area.width, max(0, area.bottom - y))
