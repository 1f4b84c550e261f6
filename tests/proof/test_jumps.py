"""Jumps come in pairs, in the paper's words, with the right pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.model.page import SetLine
from compositor.model.wording import Wording
from compositor.proof.numerals import read_number
from tests.proof.desk import Desk, desk, words

SOUND = desk()


def says(text: str, part: str) -> Desk:
    def other(line: SetLine) -> tuple[SetLine]:
        made = words(text)
        return (replace(line, line=made, x=line.x + line.line.width - made.width),)

    return SOUND.spoil(other, part=part)


@pytest.mark.parametrize("part", ["jump_line", "continued_line"])
def test_a_line_without_its_other_end_is_found(part: str) -> None:
    found = SOUND.without(part=part).read()
    assert {finding.code for finding in found} >= {"JUMP"}
    assert any(f"no {part.replace('_', ' ')}" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("jump_line", "（下轉第三版）"),
        ("jump_line", "（下轉第一版）"),
        ("jump_line", "（下轉第2版）"),
        ("jump_line", "（下轉二版）"),
        ("jump_line", "（下转第二版）"),
        ("jump_line", "（上接第二版）"),
        ("continued_line", "（上接第二版）"),
        ("continued_line", "（上接第十一版）"),
        ("continued_line", "（上接第版）"),
    ],
)
def test_a_wrong_page_or_wording_is_found(part: str, text: str) -> None:
    (finding,) = says(text, part).read()
    assert finding.code == "JUMP"
    assert text in finding.message


def test_arabic_numerals_are_right_where_the_paper_writes_them() -> None:
    arabic = Wording("下轉{page}版", "上接{page}版", "arabic")
    spoiled = says("下轉2版", "jump_line").spoil(
        lambda line: (replace(line, line=words("上接1版")),), part="continued_line"
    )
    assert "JUMP" not in spoiled.with_paper(wording=arabic).codes()
    assert "JUMP" in spoiled.with_paper(wording=replace(arabic, numerals="han")).codes()


def test_a_jump_line_that_leads_nowhere_is_found() -> None:
    spoiled = SOUND.spoil(lambda line: (line, replace(line, story="brief", box="brief-2")), part="jump_line")
    assert any("nothing goes on from here" in finding.message for finding in spoiled.read())


def test_a_jump_line_set_twice_is_found() -> None:
    spoiled = SOUND.spoil(lambda line: (line, line), part="jump_line")
    assert any("2 jump lines" in finding.message for finding in spoiled.read())


def test_copy_that_goes_on_elsewhere_than_recorded_is_found() -> None:
    spoiled = replace(SOUND, jumps=(replace(SOUND.jumps[0], to_box="other"),))
    assert spoiled.codes() == ["JUMP"]
    assert replace(SOUND, jumps=()).codes() == ["JUMP"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("二", 2), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一〇五", 105), ("12", 12), ("兩", 2)],
)
def test_numbers_are_read_as_papers_print_them(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "版", "二百十", "十十", "A1", "二A"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert read_number(text) is None
