"""Lines from figure to figure, on a scale that is always printed; a figure that isn't known is a gap in the line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from compositor.makeup.charts.easel import Easel, figure, shade
from compositor.model.copy import Bar, Chart
from compositor.model.design import BLACK, WHITE, Area
from compositor.model.lines import Line
from compositor.model.page import Ink, Rule, Tint, Trace
from compositor.records import dataclass
from compositor.units import SP, pt

_LEAST_STEPS = 3
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_WEIGHT = pt("1.25")
_DOT = pt("1.75")
_CURVE = 0.5523
"""How far the handles of a quarter circle stand off, in radii."""


def ticks(known: Sequence[float]) -> tuple[float, ...]:
    """Return the round values of a scale that holds all figures.

    It begins at zero unless they all lie in the upper half of what it would show: a line shows change, not size.
    """
    low, high = min(known), max(known)
    if low > 0 and low <= high / 2:
        low = 0.0
    if high < 0 and high >= low / 2:
        high = 0.0
    span = (high - low) or abs(high) or 1.0
    raw = span / _LEAST_STEPS
    unit = 10.0 ** math.floor(math.log10(raw))
    step = max((one * unit for one in _ROUND if one * unit <= raw * 1.000001), default=unit)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(number * step for number in range(first, max(last, first + 1) + 1))


@dataclass(frozen=True, slots=True)
class Plot:
    """Where lines are drawn: the plot, the middle of each label, the scale, and the ink of scale and labels."""

    plot: Area
    xs: tuple[int, ...]
    scale: tuple[float, ...]
    ink: tuple[Ink, ...]

    def height(self, value: float) -> int:
        """Return where a value stands."""
        return self.plot.bottom - round(self.plot.height * (value - self.scale[0]) / (self.scale[-1] - self.scale[0]))

    def points(self, bars: Sequence[Bar]) -> list[tuple[int, int] | None]:
        """Return the points of figures, None for one that isn't known."""
        found = zip(self.xs, bars, strict=True)
        return [(x, self.height(bar.value)) if bar.value is not None else None for x, bar in found]


def scaled(chart: Chart, scale: tuple[float, ...], area: Area, easel: Easel) -> Plot | None:
    """Return the plot with the scale at its left and the labels underneath; None where they have no room.

    Where not all labels have room, every second, third … stands.
    """
    style, line = easel.style, easel.style.leading
    marks = [easel.words(f"{value:.10g}") for value in scale]
    left = area.x + max(mark.width for mark in marks) + style.size // 2
    labels = [easel.words(bar.label) for bar in chart.bars]
    plot = Area(left, area.y + line, area.right - left, area.height - 2 * line - style.size // 2)
    step = plot.width / len(chart.bars)
    if max(label.width for label in labels) > area.width:
        return None
    if plot.width < 6 * style.size or plot.height < len(scale) * style.size * 5 // 4:
        return None
    xs = tuple(plot.x + round(step * (index + 0.5)) for index in range(len(chart.bars)))
    bare = Plot(plot, xs, scale, ())
    below = _below(labels, xs, plot, area, easel)
    return replace(bare, ink=(*_grid(scale, marks, (plot, area.x), bare.height, easel), *below))


def lines(chart: Chart, area: Area, easel: Easel) -> list[Ink] | None:
    """Draw a line through its figures, the scale at the left, labels underneath; None where they have no room.

    Where not all figures have room, the last, the highest and the lowest stand first.
    """
    known = [bar.value for bar in chart.bars if bar.value is not None]
    plotted = scaled(chart, ticks(known), area, easel) if known else None
    if plotted is None:
        return None
    points = plotted.points(chart.bars)
    words = list(_figures(chart, points, plotted.plot, easel))
    patches = (patch for patch, _ in words)
    return [*plotted.ink, *patches, *_drawn(points, easel), *(word for _, word in words)]


def _grid(
    scale: Sequence[float], marks: Sequence[Line], at: tuple[Area, int], height: object, easel: Easel
) -> Iterator[Ink]:
    plot, _ = at
    assert callable(height)
    for index, (value, mark) in enumerate(zip(scale, marks, strict=True)):
        y = height(value)
        colour = BLACK if value == 0 else shade(BLACK, 40)
        yield Rule(plot.x, y, plot.right, y, SP // 4, easel.box, colour)
        baseline = easel.centred(y - easel.style.leading // 2, easel.style.leading)
        yield easel.put(mark, plot.x - easel.style.size // 2 - mark.width, baseline, f"scale-{index}")


def _drawn(points: Sequence[tuple[int, int] | None], easel: Easel) -> Iterator[Ink]:
    """Yield the line, parted where a figure isn't known, and a dot for every figure."""
    part: list[tuple[int, int]] = []
    for point in (*points, None):
        if point is not None:
            part.append(point)
            continue
        if len(part) > 1:
            steps = tuple(("l" if index else "m", one) for index, one in enumerate(part))
            yield Trace(steps, easel.box, stroke=easel.colour, weight=_WEIGHT)
        part = []
    for point in points:
        if point is not None:
            yield Trace(circle(point, _DOT), easel.box, fill=easel.colour)


def circle(centre: tuple[int, int], radius: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return a circle as four curves."""
    x, y = centre
    arm = round(radius * _CURVE)
    r = radius
    return (
        ("m", (x + r, y)),
        ("c", (x + r, y + arm, x + arm, y + r, x, y + r)),
        ("c", (x - arm, y + r, x - r, y + arm, x - r, y)),
        ("c", (x - r, y - arm, x - arm, y - r, x, y - r)),
        ("c", (x + arm, y - r, x + r, y - arm, x + r, y)),
        ("h", ()),
    )


def _below(labels: Sequence[Line], xs: Sequence[int], plot: Area, area: Area, easel: Easel) -> Iterator[Ink]:
    """Yield the labels under a line: all of them, or every so many that they don't meet, the last one always."""
    air = easel.style.size // 2
    step = min((other - one for one, other in pairwise(xs)), default=plot.width)
    widest = max(label.width for label in labels) + air
    every = max(1, -(-widest // max(1, step)))
    baseline = easel.centred(area.bottom - easel.style.leading, easel.style.leading)
    edge = area.right + air
    for index in range(len(labels) - 1, -1, -every):
        label = labels[index]
        start = min(max(xs[index] - label.width // 2, area.x), area.right - label.width)
        if start + label.width + air <= edge:
            edge = start
            yield easel.put(label, start, baseline, f"label-{index}")


def _figures(
    chart: Chart, points: Sequence[tuple[int, int] | None], plot: Area, easel: Easel
) -> Iterator[tuple[Ink, Ink]]:
    """Yield figures by their points, where they meet no other figure and no line.

    Each comes with a patch of white that keeps the lines of the scale out of it.
    """
    style, line = easel.style, easel.style.leading
    known = [index for index, point in enumerate(points) if point is not None]
    values = [chart.bars[index].value or 0.0 for index in known]
    first = [known[-1], known[values.index(max(values))], known[values.index(min(values))], known[0]]
    taken: list[Area] = []
    for index in dict.fromkeys((*first, *known)):
        point = points[index]
        if point is None:
            continue
        word = easel.words(figure(chart.bars[index], chart.unit))
        for x, y in _places(point, word.width, line, style.size):
            place = Area(x, y, word.width, line)
            inside = plot.y - line <= y and y + line <= plot.bottom and plot.x <= x and x + word.width <= plot.right
            if inside and not any(_meet(place, one, style.size // 4) for one in taken) and not _crossed(place, points):
                taken.append(place)
                air = style.size // 5
                patch = Area(x - air, y + (line - style.size) // 2, word.width + 2 * air, style.size)
                yield Tint(patch, WHITE, easel.box), easel.put(word, x, easel.centred(y, line), f"figure-{index}")
                break


def _places(point: tuple[int, int], width: int, line: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield where a figure may stand by its point, the best first: over it, over it to a side, under it, beside it."""
    x, y = point
    across = (x - width // 2, x + size // 5, x - width - size // 5)
    for down in (y - _DOT - line, y + _DOT):
        for start in across:
            yield start, down
    yield x + size // 2, y - line // 2
    yield x - width - size // 2, y - line // 2


def _meet(one: Area, other: Area, air: int) -> bool:
    across = one.x < other.right + air and other.x < one.right + air
    return across and one.y < other.bottom and other.y < one.bottom


def _crossed(place: Area, points: Sequence[tuple[int, int] | None]) -> bool:
    """Tell whether the line from point to point runs through a place, less the white that type has in its leading."""
    top, bottom = place.y + place.height // 8, place.bottom - place.height // 8
    for one, other in pairwise(points):
        if one is None or other is None:
            continue
        for share in range(65):
            x = one[0] + (other[0] - one[0]) * share // 64
            y = one[1] + (other[1] - one[1]) * share // 64
            if place.x <= x <= place.right and top <= y <= bottom:
                return True
    return False
