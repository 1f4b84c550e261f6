"""The ink limit holds for every pixel, wherever in a picture it stands."""

from __future__ import annotations

import random

import pytest
from PIL import Image as Pixels

from compositor.colour import limited, most_ink, within
from compositor.colour.limits import hold

SIZE = (600, 300)
"""Neither a whole number of tiles across nor of strips down."""
DEEP = (200, 190, 180, 170)


def pale() -> Pixels.Image:
    return Pixels.new("CMYK", SIZE, (60, 50, 40, 30))


@pytest.mark.parametrize("spot", [(0, 0), (255, 63), (256, 64), (599, 0), (0, 299), (599, 299), (511, 256)])
def test_one_pixel_over_the_limit_is_found_and_held_anywhere(spot: tuple[int, int]) -> None:
    inks = pale()
    assert within(inks, 220)
    assert limited(inks, 220) is inks
    inks.putpixel(spot, DEEP)
    assert not within(inks, 220)
    assert most_ink(inks) == sum(DEEP) * 100 / 255
    made = limited(inks, 220)
    assert within(made, 220)
    held = made.getpixel(spot)
    assert isinstance(held, tuple)
    assert held[3] == DEEP[3]
    assert [ink / most for ink, most in zip(held[:3], DEEP, strict=False)] == pytest.approx([391 / 570] * 3, abs=0.006)
    made.putpixel(spot, pale().getpixel(spot) or 0)
    assert made.tobytes() == pale().tobytes()


def test_a_picture_is_held_where_it_stands_as_a_copy_would_be() -> None:
    inks = Pixels.frombytes("CMYK", SIZE, random.Random(4).randbytes(SIZE[0] * SIZE[1] * 4))
    for limit in (100, 220, 300):
        made, own = limited(inks, limit), inks.copy()
        hold(own, limit)
        assert own.tobytes() == made.tobytes()
        assert limit - 1 < most_ink(made) <= limit


@pytest.mark.parametrize("sum_of_inks", [557, 558, 560, 561, 562, 563])
def test_the_limit_itself_is_within_it(sum_of_inks: int) -> None:
    """220 percent are 561 of 1020 steps: the rough look and the sum agree beside it."""
    inks = Pixels.new("CMYK", SIZE, (255, 255, (sum_of_inks - 510) // 2, sum_of_inks - 510 - (sum_of_inks - 510) // 2))
    assert within(inks, 220) is (sum_of_inks <= 561)
