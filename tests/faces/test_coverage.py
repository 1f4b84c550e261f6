from __future__ import annotations

from compositor.faces import describe
from compositor.faces.coverage import charsets
from tests.faces.type_library import SQUARE, one_face, truetype, vendored


def test_charsets_have_the_sizes_of_their_standards() -> None:
    sizes = {name: len(characters) for name, characters in charsets().items()}
    assert sizes["GB 2312"] == 6763
    assert 13_050 <= sizes["Big5"] <= 13_062  # Big5 holds two characters twice, and codecs differ by a few
    assert sizes["GBK"] >= 20_902


def test_every_weight_of_every_role_is_described() -> None:
    rows = describe(vendored())
    assert {(row.role, row.weight) for row in rows} >= {("song", "regular"), ("song", "black"), ("kai", "regular")}
    song = next(row for row in rows if (row.role, row.weight) == ("song", "regular"))
    assert {cover.charset: cover.of - cover.has for cover in song.coverage} == {"GB 2312": 0, "Big5": 0, "GBK": 0}
    assert song.fallback == ("hei", "kai")
    assert song.latin == "latin-serif"
    assert "sil.org" in song.licence


def test_a_small_face_covers_little() -> None:
    (row,) = describe(one_face(truetype({"一": (1000, SQUARE), "A": (600, SQUARE)})))
    assert [cover.has for cover in row.coverage] == [1, 1, 1]
