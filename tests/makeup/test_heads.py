"""Heads: the sizes that a style lists, and heads condensed before they are set smaller."""

from __future__ import annotations

import pytest

from compositor.makeup import MadeUp
from compositor.model.copy import Emphasis, Span
from compositor.model.lines import Line
from compositor.units import pt
from tests.makeup.desk import EM, box, han, lines, look, made, part, story, style, texts

STEPS = (pt(20), pt(16), pt(12))


def headed(characters: int, *, breaks: tuple[int, ...] = (), width: int = 1, **settings: object) -> MadeUp:
    """A headline of so many characters over columns of ten ems, at most 20 points, at least 10."""
    headline = style("headline", pt(20), pt(30), **{"min_size": pt(10), **settings})
    head = part("headline", han(characters), breaks=breaks)
    return made(story(head, part("body", han(9))), box(columns=(1, width), style=look(headline=headline)))


def set_in(result: MadeUp) -> list[Line]:
    return [ink.line for ink in lines(result, "headline")]


def sizes(result: MadeUp) -> set[int]:
    return {run.size for line in set_in(result) for run in line.runs}


@pytest.mark.parametrize(
    ("characters", "size"), [(5, 20), (20, 20), (24, 16), (25, 12), (32, 12), (33, 12), (60, 12)], ids=str
)
def test_a_head_is_fitted_in_the_sizes_listed_and_no_other(characters: int, size: int) -> None:
    """Five characters of 20 points to a line, six of 16, eight of 12; four lines at most."""
    result = headed(characters, sizes=STEPS, min_size=STEPS[-1])
    assert sizes(result) == {pt(size)}
    assert "".join(texts(result, "headline")) == han(characters)


def test_a_head_that_fits_is_not_condensed() -> None:
    assert {line.condensed for line in set_in(headed(20, condense=800))} == {1000}


@pytest.mark.parametrize(
    ("characters", "condensed", "size"),
    [(5, 1000, 20), (6, 833, 20), (7, 751, 19), (8, 757, 16.5)],
)
def test_a_head_is_condensed_no_more_than_it_has_to_be(characters: int, condensed: int, size: float) -> None:
    """Two lines by hand, the longer one of 5, 6, 7 or 8 characters in five ems; at most to three quarters."""
    result = headed(characters + 3, breaks=(3,), condense=750)
    assert sizes(result) == {pt(size)}
    assert {line.condensed for line in set_in(result)} == {condensed}
    assert all(line.width <= line.measure == 10 * EM and not line.tight for line in set_in(result))


def test_a_condensed_line_is_as_wide_as_its_glyphs() -> None:
    for line in set_in(headed(9, breaks=(3,), condense=750)):
        assert line.width == sum(advance for run in line.runs for advance in run.advances)
        assert {advance for run in line.runs for advance in run.advances} == {pt(20) * 833 // 1000}
        assert {run.condensed for run in line.runs} == {833}


def test_all_lines_of_a_head_are_condensed_alike() -> None:
    result = headed(9, breaks=(3,), condense=750)
    assert len(set_in(result)) == 2
    assert len({line.condensed for line in set_in(result)}) == 1


def test_a_head_that_no_width_helps_is_as_narrow_and_small_as_it_may_be() -> None:
    result = headed(40, breaks=(3,), condense=900)
    assert sizes(result) == {pt(10)}
    assert [line.tight for line in set_in(result)] == [False, True]
    assert {line.condensed for line in set_in(result)} == {900}


def test_a_head_with_something_beside_it_is_set_smaller_instead() -> None:
    headline = style("headline", pt(20), pt(30), min_size=pt(10), condense=750)
    plain = part("headline", han(9), breaks=(3,))
    dotted = type(plain)(
        plain.name, plain.text, plain.paragraphs, (Span(3, 6, Emphasis.DOTS),), plain.source, plain.breaks
    )
    result = made(story(dotted, part("body", han(9))), box(style=look(headline=headline)))
    assert {line.condensed for line in set_in(result)} == {1000}
    assert sizes(result) == {pt("16.5")}


def test_a_condensed_line_is_accounted_for_in_the_room_that_its_glyphs_have() -> None:
    for line in set_in(headed(9, breaks=(3,), condense=750)):
        account = line.audit
        assert account is not None
        assert account.natural <= account.room
