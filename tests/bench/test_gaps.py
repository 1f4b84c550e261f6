"""The benchmarks measure what they say: gaps, squeezed marks, lone characters; and they rewrite their own tables."""

from __future__ import annotations

import pytest

from benchmarks.gaps import WIDE_GAP, SetLine, evenness, of_lines
from benchmarks.page import put, table
from benchmarks.texts import BODY, SIZE
from compositor.model.settings import Region
from compositor.proof.type import han_gap
from compositor.text import Matter, set_first_fit, set_lines
from tests.testface import EM, PLAIN, type_case

COPY = "區裏的工業投資，前三季度完成七十二億元，比上年同期增長一成；新開工的項目有三十一個，竣工的有十九個。"


def line(text: str, *at: float, last: bool = False) -> SetLine:
    return SetLine(tuple(zip(text, at, strict=True)), last)


def test_gaps_are_those_between_neighbouring_han() -> None:
    assert line("字字，字 字a", 0, 1.25, 2.25, 3.25, 4.25, 4.5, 5.5).gaps() == [0.25]


def test_a_single_mark_is_squeezed_where_its_neighbours_stand_closer_than_two_ems() -> None:
    found = evenness([line("字，字", 0, 1, 1.75), line("字，字", 0, 1, 2), line("字，」字", 0, 1, 1.5, 2.5)], 4)
    assert (found.squeezed, found.singles) == (1, 2)


def test_loose_lines_are_counted_and_solid_ones_are_not() -> None:
    loose, solid = line("字字字", 0, 1.2, 2.4), line("字字字", 0, 1, 2)
    found = evenness([loose, solid, line("字字", 0, 3, last=True)], 3.4)
    assert (found.lines, found.wide, found.pairs) == (2, 1, 4)
    assert (found.missed, found.edges) == (1, 2)
    assert found.loosest == pytest.approx(0.2)
    assert found.mean_square == pytest.approx(200)


def test_a_paragraph_of_one_line_does_not_end_on_one_character() -> None:
    found = evenness([line("字。", 0, 1, last=True), line("字字", 0, 1), line("字。", 0, 1, last=True)], 2)
    assert (found.paragraphs, found.alone) == (2, 1)


@pytest.mark.parametrize("measure", [13, 18])
def test_our_lines_stand_where_their_advances_say(measure: int) -> None:
    matter = Matter(COPY, 0, len(COPY), (), None, PLAIN)
    by_way = {}
    for compose in (set_lines, set_first_fit):
        lines = compose(matter, (measure * EM,), type_case(Region.CN))
        found = list(of_lines(lines, EM))
        assert "".join(one.text for one in found) == COPY
        assert [one.last for one in found] == [False] * (len(found) - 1) + [True]
        assert all(one.places[-1][1] < measure for one in found)
        by_way[compose] = evenness(found, measure)
        assert by_way[compose].missed == 0
        assert by_way[compose].edges > 0
    assert by_way[set_lines].loosest <= by_way[set_first_fit].loosest


def test_proof_reads_the_same_gaps_on_the_page() -> None:
    copy = COPY.replace("七十二億元", "七十二億newspaper元")
    lines = set_lines(Matter(copy, 0, len(copy), (), None, PLAIN), (7 * EM,), type_case(Region.CN))
    measured = [max(one.gaps(), default=0.0) for one in of_lines(lines, EM)]
    assert [han_gap(line) for line in lines] == pytest.approx([max(gap, 0.0) for gap in measured])
    assert any(line.text[-1].isalpha() and gap > WIDE_GAP for line, gap in zip(lines, measured, strict=True))


def test_the_body_of_the_benchmarks_is_that_of_a_paper() -> None:
    assert (BODY.size, BODY.latin_gap, BODY.kinsoku.value) == (SIZE, 125, "gb")


def test_a_table_goes_between_its_own_marks() -> None:
    page = "a\n<!-- one: make bench -->\nold\n<!-- end of one -->\nb\n"
    found = put(page, "one", table(("x", "y"), [("1", "2")]))
    assert found.startswith("a\n")
    assert found.endswith("\nb\n")
    assert "old" not in found
    assert "| 1 | 2 |" in found
    with pytest.raises(ValueError, match="two"):
        put(page, "two", "")
