"""Charts drawn from figures with rules, tints, paths and the paper's own faces, so that no words meet."""

from __future__ import annotations

from dataclasses import replace

from compositor.makeup.charts import groups
from compositor.makeup.charts.bars import bars, columns
from compositor.makeup.charts.easel import Easel, titled
from compositor.makeup.charts.lines import lines
from compositor.makeup.charts.pies import pie
from compositor.makeup.charts.rows import table
from compositor.model.copy import Chart
from compositor.model.design import Area, BoxStyle
from compositor.model.page import Ink, MissingPicture
from compositor.text import TypeCase
from compositor.units import pt

__all__ = ["chart_ink"]

_SMALLEST = pt("5.5")
_STEP = pt("0.5")
_KINDS = {"bar": bars, "column": columns, "line": lines, "pie": pie, "ring": pie, "table": table}
_GROUPED = {"bar": groups.bars, "column": groups.columns, "line": groups.lines, "table": groups.table}


def chart_ink(chart: Chart, area: Area, box: str, box_style: BoxStyle, case: TypeCase) -> tuple[Ink, ...]:
    """Draw a chart in an area: its title, its unit, and its figures in the style of ``chart``.

    Type gets smaller, down to five and a half points, where words would meet; where that is not enough a crossed
    frame says that the chart has no room.
    """
    style = box_style.style("chart")
    draw = _GROUPED.get(chart.kind, groups.bars) if chart.series else _KINDS.get(chart.kind, bars)
    while True:
        easel = Easel(box, box_style, case, style)
        head, room = titled(chart, area, easel)
        drawn = room.height > 0 and room.width > 0
        ink = (draw(chart, room, easel) if chart.bars else ()) if drawn else None
        if ink is not None:
            return (*head, *ink)
        if style.size - _STEP < _SMALLEST:
            return (MissingPicture(area, box, chart.title),)
        size = style.size - _STEP
        style = replace(style, size=size, leading=style.leading * size // style.size)
