"""Where paths reach: curves where they turn, not where their handles are (ISO 32000-1 8.5.2.2)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from compositor.model.paths import extremes


def test_lines_reach_as_far_as_their_ends() -> None:
    assert extremes((("m", (3, 9)), ("l", (-1, 4)), ("l", (8, 2)), ("h", ()))) == (-1, 2, 8, 9)


@pytest.mark.parametrize(
    "bends",
    [(0, -4, 10, -4, 10, 0), (60, 0, -50, 0, 10, 0), (0, 0, 10, 10, 10, 10), (4, 6, 6, 8, 10, 0), (9, 9, -3, 2, 0, 0)],
)
def test_a_curve_reaches_as_far_as_it_turns(bends: tuple[int, ...]) -> None:
    """As far as the farthest of a thousand points on it."""
    found = extremes((("m", (0, 0)), ("c", bends)))
    xs, ys = zip(*(on(bends, at / 1000) for at in range(1001)), strict=True)
    assert found == pytest.approx((min(xs), min(ys), max(xs), max(ys)), abs=0.001)


def on(bends: tuple[int, ...], at: float) -> tuple[float, float]:
    """Return a point of a curve that begins at the origin, by De Casteljau's halvings."""
    points = [(0.0, 0.0), *zip(map(float, bends[::2]), map(float, bends[1::2]), strict=True)]
    while len(points) > 1:
        points = [(x0 + (x1 - x0) * at, y0 + (y1 - y0) * at) for (x0, y0), (x1, y1) in pairwise(points)]
    return points[0]
