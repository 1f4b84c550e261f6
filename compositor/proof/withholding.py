"""What proof says in the end: every finding as it is told, and the pages that may not go to press."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compositor.errors import Finding, Severity
from compositor.model.copy import Issue
from compositor.model.design import Design
from compositor.model.dummy import Dummy
from compositor.model.page import JumpMark, Page
from compositor.proof.areas import located
from compositor.proof.weighing import weighed


def told(
    findings: Iterable[Finding],
    issue: Issue,
    design: Design,
    dummy: Dummy,
    pages: tuple[Page, ...],
) -> tuple[Finding, ...]:
    """Return all ``findings``, those of files too, as they are told: with their places on the pages, as weighed."""
    return weighed(located(findings, issue, dummy, pages), design.paper.severities, issue)


def withheld(findings: Iterable[Finding], jumps: Sequence[JumpMark]) -> frozenset[str]:
    """Return the labels of the pages that may not go to press.

    Those with an error, and where the fault lies in a story that jumps to or from such a page, the page at the
    other end of that jump: one hop, no more.
    """
    held: set[str] = set()
    for finding in findings:
        if finding.severity is not Severity.ERROR or not finding.page:
            continue
        held.add(finding.page)
        for jump in jumps:
            ends = (jump.from_page, jump.to_page)
            if finding.story and jump.story == finding.story and finding.page in ends:
                held.update(ends)
    return frozenset(held)
