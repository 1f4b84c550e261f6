"""Findings as they are kept beside a plate: plain values, of which nothing but findings can be made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from compositor.errors import Finding, Place, Severity


def packed(findings: Sequence[Finding]) -> bytes:
    """Return findings as JSON."""
    return json.dumps([_plain(one) for one in findings]).encode()


def unpacked(content: bytes) -> tuple[Finding, ...]:
    """Return what was packed; raises ``ValueError`` or ``TypeError`` where it wasn't."""
    return tuple(map(_finding, json.loads(content)))


def _plain(one: Finding) -> list[Any]:
    place = one.place and [one.place.file, one.place.line, one.place.column]
    return [one.code, one.severity.value, one.message, one.hint, place, one.page, one.box, one.story, one.area]


def _finding(told: list[Any]) -> Finding:
    code, severity, message, hint, place, page, box, story, area = told
    at = Place(*place) if place else None
    return Finding(code, Severity(severity), message, hint, at, page, box, story, tuple(area) if area else None)
