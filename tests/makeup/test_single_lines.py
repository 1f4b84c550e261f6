"""At least two lines of a paragraph at a column's head and foot, where a style asks for it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from compositor.makeup import single_lines
from compositor.makeup.pour import poured
from compositor.model.design import Align, TextBox
from compositor.model.page import SetLine
from compositor.model.settings import SingleLines
from tests.makeup.desk import box, han, look, made, part, story, style

AVOID = look(body=style("body", align=Align.JUSTIFY, single_lines=SingleLines.AVOID))


def columns(paragraphs: tuple[str, ...], text: TextBox) -> list[int]:
    """Return how many lines each column has, after the lines of the body alone."""
    return [len(lines) for lines in lines_of(paragraphs, text)]


def lines_of(paragraphs: tuple[str, ...], text: TextBox) -> list[list[SetLine]]:
    result = made(story(part("body", *paragraphs)), text)
    ink = [ink for ink in result.pages[0].ink if isinstance(ink, SetLine) and ink.part == "body"]
    return [list(lines) for _, lines in groupby(ink, lambda line: line.column)]


def two(rows: int = 10, **more: Any) -> TextBox:
    return box(columns=(1, 2), rows=(1, rows), style=AVOID, **more)


# Ten characters a line. Without marks a paragraph can only be made longer: nine characters a line, opened.
FOOT = (han(90), han(30), han(40))
HEAD = (han(50), han(54), han(40))


def test_a_first_line_does_not_stand_alone_at_a_foot() -> None:
    assert columns(FOOT, box(columns=(1, 2), rows=(1, 10))) == [10, 6]
    above, below = lines_of(FOOT, two())
    assert (len(above), len(below)) == (10, 7)
    assert above[-1].line.end == 90
    assert all(line.line.width == line.line.measure for line in above[:-1])


def test_a_last_line_does_not_stand_alone_at_a_head() -> None:
    text = box(columns=(1, 2), rows=(1, 10))
    assert lines_of(HEAD, text)[1][0].line.end == 105
    above, below = lines_of(HEAD, two())
    assert len(above) == 10
    assert below[1].line.end == 105


def test_white_is_never_left_for_it() -> None:
    lone = (han(5),) * 9 + (han(30),)
    assert columns(lone, two()) == [10, 2]


def test_what_fitted_still_fits() -> None:
    full = (han(90), han(30), han(80))  # twenty lines for twenty rows: not one may be added
    assert columns(full, two()) == [10, 10]


def test_columns_that_are_balanced_end_together() -> None:
    above, below = lines_of((han(70), han(20), han(50)), two(20, balance=True))
    assert 0 <= len(above) - len(below) <= 1
    assert above[-1].line.end in {70, 91}


def test_tries_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []

    def counted(*given: Any) -> Any:
        times.append(1)
        return poured(*given)

    monkeypatch.setattr(single_lines, "poured", counted)
    many = tuple(han(10 + count % 3 * 10) for count in range(200))
    lines_of(many, box(columns=(1, 4), rows=(1, 39), flow=8, style=AVOID))
    assert len(times) <= 2 * single_lines._MOST_TRIES


def test_a_style_that_allows_it_pays_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_given: object) -> None:
        raise AssertionError("tried")

    monkeypatch.setattr("compositor.makeup.boxes.keep_company", never)
    assert columns(FOOT, box(columns=(1, 2), rows=(1, 10))) == [10, 6]
