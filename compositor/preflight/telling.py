"""What preflight found, for readers and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from compositor.errors import Finding, Severity
from compositor.preflight.judging import failed
from compositor.units import points

Judged = Mapping[str, tuple[Finding, ...]]
"""Findings by file."""


def as_text(judged: Judged) -> str:
    """Return the findings as the desk reads them, file by file, with a verdict for each."""
    lines: list[str] = []
    for name, findings in judged.items():
        lines += [_line(name, finding) for finding in findings]
        count = {
            one: sum(finding.severity is one for finding in findings) for one in (Severity.ERROR, Severity.WARNING)
        }
        told = f"{_many(count[Severity.ERROR], 'error')}, {_many(count[Severity.WARNING], 'warning')}"
        lines.append(f"{name}: {'failed' if failed(findings) else 'passed'}: {told}")
    return "\n".join(lines) + "\n"


def as_json(judged: Judged, profile: str) -> str:
    """Return one JSON object: the profile, and each file with its verdict and findings."""
    files = [
        {"file": name, "passed": not failed(findings), "findings": [_record(finding) for finding in findings]}
        for name, findings in judged.items()
    ]
    return json.dumps({"profile": profile, "files": files}, ensure_ascii=False, indent=2) + "\n"


def _line(name: str, finding: Finding) -> str:
    page = f" page {finding.page}:" if finding.page else ""
    words = f"{name}:{page} {finding.severity}: {finding.code}: {finding.message}"
    return f"{words}\n  hint: {finding.hint}" if finding.hint else words


def _record(finding: Finding) -> dict[str, Any]:
    record: dict[str, Any] = {"code": finding.code, "severity": str(finding.severity), "message": finding.message}
    if finding.hint:
        record["hint"] = finding.hint
    if finding.page:
        record["page"] = int(finding.page)
    if finding.area:
        record["area"] = dict(
            zip(("x", "y", "width", "height"), (round(points(edge), 2) for edge in finding.area), strict=True)
        )
    return record


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
