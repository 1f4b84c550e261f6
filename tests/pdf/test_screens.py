"""Pictures on screens: as fine as the paper says, photographs as JPEG, drawings whole, neither larger than need be."""

from __future__ import annotations

import random

import pytest
from PIL import Image as Pixels
from PIL import ImageChops

from compositor.model.epaper import Epaper
from compositor.model.page import Image
from compositor.pdf.pictures import picture
from tests.pdf.screens import AREA, on_page, seen
from tests.pdf.test_pictures import asset, far, gradient


def grainy(size: tuple[int, int] = (240, 180)) -> Pixels.Image:
    """Return what a camera sees: shades with grain, which no drawing has."""
    chance = random.Random(7)
    grain = Pixels.frombytes("L", size, bytes(chance.randrange(40) for _ in range(size[0] * size[1])))
    return ImageChops.add(gradient().resize(size), Pixels.merge("RGB", [grain, grain, grain]))


def chart(colours: int) -> Pixels.Image:
    """Return a drawing of stripes in so many colours."""
    pixels = Pixels.new("RGB", (240, 180), "white")
    for at in range(colours):
        pixels.paste(((at * 37) % 256, (at * 91) % 256, at), (at * 240 // colours, 0, (at + 1) * 240 // colours, 180))
    return pixels


def placed(pixels: Pixels.Image, kind: str) -> Image:
    return Image(asset(pixels, kind), AREA, "photo", "")


def test_a_photograph_is_jpeg_of_the_quality_that_the_paper_says() -> None:
    sizes = [len(picture(placed(grainy(), "JPEG"), Epaper(quality=one)).content) for one in (40, 85)]
    assert sizes[0] * 1.5 < sizes[1]
    made = picture(placed(grainy(), "JPEG"), Epaper())
    assert made.coding == "DCTDecode"
    assert far(seen(made), grainy()) < 12


def test_a_photograph_in_a_drawings_file_is_jpeg() -> None:
    assert picture(placed(grainy(), "PNG"), Epaper(quality=40)).coding == "DCTDecode"


def test_what_is_smaller_lossless_is_lossless() -> None:
    assert picture(placed(Pixels.new("RGB", (240, 180), "red"), "JPEG"), Epaper()).coding == "FlateDecode"


@pytest.mark.parametrize(("colours", "bits"), [(2, 1), (4, 2), (16, 4), (100, 8)])
def test_a_drawing_keeps_every_pixel_in_few_bits(colours: int, bits: int) -> None:
    made = picture(placed(chart(colours), "PNG"), Epaper(resolution=200))
    assert (made.coding, made.bits) == ("FlateDecode", bits)
    assert isinstance(made.space, tuple)
    for shown in (seen(made), on_page(placed(chart(colours), "PNG"), Epaper(resolution=200)).convert("RGB")):
        assert shown.tobytes() == chart(colours).tobytes()


def test_greys_have_one_component() -> None:
    grey = gradient().convert("L")
    made = picture(placed(grey, "PNG"), Epaper(resolution=200))
    assert made.space == "DeviceGray"
    assert seen(made).convert("L").tobytes() == grey.tobytes()


def test_a_picture_is_as_fine_as_the_paper_says_at_its_size_on_the_page() -> None:
    large = placed(gradient().resize((2000, 1500)), "JPEG")
    assert [on_page(large, Epaper(resolution=ppi)).width for ppi in (72, 150, 300)] == [120, 250, 500]
