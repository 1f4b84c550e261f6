"""Pictures for the press: any input in the inks of the condition, never above the limit as they will be decoded."""

from __future__ import annotations

import hashlib
import io
import random
import zlib
from functools import cache
from typing import Any

import pytest
from PIL import Image as Pixels
from PIL import ImageChops, ImageCms, ImageFilter

from compositor.colour import Condition, most_ink, newsprint
from compositor.model.assets import Asset
from compositor.model.design import Area
from compositor.model.page import Image
from compositor.pdf.conversion import Darkroom
from compositor.pdf.pixels import Picture
from compositor.units import pt

LIMIT = 220
SIZE = (240, 180)
AREA = Area(0, 0, pt(120), pt(90))


@cache
def photograph() -> Pixels.Image:
    """Soft colours with grain, a black corner and a white one: what a camera makes."""
    chance = random.Random(11)
    bands = []
    for _ in range(3):
        soft = Pixels.frombytes("L", (12, 9), chance.randbytes(108)).resize(SIZE, Pixels.Resampling.BICUBIC)
        grain = Pixels.frombytes("L", SIZE, chance.randbytes(SIZE[0] * SIZE[1])).filter(ImageFilter.GaussianBlur(0.7))
        bands.append(ImageChops.blend(soft, grain, 0.25))
    made = Pixels.merge("RGB", bands)
    made.paste((0, 0, 0), (0, 0, 60, 60))
    made.paste((255, 255, 255), (180, 120, 240, 180))
    return made


def saved(pixels: Pixels.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    pixels.save(out, kind, **options)
    return out.getvalue()


def placed(content: bytes, size: tuple[int, int] = SIZE) -> Image:
    return Image(Asset("a", hashlib.sha256(content).hexdigest(), *size, content), AREA, "b", "")


def decoded(made: Picture) -> Pixels.Image:
    """Return the inks that a RIP reads from a picture as it is written."""
    if made.coding == "DCTDecode":
        assert made.decode == (1, 0) * 4  # and Pillow turns inks of Adobe's marker itself
        return Pixels.open(io.BytesIO(made.content))
    content = zlib.decompress(made.content)
    if made.bits == 1:
        assert made.space == ("Indexed", "DeviceCMYK", 1, "<000000FF 00000000>")
        black = ImageChops.invert(Pixels.frombytes("1", (made.width, made.height), content).convert("L"))
        return Pixels.merge("CMYK", [Pixels.new("L", black.size, 0)] * 3 + [black])
    return Pixels.frombytes("CMYK", (made.width, made.height), content)


def inks(content: bytes, size: tuple[int, int] = SIZE, *, black: bool = False) -> Pixels.Image:
    return decoded(Darkroom().picture(placed(content, size), black=black))


@cache
def seen_by() -> Any:
    press = ImageCms.ImageCmsProfile(io.BytesIO(newsprint().content))
    return ImageCms.buildTransform(press, ImageCms.createProfile("LAB"), "CMYK", "LAB")


def far(one: Pixels.Image, other: Pixels.Image) -> float:
    """Return the mean distance of two pictures in inks as they are seen (CIE 1976)."""
    seen: list[Any] = [ImageCms.applyTransform(pixels, seen_by()) for pixels in (one, other)]
    total = 0.0
    pairs = list(zip(*(bytes(pixels.resize((60, 45)).tobytes()) for pixels in seen), strict=True))
    for at in range(0, len(pairs), 3):
        (l0, l1), (a0, a1), (b0, b1) = pairs[at : at + 3]
        total += (((l0 - l1) * 100 / 255) ** 2 + (a0 - a1) ** 2 + (b0 - b1) ** 2) ** 0.5
    return total * 3 / len(pairs)


def wanted(few: bool = False) -> Pixels.Image:
    """Return what LittleCMS gives for the photograph, or for the few colours that an indexed one has."""
    press = ImageCms.ImageCmsProfile(io.BytesIO(newsprint().content))
    turn = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), press, "RGB", "CMYK", ImageCms.Intent.PERCEPTUAL)
    made = ImageCms.applyTransform(photograph().quantize(256).convert("RGB") if few else photograph(), turn)
    assert made is not None
    return made


def clear() -> Pixels.Image:
    made = photograph().convert("RGBA")
    made.putalpha(255)
    return made


def turned(orientation: int, way: Pixels.Transpose) -> bytes:
    exif = Pixels.Exif()
    exif[0x0112] = orientation
    return saved(photograph().transpose(way), "JPEG", quality=97, subsampling=0, exif=exif)


def without_marker(content: bytes) -> bytes:
    """Return a JPEG of inks as a file without Adobe's marker has them: the right way up."""
    upside = saved(
        ImageChops.invert(Pixels.open(io.BytesIO(content)).convert("CMYK")), "JPEG", quality=97, subsampling=0
    )
    at = upside.index(b"\xff\xee")
    return upside[:at] + upside[at + 2 + int.from_bytes(upside[at + 2 : at + 4], "big") :]


def own_inks() -> Pixels.Image:
    return Condition().inks(photograph())


def other_profile() -> bytes:
    """Return the newsprint profile under another name, so that it counts as another press's."""
    return newsprint().content.replace(b"compositor)", b"the house!)")


COLOUR = {
    "jpeg": lambda: saved(photograph(), "JPEG", quality=97, subsampling=0),
    "jpeg-subsampled": lambda: saved(photograph(), "JPEG", quality=95),
    "jpeg-progressive": lambda: saved(photograph(), "JPEG", quality=97, subsampling=0, progressive=True),
    "png": lambda: saved(photograph(), "PNG"),
    "png-srgb": lambda: saved(
        photograph(), "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    ),
    "png-broken-profile": lambda: saved(photograph(), "PNG", icc_profile=b"nothing of the kind"),
    "png-profile-of-inks": lambda: saved(photograph(), "PNG", icc_profile=newsprint().content),
    "rgba": lambda: saved(clear(), "PNG"),
    "tiff": lambda: saved(photograph(), "TIFF"),
    "tiff-lzw": lambda: saved(photograph(), "TIFF", compression="tiff_lzw"),
    "tiff-jpeg": lambda: saved(photograph(), "TIFF", compression="jpeg", quality=97),
    "webp": lambda: saved(photograph(), "WEBP", lossless=True),
    "indexed": lambda: saved(photograph().quantize(256), "PNG"),
    "gif": lambda: saved(photograph().quantize(256), "GIF"),
    "exif-3": lambda: turned(3, Pixels.Transpose.ROTATE_180),
    "exif-2": lambda: turned(2, Pixels.Transpose.FLIP_LEFT_RIGHT),
    "exif-6": lambda: turned(6, Pixels.Transpose.ROTATE_90),
    "exif-8": lambda: turned(8, Pixels.Transpose.ROTATE_270),
    "exif-5": lambda: turned(5, Pixels.Transpose.TRANSPOSE),
    "cmyk-jpeg-adobe": lambda: saved(own_inks(), "JPEG", quality=97, subsampling=0),
    "cmyk-jpeg-plain": lambda: without_marker(saved(own_inks(), "JPEG", quality=98, subsampling=0)),
    "cmyk-tiff": lambda: saved(own_inks(), "TIFF"),
    "cmyk-own-profile": lambda: saved(own_inks(), "TIFF", icc_profile=newsprint().content),
    "cmyk-other-profile": lambda: saved(own_inks(), "TIFF", icc_profile=other_profile()),
    "cmyk-broken-profile": lambda: saved(own_inks(), "TIFF", icc_profile=b"x" * 200),
}  # fmt: skip


LOSSES = {"jpeg-subsampled": 6, "tiff-jpeg": 6} | dict.fromkeys(("exif-3", "exif-8"), 3.5)
"""How far off files are that were coded with a loss before."""


@pytest.mark.parametrize("kind", COLOUR)
def test_every_kind_of_picture_prints_as_littlecms_says_within_the_limit(kind: str) -> None:
    made = inks(COLOUR[kind]())
    assert made.size == SIZE
    assert far(made, wanted(kind in {"indexed", "gif"})) < LOSSES.get(kind, 2.5)
    assert far(ImageChops.offset(made, 60), wanted()) > 8
    assert most_ink(made) <= LIMIT


def greys() -> Pixels.Image:
    return Pixels.linear_gradient("L").resize(SIZE)


GREY = {
    "l": lambda: saved(greys(), "PNG"),
    "l-jpeg": lambda: saved(greys(), "JPEG", quality=97),
    "rgb": lambda: saved(greys().convert("RGB"), "PNG"),
    "rgb-jpeg": lambda: saved(greys().convert("RGB"), "JPEG", quality=97),
    "la": lambda: saved(greys().convert("LA"), "PNG"),
    "indexed": lambda: saved(greys().convert("P"), "PNG"),
    "16-bit": lambda: saved(Pixels.frombytes("I;16", SIZE, b"".join(bytes((v, v)) for v in greys().tobytes())), "PNG"),
    "16-bit-tiff": lambda: saved(
        Pixels.frombytes("I;16", SIZE, b"".join(bytes((v, v)) for v in greys().tobytes())), "TIFF"
    ),
    "tiff": lambda: saved(greys(), "TIFF"),
}


@pytest.mark.parametrize("kind", GREY)
def test_greys_print_in_black_alone(kind: str) -> None:
    made = inks(GREY[kind]()).split()
    assert [band.getextrema() for band in made[:3]] == [(0, 0)] * 3
    assert made[3].getextrema() == (0, 255)
    column: list[Any] = [made[3].getpixel((120, at)) for at in range(SIZE[1])]
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


def too_much() -> Pixels.Image:
    """Return inks of 340 percent in patches: no profile's, but advertisers send them."""
    made = Pixels.new("CMYK", SIZE, (230, 200, 190, 247))
    made.paste((0, 0, 0, 0), (60, 40, 120, 90))
    made.paste((255, 255, 255, 255), (150, 40, 200, 90))
    return made


@pytest.mark.parametrize("limit", [180, 220, 240, 300])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_advertisers_inks_are_held_to_the_limit_and_keep_their_black(kind: str, limit: int) -> None:
    content = saved(too_much(), kind, **({"quality": 95} if kind == "JPEG" else {}))
    made = decoded(Darkroom(Condition(ink_limit=limit)).picture(placed(content)))
    assert most_ink(too_much()) == 400
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
    for kind in ("jpeg", "png", "cmyk-tiff", "cmyk-jpeg-plain", "indexed"):
        made = inks(COLOUR[kind](), black=True).split()
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
    room, picture = Darkroom(), placed(COLOUR["jpeg"]())
    first = room.picture(picture)
    assert room.picture(placed(COLOUR["jpeg"]())) is first
    assert room.picture(picture, black=True) is not first
    assert Darkroom().picture(picture) == first


def test_a_large_photograph_is_decoded_no_finer_than_it_is_printed() -> None:
    large = photograph().resize((2400, 1800))
    made = Darkroom().picture(placed(saved(large, "JPEG", quality=95), large.size))
    assert 333 <= made.width <= 333 * 1.25
    small = Condition().inks(large.resize((made.width, made.height)))
    assert far(decoded(made), small) < 3
