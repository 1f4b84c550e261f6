"""Black lies on what leaves it room in the ink limit (GWG 2022 R0009, R0010; limit 220 %)."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from compositor.model import overprint
from compositor.model.design import BLACK, WHITE, Area, Colour
from compositor.model.overprint import _ground, edging, knocked_out, overprinted
from compositor.model.page import Ink, Rule, SetLine, Tint, Trace
from compositor.units import pt
from tests.faces.type_library import vendored
from tests.pdf.setting_desk import line


def tint(*inks: int, area: Area | None = None) -> Tint:
    return Tint(
        area or Area(0, 0, pt(200), pt(100)), Colour("tint", (inks[0], inks[1], inks[2], inks[3]), (0, 0, 0)), "b"
    )


def words(colour: Colour = BLACK) -> SetLine:
    return SetLine(line(vendored().chain("song"), "黑字"), pt(20), pt(30), "b", colour=colour)


RULE = Rule(pt(20), pt(30), pt(90), pt(30), pt("0.5"), "b")


@pytest.mark.parametrize(
    ("ground", "over"),
    [
        ((0, 0, 0, 0), True),
        ((60, 60, 0, 0), True),  # 100 + 120: the limit itself
        ((60, 61, 0, 0), False),
        ((60, 50, 50, 60), False),  # 260 %
        ((0, 0, 0, 100), True),  # black on black is black
    ],
)
@pytest.mark.parametrize("ink", [words(), RULE], ids=["words", "rule"])
def test_black_overprints_where_there_is_room(ground: tuple[int, int, int, int], over: bool, ink: Ink) -> None:
    assert overprinted([tint(*ground), ink], 220) == (False, over)
    assert list(knocked_out([tint(*ground), ink], 220)) == ([] if over else [ink])


def test_black_on_paper_overprints() -> None:
    assert overprinted([words()], 220) == (True,)


@pytest.mark.parametrize(
    "colour", [WHITE, Colour("red", (0, 100, 100, 0), (255, 0, 0)), Colour("grey", (0, 0, 0, 60), (99, 99, 99))]
)
def test_nothing_but_black_overprints(colour: Colour) -> None:
    assert overprinted([words(colour), tint(0, 0, 0, 100)], 220) == (False, False)


def test_what_is_painted_over_counts_no_more() -> None:
    plate = tint(0, 0, 0, 0, area=Area(pt(10), pt(10), pt(60), pt(40)))
    assert overprinted([tint(0, 100, 100, 0), plate, words()], 220)[-1]


def test_what_stands_beside_counts_not() -> None:
    assert overprinted([tint(0, 100, 100, 0, area=Area(pt(100), 0, pt(50), pt(100))), words()], 220)[-1]


def test_what_is_told_without_probing_is_what_probing_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    pages: list[list[Ink]] = [[*(_anywhere(chance) for _ in range(4)), words(), RULE] for _ in range(150)]
    told = [(overprinted(page, 220), edging(page, 220)) for page in pages]
    assert {over[-2] for over, _ in told} == {over[-1] for over, _ in told} == {True, False}
    monkeypatch.setattr(overprint, "_ground", lambda ink, limit: replace(_ground(ink, limit), most=9 * limit))
    monkeypatch.setattr(overprint, "_is_plain", lambda _: False)
    assert [(overprinted(page, 220), edging(page, 220)) for page in pages] == told


def _anywhere(chance: random.Random) -> Tint:
    left, top, width, height = (chance.randrange(pt(high)) for high in (30, 40, 120, 60))
    return tint(0, *chance.choices((0, 60, 80), k=2), 0, area=Area(left, top, width, height))


def test_a_path_counts_where_it_has_ink() -> None:
    corner = Trace(
        (("m", (0, 0)), ("l", (pt(200), 0)), ("l", (0, pt(20))), ("h", ())), "b", fill=tint(0, 99, 99, 0).colour
    )
    assert overprinted([corner, words()], 220)[-1]
    whole = Trace(
        (("m", (0, 0)), ("l", (pt(400), 0)), ("l", (0, pt(400))), ("h", ())), "b", fill=tint(0, 99, 99, 0).colour
    )
    assert not overprinted([whole, words()], 220)[-1]
    across = Trace((("m", (0, pt(26))), ("l", (pt(200), pt(26)))), "b", stroke=tint(0, 99, 99, 0).colour, weight=pt(4))
    assert not overprinted([across, words()], 220)[-1]


def test_the_rule_round_a_tint_lies_on_it() -> None:
    edge = Rule(0, pt(100), pt(200), pt(100), pt("0.25"), "b")
    assert overprinted([tint(0, 100, 100, 0), edge], 220)[-1]


def test_a_rule_along_the_edge_of_rich_colour_is_told_and_lies_on_paper() -> None:
    ground = tint(0, 100, 100, 0)
    along = Rule(0, pt(100), pt(200), pt(100), pt("0.25"), "b")
    apart = Rule(0, pt(101), pt(200), pt(101), pt("0.25"), "b")
    assert edging([ground, along, apart, RULE], 220) == (False, True, False, False)
    assert edging([tint(0, 60, 60, 0), along], 220) == (False, False)
