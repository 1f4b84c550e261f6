"""Charts of several series: columns or bars beside one another, lines, or a table; a key tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.makeup.charts.bars import Scale, labelled, scale_of
from compositor.makeup.charts.easel import GAP, Easel, figure, shade
from compositor.makeup.charts.lines import circle, scaled, ticks
from compositor.model.copy import Bar, Chart
from compositor.model.design import BLACK, WHITE, Area, Colour
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, Tint, Trace
from compositor.records import dataclass
from compositor.units import SP, pt

_SHARE = 80
"""How much of a group's step its bars fill, in hundredths."""
_LABELS = 45
_MOST_LINES = 4
_EDGE = pt("0.5")
_DOT = pt("1.9")


def _key(chart: Chart, area: Area, easel: Easel) -> tuple[list[Ink], Area]:
    """Return the key, a patch and a name for each series in as many lines as they need, and the room below."""
    style = easel.style
    patch, air = style.size * 7 // 10, style.size // 3
    ink: list[Ink] = []
    x, y = area.x, area.y
    for index, one in enumerate(chart.series):
        word = easel.words(one.name)
        wide = patch + air + word.width
        if x > area.x and x + wide > area.right:
            x, y = area.x, y + style.leading
        ink.append(
            Tint(
                Area(x, y + (style.leading - patch) // 2, patch, patch),
                easel.series(index, len(chart.series)),
                easel.box,
            )
        )
        ink.append(easel.put(word, x + patch + air, easel.centred(y, style.leading), f"series-{index}"))
        x += wide + style.size
    y += style.leading * 5 // 4
    return ink, Area(area.x, y, area.width, max(0, area.bottom - y))


def _values(chart: Chart) -> list[float]:
    return [bar.value for one in chart.series for bar in one.bars if bar.value is not None]


def _figures(chart: Chart, easel: Easel) -> list[list[Line]]:
    return [[easel.words(figure(bar, chart.unit)) for bar in one.bars] for one in chart.series]


def columns(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw columns that stand side by side in groups; they lie down where their words have no room."""
    style, line = easel.style, easel.style.leading
    key, room = _key(chart, area, easel)
    step, air = area.width // len(chart.bars), style.size // 2
    thick = min(step * _SHARE // 100 // len(chart.series), style.size * 4)
    figures = _figures(chart, easel)
    labels = [easel.wrapped(bar.label, step - air) for bar in chart.bars]
    deep = max(len(lines) for lines in labels)
    words = [word for row in figures for word in row]
    tight = max(word.width for word in words) > thick - style.size // 6
    tight = tight or max(one.width for lines in labels for one in lines) > step - air
    under = line if min(0.0, *_values(chart)) < 0 else 0
    high = room.height - line - under - deep * line - air
    if tight or deep > _MOST_LINES or high < 3 * line:
        return bars(chart, area, easel)
    scale = scale_of(_values(chart), high)
    zero = room.y + line + high - scale.below
    ink: list[Ink] = [*key]
    for at, lines in enumerate(labels):
        x = area.x + at * step
        start = x + (step - thick * len(chart.series)) // 2
        for index, one in enumerate(chart.series):
            place = _Standing(start + index * thick, thick, zero)
            ink += place.drawn(
                one.bars[at].value,
                scale,
                figures[index][at],
                (easel, f"figure-{index}-{at}", easel.series(index, len(chart.series))),
            )
        for down, label in enumerate(lines):
            baseline = easel.centred(room.bottom - deep * line + down * line, line)
            ink.append(easel.put(label, x + (step - label.width) // 2, baseline, f"label-{at}"))
    ink.append(Rule(area.x, zero, area.x + step * len(chart.bars), zero, SP // 4, easel.box))
    return ink


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where one column of a group stands: its left edge, its width, and the line at zero."""

    x: int
    thick: int
    zero: int

    def drawn(self, value: float | None, scale: Scale, word: Line, named: tuple[Easel, str, Colour]) -> list[Ink]:
        """Return the column and its figure over it, or under it where it hangs; of one not known the mark alone."""
        easel, part, colour = named
        line, height = easel.style.leading, scale.length(value or 0)
        hangs = (value or 0) < 0
        ink: list[Ink] = []
        if height:
            top = self.zero if hangs else self.zero - height
            ink.append(Tint(Area(self.x, top, self.thick - SP // 2, height), colour, easel.box))
        above = self.zero + height if hangs else self.zero - height - line
        ink.append(easel.put(word, self.x + (self.thick - word.width) // 2, easel.centred(above, line), part))
        return ink


def bars(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw bars that lie below one another in groups, the label at the left of each; None where they have no room."""
    style = easel.style
    key, room = _key(chart, area, easel)
    pad, many = style.size // 2, len(chart.series)
    labels = [easel.wrapped(bar.label, area.width * _LABELS // 100) for bar in chart.bars]
    figures = _figures(chart, easel)
    left = area.x + max((one.width for lines in labels for one in lines), default=0) + pad
    pairs = [(word, bar.value or 0) for row, one in zip(figures, chart.series, strict=True)
             for word, bar in zip(row, one.bars, strict=True)]  # fmt: skip
    below = max((word.width for word, value in pairs if value < 0), default=0)
    above = max((word.width for word, value in pairs if value >= 0), default=0)
    scale = scale_of(_values(chart), area.right - left - above - pad - (below + pad if below else 0))
    step = room.height // len(chart.bars)
    thick = min(step * _SHARE // 100 // many, style.size * 2)
    deep = max(len(lines) for lines in labels) * style.leading
    if scale.room < 2 * style.size or thick < style.size or step < (deep if deep > style.leading else 0):
        return None
    zero = left + (below + pad if below else 0) + scale.below
    ink: list[Ink] = [*key]
    for at, lines in enumerate(labels):
        y = room.y + at * step
        top = y + (step - thick * many) // 2
        ink += labelled(lines, at, (left - pad, y, step), easel)
        for index, one in enumerate(chart.series):
            value, word = one.bars[at].value or 0, figures[index][at]
            width, start = scale.length(value), top + index * thick
            area_of = Area(zero - width if value < 0 else zero, start, width, thick - SP // 2)
            x = zero - width - pad // 2 - word.width if value < 0 else zero + width + pad // 2
            ink += [Tint(area_of, easel.series(index, many), easel.box)] if width else []
            ink.append(easel.put(word, x, easel.centred(start, thick), f"figure-{index}-{at}"))
    ink.append(Rule(zero, room.y, zero, room.y + step * len(chart.bars), SP // 4, easel.box))
    return ink


def lines(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw a line for each series on one scale, its name and last figure at its end; None where there is no room.

    The lines differ in weight and in their dots, so that they are told apart in one colour.
    """
    ends = [easel.words(f"{one.name} {_last(one.bars, chart.unit)}".strip()) for one in chart.series]
    wide = max(word.width for word in ends) + easel.style.size
    known, room = _values(chart), Area(area.x, area.y, area.width - wide, area.height)
    plotted = scaled(chart, ticks(known), room, easel) if known else None
    line = easel.style.leading
    if plotted is None or plotted.plot.height < line * len(chart.series):
        return None
    ink: list[Ink] = [*plotted.ink]
    tails: list[tuple[int, int]] = []
    for index, one in enumerate(chart.series):
        points = plotted.points(one.bars)
        ink += _run(points, _pens(easel)[index % 3], easel.box)
        tails.append((next((point[1] for point in reversed(points) if point), plotted.plot.bottom), index))
    floor = plotted.plot.y - line // 2
    for left, (y, index) in zip(range(len(tails) - 1, -1, -1), sorted(tails), strict=True):
        top = max(floor, min(y - line // 2, plotted.plot.bottom + line // 2 - line * (left + 1)))
        floor = top + line
        x = plotted.plot.right + easel.style.size // 3
        ink.append(easel.put(ends[index], x, easel.centred(top, line), f"series-{index}"))
    return ink


def _last(figures: Sequence[Bar], unit: str) -> str:
    """Return the last figure that is known, as it is printed."""
    known = [one for one in figures if one.value is not None]
    return figure(known[-1], unit) if known else ""


_PenOf = tuple[Colour, int, Colour]
"""The colour and the weight of a line, and what its dots are filled with."""


def _pens(easel: Easel) -> tuple[_PenOf, ...]:
    return ((easel.colour, pt("1.5"), easel.colour), (BLACK, pt("0.6"), WHITE), (shade(BLACK, 60), pt("1.5"), WHITE))


def _run(points: Sequence[tuple[int, int] | None], pen: _PenOf, box: str) -> list[Ink]:
    """Return a line parted where a figure isn't known, and a dot for every figure."""
    colour, weight, dot = pen
    ink: list[Ink] = []
    part: list[tuple[int, int]] = []
    for point in (*points, None):
        if point is not None:
            part.append(point)
        elif part:
            steps = tuple(("l" if index else "m", one) for index, one in enumerate(part))
            ink += [Trace(steps, box, stroke=colour, weight=weight)] if len(part) > 1 else []
            part = []
    for point in points:
        if point:  # black lines lie on what is under them, but not those along a shape that is filled
            ring = circle(point, _DOT)
            ink += [Trace(ring, box, fill=dot), Trace(ring, box, stroke=colour, weight=pt("0.6"))]
    return ink


def table(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw figures as a table with a column for each series, point under point; None where it has no room."""
    line, air, size = easel.style.leading, easel.style.leading // 4, easel.style.size
    heads = [easel.words(one.name) for one in chart.series]
    figures = _figures(chart, easel)
    fronts = [
        [easel.words(GAP if bar.value is None else bar.figure.partition(".")[0]) for bar in one.bars]
        for one in chart.series
    ]
    points = [
        max(word.width - front.width for word, front in zip(row, own, strict=True))
        for row, own in zip(figures, fronts, strict=True)
    ]
    wide = [
        max(head.width, max(front.width for front in own) + point)
        for head, own, point in zip(heads, fronts, points, strict=True)
    ]
    room = area.width - sum(wide) - size * len(wide)
    labels = [easel.wrapped(bar.label, room) for bar in chart.bars] if room >= 2 * size else []
    if not labels or line + sum(len(lines) * line + air for lines in labels) > area.height:
        return None
    rights = [area.right - sum(wide[index + 1 :]) - size * (len(wide) - index - 1) for index in range(len(wide))]
    ink: list[Ink] = [Rule(area.x, area.y, area.right, area.y, _EDGE, easel.box)]
    for index, head in enumerate(heads):
        ink.append(easel.put(head, rights[index] - head.width, easel.centred(area.y, line), f"series-{index}"))
    y = area.y + line
    for at, lines in enumerate(labels):
        ink.append(Rule(area.x, y, area.right, y, SP // 4, easel.box, BLACK if not at else shade(BLACK, 50)))
        y += air // 2
        for down, label in enumerate(lines):
            ink.append(easel.put(label, area.x, easel.centred(y + down * line, line), f"label-{at}"))
        for index, own in enumerate(fronts):
            x = rights[index] - points[index] - own[at].width
            ink.append(easel.put(figures[index][at], x, easel.centred(y, line), f"figure-{index}-{at}"))
        y += len(lines) * line + air - air // 2
    ink.append(Rule(area.x, y, area.right, y, _EDGE, easel.box))
    return ink
