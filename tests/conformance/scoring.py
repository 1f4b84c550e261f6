"""Scoring: the checks that come with the data, run over the adapter, sorted into required and reported rows."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

Row = dict[str, Any]
Check = tuple[str, str, Callable[[], tuple[bool, object]]]
REQUIRED = ("01-unicode", "02-wpt", "03-clreq-jlreq")
"""Folders whose rows are requirements; those of 04 are what other engines do."""
_NOT_A_STANDARD = frozenset({"linecases.jsonl", "hanging.jsonl"})


@dataclass(slots=True)
class Score:
    """How one data set fared: rows right and wrong, by whether they are required."""

    name: str
    right: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    wrong: dict[bool, list[tuple[str, object]]] = field(default_factory=lambda: {True: [], False: []})

    def total(self, required: bool) -> int:
        return self.right[required] + len(self.wrong[required])

    def share(self) -> float:
        """Return the share of required rows that are right."""
        return self.right[True] / self.total(True) if self.total(True) else 1.0


def checker(cases: Path, adapter: ModuleType) -> Callable[[str, Row], Iterator[Check]]:
    """Return the function of the data's own program that yields the checks of a row, bound to ``adapter``.

    Only definitions are taken from the program, not what it does when it is run.
    """
    source = (cases / "cases" / "tools" / "check.py").read_text(encoding="utf-8")
    body: list[ast.stmt] = [node for node in ast.parse(source).body if isinstance(node, (ast.Import, ast.FunctionDef))]
    namespace: dict[str, Any] = {"ad": adapter, "T": None}
    exec(compile(ast.Module(body, []), "check.py", "exec"), namespace)
    found: Callable[[str, Row], Iterator[Check]] = namespace["checks"]
    return found


def is_required(path: Path, row: Row) -> bool:
    """Tell whether a row binds this product: a standard's, of Chinese or no language, and not disputed."""
    if path.parent.name not in REQUIRED or path.name in _NOT_A_STANDARD or row.get("disputed"):
        return False
    lang = row.get("lang") or ""
    return not lang or lang.startswith("zh")


def files(cases: Path) -> list[Path]:
    """Return every data set that the checks know, in order."""
    return sorted((cases / "cases").glob("0[1-4]-*/*.jsonl"))


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def score(path: Path, checks: Callable[[str, Row], Iterator[Check]]) -> Score:
    """Score one data set."""
    out = Score(path.name)
    for row in rows(path):
        required = is_required(path, row)
        for name, _, check in checks(os.fspath(path), row):
            right, got = check()
            if right:
                out.right[required] += 1
            else:
                out.wrong[required].append((f"{row['id']} {name}".strip(), got))
    return out
