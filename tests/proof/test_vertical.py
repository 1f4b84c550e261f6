"""Proof reads boxes whose lines are vertical: order from the right, places, the grid, and how copy fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from compositor import makeup, plan, proof
from compositor.errors import Finding
from compositor.model.copy import Story
from compositor.model.design import HeadPlace, TextBox
from compositor.model.page import SetLine
from compositor.model.settings import Direction
from compositor.units import pt
from tests.makeup.desk import CASE, EM, LINE, box, han, issue_of, look, part, story, style

Spoil = Callable[[SetLine], SetLine]


def standing(**more: Any) -> TextBox:
    """A vertical box of 14 lines of 17 ems."""
    return box(**{"columns": (1, 2), "rows": (1, 12), "flow": 1, "direction": Direction.VERTICAL, **more})


def found(one: Story, tall: TextBox, spoil: Spoil = lambda line: line) -> dict[str, Finding]:
    """Make a story up in a box, change its body lines, and return what proof finds, by code."""
    issue, design = issue_of(one, tall)
    dummy = plan.plan(issue, design)
    made = makeup.make_up(issue, design, dummy, CASE)
    pages = tuple(
        replace(
            page, ink=tuple(spoil(ink) if isinstance(ink, SetLine) and ink.part == "body" else ink for ink in page.ink)
        )
        for page in made.pages
    )
    return {finding.code: finding for finding in proof.read(issue, design, dummy, pages, made.fit, made.jumps)}


def at(row: int, spoil: Spoil) -> Spoil:
    """Spoil the line of one row."""
    return lambda line: spoil(line) if line.row == row else line


FULL = story(part("headline", han(5)), part("body", han(170)))
PLACES = ("COPY_ORDER", "COPY_LOST", "OUTSIDE_BOX", "OUTSIDE_PAGE", "COLLISION", "OFF_GRID", "LINE_WIDE", "FIT_WRONG")


@pytest.mark.parametrize("flow", [1, 2, 3])
@pytest.mark.parametrize("inset", [0, 1])
def test_a_sound_box_is_found_sound(flow: int, inset: int) -> None:
    codes = found(story(part("headline", han(5)), part("body", han(90))), standing(flow=flow, inset=inset))
    assert not {*PLACES} & {*codes}


def test_lines_that_run_from_the_left_are_out_of_order() -> None:
    codes = found(FULL, standing(), lambda line: replace(line, x=pt(400) - line.x))
    assert "COPY_ORDER" in codes


def test_tiers_that_change_places_are_out_of_order() -> None:
    tops: dict[int, int] = {}
    copy = story(part("body", han(8 * 14 + 30)))

    def note(line: SetLine) -> SetLine:
        tops[line.column] = line.baseline
        return line

    found(copy, standing(flow=2), note)
    codes = found(copy, standing(flow=2), lambda line: replace(line, baseline=tops[1 - line.column]))
    assert "COPY_ORDER" in codes


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda line: replace(line, baseline=line.baseline + EM), "OUTSIDE_BOX"),
        (lambda line: replace(line, x=line.x + 8 * EM), "OUTSIDE_BOX"),
        (lambda line: replace(line, baseline=line.baseline + pt(700)), "OUTSIDE_PAGE"),
        (lambda line: replace(line, x=line.x + pt(2)), "OFF_GRID"),
        (lambda line: replace(line, x=line.x + LINE), "COLLISION"),
        (lambda line: replace(line, line=replace(line.line, measure=line.line.measure - EM)), "LINE_WIDE"),
    ],
)
def test_a_line_out_of_its_place_is_found(spoil: Spoil, code: str) -> None:
    assert code in found(FULL, standing(), at(4, spoil))


def test_lines_beside_one_another_do_not_collide() -> None:
    """Their em boxes overlap in height: all of them, and none in width."""
    assert "COLLISION" not in found(FULL, standing())


def test_what_is_free_is_counted_in_lines() -> None:
    (finding,) = [found(story(part("body", han(100))), standing())["UNDERSET"]]
    assert "8 of 14 lines free" in finding.message
    assert "136 characters" in finding.message
    assert "8 lines narrower" in finding.hint


def test_a_head_too_long_for_its_line_is_told() -> None:
    headline = style("headline", pt(60), pt(70))
    copy = story(part("headline", han(20)), part("body", han(30)))
    assert "HEAD_WIDE" in found(copy, standing(rows=(1, 4), style=look(headline=headline)))


def test_a_vertical_head_wider_than_its_columns_is_told_and_not_as_a_fault_of_the_program() -> None:
    place = HeadPlace((3, 3), direction=Direction.VERTICAL)
    lying = box(columns=(1, 2), rows=(1, 12), flow=3, head=place)
    head = part("headline", han(40))
    codes = found(story(head, part("body", han(90))), lying)
    assert "vertical head of" in codes["HEAD_WIDE"].message
    assert "COLLISION" not in codes
    narrow = found(story(part("headline", han(3)), part("body", han(90))), lying)
    assert "HEAD_WIDE" not in narrow
