"""Parts of a whole: a circle of sectors or a ring, with a list of what they are, their figures and their sum."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise

from compositor.makeup.charts.easel import Easel, figure, total
from compositor.model.copy import Chart
from compositor.model.design import BLACK, WHITE, Area
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, Tint, Trace
from compositor.model.settings import Script
from compositor.units import SP, pt

_HOLE = 56
"""The hole of a ring, in hundredths of its radius."""
_SEAM = pt("0.75")
_LEAST = 4
"""Ems that a circle is wide at least."""


def pie(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw a circle or ring at the left and the list of its parts beside it, or below; None where they have no room.

    Parts follow each other clockwise from the top in the order typed. What percents lack of a hundred stays open: an
    outline without a tint.
    """
    legend = _Legend(chart, easel)
    gap = 2 * easel.style.size
    side = min(area.height, area.width - legend.width - gap)
    down = min(area.width, area.height - legend.height - easel.style.size)
    if legend.width > area.width or max(side if legend.height <= area.height else 0, down) < _LEAST * easel.style.size:
        return None
    if legend.height <= area.height and side * 3 >= down * 2:
        circle = Area(area.x, area.y + (area.height - side) // 2, side, side)
        at = (circle.right + gap, area.y + (area.height - legend.height) // 2)
    else:
        circle = Area(area.x + (area.width - down) // 2, area.y, down, down)
        at = (area.x, circle.bottom + easel.style.size)
    return [*_sectors(chart, circle, easel), *legend.ink(at)]


def _shares(chart: Chart) -> list[float]:
    """Return the parts as shares of the whole, in the order typed; of percents the whole is a hundred."""
    values = [max(bar.value or 0.0, 0.0) for bar in chart.bars]
    whole = max(100.0, sum(values)) if chart.unit in {"%", "％"} else sum(values)
    return [value / whole if whole else 0.0 for value in values]


def _sectors(chart: Chart, circle: Area, easel: Easel) -> list[Ink]:
    centre = (circle.x + circle.width // 2, circle.y + circle.height // 2)
    outer = circle.width // 2 - _SEAM
    inner = outer * _HOLE // 100 if chart.kind == "ring" else 0
    ink: list[Ink] = []
    at = 0.0
    for index, share in enumerate(_shares(chart)):
        if share > 0:
            steps = sector(centre, (inner, outer), at, at + share)
            ink.append(Trace(steps, easel.box, easel.shade(index), WHITE, _SEAM))
        at += share
    if at < 0.9995:
        ink.append(Trace(sector(centre, (inner, outer), at, 1.0), easel.box, None, BLACK, SP // 4))
    if inner:
        word = easel.words(total(chart) + (chart.unit if chart.unit in {"%", "％"} else ""))
        if word.width < inner * 3 // 2:
            baseline = easel.centred(centre[1] - easel.style.leading // 2, easel.style.leading)
            ink.append(easel.put(word, centre[0] - word.width // 2, baseline, "total-0"))
    return ink


def sector(
    centre: tuple[int, int], radii: tuple[int, int], start: float, end: float
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the path of a sector or a piece of a ring, from one share of the turn to another, from the top."""
    inner, outer = radii
    parts = max(1, math.ceil((end - start) * 8))
    edges = [start + (end - start) * part / parts for part in range(parts + 1)]
    whole = end - start > 0.9999
    steps: list[tuple[str, tuple[int, ...]]] = [("m", _point(centre, outer, start))]
    steps += [_arc(centre, outer, one, other) for one, other in pairwise(edges)]
    if inner:
        steps += [("h", ())] if whole else []
        steps.append(("m" if whole else "l", _point(centre, inner, end)))
        steps += [_arc(centre, inner, other, one) for one, other in reversed(list(pairwise(edges)))]
    elif not whole:
        steps.append(("l", centre))
    return (*steps, ("h", ()))


def _point(centre: tuple[int, int], radius: int, turn: float) -> tuple[int, int]:
    angle = 2 * math.pi * turn
    return centre[0] + round(radius * math.sin(angle)), centre[1] - round(radius * math.cos(angle))


def _arc(centre: tuple[int, int], radius: int, start: float, end: float) -> tuple[str, tuple[int, ...]]:
    """Return a curve along a circle; over an eighth of a turn it is off by less than a millionth of the radius."""
    arm = 4 / 3 * math.tan(math.pi * (end - start) / 2) * radius
    one, other = 2 * math.pi * start, 2 * math.pi * end
    (x0, y0), (x3, y3) = _point(centre, radius, start), _point(centre, radius, end)
    first = (x0 + round(arm * math.cos(one)), y0 + round(arm * math.sin(one)))
    second = (x3 - round(arm * math.cos(other)), y3 - round(arm * math.sin(other)))
    return "c", (*first, *second, x3, y3)


class _Legend:
    """The list of a pie's parts: a swatch, the label, the figure, its percent where the figures are none; the sum."""

    def __init__(self, chart: Chart, easel: Easel) -> None:
        self._easel = easel
        percents = chart.unit in {"%", "％"}
        self._rows: list[tuple[Line, Line, Line | None]] = []
        for bar, share in zip(chart.bars, _shares(chart), strict=True):
            known = bar.value is not None and not percents
            percent = easel.words(f"{share * 100:.1f}%") if known else None
            self._rows.append((easel.words(bar.label), easel.words(figure(bar, chart.unit)), percent))
        word = "合計" if easel.case.setting.script is Script.HANT else "合计"
        summed = total(chart)
        self._sum = None
        if summed and not (percents and Decimal(summed) == 100):
            mark = chart.unit if percents else ""
            self._sum = (easel.words(word), easel.words(summed + mark))
        rows = [(one, other) for one, other, _ in self._rows] + ([self._sum] if self._sum else [])
        self._label = max(one.width for one, _ in rows)
        self._figure = max(other.width for _, other in rows)
        self._percent = max((one.width for _, _, one in self._rows if one is not None), default=0)

    @property
    def height(self) -> int:
        """The height of all rows."""
        return (len(self._rows) + (1 if self._sum else 0)) * self._easel.style.leading

    @property
    def width(self) -> int:
        """The width of a row."""
        em = self._easel.style.size
        return 2 * em + self._label + em + self._figure + (em + self._percent if self._percent else 0)

    def ink(self, at: tuple[int, int]) -> list[Ink]:
        """Return the list, from its upper left corner."""
        easel, (x, y) = self._easel, at
        em, line = easel.style.size, easel.style.leading
        right = x + 2 * em + self._label + em + self._figure
        ink: list[Ink] = []
        for index, (label, word, percent) in enumerate(self._rows):
            baseline = easel.centred(y, line)
            swatch = Area(x, y + (line - em) // 2, em, em)
            ink.append(Tint(swatch, easel.shade(index), easel.box))
            ink.append(easel.put(label, x + em * 3 // 2, baseline, f"label-{index}"))
            ink.append(easel.put(word, right - word.width, baseline, f"figure-{index}"))
            if percent is not None:
                ink.append(easel.put(percent, right + em + self._percent - percent.width, baseline, f"share-{index}"))
            y += line
        if self._sum:
            ink.append(Rule(x, y, right, y, SP // 4, easel.box))
            label, word = self._sum
            ink.append(easel.put(label, x + em * 3 // 2, easel.centred(y, line), "total-label"))
            ink.append(easel.put(word, right - word.width, easel.centred(y, line), "total-1"))
        return ink
