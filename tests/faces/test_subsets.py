"""Subsets for printing: only what is used, with codes that were known before."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from compositor.faces import Face, FaceFile, Outline
from compositor.faces.charstrings import Charstrings
from compositor.faces.cut import operand
from tests.conftest import ROOT
from tests.faces.type_library import SQUARE, opentype, truetype, vendored

TEXT = "雖已初冬時節𠮷"


def cff(content: bytes) -> CFFFontSet:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(content), None)
    return fonts


def test_a_cff_subset_keeps_the_cids_of_the_full_face() -> None:
    chain = vendored().chain("song")
    face = vendored().face("song-regular")
    codes = [chain.han(character).codes[0] for character in TEXT]
    content, _ = face.subset(codes)
    names = cff(content)[0].charset
    assert face.outline is Outline.CFF_CID
    assert sorted(names) == sorted([".notdef", *(f"cid{face.pdf_codes[code]:05d}" for code in codes)])


def test_a_truetype_subset_says_which_glyph_is_which() -> None:
    face = vendored().face("kai-regular")
    codes = [vendored().chain("kai").han(character).codes[0] for character in TEXT]
    content, order = face.subset(codes)
    font = TTFont(io.BytesIO(content))
    assert sorted(order) == sorted({0, *codes})
    assert font["maxp"].numGlyphs == len(order)
    assert set(font.keys()) <= {"GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"}


def test_a_cff_face_keyed_by_names_keeps_its_glyph_ids() -> None:
    face = Face(FaceFile("own", "own.otf", opentype({"一": (1000, SQUARE), "二": (1000, SQUARE), "A": (600, None)})))
    content, _ = face.subset([2])
    assert face.outline is Outline.CFF
    assert face.pdf_codes[2] == 2
    assert cff(content)[0].charset == [".notdef", "cid00002"]


def test_glyphs_stand_in_the_order_of_their_cids_which_may_be_another() -> None:
    kept = Charstrings(lambda _: (b"", {}), 1000)
    kept.take({code: operand(code) + b"\x0e" for code in range(5)})
    (top,) = cff(kept.program("Own", [3, 1, 4, 0], [0, 30, 0, 20, 40].__getitem__, (0, 0, 0, 0))).topDictIndex
    assert top.charset == [".notdef", "cid00020", "cid00030", "cid00040"]
    assert [drawn(top.CharStrings[name])[1] for name in top.charset] == [0, 3, 1, 4]


def drawn(glyph: T2CharString) -> tuple[list[Any], float]:
    """Return what a glyph draws, and how wide it is."""
    pen = RecordingPen()
    glyph.draw(pen)
    return pen.value, glyph.width


@pytest.mark.parametrize("face_id", ["song-regular", "hei-black", "latin-serif-regular"])
def test_glyphs_cut_once_draw_in_every_program_what_they_draw_in_the_face(face_id: str) -> None:
    face = vendored().face(face_id)
    whole = TTFont(face.path, lazy=True)["CFF "].cff[0].CharStrings
    codes = range(1, face.glyphs, face.glyphs // 200)
    assert face.keep(codes[::2])
    content, _ = face.subset(codes)
    made = cff(content)[0].CharStrings
    for name in made.keys():  # noqa: SIM118  (it is no mapping)
        assert drawn(made[name]) == drawn(whole[name])


def test_what_another_process_has_cut_is_not_cut_again(monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "fonts" / "song-regular.otf"
    one, other = (Face(FaceFile("song", str(path), path.read_bytes())) for _ in range(2))
    codes = [one.code(character) for character in "今日河灣大橋合龍"]
    made = one.cut_out(codes)
    assert set(made) == {0, *codes}
    other.take(made)
    monkeypatch.delattr(Face, "_cut_out")
    assert other.subset(codes) == one.subset(codes)


def test_glyphs_of_truetype_faces_are_cut_from_a_part_as_from_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "fonts" / "latin-serif-extra-regular.ttf"  # with glyphs that are put together of others
    one, other = (Face(FaceFile("own", str(path), path.read_bytes())) for _ in range(2))
    codes = [one.code(character) for character in "éñ×Ω½éx"]
    assert not one.keep([*codes, *range(20, 200, 7)])
    wanted = other.subset(codes), other.subset(range(300, 320))
    assert one.subset(range(300, 320)) == wanted[1], "glyphs that the part lacks"
    monkeypatch.delattr(Face, "_cut_out")
    assert one.subset(codes) == wanted[0]


def test_a_face_that_is_cut_anew_each_time_has_nothing_to_hand_over() -> None:
    path = ROOT / "fonts" / "kai-regular.ttf"
    assert Face(FaceFile("kai", str(path), path.read_bytes())).cut_out([5]) == {}
    two = opentype({"一": (2048, SQUARE)}, upem=2048)
    assert Face(FaceFile("own", "own.otf", two)).cut_out([1]).keys() <= {0, 1}


def test_a_face_of_another_em_is_cut_anew_each_time() -> None:
    face = Face(FaceFile("own", "own.otf", opentype({"一": (2048, SQUARE)}, upem=2048)))
    content, _ = face.subset([1])
    assert not face.keep([1])
    assert cff(content)[0].FontMatrix[0] == pytest.approx(1 / 2048)


@pytest.mark.parametrize("face_id", ["song-regular", "kai-regular", "latin-serif-regular"])
def test_cut_sorts_are_moved_and_as_wide_as_asked(face_id: str) -> None:
    face = vendored().face(face_id)
    code = face.code("（" if face.has("（") else "(")
    fonts = cff(face.cut([code], shift=-500, width=500))
    top = fonts[0]
    assert top.ROS == ("Adobe", "Identity", 0)
    name = f"cid{face.pdf_codes[code]:05d}"
    assert top.charset == [".notdef", name]
    glyph = top.CharStrings[name]
    bounds = BoundsPen(None)
    glyph.draw(bounds)
    left, bottom, right, above = face.ink(code)
    assert glyph.width == 500
    assert bounds.bounds == pytest.approx((left - 500, bottom, right - 500, above), abs=2)


def test_a_cut_sort_has_the_same_outline() -> None:
    content = truetype({"（": (1000, (700, -50, 950, 850))})
    face = Face(FaceFile("own", "own.ttf", content))
    glyph = cff(face.cut([1], shift=-500, width=500))[0].CharStrings["cid00001"]
    bounds = BoundsPen(None)
    glyph.draw(bounds)
    assert bounds.bounds == (200, -50, 450, 850)


def test_subsets_are_the_same_every_time() -> None:
    face = vendored().face("hei-regular")
    codes = list(range(100, 160))
    assert face.subset(codes) == face.subset(reversed(codes))
