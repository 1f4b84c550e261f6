"""What `compositor fonts` prints."""

from __future__ import annotations

from compositor.faces import Coverage, Row
from compositor.report import font_table


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
