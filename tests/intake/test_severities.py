"""A paper sets how bad findings are, by code: what tells of lost copy can't be lowered, and names have to be known."""

from __future__ import annotations

import pytest

from compositor.errors import Severity
from tests.intake.desk import FILES, PAPER, Desk


def settled(desk: Desk, words: str) -> None:
    desk.write(PAPER, f"{FILES[PAPER]}severities: {words}\n")


def test_a_paper_sets_severities(desk: Desk) -> None:
    settled(desk, "{HEADS: error, UNDERSET: note, COLUMN_ENDS: off}")
    found = desk.read().design.paper.severities
    assert found == {"HEADS": Severity.ERROR, "UNDERSET": Severity.NOTE, "COLUMN_ENDS": None}


def test_a_paper_that_says_nothing_has_none(desk: Desk) -> None:
    assert desk.read().design.paper.severities == {}


@pytest.mark.parametrize(
    ("words", "fault", "hint"),
    [
        ("{OVERSET: warning}", "SEVERITY_FIXED", "it is an error; take the line out"),
        ("{COPY_LOST: off}", "SEVERITY_FIXED", "it is an error"),
        ("{COLLISION: warning}", "SEVERITY_FIXED", "it is an error"),
        ("{CONTROL_REMOVED: note}", "SEVERITY_FIXED", "it is a warning"),
        ("{UNKNOWN_KEY: off}", "SEVERITY_FIXED", "keeps the issue from being composed"),
        ("{UNDERSETT: off}", "UNKNOWN_NAME", "do you mean UNDERSET?"),
        ("{heads: off}", "UNKNOWN_NAME", "do you mean HEADS?"),
        ("{東西: off}", "UNKNOWN_NAME", "codes in capitals"),
        ("{HEADS: bad}", "NOT_A_CHOICE", "off"),
    ],
)
def test_what_a_paper_may_not_set_is_a_fault(desk: Desk, words: str, fault: str, hint: str) -> None:
    settled(desk, words)
    (found,) = desk.faults()
    assert found.code == fault
    assert hint in str(found)
    assert found.place is not None
    assert found.place.line > 1


@pytest.mark.parametrize("words", ["{OVERSET: error}", "{CONTROL_REMOVED: error}", "{LITERAL_JUMP_LINE: note}"])
def test_what_can_not_be_lowered_may_be_raised_or_said(desk: Desk, words: str) -> None:
    settled(desk, words)
    assert len(desk.read().design.paper.severities) == 1
