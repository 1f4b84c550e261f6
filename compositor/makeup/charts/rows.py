"""A table of figures: labels at the left, figures point under point at the right, rules over and under."""

from __future__ import annotations

from compositor.makeup.charts.easel import GAP, Easel, figure, shade
from compositor.model.copy import Chart
from compositor.model.design import BLACK, Area
from compositor.model.page import Ink, Rule
from compositor.units import SP, pt

_EDGE = pt("0.5")


def table(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw figures as a table; None where it has no room."""
    figures = [figure(bar, chart.unit) for bar in chart.bars]
    heads = [easel.words(GAP if bar.value is None else bar.figure.partition(".")[0]) for bar in chart.bars]
    words = [easel.words(text) for text in figures]
    point = max(word.width - head.width for word, head in zip(words, heads, strict=True))
    widest = max(head.width for head in heads) + point
    labels = [easel.wrapped(bar.label, area.width - widest - easel.style.size) for bar in chart.bars]
    line, air = easel.style.leading, easel.style.leading // 4
    if widest * 2 > area.width or sum(len(lines) * line + air for lines in labels) > area.height:
        return None
    ink: list[Ink] = [Rule(area.x, area.y, area.right, area.y, _EDGE, easel.box)]
    y = area.y
    for index, lines in enumerate(labels):
        if index:
            ink.append(Rule(area.x, y, area.right, y, SP // 4, easel.box, shade(BLACK, 50)))
        y += air // 2
        for down, label in enumerate(lines):
            ink.append(easel.put(label, area.x, easel.centred(y + down * line, line), f"label-{index}"))
        x = area.right - point - heads[index].width
        ink.append(easel.put(words[index], x, easel.centred(y, line), f"figure-{index}"))
        y += len(lines) * line + air - air // 2
    ink.append(Rule(area.x, y, area.right, y, _EDGE, easel.box))
    return ink
