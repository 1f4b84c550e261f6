"""Pictures for the press: any input in the inks of the condition, never above the limit as they will be decoded."""

from __future__ import annotations

import hashlib
import random
from typing import Any

import pytest
from PIL import Image as Pixels
from PIL import ImageChops, ImageFilter

from compositor.colour import Condition, most_ink
from compositor.model.assets import Asset
from compositor.model.design import Area
from compositor.model.page import Image
from compositor.pdf.conversion import Darkroom
from compositor.units import pt
from tests.pdf.kinds import GREYS, PRINTED, SIZE, deepest, photograph, saved
from tests.pdf.plate import decoded, far

LIMIT = 220
AREA = Area(0, 0, pt(120), pt(90))


def placed(content: bytes, size: tuple[int, int] = SIZE) -> Image:
    return Image(Asset("a", hashlib.sha256(content).hexdigest(), *size, content), AREA, "b", "")


def inks(content: bytes, size: tuple[int, int] = SIZE, *, black: bool = False) -> Pixels.Image:
    return decoded(Darkroom().picture(placed(content, size), black=black))


@pytest.mark.parametrize("kind", GREYS)
def test_greys_print_in_black_alone_and_keep_their_order(kind: str) -> None:
    made = inks(GREYS[kind].make()).split()
    assert [band.getextrema() for band in made[:3]] == [(0, 0)] * 3
    palest, darkest = sorted(made[3].tobytes())[:: SIZE[0] * SIZE[1] - 1]
    assert (palest <= 1, darkest >= 254) == (True, True)
    column: list[Any] = [made[3].getpixel((120, at)) for at in range(4, SIZE[1])]
    assert all(before >= after for before, after in zip(column, column[3:], strict=False))


def test_a_grey_keeps_its_lightness_beside_paper() -> None:
    """Black and paper are the ends; between, the light that sRGB means, scaled to what black on paper can be."""
    condition = Condition()
    for grey in range(0, 256, 17):
        light = (grey / 255 / 12.92) if grey < 11 else ((grey / 255 + 0.055) / 1.055) ** 2.4
        deepest = ((condition.lightness((0, 0, 0, 100)) + 16) / 116) ** 3
        meant = 116 * (deepest + (1 - deepest) * light) ** (1 / 3) - 16
        assert condition.lightness(condition.colour((grey, grey, grey))) == pytest.approx(meant, abs=1)


def test_line_art_stays_sharp() -> None:
    art = Pixels.new("1", (1200, 900), 1)
    art.paste(0, (100, 100, 500, 300))
    made = Darkroom().picture(placed(saved(art, "PNG"), art.size))
    assert (made.width, made.bits) == (1200, 1)
    black = decoded(made).getchannel("K")
    assert (black.getpixel((99, 200)), black.getpixel((100, 200))) == (0, 255)
    large = Pixels.new("1", (6000, 4500), 1)
    assert Darkroom().picture(placed(saved(large, "PNG"), large.size)).width == 2000


@pytest.mark.parametrize("alpha", [0, 128, 255])
def test_what_is_clear_is_paper(alpha: int) -> None:
    pixels = Pixels.new("RGBA", SIZE, (0, 0, 0, alpha))
    made: Any = inks(saved(pixels, "PNG")).getpixel((5, 5))
    assert made[:3] == (0, 0, 0)
    assert (made[3] == 0, made[3] == 255) == (alpha == 0, alpha == 255)


def test_a_palette_with_a_clear_colour_is_laid_on_paper() -> None:
    pixels = Pixels.new("P", SIZE, 1)
    pixels.putpalette([255, 0, 0, 0, 0, 0])
    assert most_ink(inks(saved(pixels, "PNG", transparency=1))) == 0
    assert most_ink(inks(saved(pixels, "PNG"))) == 100


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_a_clear_colour_does_not_bleed_into_the_edges_of_a_reduced_picture(mode: str) -> None:
    pixels = Pixels.new("RGB", (1200, 900), (255, 0, 255))
    pixels.paste((0, 0, 0), (403, 307, 805, 601))
    key: Any = (255, 0, 255)
    if mode == "P":
        pixels = pixels.quantize(4)
        key = pixels.getpixel((0, 0))
    made = inks(saved(pixels, "PNG", transparency=key), pixels.size)
    assert made.width < 400
    assert [band.getextrema() for band in made.split()[:3]] == [(0, 0)] * 3
    assert made.getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("limit", [180, 220, 240, 300])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_advertisers_inks_are_held_to_the_limit_and_keep_their_black(kind: str, limit: int) -> None:
    content = saved(deepest(), kind, **({"quality": 95} if kind == "JPEG" else {}))
    made = decoded(Darkroom(Condition(ink_limit=limit)).picture(placed(content)))
    assert most_ink(deepest()) == 400
    assert limit - 30 < most_ink(made) <= limit
    inside: Any = made.getpixel((20, 20))
    assert inside[3] == pytest.approx(247, abs=2)
    assert inside[0] > inside[1] > inside[2] - 3


def test_a_photograph_of_nothing_but_edges_is_verified_as_it_is_decoded() -> None:
    """Noise of the deepest colours rings in JPEG: what can't be coded within the limit is kept lossless."""
    chance = random.Random(5)
    noise = Pixels.frombytes("L", SIZE, bytes(chance.choice((0, 255)) for _ in range(SIZE[0] * SIZE[1])))
    deep = Pixels.composite(Pixels.new("CMYK", SIZE, (255, 255, 255, 255)), Pixels.new("CMYK", SIZE, 0), noise)
    for limit in (101, 150, 220, 300):
        made = Darkroom(Condition(ink_limit=limit)).picture(placed(saved(deep, "JPEG", quality=98, subsampling=0)))
        assert most_ink(decoded(made)) <= limit
    assert made.coding == "DCTDecode"
    assert Darkroom(Condition(ink_limit=101)).picture(placed(saved(deep, "JPEG", quality=98))).coding == "FlateDecode"


def test_a_page_in_black_has_its_pictures_in_black() -> None:
    for kind in ("JPEG", "PNG", "TIFF, CMYK", "JPEG, CMYK, the right way up", "PNG, palette"):
        made = inks(PRINTED[kind].make(), black=True).split()
        assert [band.getextrema() for band in made[:3]] == [(0, 0)] * 3
        darkest, palest = made[3].crop((5, 5, 55, 55)), made[3].crop((190, 130, 230, 170))
        assert min(darkest.tobytes()) > 225
        assert max(palest.tobytes()) < 12


def test_sharpening_is_asked_for() -> None:
    bars = Pixels.new("RGB", SIZE, (200, 180, 160))
    bars.paste((90, 60, 50), (60, 0, 120, 180))
    soft = placed(saved(bars.filter(ImageFilter.GaussianBlur(1)), "PNG"))
    made = [decoded(Darkroom(sharpen=percent).picture(soft)).getchannel("K") for percent in (0, 150)]
    slopes: list[Any] = [
        ImageChops.difference(one, ImageChops.offset(one, 1)).crop((30, 0, 90, 180)).getextrema() for one in made
    ]
    assert slopes[1] > slopes[0]
    assert most_ink(decoded(Darkroom(sharpen=300).picture(soft))) <= LIMIT


def test_a_picture_is_made_once_in_a_run_and_always_alike() -> None:
    room, picture = Darkroom(), placed(PRINTED["JPEG"].make())
    first = room.picture(picture)
    assert room.picture(placed(PRINTED["JPEG"].make())) is first
    assert room.picture(picture, black=True) is not first
    assert Darkroom().picture(picture) == first


def test_a_large_photograph_is_decoded_no_finer_than_it_is_printed() -> None:
    large = photograph().resize((2400, 1800))
    made = Darkroom().picture(placed(saved(large, "JPEG", quality=95), large.size))
    assert 333 <= made.width <= 333 * 1.25
    small = Condition().inks(large.resize((made.width, made.height)))
    assert far(decoded(made), small) < 3
