"""Pictures of pages as PNG: every pixel as it was, whatever it is coded as."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from compositor.pdf.png import png

WIDE, HIGH = 7, 5


def pixels(*, coloured: bool, stride: int) -> bytes:
    """Return rows of blue, green and red; of those that are coloured, one, three and five are grey all the same."""
    rows = []
    for y in range(HIGH):
        shift = 3 if coloured and y % 2 else 0
        row = b"".join(
            bytes(((37 * x + y + 2 * shift) % 256, (37 * x + y + shift) % 256, (37 * x + y) % 256)) for x in range(WIDE)
        )
        rows.append(row.ljust(stride, b"?"))
    return b"".join(rows)


@pytest.mark.parametrize("stride", [3 * WIDE, 3 * WIDE + 3])
@pytest.mark.parametrize("coloured", [True, False])
def test_a_picture_has_every_pixel_and_is_grey_where_no_pixel_has_colour(*, coloured: bool, stride: int) -> None:
    given = pixels(coloured=coloured, stride=stride)
    made = png((WIDE, HIGH), given, stride)
    read = Image.open(io.BytesIO(made))
    read.load()
    assert read.mode == ("RGB" if coloured else "L")
    wanted = Image.frombuffer("RGB", (WIDE, HIGH), given, "raw", "BGR", stride, 1)
    assert read.convert("RGB").tobytes() == wanted.tobytes()
    assert made == png((WIDE, HIGH), given, stride)
