"""A face whose marks stand elsewhere than the region's is told, with what was done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compositor.errors import Finding, Place, Severity
from compositor.faces import Role
from compositor.model.page import SetLine
from compositor.model.settings import Direction
from compositor.proof import marks_read
from tests.faces.test_lie import CENTRE, LOW, WIDE, comma
from tests.faces.type_library import Box, face_set, truetype
from tests.proof.desk import desk, words

PLACES = {"first": Place("fonts/fonts.yaml", 4, 12)}


def told(first: bytes, second: bytes, text: str = "，", *, vertical: bool = False) -> tuple[Finding, ...]:
    roles = {"song": Role("song", {"regular": "first"}, ("hei",)), "hei": Role("hei", {"regular": "second"})}
    faces = face_set({"first": first, "second": second}, roles)
    made = desk()
    line = replace(words(text), direction=Direction.VERTICAL if vertical else Direction.HORIZONTAL)
    page = replace(made.pages[0], ink=(SetLine(line, 0, 0, "lead"),))
    return marks_read(made.design, (page,), faces, PLACES)


@pytest.mark.parametrize(
    ("first", "second", "severity", "words"),
    [
        (CENTRE, LOW, Severity.NOTE, "they are taken from second"),
        (CENTRE, CENTRE, Severity.NOTE, "squeezed on the side where their white is"),
        (WIDE, CENTRE, Severity.WARNING, "never squeezed"),
    ],
)
def test_what_became_of_the_marks_is_told(first: Box, second: Box, severity: Severity, words: str) -> None:
    (finding,) = told(comma(first), comma(second))
    assert (finding.code, finding.severity, finding.place) == ("FACE_MARKS", severity, PLACES["first"])
    assert finding.message.startswith("the face first of the role song doesn't place ， as CN does")
    assert words in finding.message
    assert finding.hint


def test_narrow_quotes_stand_in_cells() -> None:
    quote = truetype({"“": (350, (60, 500, 300, 750))})
    (finding,) = told(quote, quote, "“")
    assert "put in cells" in finding.message


def test_marks_that_stand_right_or_are_not_printed_are_not_told() -> None:
    assert told(comma(LOW), comma(CENTRE)) == ()
    assert told(comma(WIDE), comma(WIDE), "文") == ()


def test_columns_ask_for_their_own_places() -> None:
    (finding,) = told(comma(LOW), comma(LOW), vertical=True)
    assert "squeezed on the side where their white is" in finding.message
