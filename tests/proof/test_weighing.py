"""Findings are told as the paper weighs them, by page, the worst first, each once."""

from __future__ import annotations

from compositor.errors import Finding, Severity
from compositor.proof import withheld
from compositor.proof.weighing import weighed
from tests.proof.desk import desk

FOUND = (
    Finding("HEADS", Severity.WARNING, "too small", page="02"),
    Finding("COLUMN_ENDS", Severity.NOTE, "apart", page="01"),
    Finding("OVERSET", Severity.ERROR, "too much", page="02", story="sprint"),
    Finding("STANDBY", Severity.WARNING, "not placed"),
    Finding("HEADS", Severity.WARNING, "too small", page="02"),
)


def told(**severities: Severity | None) -> list[str]:
    return [f"{finding.page} {finding.severity} {finding.code}" for finding in weighed(FOUND, severities, desk().issue)]


def test_findings_come_by_page_the_worst_first_each_once() -> None:
    assert told() == [" warning STANDBY", "01 note COLUMN_ENDS", "02 error OVERSET", "02 warning HEADS"]


def test_a_finding_has_the_severity_that_the_paper_sets() -> None:
    assert told(COLUMN_ENDS=Severity.ERROR, HEADS=Severity.NOTE)[1:] == [
        "01 error COLUMN_ENDS",
        "02 error OVERSET",
        "02 note HEADS",
    ]


def test_what_is_off_is_left_out() -> None:
    assert told(HEADS=None, STANDBY=None) == ["01 note COLUMN_ENDS", "02 error OVERSET"]


def test_a_finding_raised_to_an_error_withholds_its_page() -> None:
    raised = weighed(FOUND[:2], {"COLUMN_ENDS": Severity.ERROR}, desk().issue)
    assert withheld(raised, ()) == {"01"}
    assert withheld(weighed(FOUND[:2], {}, desk().issue), ()) == frozenset()
