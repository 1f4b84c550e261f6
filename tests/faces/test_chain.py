"""What a role's chain answers: forms by language, marks, halves, fallback, missing characters."""

from __future__ import annotations

import pytest

from compositor.faces import GETA, Chain, Half, Ink, Role
from compositor.model.settings import HanForms, Region, Script, Setting
from tests.faces.type_library import CN, HK, SQUARE, TW, face_set, one_face, truetype, vendored

STOPS = "，。、：；？！"
CLOSING = "，。、：；？！）》」』”’】〕"
OPENING = "（《「『“‘【〔"


def inked(chain: Chain, mark: str) -> Ink:
    ink = chain.ink(mark)
    assert ink is not None
    return ink


def test_han_forms_follow_the_setting() -> None:
    codes = {setting.han_forms: vendored(setting).chain("song").han("骨").codes for setting in (CN, TW, HK)}
    assert len(set(codes.values())) == 3


def test_marks_follow_the_region_and_han_the_forms() -> None:
    mixed = vendored(Setting(Region.CN, Script.HANT, HanForms.TW)).chain("song")
    assert mixed.han("骨") == vendored(TW).chain("song").han("骨")
    assert mixed.mark("，") == vendored(CN).chain("song").mark("，")
    assert mixed.mark("，") != vendored(TW).chain("song").mark("，")


@pytest.mark.parametrize("role", ["song", "hei", "kai"])
@pytest.mark.parametrize("mark", STOPS)
def test_stops_stand_left_in_the_mainland_and_centred_in_taiwan(role: str, mark: str) -> None:
    assert inked(vendored(CN).chain(role), mark).end <= 500
    ink = inked(vendored(TW).chain(role), mark)
    assert abs((ink.start + ink.end) / 2 - 500) <= 50


@pytest.mark.parametrize("role", ["song", "hei", "kai"])
def test_a_dash_and_an_ellipsis_are_two_ems_without_a_gap(role: str) -> None:
    chain = vendored().chain(role)
    dash, dots = chain.mark("——"), chain.mark("……")
    assert dash.width == dots.width == 2 * dash.upem
    assert sum(dash.counts) == sum(dots.counts) == 2
    ink = inked(chain, "——")
    assert ink.end - ink.start > 1800


@pytest.mark.parametrize("role", ["song", "hei", "kai"])
def test_marks_are_halved_where_their_white_is(role: str) -> None:
    chain = vendored().chain(role)
    assert {chain.half(mark) for mark in CLOSING} == {Half(500, 0)}
    assert {chain.half(mark) for mark in OPENING} == {Half(500, -500)}
    assert chain.half("——") is None
    assert {vendored(TW).chain(role).half(mark) for mark in "，。、：；"} == {Half(500, -250)}
    assert vendored(TW).chain(role).half("？") is None


def test_halved_ink_stays_inside_its_half_em() -> None:
    for setting in (CN, TW, HK):
        chain = vendored(setting).chain("song")
        for mark in CLOSING + OPENING:
            half = chain.half(mark)
            if half:
                ink = inked(chain, mark)
                assert ink.start + half.shift >= -20
                assert ink.end + half.shift <= half.advance + 20


def test_vertical_marks_take_their_vertical_forms_and_halves() -> None:
    chain = vendored().chain("song")
    assert chain.mark("（", vertical=True).codes != chain.mark("（").codes
    assert chain.mark("（", vertical=True).advances == (1000,)
    assert chain.half("（", vertical=True) == Half(500, -500)
    assert chain.half("，", vertical=True) == Half(500, 0)
    assert chain.half("：", vertical=True) is None  # GB/T 15834-2011 5.2: as wide as a Han character


def test_a_face_without_halt_is_halved_by_its_ink() -> None:
    chain = one_face(
        truetype(
            {
                "，": (1000, (80, -100, 230, 120)),
                "（": (1000, (700, -50, 950, 850)),
                "。": (1000, (400, 300, 600, 500)),
                "！": (1000, (200, 0, 900, 700)),
                "·": (300, (100, 300, 200, 400)),
            }
        )
    ).chain("song")
    assert [chain.half(mark) for mark in "，（。！·"] == [Half(500, 0), Half(500, -500), Half(500, -250), None, None]


def test_units_other_than_a_thousand_are_given_as_they_are() -> None:
    content = truetype({"，": (2048, (164, -205, 471, 246)), "一": (2048, (102, -143, 1946, 1700))}, upem=2048)
    chain = one_face(content).chain("song")
    assert (chain.han("一").upem, chain.han("一").advances) == (2048, (2048,))
    assert chain.half("，") == Half(500, 0)
    assert chain.ink("，") == Ink(80, 230, -100, 120)


def test_fallback_is_decided_cluster_by_cluster() -> None:
    fonts = {
        "first": truetype({"一": (1000, SQUARE), "\u0301": (0, (0, 600, 100, 700))}),
        "second": truetype({"一": (1000, SQUARE), "二": (1000, SQUARE), "A": (600, SQUARE)}),
    }
    roles = {"song": Role("song", {"regular": "first"}, ("hei",)), "hei": Role("hei", {"regular": "second"}, ("song",))}
    chain = face_set(fonts, roles).chain("song")
    assert [chain.han(text).face for text in ("一", "二", "一\u0301")] == ["first", "second", "first"]
    assert chain.han("二\u0301").missing
    assert [(shape.face, shape.missing) for shape in chain.latin("A")] == [("second", False)]


def test_a_missing_character_is_a_geta_never_a_blank() -> None:
    chain = vendored().chain("song")
    geta = chain.mark(GETA)
    for shape in (chain.han("\U0001f600"), chain.mark("\U0001f600"), chain.latin("\U0001f600")[0]):
        assert shape.missing
        assert shape.codes == geta.codes
        assert shape.counts == (1,)
    assert not geta.missing
    run = chain.latin("a\U0001f600b")
    assert [shape.missing for shape in run] == [False, True, False]


def test_without_a_geta_the_face_shows_its_own_box() -> None:
    shape = one_face(truetype({"一": (1000, SQUARE)})).chain("song").han("二")
    assert (shape.missing, shape.codes, shape.advances) == (True, (0,), (1000,))


def test_variation_selectors_and_marks_belong_to_their_character() -> None:
    chain = vendored().chain("song")
    shape = chain.han("葛\U000e0100")
    assert (len(shape.codes), shape.counts, shape.missing) == (1, (2,), False)
    combined = chain.han("字\u0301")
    assert combined.counts == (1, 1)
    assert combined.width == 1000


def test_characters_beyond_the_bmp() -> None:
    shape = vendored().chain("song").han("𠮷")
    assert (shape.missing, shape.counts, shape.advances) == (False, (1,), (1000,))


def test_latin_is_kerned_and_joined_in_the_companion() -> None:
    chain = vendored().chain("song")
    (pair,) = chain.latin("AV")
    apart = sum(chain.latin(letter)[0].width for letter in "AV")
    assert pair.width < apart
    assert pair.face == "latin-serif-regular"
    (word,) = chain.latin("office")
    assert sum(word.counts) == 6
    assert len(word.codes) < 6
    assert vendored().chain("song", "black").latin("A")[0].face == "latin-serif-bold"


def test_every_character_of_a_latin_run_is_counted() -> None:
    text = "Na\u00efve e\u0301tude, č Ω 12.5% — ①\u200d\u2009x"
    shapes = vendored().chain("song").latin(text)
    assert sum(sum(shape.counts) for shape in shapes) == len(text)


def test_kai_takes_its_marks_from_song() -> None:
    chain = vendored().chain("kai")
    assert chain.han("楷").face == "kai-regular"
    for mark in "“”‘’·，":
        assert chain.mark(mark).face == "song-regular"


def test_a_role_without_a_face_stands_for_its_fallback() -> None:
    assert vendored().chain("fang").han("仿") == vendored().chain("kai").han("仿")


@pytest.mark.parametrize(
    ("role", "weight", "face"),
    [
        ("song", "bold", "song-black"),
        ("song", "light", "song-regular"),
        ("kai", "black", "kai-regular"),
        ("latin-sans", "black", "latin-sans-bold"),
    ],
)
def test_an_unknown_weight_becomes_the_nearest(role: str, weight: str, face: str) -> None:
    assert vendored().chain(role, weight).faces[0] == face


def test_an_unknown_role_raises() -> None:
    with pytest.raises(KeyError):
        vendored().chain("gothic")


def test_chains_and_shapes_are_kept() -> None:
    faces = vendored()
    assert faces.chain("song") is faces.chain("song")
    assert faces.chain("song").han("國") is faces.chain("song").han("國")


def test_a_face_that_lacks_the_wanted_forms_is_reported() -> None:
    assert [shortfall.face for shortfall in vendored(CN).shortfalls()] == ["kai-regular"]
    assert [shortfall.face for shortfall in vendored(TW).shortfalls()] == ["kai-regular"]
    japanese = Setting(Region.CN, Script.HANT, HanForms.JP)
    assert {shortfall.face for shortfall in vendored(japanese).shortfalls()} >= {"song-regular", "hei-regular"}
