"""A small plot of seconds over pages, both logarithmic, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

_WIDTH, _HEIGHT = 560, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 96, 16, 40
_INKS: Final = ("#111111", "#b3261e", "#2d5f86")


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds by pages of one program."""

    name: str
    points: tuple[tuple[int, float], ...]


def growth(curves: Sequence[Growth]) -> str:
    """Return the plot."""
    return "\n".join((*_drawn(curves), "</svg>", ""))


def _drawn(curves: Sequence[Growth]) -> Iterator[str]:
    pages = sorted({x for curve in curves for x, _ in curve.points})
    seconds = [y for curve in curves for _, y in curve.points]
    low, high = floor(log10(min(seconds))), ceil(log10(max(seconds)))

    def place(x: float, y: float) -> tuple[float, float]:
        across = (log10(x) - log10(pages[0])) / (log10(pages[-1]) - log10(pages[0]))
        up = (log10(y) - low) / (high - low)
        return (
            round(_LEFT + across * (_WIDTH - _LEFT - _RIGHT), 1),
            round(_HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM), 1),
        )

    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12">'
    )
    yield "<title>Seconds to compose issues of so many pages; both axes are logarithmic</title>"
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
    for power in range(low, high + 1):
        for times in (1, 2, 5) if power < high else (1,):
            left, y = place(pages[0], times * 10**power)
            right, _ = place(pages[-1], 1)
            yield f'<path d="M{left} {y}H{right}" stroke="#dddddd"/>'
            yield f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{times * 10**power:g} s</text>'
    for x in pages:
        across, foot = place(x, 10**low)
        yield f'<text x="{across}" y="{foot + 18}" text-anchor="middle">{x} pages</text>'
    for curve, ink in zip(curves, _INKS, strict=False):
        dots = [place(*point) for point in curve.points]
        path = " ".join(f"{x},{y}" for x, y in dots)
        yield f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="2"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3.5" fill="{ink}"/>' for x, y in dots)
        yield f'<text x="{dots[-1][0] + 10}" y="{dots[-1][1] + 4}" fill="{ink}">{curve.name}</text>'
