"""Charts drawn from figures with rules, tints and the paper's own faces."""

from __future__ import annotations

from compositor.model.copy import Chart
from compositor.model.design import BLACK, Area, BoxStyle, Style
from compositor.model.page import Ink, Rule, SetLine, Tint
from compositor.text import TypeCase, set_single
from compositor.units import SP

_BAR_SHARE = 62
"""How much of a bar's step the bar itself fills, in hundredths; the rest is white."""


def bar_chart(chart: Chart, area: Area, box: str, box_style: BoxStyle, case: TypeCase) -> tuple[Ink, ...]:
    """Draw horizontal bars: title above, labels at the left, each figure at its bar's end.

    Bars begin at zero and their lengths are in proportion to their values; the longest fills the room that
    labels and figures leave. A value below zero has no bar, only its figure.
    """
    style = box_style.style("chart")
    ink, top = _title(chart, area, box, box_style, case)
    labels = [set_single(bar.label, style, box_style, case) for bar in chart.bars]
    figures = [set_single(bar.figure, style, box_style, case) for bar in chart.bars]
    pad = style.size // 2
    left = area.x + max((line.width for line in labels), default=0) + pad
    room = area.right - left - max((line.width for line in figures), default=0) - pad
    longest = max((bar.value for bar in chart.bars), default=0.0)
    step = max(0, area.bottom - top) // max(1, len(chart.bars))
    thick = min(step * _BAR_SHARE // 100, style.size * 2)
    colour = box_style.label_tint or BLACK
    for index, bar in enumerate(chart.bars):
        y = top + index * step + (step - thick) // 2
        width = round(max(room, 0) * max(bar.value, 0) / longest) if longest > 0 else 0
        baseline = _centred(y, thick, style)
        ink.append(Tint(Area(left, y, width, thick), colour, box))
        right = left - pad - labels[index].width
        ink.append(SetLine(labels[index], right, baseline, box, "", f"label-{index}", generated=True))
        after = left + width + pad // 2
        ink.append(SetLine(figures[index], after, baseline, box, "", f"figure-{index}", generated=True))
    ink.append(Rule(left, top, left, top + step * len(chart.bars), SP // 4, box))
    return tuple(ink)


def _title(chart: Chart, area: Area, box: str, box_style: BoxStyle, case: TypeCase) -> tuple[list[Ink], int]:
    style = box_style.style("subhead")
    if not chart.title:
        return [], area.y
    line = set_single(chart.title, style, box_style, case)
    ink: list[Ink] = [SetLine(line, area.x, style.line_in(area.y), box, "", "chart-title", generated=True)]
    return ink, area.y + style.leading + style.leading // 4


def _centred(y: int, height: int, style: Style) -> int:
    return y + (height - style.size) // 2 + style.size * 880 // 1000
