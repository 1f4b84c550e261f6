"""補字: characters that an issue brings as SVG or in a face, and everything that can be wrong with them."""

from __future__ import annotations

import pytest

from compositor.errors import Severity
from tests.intake.desk import GLYPH, MANIFEST, Desk

SUPPLEMENT = """\
supplement:
  faces: [fonts/extra.ttf]
  glyphs:
    𠮶: glyphs/ge.svg
    U+E001: {hei: glyphs/ge.svg, song: {regular: glyphs/ge.svg, black: glyphs/ge.svg}}
"""
AT = 19
"""The line at which the supplement begins in the desk's manifest."""


def brought(desk: Desk, supplement: str) -> Desk:
    desk.change(MANIFEST, SUPPLEMENT, supplement)
    return desk


def test_drawn_characters_and_supplementary_faces_are_set(desk: Desk) -> None:
    read = desk.read()
    song, black = read.faces.chain("song"), read.faces.chain("song", "black")
    assert [song.han(text).face for text in "一𠮶丂\ue001"] == ["tiny", "supplement", "extra", "supplement-4"]
    assert black.han("\ue001").face == "supplement-3"
    assert read.faces.chain("hei").han("\ue001").face == "supplement-2"
    assert song.han("國").missing
    assert set(read.brought.characters) == {"𠮶", "\ue001"}
    assert (read.brought.characters["𠮶"].line, read.brought.characters["𠮶"].column) == (AT + 3, 5)
    assert list(read.brought.faces) == ["extra"]


def test_a_drawn_glyph_replaces_one_that_is_wrong(desk: Desk) -> None:
    brought(desk, "supplement: {glyphs: {一: glyphs/ge.svg}}\n")
    assert desk.read().faces.chain("song").han("一").face == "supplement"


def test_the_same_issue_makes_the_same_faces(desk: Desk) -> None:
    programs = [desk.read().faces.face("supplement-2").subset([1])[0] for _ in range(2)]
    assert programs[0] == programs[1]


@pytest.mark.parametrize(
    ("supplement", "told"),
    [
        ("supplement: {glyph: {}}\n", "UNKNOWN_KEY 19:14"),
        ("supplement: {faces: fonts/extra.ttf}\n", "WRONG_TYPE 19:21"),
        ("supplement: {faces: [fonts/none.ttf]}\n", "FILE_MISSING 19:22"),
        ("supplement: {faces: [glyphs/ge.svg]}\n", "NOT_A_FONT 19:22"),
        ("supplement: {faces: [{file: fonts/extra.ttf, index: 3}]}\n", "NOT_A_FONT 19:22"),
        ("supplement: {faces: [../../fonts/tiny.ttf]}\n", "OUTSIDE_FOLDER 19:22"),
        ("supplement: {glyphs: {𠮶: glyphs/none.svg}}\n", "FILE_MISSING 19:26"),
        ("supplement: {glyphs: {𠮶: ../ge.svg}}\n", "OUTSIDE_FOLDER 19:26"),
        ("supplement: {glyphs: {𠮶: /etc/passwd}}\n", "OUTSIDE_FOLDER 19:26"),
        ("supplement: {glyphs: {𠮶: glyphs}}\n", "NOT_A_FILE 19:26"),
        ("supplement: {glyphs: {一二: glyphs/ge.svg}}\n", "BAD_NAME 19:23"),
        ("supplement: {glyphs: {U+110000: glyphs/ge.svg}}\n", "BAD_NAME 19:23"),
        ("supplement: {glyphs: {U+D800: glyphs/ge.svg}}\n", "BAD_NAME 19:23"),
        ("supplement: {glyphs: {U+FFFF: glyphs/ge.svg}}\n", "BAD_NAME 19:23"),
        ("supplement: {glyphs: {U+200B: glyphs/ge.svg}}\n", "BAD_NAME 19:23"),
        ("supplement: {glyphs: {U+0301: glyphs/ge.svg}}\n", "BAD_NAME 19:23"),
        ("supplement: {glyphs: {𠮶: glyphs/ge.svg, U+20BB6: glyphs/ge.svg}}\n", "DUPLICATE_KEY 19:41"),
        ("supplement: {glyphs: {𠮶: {gothic: glyphs/ge.svg}}}\n", "UNKNOWN_NAME 19:27"),
        ("supplement: {glyphs: {𠮶: {song: {heavy: glyphs/ge.svg}}}}\n", "UNKNOWN_KEY 19:34"),
    ],
)
def test_what_is_wrong_in_the_manifest_is_told_where_it_is_typed(desk: Desk, supplement: str, told: str) -> None:
    code, place = told.split()
    faults = brought(desk, supplement).faults()
    assert [(one.code, desk.where(one)) for one in faults] == [(code, f"{MANIFEST}:{place}")]
    assert all(one.hint for one in faults)


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        ("", "NOT_AN_SVG 1:1"),
        ("<svg viewBox='0 0 9 9'>\n <path d='M0 0H9V9'/>\n</svg>", "NOT_A_GLYPH 2:2"),
        ("<svg viewBox='0 0 9 9'>\n\n  <path stroke='red' d='M0 0H9V9Z'/></svg>", "NOT_A_GLYPH 3:3"),
        ("<svg viewBox='0 0 9 9'></svg>", "NOT_A_GLYPH 1:1"),
        ("<svg viewBox='0 0 9 9'><path d='M20 20H25V25Z'/></svg>", "NOT_A_GLYPH 1:1"),
        ("<svg viewBox='0 0 9 9'><script/></svg>", "NOT_A_GLYPH 1:24"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "NOT_A_GLYPH 1:15"),
        ("<svg>" + " " * 2_000_000 + "</svg>", "TOO_LARGE"),
    ],
)
def test_what_is_wrong_in_a_drawing_is_told_where_it_is_drawn(desk: Desk, drawing: str, told: str) -> None:
    desk.write(GLYPH, drawing)
    code, _, place = told.partition(" ")
    faults = desk.faults()
    assert {one.code for one in faults} == {code}
    if place:
        assert [desk.where(one) for one in faults] == [f"{GLYPH}:{place}"]
    assert all("the glyph" in one.message and one.hint for one in faults)


def test_ink_far_out_of_its_box_is_a_warning(desk: Desk) -> None:
    desk.write(GLYPH, "<svg viewBox='0 0 10 10'><path d='M0 0H12V9Z'/></svg>")
    (warning,) = [one for one in desk.read().findings if one.code == "GLYPH_BOX"]
    assert warning.severity is Severity.WARNING
    assert "200 thousandths" in warning.message
