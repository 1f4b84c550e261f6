"""Values as bytes: the same for the same, others for anything else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from compositor.filing import Exact
from compositor.model.design import BLACK, Area, Colour
from compositor.model.drawing import Drawing, Outline, Shape, Stroke
from compositor.model.page import Rule, Tint
from compositor.model.settings import Direction, Posture


@dataclass(frozen=True)
class Note:
    text: str
    at: tuple[int, ...] = ()
    told: dict[str, int] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    rest: tuple[object, ...] = ()
    unseen: int = field(default=0, compare=False)


def test_equal_values_have_the_same_bytes_in_whatever_order_they_were_made() -> None:
    exact = Exact()
    one = Note("a", (1, 2), {"x": 1, "y": 2}, frozenset(("p", "q", "r")), unseen=1)
    other = Note("a", (1, 2), {"y": 2, "x": 1}, frozenset(("r", "q", "p")), unseen=2)
    assert exact(one) == exact(other) == Exact()(one)
    assert exact("".join(("ab", "c")), 1 << 70) == exact("abc", 1 << 70)


@pytest.mark.parametrize(
    "other",
    [
        Note("b"),
        Note("a", (0,)),
        Note("a", (0, 0)),
        Note("a", told={"x": 0}),
        Note("a", kinds=frozenset(("x",))),
        Note("a", rest=(1,)),
        Note("a", rest=(True,)),
        Note("a", rest=("1",)),
        Note("a", rest=(b"1",)),
        Note("a", rest=(1.0,)),
        Note("a", rest=((),)),
        Note("a", rest=(None,)),
        Note("a", rest=(Posture.UPRIGHT,)),
        Note("a", rest=(date(2019, 11, 15),)),
        Note("a", rest=("2019-11-15",)),
    ],
)
def test_whatever_differs_has_other_bytes(other: Note) -> None:
    assert Exact()(other) != Exact()(Note("a"))


def test_kinds_of_things_are_told_apart() -> None:
    told = [1, True, "1", b"1", 1.0, (1,), None, (), "", Direction.VERTICAL, "vertical", {1: 1}, frozenset((1,))]
    area = Area(0, 0, 1, 1)
    things = [*told, Tint(area, BLACK, ""), Rule(0, 0, 1, 1, 1, ""), Drawing(1, 1, ())]
    assert len({Exact()(one) for one in things}) == len(things)
    assert Exact()("ab", "c") != Exact()("a", "bc")


def test_a_colour_deep_in_a_drawing_counts() -> None:
    stroke = Stroke(BLACK, 1)
    drawing = Drawing(1, 1, (Shape(Outline((("m", (0.0, 0.0)),)), (1, 0, 0, 1, 0, 0), None, stroke),))
    grey = replace(stroke, colour=Colour("black", (0, 0, 0, 99), (0, 0, 0)))
    other = replace(drawing, shapes=(replace(drawing.shapes[0], stroke=grey),))
    assert Exact()(drawing) != Exact()(other)


def test_fields_that_are_left_out_do_not_count_and_unknown_kinds_are_refused() -> None:
    exact = Exact({Note: ("text",)})
    assert exact(Note("a")) == exact(Note("b"))
    assert exact(Note("a")) != exact(Note("a", (1,)))
    assert Exact({Note: ("*",)})(Note("a")) == Exact({Note: ("*",)})(Note("b", (1,)))
    with pytest.raises(TypeError, match="object"):
        exact(Note("a", rest=(object(),)))
