"""Vertical lines: what stands upright, what is turned, what stands abreast; widths of marks; one breaker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from compositor.model.lines import MIDDLE, Line, Run
from compositor.model.settings import Direction, Hanging, Kinsoku, Posture, Region
from compositor.text.marks import kind_of
from compositor.text.sorts import sorts_of
from compositor.text.vertical import cells, orientation
from tests.testface import EM, PLAIN, type_case
from tests.text.composing import HAN, advances, composed, ems, shifts, texts

UP, SIDE, ABREAST = Posture.UPRIGHT, Posture.SIDEWAYS, Posture.ABREAST


def standing(text: str, *widths: float, **style: Any) -> tuple[Line, ...]:
    """Set a text in vertical lines."""
    return composed(text, *(widths or (30,)), **{"direction": Direction.VERTICAL, **style})


def postures(text: str, **style: Any) -> list[tuple[str, Posture]]:
    """Return what a vertical line's runs read, and how they stand."""
    (line,) = standing(text, **style)
    return [(run.text, run.posture) for run in line.runs]


def run_of(text: str, posture: Posture, **style: Any) -> Run:
    """Return the first run of a vertical line that stands so."""
    (line,) = standing(text, **style)
    return next(run for run in line.runs if run.posture is posture)


@pytest.mark.parametrize(
    ("character", "value"),
    [
        *(
            ("一", "U"),
            ("あ", "U"),
            ("℃", "U"),
            ("％", "U"),
            ("①", "U"),
            ("\U00020000", "U"),
            ("，", "Tu"),
            ("。", "Tu"),
        ),
        *(("A", "R"), ("1", "R"), ("—", "R"), ("“", "R"), ("→", "R"), ("（", "Tr"), ("：", "Tr"), ("\U0010ffff", "R")),
    ],
)
def test_orientation_is_that_of_uax50(character: str, value: str) -> None:
    assert orientation(character) == value


def test_the_table_of_orientation_is_unicodes(cases: Path) -> None:
    text = (cases / "cases" / "01-unicode" / "VerticalOrientation-15.0.0.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        codes, _, value = line.partition("#")[0].partition(";")
        if value:
            first, _, last = codes.strip().partition("..")
            assert {orientation(chr(int(code, 16))) for code in (first, last or first)} == {value.strip()}


def test_han_stands_upright_and_lines_are_vertical() -> None:
    (line,) = standing("沿河步道")
    assert line.direction is Direction.VERTICAL
    assert [(run.text, run.posture, run.rise, run.across) for run in line.runs] == [("沿河步道", UP, 0, ())]
    assert advances(line) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("run", "lengths"),
    [
        *(("A", (1,)), ("x", (1,)), ("é", (1,)), ("7", (1,)), ("12", (2,)), ("365", (3,)), ("NBA", (1, 1, 1))),
        *(("5G", (1, 1)), ("G20", (1, 2)), ("50%", (2, 1)), ("UNESCO", (1,) * 6), ("2019", ()), ("BREAKING", ())),
        *(("word", ()), ("iPhone", ()), ("Wi-Fi", ()), ("3.5", ()), ("1,234", ()), ("%", ()), ("km", ())),
    ],
)
def test_letters_acronyms_and_short_numbers_stand_in_cells(run: str, lengths: tuple[int, ...]) -> None:
    """clreq #mixed_text_composition_in_vertical_writing_mode."""
    kinds = "".join(kind_of(character).value for character in run)
    assert cells(run, kinds, PLAIN) == lengths


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("歲12歲", [("歲", UP), ("12", ABREAST), ("歲", UP)]),
        ("在WTO中", [("在WTO中", UP)]),
        ("用Linux吧", [("用", UP), ("Linux", SIDE), ("吧", UP)]),
        ("共2019人", [("共", UP), ("2019", SIDE), ("人", UP)]),
        ("約3.5倍", [("約", UP), ("3.5", SIDE), ("倍", UP)]),
    ],
)
def test_words_and_long_numbers_are_turned(text: str, found: list[tuple[str, Posture]]) -> None:
    assert postures(text) == found


def test_houses_may_stand_long_numbers_upright_and_turn_short_ones() -> None:
    assert postures("共2019人", long_numbers=UP) == [("共2019人", UP)]
    assert postures("共365人", abreast=2) == [("共", UP), ("365", SIDE), ("人", UP)]
    assert postures("共12人", abreast=0) == [("共", UP), ("12", SIDE), ("人", UP)]
    assert postures("在WTO中", upright_letters=2) == [("在", UP), ("WTO", SIDE), ("中", UP)]


def test_digits_abreast_share_one_em_and_are_condensed_only_where_they_need_it() -> None:
    """Digits of half an em: two fill the em, three are condensed to two thirds."""
    two, three = run_of("歲12歲", ABREAST), run_of("歲365歲", ABREAST)
    assert (two.advances, two.across, two.condensed) == ((0, EM), (-EM // 4, EM // 4), 1000)
    assert (three.advances, three.condensed) == ((0, 0, EM), 666)
    assert three.across == (-EM * 2 // 6, 0, EM * 2 // 6)
    assert three.texts() == ("3", "6", "5")


def test_a_letter_narrower_than_its_cell_stands_in_an_em() -> None:
    (line,) = standing("在A中")
    assert advances(line) == [1, 1, 1]


def test_a_turned_run_has_the_middle_of_its_letters_on_the_centre_line() -> None:
    assert run_of("用Linux吧", SIDE).rise == -(EM * MIDDLE // 1000)


def test_the_gap_beside_latin_is_kept_where_it_is_turned_and_left_out_where_it_stands() -> None:
    assert advances(standing("用word吧")[0]) == [1.125, 0.5, 0.5, 0.5, 0.625, 1]
    assert advances(standing("在12日")[0]) == [1, 0, 1, 1]
    assert advances(standing("在 12 日")[0]) == [1, 0, 0, 1, 0, 1]
    assert advances(standing("甲 A 乙")[0]) == [1, 0, 1, 0, 1]


def test_a_number_and_its_measure_keep_together_abreast_too() -> None:
    lines = standing("甲" * 16 + "12天" + "乙" * 20, 17)
    assert not any(text.endswith("12") for text in texts(lines))


@pytest.mark.parametrize("mark", "：；？！")
@pytest.mark.parametrize("region", Region)
def test_colons_and_questions_fill_an_em_in_vertical_lines(mark: str, region: Region) -> None:
    """clreq #punctuation_width_adjustment: fixed in vertical lines in all regions."""
    (line,) = standing(f"甲{mark}」乙", region=region)
    assert advances(line)[1] == 1
    lines = standing("甲" * 7 + mark + "乙" * 7, 8, region=region)
    assert advances(lines[0])[-1] == 1


@pytest.mark.parametrize(("region", "shift"), [(Region.CN, 0), (Region.TW, -0.25), (Region.HK, -0.25)])
def test_a_stop_at_a_lines_end_takes_half_an_em_on_its_own_side(region: Region, shift: float) -> None:
    """Upper right in CN, in the middle in TW and HK (GB/T 15834-2011 5.2.1; clreq)."""
    lines = standing("甲" * 7 + "，" + "乙" * 9, 7.5, region=region)
    assert (texts(lines)[0][-1], advances(lines[0])[-1], shifts(lines[0])[-1]) == ("，", 0.5, shift)


def test_brackets_are_squeezed_along_the_line() -> None:
    (line,) = standing("甲，（乙）。")
    assert advances(line) == [1, 1, 0.5, 1, 0.5, 0.5]
    assert shifts(line)[2] == -0.5
    assert {run.posture for run in line.runs} == {UP}


@pytest.mark.parametrize("mark", ["〖", "—", "～", "–", "/"])
def test_a_mark_that_runs_with_the_line_is_turned_where_the_face_has_no_form_for_it(mark: str) -> None:
    assert (mark, SIDE) in postures(f"甲{mark}乙")


def test_a_turned_bracket_has_the_middle_of_its_em_box_on_the_centre_line() -> None:
    turned = run_of("甲〖乙", SIDE)
    assert (turned.rise, turned.advances) == (-(EM * 380 // 1000), (EM,))


def test_a_colon_without_a_vertical_form_stays_upright() -> None:
    """UAX #50 has it Tr; Chinese doesn't turn it (clreq)."""
    case = type_case(Region.TW)
    sorts = sorts_of(case, ("song", "regular", EM), vertical=True)
    assert sorts.mark("·", kind_of("·")).fount.posture is UP
    assert sorts.mark("：", kind_of("：")).fount.posture is UP


def test_vertical_lines_break_where_horizontal_ones_do() -> None:
    """The same prohibitions, the same breaker (GB/T 15834-2011 5.2.6)."""
    text = (HAN + "，" + HAN + "（沿河）。") * 3
    for width in (8, 13, 18.5):
        assert texts(standing(text, width)) == texts(composed(text, width))


@pytest.mark.parametrize("level", Kinsoku)
def test_a_justified_vertical_line_is_exactly_its_measure(level: Kinsoku) -> None:
    for line in standing((HAN + "在2019年12月，") * 4, 11, kinsoku=level)[:-1]:
        assert line.indent + sum(sum(run.advances) for run in line.runs) == line.measure == ems(11)[0]


def test_a_hyphen_is_turned_with_its_word() -> None:
    lines = standing("甲乙internationalization丙丁", 6)
    parted = next(line for line in lines if line.hyphenated)
    assert {(run.posture, run.rise) for run in parted.runs if run.text in {"-", *parted.text.split("-")}} == {
        (SIDE, run_of("用Linux吧", SIDE).rise)
    }


@pytest.mark.parametrize(
    ("region", "direction", "hangs"),
    [
        (Region.CN, Direction.VERTICAL, True),
        (Region.TW, Direction.VERTICAL, True),
        (Region.HK, Direction.VERTICAL, True),
        (Region.TW, Direction.HORIZONTAL, False),
    ],
)
def test_stops_hang_in_vertical_lines_in_every_region(region: Region, direction: Direction, hangs: bool) -> None:
    """clreq #hanging_punctuation_marks: in TW and HK in vertical lines only."""
    copy = HAN[:9] + "，" + HAN[9:18]
    lines = composed(copy, 9, region=region, hanging=Hanging.STOPS, direction=direction)
    assert texts(lines)[0].endswith("，") is hangs
