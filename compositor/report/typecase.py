"""What `compositor fonts` prints: roles, faces, how many Han of each charset they have, and what an issue brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from compositor.faces import Brought, Row
from compositor.report.table import aligned

_MOST_NAMED: Final = 12


def font_table(rows: Sequence[Row]) -> str:
    """Return a line for every weight of every role: file, coverage, licence, and the roles that it leans on."""
    charsets = [coverage.charset for coverage in rows[0].coverage] if rows else []
    heads = ["role", "weight", "file", *charsets, "licence", "leans on"]
    table = [[row.role, row.weight, row.file, *_counts(row), row.licence or "not said", _leans(row)] for row in rows]
    return aligned(heads, table, right=range(3, 3 + len(charsets)))


def supplement_table(rows: Sequence[Brought]) -> str:
    """Return a line for every face of an issue's supplement: for which role, from where, and its characters."""
    table = [[_whose(row), row.weight or "all", row.file or "drawn", _named(row.characters)] for row in rows]
    return aligned(["supplement of", "weight", "from", "characters"], table)


def _whose(row: Brought) -> str:
    return row.role or ("all roles, last" if row.file else "all roles")


def _named(characters: Sequence[str]) -> str:
    codes = [
        f"{one} U+{ord(one):04X}" if one.isprintable() else f"U+{ord(one):04X}" for one in characters[:_MOST_NAMED]
    ]
    more = len(characters) - len(codes)
    return ", ".join(codes) + (f" and {more:,} more" if more else "")


def _counts(row: Row) -> list[str]:
    return [f"{coverage.has}/{coverage.of}" for coverage in row.coverage]


def _leans(row: Row) -> str:
    named = [("latin", row.latin), ("marks", row.marks), ("then", ", ".join(row.fallback))]
    return "; ".join(f"{what} {role}" for what, role in named if role)
