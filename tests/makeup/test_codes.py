"""QR codes: drawn from addresses as vector art, with their quiet zone, on whole scaled points."""

from __future__ import annotations

from dataclasses import replace

import pytest
import segno

from compositor.makeup.codes import QUIET, code, outlines
from compositor.makeup.furniture import Wordbook, furniture
from compositor.model.design import BLACK, WHITE, Align, Area, Colour, FurnitureBox, FurnitureItem, ItemKind
from compositor.model.page import Image, Ink, Link, SetLine, Tint
from compositor.plan.values import Lead
from compositor.units import pt
from tests.makeup.desk import CASE, GRID, HERE, style

ADDRESS = "https://example.org/jt"
ITEM = FurnitureItem(ItemKind.QR, Area(pt(10), 0, pt(60), pt(80)), HERE, ADDRESS, style("ear"), label="數字報")
EAR = FurnitureBox("ear", (1, 2), (1, 6), (ITEM,), HERE)


def drawn(box: FurnitureBox, words: dict[str, str] | None = None, *, even: bool = False) -> tuple[Ink, ...]:
    return furniture(box, GRID, Wordbook(words or {}, CASE), even=even)[0]


def inked(address: str, level: str = "M") -> list[list[bool]]:
    """The modules that a code's outlines hold, by the even-odd rule along each row's middle."""
    asset = code(address, level)
    assert asset is not None
    assert asset.drawing is not None
    (shape,) = asset.drawing.shapes
    assert (shape.fill, shape.stroke, shape.matrix) == (BLACK, None, (1, 0, 0, 1, QUIET, QUIET))
    walls: list[tuple[float, float, float]] = []
    first = at = (0.0, 0.0)
    for name, numbers in shape.outline.steps:
        to = first if name == "h" else (numbers[0], numbers[1])
        if name == "m":
            first = to
        elif at[0] == to[0]:
            walls.append((at[0], min(at[1], to[1]), max(at[1], to[1])))
        else:
            assert at[1] == to[1], "an outline runs along modules"
        at = to
    size = asset.width - 2 * QUIET
    return [
        [sum(x <= column and low <= row < high for x, low, high in walls) % 2 == 1 for column in range(size)]
        for row in range(size)
    ]


@pytest.mark.parametrize(
    ("address", "level"),
    [(ADDRESS, "M"), ("https://example.org/" + "a" * 300, "L"), ("https://例.中國/報", "Q"), ("tel:12345", "H")],
)
def test_outlines_ink_the_dark_modules_and_no_others(address: str, level: str) -> None:
    encoding = None if address.isascii() else "utf-8"
    wanted = segno.make(address, error=level, micro=False, encoding=encoding).matrix
    assert inked(address, level) == [[bool(module) for module in row] for row in wanted]


def test_neighbours_have_one_outline_without_a_seam() -> None:
    assert list(outlines(((True, True), (True, False)))) == [((0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2))]


def test_a_code_fills_its_item_with_whole_modules_and_has_its_words_beneath() -> None:
    code_ink, words = drawn(EAR)
    assert isinstance(code_ink, Image)
    assert isinstance(words, SetLine)
    side = code_ink.area.width
    assert side == code_ink.area.height
    assert side % code_ink.asset.width == 0
    assert pt(60) - side < code_ink.asset.width
    assert words.baseline > code_ink.area.bottom
    assert words.line.text == "數字報"
    assert code_ink.alt == f"數字報 {ADDRESS}"


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 0), (Align.CENTRE, 1), (Align.RIGHT, 2)])
def test_a_code_stands_as_its_item_is_aligned(align: Align, left: int) -> None:
    item = replace(ITEM, area=Area(0, 0, pt(200), pt(60)), align=align, label="")
    (ink,) = drawn(replace(EAR, items=(item,)))
    assert isinstance(ink, Image)
    assert ink.area.x == GRID.left + left * (pt(200) - ink.area.width) // 2


def test_a_mirrored_code_changes_sides_and_is_not_itself_mirrored() -> None:
    box = replace(EAR, mirror=True)
    odd, even = drawn(box), drawn(box, even=True)
    assert isinstance(odd[0], Image)
    assert isinstance(even[0], Image)
    assert odd[0].asset == even[0].asset
    whole = GRID.area((1, 2), (1, 6))
    assert odd[0].area.x - whole.x == whole.right - even[0].area.right


def test_a_code_on_a_tint_stands_on_white() -> None:
    red = Colour("red", (0, 100, 100, 0), (255, 0, 0))
    ground = FurnitureItem(ItemKind.TINT, Area(0, 0, pt(210), pt(90)), HERE, colour=red)
    ink = drawn(replace(EAR, items=(ground, ITEM)))
    assert [piece.colour for piece in ink if isinstance(piece, Tint)] == [red, WHITE]
    assert isinstance(ink[1], Tint)
    assert isinstance(ink[2], Image)
    assert ink[1].area.x <= ink[2].area.x


def test_addresses_may_name_facts_and_are_left_out_without_them() -> None:
    box = replace(EAR, items=(replace(ITEM, text="https://example.org/{day}"),))
    assert drawn(box) == ()
    (ink, _) = drawn(box, {"day": "15"})
    assert isinstance(ink, Image)
    assert ink.asset.file == "qr:M:https://example.org/15"


def test_an_address_that_no_code_holds_is_left_out() -> None:
    assert code("x" * 4000, "M") is None


def test_a_code_leads_to_its_address() -> None:
    links = furniture(EAR, GRID, Wordbook({}, CASE), even=False)[2]
    assert [(link.address, link.box) for link in links] == [(ADDRESS, "ear")]


def test_a_line_of_the_index_leads_to_its_story() -> None:
    item = FurnitureItem(ItemKind.TEXT, Area(0, 0, pt(100), pt(15)), HERE, "{index1}　{index1_page}版", style("ear"))
    words = {"index1": "沿河", "index1_page": "二"}
    leads = {"index1": Lead("02", "rest", "沿河"), "index1_page": Lead("02", "rest", "沿河")}
    _, _, links = furniture(replace(EAR, items=(item,)), GRID, Wordbook(words, CASE, leads), even=False)
    assert links == (Link(Area(GRID.left, GRID.top, pt(100), pt(15)), "ear", "02", "rest", "沿河"),)
