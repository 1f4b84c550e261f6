"""Findings as the paper weighs them: each with the severity that it sets, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from compositor.errors import Finding
from compositor.model.copy import Issue
from compositor.model.findings import ORDER, Severities


def weighed(findings: Iterable[Finding], severities: Severities, issue: Issue) -> tuple[Finding, ...]:
    """Return ``findings`` as the paper's ``severities`` have them, by page, then the worst first, each once.

    What is off is left out; what is bound to no page comes first.
    """
    number = {one.label: one.number for page in issue.pages for one in (*page.halves, page)}
    told = []
    for finding in findings:
        severity = severities.get(finding.code, finding.severity)
        if severity is not None:
            told.append(finding if severity is finding.severity else replace(finding, severity=severity))
    ranked = sorted(told, key=lambda finding: (number.get(finding.page, 0), -ORDER.index(finding.severity)))
    return tuple(dict.fromkeys(ranked))
