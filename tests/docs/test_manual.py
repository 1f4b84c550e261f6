"""The manuals are true: they name every finding, exit code and name as the program has it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from compositor.errors import ExitCode, Severity
from compositor.intake.faults import Code
from compositor.lint import CODES
from compositor.model.findings import RATINGS
from compositor.plan.values import Words, values
from compositor.text import costs
from compositor.text.marks import Break
from tests.docs.pages import ROOT

MANUALS = ("manual.md", "manual.zh-Hant.md")
_CODE_ROW = re.compile(r"^\| `([A-Z0-9_]+)` \|", re.MULTILINE)


PLATES = {"PREFLIGHT", "READER"}
"""What the pipeline says of plates and of the reader's PDF; the checks behind it are in docs/press.md."""


def manual(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def proofs_codes() -> set[str]:
    """Return the codes of findings in proof, copyfit, release and collation: the first argument of what makes one."""
    codes = set()
    folders = tuple(ROOT / "compositor" / stage for stage in ("proof", "copyfit", "release", "collation"))
    for path in (path for folder in folders for path in folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                if called in {"Finding", "_finding"} and isinstance(node.args[0].value, str):
                    codes.add(node.args[0].value)
    return codes


@pytest.mark.parametrize("name", MANUALS)
def test_every_finding_is_told_with_its_cure(name: str) -> None:
    told = _CODE_ROW.findall(manual(name))
    wanted = proofs_codes() | {code.value for code in Code} | CODES | PLATES
    assert len(wanted) > 70
    assert sorted(told) == sorted(wanted)


_SAID = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.NOTE,
    "錯誤": Severity.ERROR,
    "警告": Severity.WARNING,
    "附注": Severity.NOTE,
}


def test_every_finding_about_pages_is_rated() -> None:
    assert proofs_codes() | CODES | PLATES <= set(RATINGS)
    assert set(RATINGS) <= proofs_codes() | {code.value for code in Code} | CODES | PLATES


@pytest.mark.parametrize("name", MANUALS)
def test_severities_are_told_as_they_are(name: str) -> None:
    told = {}
    for code, words in re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|[^|]+\|[^|]+\|$", manual(name), re.MULTILINE):
        severities = {_SAID[word] for word in re.split("[,、] *", words.strip("*"))}
        told[code] = (severities, words.startswith("**"))
    wanted = {code: (set(rating.severities), rating.fixed) for code, rating in RATINGS.items() if code != "OUTSIDE_BOX"}
    assert told == wanted


@pytest.mark.parametrize("name", [*MANUALS, "../README.md"])
def test_every_exit_code_is_told(name: str) -> None:
    told = re.findall(r"^\| (\d+) \|", manual(name), re.MULTILINE)
    assert [int(code) for code in told] == [code.value for code in ExitCode]


@pytest.mark.parametrize("name", MANUALS)
def test_every_name_that_furniture_computes_is_told(name: str) -> None:
    source = ast.parse(Path(values.__code__.co_filename).read_text(encoding="utf-8"))
    words = next(n for n in ast.walk(source) if isinstance(n, ast.ClassDef) and n.name == Words.__name__)
    keys = [key for table in ast.walk(words) if isinstance(table, ast.Dict) for key in table.keys]
    names = [str(key.value) for key in keys if isinstance(key, ast.Constant)]
    assert {"page", "staff", "date", "imprint"} <= set(names)
    assert len(names) > 20
    rows = "\n".join(row for row in manual(name).splitlines() if row.startswith("| `{"))
    assert [one for one in names if f"`{{{one}}}`" not in rows] == []


@pytest.mark.parametrize("name", MANUALS)
def test_what_lines_cost_is_told_as_it_is(name: str) -> None:
    row = next(row for row in manual(name).splitlines() if row.startswith("| cost |"))
    told = {int(figure.replace(",", "")) for figure in re.findall(r"\d+,\d{3}", row)}
    assert told == {
        *(costs.EXPANDED, costs.REDUCED, costs.LONE, costs.ALMOST_LONE),
        *(costs.AT[Break.SOFT], costs.AT[Break.NUMERAL]),
    }
