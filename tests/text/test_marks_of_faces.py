"""Marks are squeezed where the face has their white, whatever the region expects."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from compositor.faces import Role
from compositor.model.lines import Line
from compositor.model.settings import MarkWidth, Setting
from compositor.text import TypeCase, set_lines
from tests.faces.type_library import CN, SQUARE, TW, Box, face_set, truetype
from tests.testface import FewHyphens
from tests.text.composing import advances, ems, matter, shifts

Glyphs = Mapping[str, tuple[int, Box | None]]
LATIN: Glyphs = {"-": (250, (20, 300, 230, 350)), " ": (250, None)}
HAN: Glyphs = {"一": (1000, SQUARE), "國": (1000, SQUARE), **LATIN}


def composed(glyphs: Glyphs, text: str, setting: Setting = CN, other: Glyphs | None = None) -> Line:
    fonts = {"own": truetype({**HAN, **glyphs}), "other": truetype({**HAN, **(other or {})})}
    roles = {"song": Role("song", {"regular": "own"}, ("hei",)), "hei": Role("hei", {"regular": "other"})}
    case = TypeCase(face_set(fonts, roles, setting), FewHyphens(), setting)
    (line,) = set_lines(matter(text, mark_width=MarkWidth.HALF), ems(10), case)
    return line


@pytest.mark.parametrize(
    ("box", "advance", "shift"),
    [
        ((80, -90, 230, 60), 0.5, 0.0),
        ((430, 300, 570, 440), 0.5, -0.25),
        ((700, 500, 850, 640), 0.5, -0.5),
        ((100, 0, 900, 700), 1.0, 0.0),
    ],
    ids=["corner", "centre", "other side", "too wide"],
)
def test_a_comma_gives_the_white_that_it_has(box: Box, advance: float, shift: float) -> None:
    line = composed({"，": (1000, box)}, "一，國")
    assert advances(line) == [1.0, advance, 1.0]
    assert shifts(line) == [0.0, shift, 0.0]


def test_a_comma_comes_from_the_face_that_has_it_in_its_corner() -> None:
    line = composed({"，": (1000, (430, 300, 570, 440))}, "一，國", other={"，": (1000, (80, -90, 230, 60))})
    assert [run.face for run in line.runs] == ["own", "other", "own"]
    assert advances(line) == [1.0, 0.5, 1.0]


def test_narrow_quotes_are_put_in_cells_and_give_the_white_of_those() -> None:
    line = composed({"“": (350, (60, 500, 300, 750)), "”": (350, (50, 500, 290, 750))}, "一“國”一")
    assert advances(line) == [1.0, 0.5, 1.0, 0.5, 1.0]
    assert shifts(line) == [0.0, 0.15, 0.0, 0.0, 0.0]


def test_a_narrow_interpunct_of_taiwan_gives_a_quarter_on_both_sides() -> None:
    line = composed({"·": (300, (100, 300, 200, 400))}, "一·國", TW)
    assert advances(line) == [1.0, 0.5, 1.0]
    assert shifts(line) == [0.0, 0.1, 0.0]
