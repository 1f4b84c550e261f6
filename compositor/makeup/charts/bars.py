"""Bars that lie and columns that stand; both begin at zero, so that their lengths are in proportion."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.makeup.charts.easel import Easel, figure
from compositor.model.copy import Chart
from compositor.model.design import Area
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, Tint
from compositor.records import dataclass
from compositor.units import SP

_SHARE = 62
"""How much of a step its bar fills, in hundredths; the rest is white."""
_LABELS = 45
"""How much of the width labels may take, in hundredths; longer ones take more lines."""
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """How far values reach above and below zero, and the length that all of it has."""

    over: float
    under: float
    room: int

    def length(self, value: float) -> int:
        """Return how long a bar is, whichever way it goes."""
        reach = self.over + self.under
        return round(self.room * abs(value) / reach) if reach else 0

    @property
    def below(self) -> int:
        """The length below zero."""
        return self.length(self.under)


def scale_of(known: Sequence[float], room: int) -> Scale:
    """Return the scale that holds all values, and zero."""
    return Scale(max((*known, 0.0)), -min((*known, 0.0)), room)


def _known(chart: Chart) -> list[float]:
    return [bar.value for bar in chart.bars if bar.value is not None]


def bars(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw bars that lie, labels at the left, each figure at its bar's end; None where they have no room.

    Values below zero go to the left of the line at zero.
    """
    style, pad, count = easel.style, easel.style.size // 2, max(1, len(chart.bars))
    labels = [easel.wrapped(bar.label, area.width * _LABELS // 100) for bar in chart.bars]
    figures = [easel.words(figure(bar, chart.unit)) for bar in chart.bars]
    left = area.x + max((line.width for lines in labels for line in lines), default=0) + pad
    negative = max((f.width for f, bar in zip(figures, chart.bars, strict=True) if (bar.value or 0) < 0), default=0)
    positive = max((f.width for f, bar in zip(figures, chart.bars, strict=True) if (bar.value or 0) >= 0), default=0)
    scale = scale_of(_known(chart), area.right - left - positive - pad - (negative + pad if negative else 0))
    step = area.height // count
    deep = max(len(lines) for lines in labels) * style.leading if labels else 0
    if scale.room < 2 * style.size or step < max(style.size * 11 // 10, deep if deep > style.leading else 0):
        return None
    zero = left + (negative + pad if negative else 0) + scale.below
    thick = min(step * _SHARE // 100, style.size * 2)
    ink: list[Ink] = []
    for index, bar in enumerate(chart.bars):
        y, width = area.y + index * step, scale.length(bar.value or 0)
        under = (bar.value or 0) < 0
        ink.append(
            Tint(Area(zero - width if under else zero, y + (step - thick) // 2, width, thick), easel.colour, easel.box)
        )
        ink += labelled(labels[index], index, (left - pad, y, step), easel)
        x = zero - width - pad // 2 - figures[index].width if under else zero + width + pad // 2
        ink.append(easel.put(figures[index], x, easel.centred(y, step), f"figure-{index}"))
    ink.append(Rule(zero, area.y, zero, area.y + step * count, SP // 4, easel.box))
    return ink


def labelled(lines: Sequence[Line], index: int, at: tuple[int, int, int], easel: Easel) -> list[Ink]:
    """Return a label flush right in the middle of its step, ``at`` right edge, top and height."""
    right, y, step = at
    leading = easel.style.leading
    top = y + (step - leading * len(lines)) // 2
    return [
        easel.put(line, right - line.width, easel.centred(top + down * leading, leading), f"label-{index}")
        for down, line in enumerate(lines)
    ]


def columns(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw columns that stand, figures at their ends and labels under all of them; bars where they have no room.

    Values below zero hang under the line at zero.
    """
    style, count = easel.style, max(1, len(chart.bars))
    step, air = area.width // count, easel.style.size // 3
    figures = [easel.words(figure(bar, chart.unit)) for bar in chart.bars]
    labels = [easel.wrapped(bar.label, step - air) for bar in chart.bars]
    wide = max(line.width for lines in (*labels, tuple(figures)) for line in lines) > step - air
    deep = max(len(lines) for lines in labels)
    line = style.leading
    under = line if any((bar.value or 0) < 0 for bar in chart.bars) else 0
    room = area.height - line - under - deep * line - style.size // 2
    single = deep > 1 and step - air < 2 * style.size  # labels would stand one character to a line
    if wide or single or deep > _MOST_LINES or room < 3 * line:
        return bars(chart, area, easel)
    scale = scale_of(_known(chart), room)
    zero = area.y + line + room - scale.below
    thick = min(step * _SHARE // 100, style.size * 4)
    ink: list[Ink] = []
    for index, bar in enumerate(chart.bars):
        x, height = area.x + index * step, scale.length(bar.value or 0)
        hangs = (bar.value or 0) < 0
        top = zero if hangs else zero - height
        ink.append(Tint(Area(x + (step - thick) // 2, top, thick, height), easel.colour, easel.box))
        above = zero + height if hangs else zero - height - line
        word = figures[index]
        ink.append(easel.put(word, x + (step - word.width) // 2, easel.centred(above, line), f"figure-{index}"))
        first = area.bottom - deep * line
        for down, label in enumerate(labels[index]):
            baseline = easel.centred(first + down * line, line)
            ink.append(easel.put(label, x + (step - label.width) // 2, baseline, f"label-{index}"))
    ink.append(Rule(area.x, zero, area.x + step * count, zero, SP // 4, easel.box))
    return ink
