"""Black lines of a drawing lie on what it has under them, thinned where that leaves no room (GWG 2022 R0010)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.model import linework
from compositor.model.design import BLACK, WHITE, Colour
from compositor.model.drawing import Drawing, Outline, Shape, Stroke
from compositor.model.linework import lined

PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
LINE = Shape(Outline((("m", (10, 50)), ("l", (90, 50)))), PLAIN, stroke=Stroke(BLACK, 1.0))
RED = Colour("red", (0, 100, 100, 10), (200, 0, 0))


def square(fill: Colour | None = RED, edge: float = 100, stroke: Stroke | None = None) -> Shape:
    """Return a square from the drawing's corner."""
    steps = (("m", (0.0, 0.0)), ("l", (edge, 0.0)), ("l", (edge, edge)), ("l", (0.0, edge)), ("h", ()))
    return Shape(Outline(steps), PLAIN, fill, stroke)


def drawn(*inks: tuple[int, int, int, int]) -> Drawing:
    """Return a drawing of 100 by 100 with grounds from edge to edge, and a black line across."""
    return Drawing(100, 100, (*(square(Colour("g", one, (0, 0, 0))) for one in inks), LINE))


def test_black_lies_on_what_leaves_it_room() -> None:
    pale = drawn((0, 50, 50, 0)).shapes
    assert lined(pale, 220) == (pale, (False, True))
    assert lined(drawn().shapes, 220) == ((LINE,), (True,))


def test_a_full_colour_is_thinned_under_the_line_and_nowhere_else() -> None:
    shapes, over = lined((square(), LINE), 220)
    ground, strip, line = shapes
    assert (ground, line, over) == (square(), LINE, (False, False, True))
    assert strip.stroke == Stroke(replace(RED, cmyk=(0, 60, 60, 10)), 1.0)
    assert (strip.fill, strip.outline, strip.clips) == (None, LINE.outline, (square().outline,))


def test_a_shape_is_thinned_under_its_own_line_between_fill_and_line() -> None:
    edge = Stroke(BLACK, 2.0)
    shapes, over = lined((square(stroke=edge),), 220)
    assert [(one.fill, one.stroke and one.stroke.colour.cmyk) for one in shapes] == [
        (RED, None),
        (None, (0, 60, 60, 10)),
        (None, (0, 0, 0, 100)),
    ]
    assert over == (False, False, True)


def test_each_ground_is_thinned_in_its_own_place_in_the_order_of_painting() -> None:
    blue, moved = Colour("blue", (100, 80, 0, 0), (0, 0, 200)), replace(LINE, matrix=(1.0, 0.0, 0.0, 1.0, 5.0, 5.0))
    shapes, over = lined((square(), square(WHITE, 60), square(blue, 70), moved), 250)
    assert [one.stroke.colour.cmyk if one.stroke else one.fill and one.fill.cmyk for one in shapes] == [
        RED.cmyk, (0, 75, 75, 10), WHITE.cmyk, blue.cmyk, (83, 66, 0, 0), BLACK.cmyk
    ]  # fmt: skip
    assert over[-1]
    assert not any(over[:-1])


def test_lines_in_another_place_or_under_the_ground_leave_it_whole() -> None:
    below = (LINE, square())
    apart = (square(edge=40), LINE)
    assert lined(below, 220) == (below, (True, False))
    assert lined(apart, 220) == (apart, (False, True))


def test_over_a_full_line_black_knocks_out() -> None:
    ground = replace(LINE, stroke=Stroke(RED, 8.0))
    assert lined((ground, LINE), 220) == ((ground, LINE), (False, False))


def test_a_drawing_of_too_many_crossings_knocks_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linework, "_MOST", 1)
    many = (square(), LINE, LINE)
    assert lined(many, 220) == (many, (False, False, False))
    assert len(lined((square(), LINE), 220)[0]) == 3
