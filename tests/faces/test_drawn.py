"""Drawings become outlines by their fill rules, and outlines a face with an em square in both directions."""

from __future__ import annotations

import io

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from compositor.faces import DrawingError, FaceFile, Faces, Figure, Glyph, Ink, Role, Supplement, drawn_face, outlined
from tests.faces.type_library import CN, SQUARE, truetype

IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BOX = "M0 0H900V900H0Z"
INNER = "M300 300H600V600H300Z"
TURNED = "M300 300V600H600V300Z"


def figure(path: str, *, even_odd: bool = False) -> Figure:
    return Figure(path, IDENTITY, even_odd)


def area(*figures: Figure) -> int:
    pen = AreaPen(None)
    for name, points in outlined(figures).steps:
        getattr(pen, name)(*points)
    return abs(round(float(pen.value)))


@pytest.mark.parametrize(
    ("figures", "inked"),
    [
        ((figure(BOX),), 810_000),
        ((figure(f"{BOX}{INNER}"),), 810_000),
        ((figure(f"{BOX}{TURNED}"),), 720_000),
        ((figure(f"{BOX}{INNER}", even_odd=True),), 720_000),
        ((figure(BOX), figure(TURNED)), 810_000),
        ((figure(f"{BOX}{TURNED}"), figure(INNER)), 810_000),
        ((figure("M0 0H200V200H0Z"), figure("M100 100V300H300V100Z")), 70_000),
        ((figure("M0 0H200V200H0ZM100 100H300V300H100Z", even_odd=True),), 60_000),
        ((figure("M0 0L200 200V0L0 200Z"),), 20_000),
    ],
    ids=[
        "one",
        "nonzero, same way",
        "nonzero, other way",
        "even-odd",
        "two figures, other way",
        "a hole filled by a later figure",
        "overlap",
        "even-odd overlap",
        "crossing itself",
    ],
)
def test_each_figure_is_filled_by_its_own_rule(figures: tuple[Figure, ...], inked: int) -> None:
    assert area(*figures) == inked


@pytest.mark.parametrize(
    "path", ["M100 500a400 400 0 1 1 800 0a400 400 0 1 1-800 0z", "M100,500A400,400,0,01900,500A400,400,0,01,100,500"]
)
def test_arcs_are_arcs(path: str) -> None:
    assert area(figure(path)) == pytest.approx(3.14159 * 400 * 400, rel=2e-3)


def test_curves_of_every_kind_are_read() -> None:
    path = "m100 100 l100 0 h100 v100 c0 50 0 50 50 100 s50 50 50 100 q0 50-50 50 t-50 50 L100 500Z"
    assert outlined([figure(path)]).box == (100, 100, 400, 500)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("M0 0H500V500", "isn't closed"),
        ("M0 0H500V500H0ZM600 600H700V700", "isn't closed"),
        ("L10 10", "can't be read"),
        ("M0 0 C1 2 3", "can't be read"),
        ("M0 0 A1 1 0 2 0 5 5Z", "can't be read"),
        ("M0 0 W5", "letters that mean nothing"),
        ("M0 0H1e9V1e9Z", "far out of its viewBox"),
        ("M0 0H1e999V5Z", "far out of its viewBox"),
        ("M0 0" + "L5 5" * 6000 + "Z", "6,0"),
    ],
)
def test_a_path_that_is_no_outline_is_refused(path: str, words: str) -> None:
    with pytest.raises(DrawingError, match=words) as caught:
        outlined([figure(BOX), figure(path)])
    assert caught.value.figure == 1
    assert caught.value.hint


@pytest.mark.parametrize("figures", [(), (figure("M0 0L500 500Z"),), (figure("M0 0H2V2H0Z"),)])
def test_a_drawing_without_ink_is_refused(figures: tuple[Figure, ...]) -> None:
    with pytest.raises(DrawingError, match="no outline") as caught:
        outlined(figures)
    assert caught.value.figure is None


def test_a_path_that_ends_where_it_began_is_closed() -> None:
    assert area(figure("M0 0H100V100H0V0")) == 10_000


def glyph(path: str = "M50 -70H950V830H50Z") -> Glyph:
    return outlined([figure(path)])


def test_the_same_drawings_give_the_same_bytes() -> None:
    one, other = {"𠮶": glyph(), "\ue001": glyph(BOX)}, {"\ue001": glyph(BOX), "𠮶": glyph()}
    assert drawn_face("Supplement-1", one) == drawn_face("Supplement-1", other)


def test_a_drawn_face_has_its_characters_and_no_others() -> None:
    font = TTFont(io.BytesIO(drawn_face("Supplement-1", {"𠮶": glyph(), "\ue001": glyph()})))
    assert font.getBestCmap() == {0xE001: "uE001", 0x20BB6: "u20BB6"}
    assert font["hmtx"]["u20BB6"] == (1000, 50)


def drawn(character: str, supplement: Supplement, own: str = "一") -> Faces:
    files = {
        "own": FaceFile("own", "own.ttf", truetype(dict.fromkeys(own, (1000, SQUARE)))),
        "all": FaceFile("all", "", drawn_face("Supplement-1", {character: glyph()})),
        "black": FaceFile("black", "", drawn_face("Supplement-2", {character: glyph(BOX)})),
        "extra": FaceFile(
            "extra", "extra.ttf", truetype({"一": (1000, SQUARE), "三": (1000, SQUARE), "𠮶": (1000, SQUARE)})
        ),
    }
    weights = {"regular": "own", "black": "own"}
    roles = {
        "song": Role("song", weights, ("hei",)),
        "hei": Role("hei", weights),
        "fang": Role("fang", {}, ("song",)),
    }
    return Faces(files, roles, CN, supplement)


def test_a_drawn_glyph_stands_in_the_em_square_of_lines_in_both_directions() -> None:
    chain = drawn("，", Supplement({("", ""): "all"})).chain("song")
    assert chain.mark("，").advances == chain.mark("，", vertical=True).advances == (1000,)
    assert chain.ink("，") == Ink(50, 950, -70, 830)
    assert chain.ink("，", vertical=True) == Ink(50, 950, -450, 450)


def test_drawn_glyphs_come_first_and_supplementary_faces_last() -> None:
    chain = drawn("一", Supplement({("", ""): "all"}, ("extra",))).chain("song")
    assert [chain.han(text).face for text in "一三𠮶"] == ["all", "extra", "extra"]
    assert chain.han("四").missing
    assert drawn("三", Supplement({}, ("extra",))).chain("song").han("一").face == "own"


def test_a_glyph_is_drawn_for_a_role_and_a_weight() -> None:
    faces = drawn("一", Supplement({("hei", ""): "all", ("song", "black"): "black"}))
    asked = [("song", "regular"), ("song", "black"), ("hei", "black"), ("fang", "regular")]
    assert [faces.chain(*one).han("一").face for one in asked] == ["black", "black", "all", "black"]


def test_what_is_drawn_for_another_role_helps_out() -> None:
    faces = drawn("二", Supplement({("hei", ""): "all"}))
    assert faces.chain("song").han("二").face == "all"
    assert drawn("一", Supplement({("hei", ""): "all"})).chain("song").han("一").face == "own"


def test_drawn_letters_and_private_characters_stand_in_latin_runs_too() -> None:
    chain = drawn("\ue001", Supplement({("", ""): "all"})).chain("song")
    assert [shape.face for shape in chain.latin("\ue001")] == ["all"]


def test_a_drawn_mark_is_taken_wherever_it_stands() -> None:
    chain = drawn("，", Supplement({("", ""): "all"}), own="一，").chain("song")
    assert chain.mark("，").face == "all"
