"""Remarks as the desk and programs read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from compositor.errors import Severity
from compositor.intake.copydesk import Terms
from compositor.lint.remarks import Remark

_MOST: int = 40
"""So much of a change the terminal is shown."""

Told = tuple[Remark, Terms]
"""A remark with the terms that it was made by."""


def severity_of(told: Told) -> Severity:
    """Return how bad a remark is by its terms; those that are off are never told."""
    return told[0].severity(told[1]) or Severity.NOTE


def said_remark(told: Told) -> str:
    """Return a remark as the terminal shows it: place, severity, code, message, and what would mend it."""
    remark = told[0]
    lines = [str(remark.finding(severity_of(told)))]
    if remark.changes:
        lines.append(f"  change: {_shown(remark.before)} → {_shown(remark.after)}")
    return "\n".join(lines)


def _shown(text: str) -> str:
    line = text.replace("\r", "").replace("\n", "¶").replace("\u3000", "□").replace(" ", "␣").replace("\t", "⇥")
    return (line if len(line) <= _MOST else f"{line[: _MOST // 2]}…{line[-_MOST // 2 :]}") or "(nothing)"


def summary(told: Sequence[Told], files: int) -> str:
    """Return how much was found in how many files."""
    warnings = sum(severity_of(one) is not Severity.NOTE for one in told)
    changes = sum(bool(one[0].changes) for one in told)
    worse = f"{_many(warnings, 'warning')}, {_many(len(told) - warnings, 'note')}"
    return f"lint      {_many(files, 'file')}: {worse}; {changes} with a change that --apply makes"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def lint_json(told: Sequence[Told], files: Sequence[str]) -> str:
    """Return everything as JSON; lines and columns count from 1, ``end_column`` is behind the last character."""
    return json.dumps({"files": list(files), "remarks": [_record(one) for one in told]}, ensure_ascii=False, indent=1)


def _record(told: Told) -> dict[str, Any]:
    remark = told[0]
    place, end = remark.place, remark.copy.source.place(remark.end)
    return {
        "code": remark.code,
        "severity": severity_of(told).value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": end.line,
        "end_column": end.column,
        "story": remark.copy.story,
        "message": remark.message,
        "hint": remark.hint,
        "change": {"before": remark.before, "after": remark.after} if remark.changes else None,
    }
