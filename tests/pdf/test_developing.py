"""Story pictures for the web: what is shown, in light, in the size that is told, and nothing of what files say."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image as Pixels
from PIL import ImageCms

from compositor.colour import Condition
from compositor.intake.artwork import read_art
from compositor.intake.leaves import FIRST, leaf_asset
from compositor.intake.palette import Palette
from compositor.model.assets import Asset
from compositor.pdf.developing import developed
from tests.pdf.foreign import made
from tests.pdf.test_pictures import asset, gradient

WHOLE = (0.0, 0.0, 1.0, 1.0)


def opened(content: bytes) -> Pixels.Image:
    return Pixels.open(io.BytesIO(content))


def test_a_picture_has_the_size_that_is_told_and_is_cropped() -> None:
    source = asset(gradient(), "PNG")
    crop = (0.25, 0.1, 0.8, 0.9)
    for size in ((88, 96), (87, 96), (44, 48)):
        found = opened(developed(source, crop, size, jpeg=True))
        assert found.size == size
    wanted = gradient().crop((40, 12, 128, 108))
    middle = opened(developed(source, crop, (88, 96), jpeg=False)).getpixel((44, 48))
    assert middle == pytest.approx(wanted.getpixel((44, 48)), abs=2)


def test_nothing_of_what_a_file_says_gets_out() -> None:
    exif = Pixels.Exif()
    exif[0x010E] = "who stood where"
    source = asset(gradient(), "JPEG", comment=b"for the desk only", exif=exif, dpi=(300, 300))
    for jpeg in (True, False):
        content = developed(source, WHOLE, (160, 120), jpeg=jpeg)
        found = opened(content)
        assert not found.getexif()
        assert not {"comment", "exif", "icc_profile"} & set(found.info)
        assert b"desk only" not in content
        assert b"stood where" not in content


def test_greys_stay_grey_and_line_art_is_not_blurred_to_colour() -> None:
    grey = gradient().convert("L")
    assert opened(developed(asset(grey, "JPEG"), WHOLE, (160, 120), jpeg=True)).mode == "L"
    line = asset(grey.convert("1"), "PNG")
    assert opened(developed(line, WHOLE, (160, 120), jpeg=False)).mode == "L"


def test_a_profile_that_says_what_screens_take_for_granted_changes_nothing() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with_profile = asset(gradient(), "PNG", icc_profile=srgb)
    assert developed(with_profile, WHOLE, (160, 120), jpeg=False) == developed(
        asset(gradient(), "PNG"), WHOLE, (160, 120), jpeg=False
    )


def test_inks_are_shown_in_light() -> None:
    inks = asset(Pixels.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG")
    assert opened(developed(inks, WHOLE, (40, 30), jpeg=True)).mode == "RGB"


def test_clear_parts_lie_on_white() -> None:
    clear = asset(Pixels.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG")
    assert opened(developed(clear, WHOLE, (40, 30), jpeg=True)).getpixel((20, 15)) == (255, 255, 255)


ART = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<rect width="100" height="100" fill="#ff0000"/><rect x="100" width="100" height="100" fill="#0000ff"/></svg>"""


def test_drawings_are_painted_in_any_size() -> None:
    art = Asset("a.svg", hashlib.sha256(ART).hexdigest(), 200, 100, ART, read_art(ART, "a.svg", Palette()))
    found = opened(developed(art, (0.0, 0.0, 0.75, 1.0), (1599, 1066), jpeg=False))
    assert found.size == (1599, 1066)
    assert [found.getpixel((x, 500)) for x in (3, 1060, 1072, 1596)] == [(255, 0, 0)] * 2 + [(0, 0, 255)] * 2


def test_pages_of_pdfs_are_painted() -> None:
    leaf = leaf_asset(made(), "ads/bank.pdf", FIRST, Condition())
    assert isinstance(leaf, Asset)
    found = opened(developed(leaf, WHOLE, (1000, 600), jpeg=True))
    assert found.size == (1000, 600)
    assert len(found.getcolors(maxcolors=1_000_000) or ()) > 3
    assert developed(leaf, WHOLE, (1000, 600), jpeg=True) == developed(leaf, WHOLE, (1000, 600), jpeg=True)
