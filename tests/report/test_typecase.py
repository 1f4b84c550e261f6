"""What `compositor fonts` prints."""

from __future__ import annotations

from compositor.faces import Brought, Coverage, Row
from compositor.report import font_table, supplement_table


def test_every_weight_has_a_line_with_coverage_licence_and_what_it_leans_on() -> None:
    covers = (Coverage("GB 2312", 6763, 6763), Coverage("Big5", 12, 13060))
    row = Row("kai", "regular", "kai", "fonts/kai.ttf", 99, covers, ("song",), "latin-serif", "song", "OFL")
    head, _, line = font_table((row,)).splitlines()
    assert head.split() == ["role", "weight", "file", "GB", "2312", "Big5", "licence", "leans", "on"]
    assert line.split()[:6] == ["kai", "regular", "fonts/kai.ttf", "6763/6763", "12/13060", "OFL"]
    assert line.endswith("latin latin-serif; marks song; then song")


def test_a_face_that_says_nothing_of_its_licence_is_told() -> None:
    row = Row("own", "regular", "own", "own.ttf", 9, (), ())
    assert "not said" in font_table((row,))


def test_what_an_issue_brings_is_listed_with_its_characters() -> None:
    rows = (
        Brought("", "", "", ("𠮶",)),
        Brought("hei", "black", "", ("\ue001",)),
        Brought("", "", "a.ttf", ("一",) * 20),
    )
    lines = supplement_table(rows).splitlines()[2:]
    assert [line.split()[:4] for line in lines[:2]] == [
        ["all", "roles", "all", "drawn"],
        ["hei", "black", "drawn", "U+E001"],
    ]
    assert lines[0].endswith("𠮶 U+20BB6")
    assert "a.ttf" in lines[2]
    assert lines[2].endswith("and 8 more")
