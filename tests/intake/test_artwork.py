"""Vector art: shapes with flat colours are read; what would print otherwise than it looks is refused in its place."""

from __future__ import annotations

import pytest

from compositor.colour import Condition
from compositor.errors import Severity
from compositor.intake.artwork import read_art
from compositor.intake.palette import Palette
from compositor.intake.svg import SvgError
from compositor.model.design import Colour
from compositor.model.drawing import Drawing, Shape
from tests.intake.desk import MANIFEST, Desk

RED = Colour("red", (0, 100, 100, 10), (200, 16, 46))
PALETTE = Palette({RED.srgb: RED})


def svg(body: str, head: str = 'viewBox="0 0 200 100"') -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {space} {head}>\n{body}</svg>".encode()


def art(body: str, head: str = 'viewBox="0 0 200 100"') -> Drawing:
    return read_art(svg(body, head), "logo.svg", PALETTE)


def shape(body: str) -> Shape:
    (one,) = art(body).shapes
    return one


SQUARE = '<path d="M10 10H90V90H10Z"/>'


def test_the_view_box_is_the_drawing() -> None:
    """The longer side is 10,000 units, the other in proportion; the matrix takes the viewBox there."""
    drawing = art(SQUARE, 'viewBox="10 20 200 50"')
    assert (drawing.width, drawing.height) == (10_000, 2_500)
    assert drawing.shapes[0].matrix == pytest.approx((50, 0, 0, 50, -500, -1000))
    assert art(SQUARE, 'width="30mm" height="60mm"').width == 5_000


def test_colours_are_the_papers_where_it_has_them_and_else_grey_is_black() -> None:
    fills = {
        "#c8102e": (0, 100, 100, 10),
        "black": (0, 0, 0, 100),
        "rgb(50% 50% 50%)": (0, 0, 0, 53),
        "#ff0000": (0, 88, 85, 5),
        "#282828": (0, 0, 0, 92),
    }
    for typed, inks in fills.items():
        fill = shape(f'<rect width="9" height="9" fill="{typed}"/>').fill
        assert fill is not None
        assert fill.cmyk == pytest.approx(inks, abs=1), typed
    tight = Palette({}, Condition(ink_limit=150)).colour((128, 0, 0))
    assert sum(tight.cmyk) <= 150
    assert tight.cmyk[3] > 50


def test_properties_are_inherited_and_styles_win() -> None:
    inner = '<g fill="red" style="stroke:#0f0" color="blue"><rect width="9" height="9" class="a"/></g>'
    one = art(f"<style>.a{{fill:currentColor;stroke-width:2px}}</style>{inner}").shapes[0]
    assert one.fill is not None
    assert one.stroke is not None
    assert (one.fill.srgb, one.stroke.colour.srgb, one.stroke.weight) == ((0, 0, 255), (0, 255, 0), 2)


def test_strokes_keep_cap_join_and_dashes_and_lines_stay_open() -> None:
    given = 'stroke="black" stroke-width="3" stroke-linecap="round" stroke-linejoin="bevel" stroke-dasharray="4 2"'
    one = shape(f'<polyline points="0,0 10,0 10,10" fill="none" {given}/>')
    assert [step for step, _ in one.outline.steps] == ["m", "l", "l"]
    assert one.fill is None
    assert one.stroke is not None
    assert (one.stroke.cap, one.stroke.join, one.stroke.dashes) == (1, 2, (4, 2))
    assert art('<path d="M0 0H9" stroke="red" stroke-width="0"/><rect width="1" height="1"/>').shapes[0].stroke is None


def test_quadratic_curves_become_cubic() -> None:
    steps = shape('<path d="M0 0Q30 60 60 0Z"/>').outline.steps
    assert steps[1] == ("c", (20, 40, 40, 40, 60, 0))


def test_local_clones_and_clips_are_drawn() -> None:
    body = (
        '<defs><rect id="r" width="10" height="10"/><clipPath id="c"><circle cx="5" cy="5" r="5"/></clipPath></defs>'
        '<g clip-path="url(#c)"><use xlink:href="#r" x="100" fill="red"/></g>'
    )
    one = shape(body)
    assert one.matrix == pytest.approx((50, 0, 0, 50, 5_000, 0))
    assert len(one.clips) == 1
    assert one.clips[0].steps[0] == ("m", (0, 250))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<text>金</text>", "text"),
        ('<image href="a.png"/>', "image"),
        ("<script>alert(1)</script>", "script"),
        ('<use href="other.svg#a"/>', "another file"),
        ('<g id="a"><use href="#a"/></g>', "clones itself"),
        ('<rect width="9" height="9" fill="url(#g)"/>', "filled with"),
        ('<rect width="9" height="9" fill-opacity=".5"/>', "half-transparent"),
        ('<rect width="9" height="9" fill="#00000080"/>', "half-transparent"),
        ('<rect width="9" height="9" filter="url(#f)"/>', "filter"),
        ('<rect width="9" height="9" mask="url(#f)"/>', "mask"),
        ('<rect width="9" height="9" clip-path="url(#f)"/>', "clip"),
        ('<rect width="9" height="9" fill="nocolour"/>', "colour"),
        ('<rect width="9em" height="9"/>', "length"),
        ('<path d="L9 9"/>', "path"),
        ('<path d="M0 0X"/>', "letters"),
        ('<path d="M0 0L1e30 9"/>', "far out"),
        ('<g style="mix-blend-mode:multiply"/>', "blended"),
        ('<path d="M0 0H9V9Z" stroke="red" vector-effect="non-scaling-stroke"/>', "keeps its width"),
        ('<svg viewBox="0 0 1 1"/>', "within the drawing"),
        ("", "nothing in it"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_its_place(body: str, words: str) -> None:
    with pytest.raises(SvgError) as refused:
        art(body)
    assert words in refused.value.message + refused.value.hint
    assert refused.value.place.file == "logo.svg"
    assert refused.value.place.line == (2 if body else 1)


@pytest.mark.parametrize(
    "head",
    [
        '<?xml-stylesheet href="a.css"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 9'><rect width='9' height='9'/></svg>",
        "<svg",
    ],
)
def test_nothing_outside_the_file_is_read(head: str) -> None:
    with pytest.raises(SvgError):
        read_art(head.encode(), "logo.svg", PALETTE)


def test_art_stands_where_a_picture_may(desk: Desk) -> None:
    desk.write("issues/day/pictures/logo.svg", svg(SQUARE))
    desk.change(MANIFEST, "pictures/plant.png", "pictures/logo.svg")
    picture = desk.read().issue.pages[0].boxes[2].picture
    assert picture is not None
    assert picture.asset is not None
    assert picture.asset.drawing is not None
    assert (picture.asset.width, picture.asset.height) == (10_000, 5_000)


def test_art_that_cannot_be_printed_withholds_its_page_and_names_the_line(desk: Desk) -> None:
    desk.write("issues/day/pictures/logo.svg", svg('<rect width="9" height="9" filter="url(#a)"/>'))
    desk.change(MANIFEST, "pictures/plant.png", "pictures/logo.svg")
    finding = next(one for one in desk.read().findings if one.code == "PICTURE_BROKEN")
    assert (finding.severity, finding.page, finding.box) == (Severity.ERROR, "01", "photo")
    assert desk.where(finding) == "issues/day/pictures/logo.svg:2:1"
