"""What `compositor fonts` prints: roles, faces and how many Han characters of each charset they have."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.faces import Row
from compositor.report.table import aligned


def font_table(rows: Sequence[Row]) -> str:
    """Return a line for every weight of every role: file, coverage, licence, and the roles that it leans on."""
    charsets = [coverage.charset for coverage in rows[0].coverage] if rows else []
    heads = ["role", "weight", "file", *charsets, "licence", "leans on"]
    table = [[row.role, row.weight, row.file, *_counts(row), row.licence or "not said", _leans(row)] for row in rows]
    return aligned(heads, table, right=range(3, 3 + len(charsets)))


def _counts(row: Row) -> list[str]:
    return [f"{coverage.has}/{coverage.of}" for coverage in row.coverage]


def _leans(row: Row) -> str:
    named = [("latin", row.latin), ("marks", row.marks), ("then", ", ".join(row.fallback))]
    return "; ".join(f"{what} {role}" for what, role in named if role)
