"""What an issue brings and doesn't print is noted."""

from __future__ import annotations

from dataclasses import replace

from compositor.errors import Place, Severity
from compositor.model.page import SetLine
from compositor.proof import unused
from tests.proof.desk import desk, words

HERE = Place("issues/day/issue.yaml", 24, 5)


def test_unused_glyphs_and_faces_are_noted_where_they_are_named() -> None:
    pages = (replace(desk().pages[0], ink=(SetLine(words("文𠮶"), 0, 0, "lead"),)),)
    found = unused(pages, {"𠮶": HERE, "\ue001": HERE}, {"song-regular": HERE, "extra": HERE})
    assert [(one.code, one.severity, one.place) for one in found] == [("SUPPLEMENT_UNUSED", Severity.NOTE, HERE)] * 2
    assert "U+E001" in found[0].message
    assert "face extra" in found[1].message
    assert unused(pages, {}, {}) == ()
