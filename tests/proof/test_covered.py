"""Copy under a box that is painted over it: found; beside it, in the same box, or over it: not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Severity
from compositor.model.design import BLACK, WHITE
from compositor.model.drawing import Drawing, Outline, Shape, Stroke
from compositor.model.page import Image, Ink, SetLine, Tint
from compositor.proof.covered import covered
from compositor.proof.places import inked
from compositor.proof.sheets import sheets
from tests.proof.desk import ASSET, Desk, desk

SOUND = desk()


def told(made: Desk) -> list[str]:
    return [one.box for one in covered(sheets(made.issue, made.design, made.dummy, made.pages))]


def line() -> SetLine:
    return next(ink for ink in SOUND.pages[0].ink if isinstance(ink, SetLine) and ink.part == "body")


def with_ink(ink: Ink, *, last: bool = True) -> Desk:
    first, *others = SOUND.pages
    painted = (*first.ink, ink) if last else (ink, *first.ink)
    return replace(SOUND, pages=(replace(first, ink=painted), *others))


def test_the_sample_is_sound() -> None:
    assert told(SOUND) == []


@pytest.mark.parametrize("kind", ["tint", "image"])
def test_words_under_what_is_painted_later_are_found(kind: str) -> None:
    place = inked(line())
    ink = Tint(place, WHITE, "photo") if kind == "tint" else Image(ASSET, place, "photo", "")
    made = with_ink(ink)
    (found,) = covered(sheets(made.issue, made.design, made.dummy, made.pages))
    assert (found.code, found.box, found.severity) == ("COPY_COVERED", line().box, Severity.ERROR)
    assert "box photo is painted over" in found.message
    assert found in made.read()


def test_words_over_it_beside_it_or_on_the_tint_of_their_box_are_not() -> None:
    place = inked(line())
    beside = replace(place, x=place.right + 1)
    assert told(with_ink(Tint(place, WHITE, "photo"), last=False)) == []
    assert told(with_ink(Tint(replace(beside, width=0), WHITE, "photo"))) == []
    assert told(with_ink(Tint(place, WHITE, line().box))) == []


_SQUARE = Outline((("m", (0.0, 0.0)), ("l", (1.0, 0.0)), ("l", (1.0, 1.0)), ("l", (0.0, 1.0)), ("h", ())))
_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawing(*shapes: Shape, crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)) -> Desk:
    return with_ink(Image(replace(ASSET, drawing=Drawing(1, 1, shapes)), inked(line()), "photo", "", crop))


def test_the_lines_of_a_drawing_may_lie_over_type_and_what_it_leaves_white() -> None:
    assert told(drawing()) == []
    assert told(drawing(Shape(_SQUARE, _SAME, stroke=Stroke(BLACK, 0.1)))) == []


def test_a_shape_that_a_drawing_fills_hides_what_is_under_it() -> None:
    tenth = (0.1, 0.0, 0.0, 1.0, 0.4, 0.0)
    assert told(drawing(Shape(_SQUARE, _SAME, WHITE))) == [line().box]
    assert told(drawing(Shape(_SQUARE, tenth, BLACK))) == [line().box]
    assert told(drawing(Shape(_SQUARE, (1.0, 0.0, 0.0, 0.3, 0.0, 0.7), BLACK))) == []  # at the foot of the line only
    assert told(drawing(Shape(_SQUARE, tenth, BLACK), crop=(0.6, 0.0, 1.0, 1.0))) == []
    aside = Outline(tuple((name, tuple(at + 2 for at in numbers)) for name, numbers in _SQUARE.steps))
    assert told(drawing(Shape(_SQUARE, _SAME, WHITE, clips=(aside,)))) == []
    assert told(drawing(Shape(_SQUARE, (0.0, 0.0, 0.0, 0.0, 0.0, 0.0), WHITE))) == []
