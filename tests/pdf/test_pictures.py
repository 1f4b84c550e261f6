"""Pictures: upright, cropped, in the document's colours, within the ink limit."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from typing import Any

import pypdfium2
import pytest
from PIL import Image as Pixels

from compositor.colour import Condition, limited
from compositor.model.assets import Asset
from compositor.model.design import Area
from compositor.model.epaper import Epaper
from compositor.model.page import Image
from compositor.pdf import ColourSpace
from compositor.pdf.conversion import Darkroom
from compositor.pdf.pictures import picture
from compositor.units import pt
from tests.pdf.reading import opened
from tests.pdf.setting_desk import pen

CMYK, SRGB = ColourSpace.CMYK, ColourSpace.SRGB
AREA = Area(pt(20), pt(30), pt(120), pt(90))


@cache
def gradient() -> Pixels.Image:
    round_, long = Pixels.radial_gradient("L"), Pixels.linear_gradient("L")
    return Pixels.merge("RGB", (round_, long.transpose(Pixels.Transpose.ROTATE_90), long)).resize((160, 120))


def asset(pixels: Pixels.Image, kind: str, **options: Any) -> Asset:
    out = io.BytesIO()
    pixels.save(out, kind, **options)
    content = out.getvalue()
    return Asset(f"a.{kind.lower()}", hashlib.sha256(content).hexdigest(), pixels.width, pixels.height, content)


def page_of_pictures(space: ColourSpace) -> bytes:
    used = pen(space=space)
    used.page(pt(500), pt(400), 0)
    used.draw(Image(asset(gradient(), "JPEG"), AREA, "photo", "alt"))
    used.draw(Image(asset(gradient(), "PNG"), Area(pt(200), pt(30), pt(120), pt(90)), "chart", "alt"))
    used.draw(Image(asset(gradient(), "PNG"), Area(pt(200), pt(130), pt(120), pt(90)), "chart", "alt"))
    return used.finish()


def test_pictures_are_written_once_in_the_documents_colours() -> None:
    for space, name in ((CMYK, "/DeviceCMYK"), (SRGB, "/DeviceRGB")):
        with opened(page_of_pictures(space)) as pdf:
            images = [image for _, image in pdf.pages[0].Resources.XObject.items()]
            assert [str(image.ColorSpace) for image in images] == [name, name]
            assert {str(image.Filter) for image in images} == {"/DCTDecode", "/FlateDecode"}


def shown(source: Asset, space: ColourSpace, crop: tuple[float, float, float, float] = (0, 0, 1, 1)) -> Pixels.Image:
    used = pen(space=space)
    used.page(pt(160), pt(120), 0)
    used.draw(Image(source, Area(0, 0, pt(160), pt(120)), "photo", "alt", crop))
    page: Pixels.Image = pypdfium2.PdfDocument(used.finish())[0].render(scale=1).to_pil()
    return page.convert("RGB")


def far(one: Pixels.Image, other: Pixels.Image) -> float:
    """Return the mean difference of two pictures, 0 to 255."""
    from PIL import ImageChops, ImageStat

    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


FLAT_COLOURS = Pixels.merge("RGB", [Pixels.linear_gradient("L").resize((160, 120))] * 3)
SOURCES = {
    "jpeg": lambda: asset(gradient(), "JPEG", quality=95),
    "png": lambda: asset(gradient(), "PNG"),
    "gif": lambda: asset(gradient(), "GIF"),
    "webp": lambda: asset(gradient(), "WEBP", lossless=True),
    "tiff": lambda: asset(gradient(), "TIFF"),
    "cmyk-tiff": lambda: asset(gradient().convert("CMYK"), "TIFF"),
    "cmyk-jpeg": lambda: asset(gradient().convert("CMYK"), "JPEG", quality=95),
    "rgba": lambda: asset(gradient().convert("RGBA"), "PNG"),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_every_kind_of_file_looks_like_itself(kind: str) -> None:
    assert far(shown(SOURCES[kind](), SRGB), gradient()) < 12
    # Without a profile inks are only roughly the light they stand for; upside-down ones would be far off.
    assert far(shown(SOURCES[kind](), CMYK), gradient()) < 60
    assert far(Pixels.new("RGB", (160, 120), "white"), gradient()) > 60


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_grey_pictures_print_in_black_only(mode: str) -> None:
    grey = FLAT_COLOURS.convert("L")
    made = Pixels.new("I;16", (160, 120), 30_000) if mode == "I;16" else grey.convert(mode)
    written = Darkroom().picture(Image(asset(made, "PNG"), AREA, "b", ""))
    assert (written.space, written.coding) == ("DeviceCMYK", "FlateDecode")
    import zlib

    inks = Pixels.frombytes("CMYK", (written.width, written.height), zlib.decompress(written.content)).split()
    assert [band.getextrema() for band in inks[:3]] == [(0, 0)] * 3
    shades = set(inks[3].tobytes())
    assert len(shades) == 1 if mode == "I;16" else len(shades) > 100


def test_transparent_parts_are_paper() -> None:
    clear = gradient().convert("RGBA")
    clear.putalpha(0)
    for space in (CMYK, SRGB):
        assert shown(asset(clear, "PNG"), space).getextrema() == ((255, 255),) * 3


def linear() -> bytes:
    """A profile of sRGB's own primaries whose middle grey is far from sRGB's: light itself, without a curve."""
    import struct

    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack_from(">I", profile, 128)[0]
    for at in range(count):
        name, offset, size = struct.unpack_from(">4sII", profile, 132 + 12 * at)
        if name in {b"rTRC", b"gTRC", b"bTRC"}:
            profile[offset : offset + 12] = b"curv" + bytes(8)
            struct.pack_into(">I", profile, 132 + 12 * at + 8, 12)
        if name == b"desc":
            profile[offset : offset + size] = bytes(profile[offset : offset + size]).replace(
                b"s\0R\0G\0B", b"l\0i\0n\0r"
            )
    return bytes(profile)


def test_colours_are_those_that_the_files_profile_means() -> None:
    """Half the light is 188 of 255 in sRGB (IEC 61966-2-1); a profile that can't be read changes nothing."""
    half = Pixels.new("RGB", (160, 120), (128, 128, 128))
    for mode in ("RGB", "RGBA"):
        seen = shown(asset(half.convert(mode), "PNG", icc_profile=linear()), SRGB).getpixel((80, 60))
        assert isinstance(seen, tuple)
        assert all(abs(light - 188) <= 2 for light in seen)
    assert shown(asset(half, "PNG", icc_profile=b"nothing"), SRGB).getpixel((80, 60)) == (128, 128, 128)
    assert shown(asset(half, "PNG"), SRGB).getpixel((80, 60)) == (128, 128, 128)


def test_exif_rotation_is_done() -> None:
    turned = gradient().transpose(Pixels.Transpose.ROTATE_90)
    exif = Pixels.Exif()
    exif[0x0112] = 6  # turn a quarter to the right to stand upright
    source = asset(turned, "JPEG", exif=exif, quality=95)
    assert far(shown(source, SRGB), gradient()) < 8
    assert far(shown(asset(turned, "JPEG", quality=95), SRGB), gradient()) > 20


def test_a_crop_shows_that_part() -> None:
    left = shown(asset(gradient(), "PNG"), SRGB, (0.0, 0.0, 0.5, 1.0))
    assert far(left, gradient().crop((0, 0, 80, 120)).resize((160, 120))) < 8
    assert far(left, gradient().crop((80, 0, 160, 120)).resize((160, 120))) > 30


def test_large_pictures_are_made_as_small_as_can_be_seen() -> None:
    large = asset(gradient().resize((3000, 2250)), "JPEG")
    assert 333 <= Darkroom().picture(Image(large, AREA, "b", "")).width < 333 * 1.25
    assert picture(Image(large, AREA, "b", ""), Epaper()).width == 250
    assert picture(Image(large, AREA, "b", ""), Epaper(resolution=96)).width == 160
    assert Darkroom(resolution=300).picture(Image(large, AREA, "b", "")).width == 500
    small = asset(gradient(), "JPEG")
    assert Darkroom().picture(Image(small, AREA, "b", "")).width == 160


def most_ink(inks: Pixels.Image) -> float:
    return max(map(sum, inks.get_flattened_data() if hasattr(inks, "get_flattened_data") else inks.getdata())) / 2.55


@pytest.mark.parametrize("limit", [120, 180, 220, 300])
def test_no_pixel_has_more_ink_than_the_limit(limit: int) -> None:
    dark = Pixels.merge("CMYK", [Pixels.linear_gradient("L").resize((40, 40))] * 4)
    assert most_ink(dark) > 390
    held = limited(dark, limit)
    assert most_ink(held) <= limit + 1e-9
    assert held.getchannel("K").tobytes() == dark.getchannel("K").tobytes()
    assert most_ink(Condition(ink_limit=limit).inks(gradient())) <= max(limit, 100) + 1e-9


def test_a_limit_leaves_pixels_within_it_alone() -> None:
    light = Pixels.merge("CMYK", [Pixels.new("L", (9, 9), value) for value in (40, 80, 120, 30)])
    assert limited(light, 220).tobytes() == light.tobytes()


def test_a_jpeg_that_would_lay_on_too_much_ink_is_kept_lossless() -> None:
    import random

    chance = random.Random(3)
    noise = Pixels.frombytes("RGB", (64, 64), bytes(chance.choice((0, 255)) for _ in range(64 * 64 * 3)))
    source = asset(noise, "JPEG", quality=100, subsampling=0)
    for limit in (101, 150, 180, 200, 220):
        written = Darkroom(Condition(ink_limit=limit)).picture(Image(source, AREA, "b", ""))
        if written.coding == "DCTDecode":
            assert most_ink(Pixels.open(io.BytesIO(written.content))) <= limit
    assert Darkroom(Condition(ink_limit=101)).picture(Image(source, AREA, "b", "")).coding == "FlateDecode"
