"""Where marks have their ink: measured in made-up faces that place them in a corner, in the middle, or anywhere."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from compositor.faces import Chain, Half, Ink, Role
from compositor.model.settings import InkAt, Region, Setting
from compositor.text.marks import TABLE, ink_at
from tests.faces.type_library import CN, HK, SQUARE, TW, Box, face_set, one_face, truetype, vendored

LOW: Box = (80, -90, 230, 60)
CENTRE: Box = (430, 300, 570, 440)
RIGHT: Box = (700, 500, 850, 640)
WIDE: Box = (100, 0, 900, 700)
COMMA = "u0FF0C"


def comma(box: Box, advance: int = 1000, *, features: str = "") -> bytes:
    return truetype({"一": (1000, SQUARE), "，": (advance, box)}, features=features)


def two_faces(first: bytes, second: bytes, setting: Setting = CN) -> Chain:
    roles = {"song": Role("song", {"regular": "first"}, ("hei",)), "hei": Role("hei", {"regular": "second"})}
    return face_set({"first": first, "second": second}, roles, setting).chain("song")


@pytest.mark.parametrize(
    ("box", "at", "half"),
    [
        (LOW, {InkAt.START, InkAt.CORNER}, Half(500, 0)),
        (CENTRE, {InkAt.MIDDLE}, Half(500, -250)),
        (RIGHT, {InkAt.END}, Half(500, -500)),
        (WIDE, {InkAt.MIDDLE}, None),
        ((80, 500, 230, 640), {InkAt.START}, Half(500, 0)),
        ((300, 0, 560, 200), set(), Half(500, -250)),
        ((220, 0, 900, 700), set(), None),
    ],
)
def test_white_is_taken_from_the_side_where_it_is(box: Box, at: set[InkAt], half: Half | None) -> None:
    chain = one_face(comma(box)).chain("song")
    assert {where for where in InkAt if chain.fits("，", at=where)} == at
    assert {chain.half("，", at=where) for where in InkAt} == {half}


def test_ink_in_vertical_lines_counts_from_the_head_and_the_centre_line() -> None:
    chain = one_face(comma((700, 600, 850, 800))).chain("song")
    assert chain.ink("，", vertical=True) == Ink(80, 280, 200, 350)
    assert chain.fits("，", vertical=True, at=InkAt.CORNER)
    assert chain.half("，", vertical=True) == Half(500, 0)


def test_a_face_without_vertical_forms_has_its_commas_at_the_wrong_end() -> None:
    chain = one_face(comma(LOW)).chain("song")
    assert not chain.fits("，", vertical=True, at=InkAt.CORNER)
    assert chain.half("，", vertical=True, at=InkAt.CORNER) == Half(500, -500)


def test_a_comma_at_the_left_of_a_column_is_no_comma_in_a_corner() -> None:
    chain = one_face(comma((150, 600, 300, 800))).chain("song")
    assert not chain.fits("，", vertical=True, at=InkAt.CORNER)


TRUE = f"languagesystem hani dflt; feature halt {{ pos {COMMA} <0 0 -500 0>; }} halt;"
LYING = f"languagesystem hani dflt; feature halt {{ pos {COMMA} <-500 0 -500 0>; }} halt;"


@pytest.mark.parametrize(
    ("box", "features", "half"),
    [
        (LOW, TRUE, Half(500, 0)),
        (LOW, LYING, Half(500, 0)),
        (CENTRE, TRUE, Half(500, -250)),
        (RIGHT, TRUE, Half(500, -500)),
        (WIDE, TRUE, None),
    ],
)
def test_a_feature_that_would_cut_into_ink_is_not_used(box: Box, features: str, half: Half | None) -> None:
    assert one_face(comma(box, features=features)).chain("song").half("，") == half


def test_a_mark_that_the_face_lets_be_is_halved_only_where_its_place_is_laid_down() -> None:
    content = truetype({"，": (1000, LOW), "！": (1000, CENTRE)}, features=TRUE)
    chain = one_face(content).chain("song")
    assert chain.half("！") is None
    assert chain.half("！", at=InkAt.MIDDLE) == Half(500, -250)


def test_a_mark_is_taken_from_the_first_face_that_places_it_right() -> None:
    chain = two_faces(comma(CENTRE), comma(LOW))
    assert chain.mark("，").face == "first"
    assert chain.mark("，", at=InkAt.CORNER).face == "second"
    assert chain.fits("，", at=InkAt.CORNER)
    assert two_faces(comma(LOW), comma(CENTRE)).mark("，", at=InkAt.CORNER).face == "first"


def test_narrow_quotes_give_way_to_those_of_an_em() -> None:
    quotes: Mapping[str, tuple[int, Box | None]] = {"“": (350, (60, 500, 300, 750)), "·": (350, (90, 300, 260, 460))}
    full: Mapping[str, tuple[int, Box | None]] = {"“": (1000, (570, 500, 920, 750)), "·": (1000, (440, 300, 560, 420))}
    chain = two_faces(truetype(quotes), truetype(full))
    assert chain.mark("“", at=InkAt.END).face == "second"
    assert chain.mark("·", at=InkAt.MIDDLE).face == "first"


def test_a_mark_that_no_face_places_right_stays_with_the_first() -> None:
    chain = two_faces(comma(WIDE), comma(CENTRE))
    assert chain.mark("，", at=InkAt.CORNER).face == "first"
    assert not chain.fits("，", at=InkAt.CORNER)
    assert chain.half("，", at=InkAt.CORNER) is None


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("setting", [CN, TW, HK], ids=["CN", "TW", "HK"])
@pytest.mark.parametrize("role", ["song", "hei", "kai", "fang"])
def test_the_vendored_roles_place_every_mark_as_their_region_does(role: str, setting: Setting, vertical: bool) -> None:
    for weight in ("regular", "black"):
        chain = vendored(setting).chain(role, weight)
        for row in TABLE:
            for mark in row.marks:
                at = ink_at(mark, row.kind, setting.region, vertical=vertical)
                assert at is None or chain.fits(mark, vertical=vertical, at=at), f"{mark} {at}"


def test_every_shaping_names_its_language() -> None:
    for setting in (CN, TW, HK):
        faces = vendored(setting)
        for role in ("song", "kai", "fang"):
            chain = faces.chain(role)
            chain.han("骨")
            chain.half("，")
            chain.half("，", vertical=True)
            chain.latin("Aé—")
            chain.han("\U0001f600")
        asked = {key[1] for face in faces._faces.values() for key in face._shapes}
        assert asked == {setting.han_language, setting.marks_language, "en"}
    with pytest.raises(ValueError, match="without a language"):
        vendored().face("song-regular").shape("“", language="", script="")


def test_the_wanted_place_follows_region_and_direction() -> None:
    kinds = {mark: row.kind for row in TABLE for mark in row.marks}

    def where(region: Region, *, vertical: bool = False) -> list[InkAt | None]:
        return [ink_at(mark, kinds[mark], region, vertical=vertical) for mark in "，：！（」·"]

    assert where(Region.CN) == [InkAt.CORNER, InkAt.START, InkAt.START, InkAt.END, InkAt.START, InkAt.MIDDLE]
    assert where(Region.HK) == [*[InkAt.MIDDLE] * 3, InkAt.END, InkAt.START, InkAt.MIDDLE]
    assert where(Region.CN, vertical=True) == [InkAt.CORNER, None, None, InkAt.END, InkAt.START, InkAt.MIDDLE]
