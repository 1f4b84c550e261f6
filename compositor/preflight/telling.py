"""What preflight found, for readers and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from compositor.errors import Finding, Severity
from compositor.preflight.coverage import Coverage
from compositor.preflight.examining import Judgement
from compositor.preflight.judging import failed
from compositor.units import points

Judged = Mapping[str, Judgement]
"""What was found, by file."""


def as_text(judged: Judged) -> str:
    """Return the findings as the desk reads them, file by file, with a verdict for each."""
    lines: list[str] = []
    for name, judgement in judged.items():
        findings = judgement.findings
        lines += [_line(name, finding) for finding in findings]
        for coverage in judgement.coverage:
            lines += coverage_said(name, coverage)
        count = {
            one: sum(finding.severity is one for finding in findings) for one in (Severity.ERROR, Severity.WARNING)
        }
        told = f"{_many(count[Severity.ERROR], 'error')}, {_many(count[Severity.WARNING], 'warning')}"
        lines.append(f"{name}: {'failed' if failed(findings) else 'passed'}: {told}")
    return "\n".join(lines) + "\n"


def as_json(judged: Judged, profile: str) -> str:
    """Return one JSON object: the profile, and each file with its verdict, its findings, and its ink if measured."""
    files = [
        {
            "file": name,
            "passed": not failed(judgement.findings),
            "findings": [_record(finding) for finding in judgement.findings],
            **({"ink": [_ink(one) for one in judgement.coverage]} if judgement.coverage else {}),
        }
        for name, judgement in judged.items()
    ]
    return json.dumps({"profile": profile, "files": files}, ensure_ascii=False, indent=2) + "\n"


def coverage_said(name: str, one: Coverage) -> list[str]:
    """Return what was measured of a page, in two lines."""
    x, y = one.most_at
    left, top = one.square_at[:2]
    inks = ", ".join(f"{ink} {share:.1f}" for ink, share in one.inks)
    told = (
        f"most {one.most:.0f} % at {x:.1f}, {y:.1f} mm",
        f"{one.over:.2f} % of the page over {one.limit:g} %",
        f"densest square of 15 mm {one.square:.0f} % at {left:.1f}, {top:.1f} mm",
        f"{inks} % of the area",
    )
    by = (f"by {one.method}, {one.resolution:g} dots to the inch", *one.limits)
    return [f"{name}: page {one.page}: ink: {'; '.join(told)}", f"  {'; '.join(by)}"]


def _ink(one: Coverage) -> dict[str, Any]:
    """Return what was measured of a page; lengths are millimetres from the trim's top left."""
    return {
        "page": one.page,
        "method": one.method,
        "resolution": one.resolution,
        "limit": one.limit,
        "plates": {ink: round(share, 2) for ink, share in one.inks},
        "most": {"percent": round(one.most, 1), **_spot(one.most_at)},
        "over": round(one.over, 3),
        "areas": [{"percent": round(most, 1), **_spot(area)} for most, area in one.areas],
        "square": {"percent": round(one.square, 1), **_spot(one.square_at)},
        "limits": list(one.limits),
    }


def _spot(edges: tuple[float, ...]) -> dict[str, float]:
    return dict(zip(("x", "y", "width", "height"), (round(edge, 2) for edge in edges), strict=False))


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
