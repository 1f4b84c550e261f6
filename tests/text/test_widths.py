"""Widths: half box and half white, neighbouring marks, line edges, gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.intake import Hyphens
from compositor.model.settings import Direction, MarkWidth, Posture, Region
from compositor.text import TypeCase, set_lines, set_single
from compositor.units import pt
from tests.faces.type_library import CN, vendored
from tests.testface import EM, PLAIN, type_case
from tests.text.composing import adjusted, advances, composed, ems, matter, shifts


def natural(text: str, region: Region = Region.CN, **style: object) -> list[float]:
    """Return the advances of ``text`` on one solid line with a character before and after."""
    return advances(composed(f"字{text}字", 40, region=region, **style)[0])[1:-1]


@pytest.mark.parametrize(
    ("pair", "widths"),
    [
        ("。”", [0.5, 1]),
        ("”。", [0.5, 1]),
        ("”、", [0.5, 1]),
        ("’。", [0.5, 1]),
        ("』，", [0.5, 1]),
        ("：“", [1, 0.5]),
        ("（《", [1, 0.5]),
        ("》《", [1, 0.5]),
        ("（）", [1, 1]),
        ("》·", [0.5, 0.5]),
    ],
)
def test_neighbouring_marks_take_an_em_and_a_half(pair: str, widths: list[float]) -> None:
    assert natural(pair) == widths


def test_three_marks_hug_what_they_hold() -> None:
    assert natural("。’”") == [0.5, 0.5, 1]


@pytest.mark.parametrize(("marks", "width"), [("？！", 1), ("！！", 1), ("！！！", 2), ("？！”", 1 + 1)])
def test_exclamations_together_take_one_em_and_three_two(marks: str, width: float) -> None:
    assert sum(natural(marks)) == pytest.approx(width, abs=0.002)


def test_centred_stops_of_taiwan_are_not_squeezed_before_a_closing_bracket() -> None:
    assert natural("，」", Region.TW) == [1, 1]
    assert natural("！「", Region.TW) == [1, 0.5]
    assert natural("！！", Region.TW) == [1, 1]


@pytest.mark.parametrize(("region", "width"), [(Region.CN, 0.5), (Region.TW, 1), (Region.HK, 1)])
def test_the_interpunct_takes_half_an_em_in_the_mainland(region: Region, width: float) -> None:
    line = composed("達·芬", 10, region=region)[0]
    assert advances(line)[1] == width
    assert shifts(line)[1] == (width - 0.3) / 2


def test_short_connector_and_solidus_beside_han_take_half_an_em() -> None:
    assert natural("-") == [0.5]
    assert natural("/") == [0.5]
    assert natural("—") == [1]
    assert natural("～") == [1]


@pytest.mark.parametrize(("region", "width"), [(Region.CN, 0.5), (Region.TW, 1), (Region.HK, 1)])
def test_the_full_width_solidus_takes_half_an_em_in_the_mainland(region: Region, width: float) -> None:
    line = composed("中／西", 10, region=region)[0]
    assert advances(line)[1] == width
    assert [run.condensed for run in line.runs] == ([1000, 500, 1000] if width < 1 else [1000])


def test_the_full_width_solidus_stands_upright_in_its_em_down_the_page() -> None:
    line = composed("中／西", 10, direction=Direction.VERTICAL)[0]
    assert advances(line) == [1, 1, 1]
    assert {(run.posture, run.condensed) for run in line.runs} == {(Posture.UPRIGHT, 1000)}


def test_a_condensed_head_condenses_its_solidus_with_the_rest() -> None:
    run = composed("中／西", 10)[0].runs[1].narrowed(900)
    assert (run.condensed, run.advances[0]) == (450, 450 * EM // 1000)


def test_dashes_and_ellipses_take_two_ems() -> None:
    assert sum(natural("——")) == 2
    assert sum(natural("……")) == 2
    assert natural("⸺") == [2]


@pytest.mark.parametrize("mark", "。，、；：？！”’）》】")
def test_a_full_width_mark_at_a_line_end_takes_half_an_em(mark: str) -> None:
    line = composed(f"一二三四{mark}五六七八九", 5)[0]
    assert line.text == f"一二三四{mark}"
    assert advances(line)[-1] == 0.5
    assert line.width == line.measure
    assert adjusted(line)["line_end"] == -0.5


@pytest.mark.parametrize("mark", "“（《【")
def test_an_opening_mark_at_a_line_start_loses_its_leading_half(mark: str) -> None:
    line = composed(f"一二三四五{mark}六七八九", 5)[1]
    assert line.text.startswith(mark)
    assert advances(line)[0] == 0.5
    assert shifts(line)[0] == -0.5


def test_an_opening_mark_keeps_its_white_on_an_indented_line() -> None:
    line = composed("“一二三四五六七", 6, indent=2)[0]
    assert advances(line)[0] == 1
    assert shifts(line)[0] == 0
    assert line.indent == 2 * EM


def test_width_schemes() -> None:
    copy = "甲，乙。丙（丁）戊"
    assert advances(composed(copy, 40, mark_width=MarkWidth.HALF)[0]) == [1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5, 1]
    assert advances(composed(copy, 40, mark_width=MarkWidth.KAIMING)[0]) == [1, 0.5, 1, 1, 1, 0.5, 1, 0.5, 1]
    assert advances(composed("甲。”乙", 40, mark_width=MarkWidth.FULL)[0]) == [1, 1, 1, 1]
    assert advances(composed("一二三，四五六七", 4, mark_width=MarkWidth.FULL)[0]) == [1, 1, 1, 1]


def test_han_and_latin_are_parted_by_an_eighth_of_an_em() -> None:
    assert advances(composed("用A字", 10)[0]) == [1.125, 0.625, 1]
    assert advances(composed("在5月", 10, latin_gap=250)[0]) == [1.25, 0.75, 1]
    assert advances(composed("用A字", 10, latin_gap=0)[0]) == [1, 0.5, 1]


def test_no_gap_beside_chinese_marks_or_at_line_edges() -> None:
    assert advances(composed("用，A。字", 10)[0]) == [1, 1, 0.5, 1, 1]
    lines = composed("一二三AA四五六七", 4, latin_gap=250, hyphenate=False)
    assert lines[1].text.startswith("AA")
    assert advances(lines[0]) == [1.5, 1.5, 1]


def test_a_percent_sign_takes_no_gap_on_its_number_and_none_before_han() -> None:
    assert advances(composed("達5%的", 10)[0]) == [1.125, 0.5, 0.5, 1]


def test_a_space_left_between_han_and_latin_is_the_gap() -> None:
    assert advances(composed("用 A 字", 10)[0]) == [1, 0.125, 0.5, 0.125, 1]


def test_a_narrow_interpunct_stands_in_the_middle_of_its_cell() -> None:
    line = set_single("達·芬", PLAIN, None, type_case())
    assert shifts(line) == [0, 0.1, 0]


def test_tracking_stands_between_characters_and_not_after_the_last() -> None:
    line = set_lines(matter("金壇時報", tracking=EM // 4), ems(10), type_case())[0]
    assert advances(line) == [1.25, 1.25, 1.25, 1]


def test_generated_words_cover_no_copy_and_have_their_natural_width() -> None:
    line = set_single("（下轉第二版）", PLAIN, None, type_case())
    assert line.width == line.measure == 6 * EM
    assert {(run.start, run.end) for run in line.runs} == {(0, 0)}
    assert line.text == "（下轉第二版）"


def test_no_kerning_reaches_across_a_seam() -> None:
    """A line that ends with the hyphen of Al-Nusra meets its measure with the hyphen as wide as it is drawn."""
    case = TypeCase(vendored(), Hyphens(), CN)
    style = replace(PLAIN, role="song", size=pt(9))
    whole, alone = (set_single(text, style, None, case) for text in ("Al-Nusra", "Al-"))
    end = sum(advance for run in whole.runs for advance in run.advances[:3])
    assert end == alone.width
    assert set_single("AVAVA", style, None, case).width < 5 * set_single("A", style, None, case).width
