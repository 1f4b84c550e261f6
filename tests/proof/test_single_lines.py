"""A line alone at a column's head or foot is told where a style says that none is to stand there."""

from __future__ import annotations

from dataclasses import replace

from compositor.errors import Finding, Severity
from compositor.model.design import TextBox
from compositor.model.settings import SingleLines
from tests.proof.desk import Desk, desk

SOUND = desk()
# Of its story two paragraphs leave their first line at a foot: one in the next column, one on the next page.


def avoiding(one: Desk) -> Desk:
    """Return the desk with the body of every text box in a style that avoids single lines."""
    for name, template in one.design.templates.items():
        for box in template.boxes:
            if isinstance(box, TextBox):
                body = replace(box.style.style("body"), single_lines=SingleLines.AVOID)
                one = one.with_box(name, box.name, style=replace(box.style, styles={**box.style.styles, "body": body}))
    return one


def found(one: Desk) -> list[Finding]:
    return [finding for finding in one.read() if finding.code == "SINGLE_LINE"]


def test_what_is_allowed_is_not_told() -> None:
    assert not found(SOUND)


def test_first_lines_alone_at_a_foot_are_told_with_their_place() -> None:
    across, onward = found(avoiding(SOUND))
    assert across.severity is Severity.NOTE
    assert "the first line of a paragraph stands alone at the foot of column 1 of box lead" in across.message
    assert "at the foot of column 2 of box lead on page 1" in onward.message
    assert str(across.place) == "stories/sprint.md:8:44"


def test_a_last_line_alone_at_a_head_is_told() -> None:
    one = avoiding(SOUND).spoil(lambda line: (replace(line, column=0),), box="lead", row=2, column=1)
    one = one.spoil(lambda line: (replace(line, column=0),), box="lead", row=3, column=1)
    one = one.spoil(lambda line: (replace(line, column=0),), box="lead", row=4, column=1)
    (note, _) = found(one)
    assert "the last line of a paragraph stands alone at the head of column 2" in note.message


def test_two_lines_keep_each_other_company() -> None:
    one = avoiding(SOUND).spoil(lambda line: (replace(line, column=0),), box="lead", row=2, column=1)
    assert [note.message for note in found(one) if "column 1" in note.message] == []
