"""How even lines are: gaps between neighbouring Han, and marks that stand alone between two."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from compositor.model.lines import Line, Run
from compositor.text.evenness import EXACT, Evenness, evenness, ill_set
from compositor.text.letters import classes
from tests.testface import EM
from tests.text.composing import composed


def line(*runs: tuple[str, tuple[int, ...], int]) -> Line:
    """Return a line of runs: what they read, their advances and their size."""
    made = tuple(Run("", size, text, (1,) * len(text), advances, 0, len(text)) for text, advances, size in runs)
    return Line(0, 0, made, 0, 0)


def by_the_rule(one: Line) -> Evenness:
    """Return what is told of a line of which every glyph is a character, by expressions and lists."""
    kinds = "".join(classes(run.text) for run in one.runs)
    cells = [advance / run.size for run in one.runs for advance in run.advances]
    gaps = [cells[found.start()] - 1 for found in re.finditer("H(?=H)", kinds)]
    singles = [cells[found.start()] + cells[found.start() + 1] - 1 for found in re.finditer("H(?=[ocps]H)", kinds)]
    squeezed = sum(cell < 1 - EXACT for cell in singles)
    return len(gaps), sum(gap * gap for gap in gaps), max([0.0, *gaps]), len(singles), squeezed


def test_a_gap_is_what_a_han_is_wider_than_its_em_before_another() -> None:
    assert evenness([line(("今天晴", (1250, 1000, 1500), 1000))]) == [(2, 0.0625, 0.25, 0, 0)]


def test_neither_marks_nor_letters_make_a_gap() -> None:
    assert evenness([line(("今，a天", (1250, 1250, 500, 1000), 1000))]) == [(0, 0.0, 0.0, 0, 0)]


@pytest.mark.parametrize(("cell", "squeezed"), [(1000, 0), (997, 0), (750, 1), (500, 1)])
def test_a_mark_alone_between_two_han_is_squeezed_where_it_is_narrower_than_its_em(cell: int, squeezed: int) -> None:
    assert evenness([line(("今，天", (1000, cell, 1000), 1000))]) == [(0, 0.0, 0.0, 1, squeezed)]


def test_of_marks_that_meet_none_stands_alone() -> None:
    assert evenness([line(("今」，天", (1000, 500, 500, 1000), 1000))]) == [(0, 0.0, 0.0, 0, 0)]


def test_gaps_are_in_ems_of_their_own_run() -> None:
    assert evenness([line(("今", (1500,), 1000), ("天晴", (3000, 2000), 2000))]) == [(2, 0.5, 0.5, 0, 0)]


def test_characters_that_readings_stand_beside_are_just_cells() -> None:
    (plain,) = composed("今天天晴，出門", 10)
    assert evenness([plain])[0][0] == 4
    beside = replace(plain, annotations=(_Reading(0, 2),))  # type: ignore[arg-type]
    assert evenness([beside])[0][0] == 2


class _Reading:
    """As much of an annotation as is asked for."""

    glosses = (None,)

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


def test_a_glyph_of_several_characters_is_of_the_class_of_the_first() -> None:
    run = Run("", 1000, "今天\ufe00晴", (1, 2, 3), (1100, 1000, 1000), 0, 4, counts=(1, 2, 1))
    assert evenness([Line(0, 4, (run,), 0, 0)])[0][0] == 2


def test_lines_at_random_are_as_even_as_the_rule_says() -> None:
    chance = random.Random(9)
    lines = [
        line(
            *(
                (text, tuple(chance.choice((EM, EM // 2, EM + chance.randint(1, EM))) for _ in text), EM)
                for text in ("".join(chance.choices("今天晴，。」「a1", k=chance.randint(0, 9))) for _ in range(3))
            )
        )
        for _ in range(500)
    ]
    assert evenness(lines) == [by_the_rule(one) for one in lines]


def test_lines_that_miss_their_measure_or_may_be_loose_are_told() -> None:
    full = replace(line(("今天", (1000, 1000), 1000)), measure=2000, width=2000, justified=True)
    others = (
        replace(full, measure=1900),
        replace(full, measure=2100),
        replace(full, measure=2100, justified=False),
        replace(full, width=1900, measure=1900),
        replace(full, runs=line(("今天", (1200, 800), 1000)).runs),
        replace(full, runs=line(("今天", (1200, 800), 1000)).runs, justified=False),
        replace(full, runs=(), width=0, measure=0),
    )
    assert ill_set((full, *others), 10, 8) == ([1, 2, 4], [5])
