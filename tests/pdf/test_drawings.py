"""Vector art in a PDF: native paths in the document's colours, cropped to what is shown, written once."""

from __future__ import annotations

import pypdfium2
import pytest

from compositor.intake.artwork import read_art
from compositor.intake.palette import Palette
from compositor.model.assets import Asset
from compositor.model.design import BLACK, WHITE, Area
from compositor.model.page import Image, Trace
from compositor.pdf import ColourSpace
from compositor.units import pt
from tests.pdf.reading import opened
from tests.pdf.setting_desk import pen

ART = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<clipPath id="c"><rect width="200" height="50"/></clipPath>
<rect width="100" height="100" fill="#ff0000"/>
<rect x="100" width="100" height="100" fill="#0000ff" clip-path="url(#c)"/>
<line x1="0" y1="75" x2="100" y2="75" stroke="black" stroke-width="20"/>
</svg>"""


def asset() -> Asset:
    drawing = read_art(ART, "a.svg", Palette())
    return Asset("a.svg", "ab" * 32, 200, 100, ART, drawing)


def drawn(space: ColourSpace, crop: tuple[float, float, float, float] = (0, 0, 1, 1)) -> bytes:
    used = pen(space=space)
    used.page(pt(200), pt(200), 0)
    for top in (0, 100):
        used.draw(Image(asset(), Area(0, pt(top), pt(200), pt(100)), "logo", "alt", crop))
    return used.finish()


def colours(content: bytes, *places: tuple[int, int]) -> list[tuple[int, ...]]:
    page = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("RGB")
    return [page.getpixel(place) for place in places]


def test_art_is_drawn_as_paths_once() -> None:
    for space, operator in ((ColourSpace.CMYK, b"0 0.88 0.85 0.05 k"), (ColourSpace.SRGB, b"1 0 0 rg")):
        with opened(drawn(space)) as pdf:
            (form,) = [one for _, one in pdf.pages[0].Resources.XObject.items()]
            assert str(form.Subtype) == "/Form"
            assert operator in form.read_bytes()
            assert form.read_bytes().count(b"q\n") == form.read_bytes().count(b"Q") == 3


def test_art_looks_like_itself() -> None:
    places = ((50, 25), (150, 25), (150, 75), (50, 75), (50, 125))
    red, blue, paper, black = (255, 0, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0)
    assert colours(drawn(ColourSpace.SRGB), *places) == [red, blue, paper, black, red]


@pytest.mark.parametrize(("crop", "seen"), [((0, 0, 0.5, 1), (255, 0, 0)), ((0.5, 0, 1, 0.5), (0, 0, 255))])
def test_a_crop_of_art_fills_its_place(crop: tuple[float, float, float, float], seen: tuple[int, int, int]) -> None:
    assert colours(drawn(ColourSpace.SRGB, crop), (5, 10), (195, 10)) == [seen, seen]


def test_a_path_on_the_page_is_filled_and_stroked() -> None:
    used = pen(space=ColourSpace.SRGB)
    used.page(pt(100), pt(100), 0)
    square = (
        ("m", (pt(20), pt(20))),
        ("l", (pt(80), pt(20))),
        ("l", (pt(80), pt(80))),
        ("l", (pt(20), pt(80))),
        ("h", ()),
    )
    used.draw(Trace(square, "chart", fill=BLACK, stroke=WHITE, weight=pt(10)))
    used.draw(Trace((("m", (0, pt(95))), ("l", (pt(100), pt(95)))), "chart", stroke=BLACK, weight=pt(4)))
    black, paper = (0, 0, 0), (255, 255, 255)
    assert colours(used.finish(), (50, 50), (22, 50), (10, 50), (50, 95)) == [black, paper, paper, black]
