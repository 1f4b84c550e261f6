"""Words that run from right to left (UAX #9): read in their order, their letters kept in the copy's."""

from __future__ import annotations

from itertools import accumulate

import pytest

from compositor.model.lines import Line
from compositor.text.marks import Kind, kind_of
from tests.text.composing import advances, composed, shifts, texts


def places(line: Line) -> dict[str, float]:
    """Return where each character is painted, in ems."""
    pens = accumulate(advances(line), initial=0)
    return dict(zip(line.text, [pen + shift for pen, shift in zip(pens, shifts(line), strict=False)], strict=True))


def test_letters_of_hebrew_and_arabic_are_a_class_of_their_own() -> None:
    assert kind_of("א") is kind_of("ع") is Kind.BACKWARDS
    assert kind_of("A") is kind_of("Я") is kind_of("ท") is Kind.LETTER


def test_a_word_stands_from_right_to_left_and_its_glyphs_in_the_order_of_the_copy() -> None:
    line = composed("用אבג字", 20, latin_gap=0)[0]
    assert line.text == "用אבג字"
    assert places(line) == {"用": 0, "ג": 1, "ב": 1.5, "א": 2, "字": 2.5}
    assert sum(advances(line)) == 3.5


def test_latin_words_stand_from_left_to_right() -> None:
    assert places(composed("用ABC字", 20, latin_gap=0)[0]) == {"用": 0, "A": 1, "B": 1.5, "C": 2, "字": 2.5}


def test_words_together_are_read_from_the_right_and_stay_on_one_line() -> None:
    found = places(composed("用אב גד字", 20, latin_gap=0)[0])
    assert found["א"] > found["ב"] > found[" "] > found["ג"] > found["ד"]
    assert found["字"] == pytest.approx(1 + 2.25)
    for width in range(3, 9):
        assert any("אב גד" in line.text for line in composed("一二三四אב גד五六七八", width, latin_gap=0))


def test_figures_among_them_keep_their_own_order() -> None:
    found = places(composed("用אב 12字", 20, latin_gap=0)[0])
    assert found["1"] < found["2"] < found[" "] < found["ב"] < found["א"]


def test_a_gap_stands_beside_them_as_beside_latin() -> None:
    assert sum(advances(composed("用אב字", 20)[0])) == 1 + 1 + 1 + 2 * 0.125


def test_words_wider_than_a_line_are_set_word_by_word_and_nothing_is_lost() -> None:
    copy = "אב גד " * 6 + "אב"
    lines = composed(copy, 4)
    assert len(lines) > 2
    assert "".join(copy[line.start : line.end] for line in lines) == copy
    for line in lines:
        found = [(letter, place) for letter, place in places(line).items() if letter in "אב"]
        assert dict(found)["א"] > dict(found)["ב"]


def test_a_word_that_no_face_has_is_named_not_lost() -> None:
    line = composed("用זח字", 20)[0]
    assert line.missing == (1, 2)
    assert texts([line]) == ["用זח字"]


@pytest.mark.parametrize("copy", ["一二三א \u0301", "一二三א \u0301四五六七", "《א \u0301\ufffd一二三四五"])
def test_a_word_that_ends_with_an_accent_on_a_space_is_set_at_the_end_of_a_line_too(copy: str) -> None:
    for width in range(2, 9):
        lines = composed(copy, width, latin_gap=0)
        assert "".join(line.text for line in lines).replace(" ", "") == copy.replace(" ", ""), width
