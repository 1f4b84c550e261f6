"""What stands between the lines on the page: where it is drawn, in what colour, and that readings read back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compositor.model.copy import Emphasis, Span
from compositor.model.design import Colour
from compositor.model.lines import Line
from compositor.model.page import SetLine
from compositor.model.settings import Direction
from compositor.pdf import ColourSpace
from compositor.text import Matter, TypeCase, set_lines
from compositor.units import SP, pt
from tests.faces.type_library import TW, vendored
from tests.pdf.reading import glyphs, operators, texts
from tests.pdf.setting_desk import drawn, pen
from tests.testface import PLAIN, FewHyphens

RED = Colour("red", (0, 100, 100, 10), (200, 16, 46))
SIZE = pt("9.5")


def line(text: str, *spans: Span, direction: Direction = Direction.HORIZONTAL) -> Line:
    style = replace(PLAIN, size=SIZE, leading=pt(14), direction=direction)
    case = TypeCase(vendored(TW), FewHyphens(), TW)
    (made,) = set_lines(Matter(text, 0, len(text), spans, None, style), (pt(300),), case)
    return made


def painted(content: bytes) -> list[tuple[list[Any], str]]:
    """The path operators of a page."""
    return [step for step in operators(content) if step[1] in {"m", "l", "c", "h", "f", "S", "w"}]


def test_readings_read_back_letter_for_letter() -> None:
    content = drawn(
        line("讀漢字了", Span(1, 2, Emphasis.RUBY, "hàn"), Span(2, 3, Emphasis.RUBY, "ㄗˋ")), faces=vendored(TW)
    )
    for read in texts(content).values():
        assert sorted(read) == sorted("讀漢字了hànㄗˋ")


def test_a_reading_is_drawn_over_its_base_at_half_its_size() -> None:
    found = {glyph.text: glyph for glyph in glyphs(drawn(line("讀漢字", Span(1, 2, Emphasis.RUBY, "h"))))}
    base, over = found["漢"], found["h"]
    assert over.size == pytest.approx(4.75, abs=0.001)
    assert over.y - base.y == pytest.approx(9.5 * 0.88 + 4.75 * 0.12, abs=0.01)
    assert over.x + over.width / 2 == pytest.approx(base.x + 9.5 / 2, abs=0.02)


def test_zhuyin_are_drawn_right_of_their_base_top_down() -> None:
    found = {glyph.text: glyph for glyph in glyphs(drawn(line("漢", Span(0, 1, Emphasis.RUBY, "ㄏㄢˋ"))))}
    base = found["漢"]
    assert all(found[letter].size == pytest.approx(2.85, abs=0.001) for letter in "ㄏㄢˋ")
    assert found["ㄏ"].x == found["ㄢ"].x == pytest.approx(base.x + 9.5, abs=0.01)
    assert found["ㄏ"].y - found["ㄢ"].y == pytest.approx(2.85, abs=0.01)


def test_dots_and_lines_are_drawn_under_the_type() -> None:
    content = drawn(line("漢字", Span(0, 2, Emphasis.DOTS), Span(0, 2, Emphasis.NAME), Span(0, 2, Emphasis.TITLE)))
    points = [operands[-2:] for operands, step in painted(content) if step in {"m", "l", "c"}]
    foot = 800 - 50 - 9.5 * 0.12
    assert points
    assert all(foot - 9.5 * 0.7 < float(y) < foot for _, y in points)
    assert all(40 < float(x) < 40 + 19 for x, _ in points)
    assert [step for _, step in painted(content)].count("f") == 3
    assert [step for _, step in painted(content)].count("S") == 1


@pytest.mark.parametrize(("space", "says"), [(ColourSpace.CMYK, [0, 0, 0, 1]), (ColourSpace.SRGB, [0, 0, 0])])
def test_black_lines_are_drawn_in_black_alone(space: ColourSpace, says: list[int]) -> None:
    content = drawn(line("漢字", Span(0, 1, Emphasis.NAME), Span(1, 2, Emphasis.TITLE)), space=space)
    colours = [operands for operands, step in operators(content) if step in {"k", "K", "rg", "RG"}]
    assert [[float(value) for value in operands] for operands in colours] == [says, says]


def test_dots_and_lines_have_the_colour_of_their_type() -> None:
    used = pen()
    used.page(pt(600), pt(800), 0, label="01")
    spans = (
        Span(0, 1, Emphasis.DOTS),
        Span(0, 1, Emphasis.NAME),
        Span(1, 2, Emphasis.TITLE),
        Span(1, 2, Emphasis.RUBY, "zi"),
    )
    used.draw(SetLine(line("漢字", *spans), pt(40), pt(50), "box", colour=RED))
    colours = {step: operands for operands, step in operators(used.finish()) if step in {"k", "K"}}
    assert {step: [float(value) for value in operands] for step, operands in colours.items()} == {
        "k": [0, 1, 1, 0.1],
        "K": [0, 1, 1, 0.1],
    }


def test_lines_are_a_quarter_point_thick_at_least() -> None:
    """GWG 2022 R0018."""
    made = line("漢字", Span(0, 2, Emphasis.NAME))
    assert made.annotations[0].depth / SP >= 0.25
    small = replace(PLAIN, size=pt(4), leading=pt(6))
    case = TypeCase(vendored(TW), FewHyphens(), TW)
    (made,) = set_lines(Matter("漢字", 0, 2, (Span(0, 2, Emphasis.NAME),), None, small), (pt(300),), case)
    assert made.annotations[0].depth == pt("0.25")


def test_beside_a_vertical_line_zhuyin_stand_upright_and_readings_read_back() -> None:
    spans = (Span(0, 1, Emphasis.RUBY, "ㄏㄢˋ"), Span(1, 2, Emphasis.RUBY, "zi"))
    content = drawn(line("漢字", *spans, direction=Direction.VERTICAL), faces=vendored(TW))
    for read in texts(content).values():
        assert sorted(read) == sorted("漢字ㄏㄢˋzi")
    found = {glyph.text: glyph for glyph in glyphs(content)}
    assert found["ㄏ"].x == found["ㄢ"].x == pytest.approx(40 + 9.5 / 2, abs=0.01)
    assert found["ㄏ"].y - found["ㄢ"].y == pytest.approx(2.85, abs=0.01)
    assert found["z"].x > 40 + 9.5 / 2


def test_beside_a_vertical_line_dots_are_drawn_right_and_lines_left() -> None:
    """GB/T 15834-2011 5.2.4, 5.2.5."""
    dots = drawn(line("漢字", Span(0, 2, Emphasis.DOTS), direction=Direction.VERTICAL))
    lines = drawn(line("漢字", Span(0, 2, Emphasis.NAME), direction=Direction.VERTICAL))
    right = [float(operands[-2]) for operands, step in painted(dots) if step in {"m", "l", "c"}]
    left = [float(operands[-2]) for operands, step in painted(lines) if step in {"m", "l", "c"}]
    assert min(right) > 40 + 9.5 / 2
    assert max(left) < 40 - 9.5 / 2
