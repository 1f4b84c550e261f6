"""The rules of the house that ruff and mypy don't check: short files and functions, the trade's words, real tests."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.bill import locked

ROOT = Path(__file__).resolve().parents[2]
CODE = ("compositor", "fonts", "tests", "benchmarks", "tools")
PROSE = (
    "docs",
    "layouts",
    "issues",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "Makefile",
    "pyproject.toml",
)
TEXT_SUFFIXES = {".py", ".md", ".yaml", ".yml", ".toml", ".json", ".html", ".css", ".txt", ""}

LONGEST_FILE = 500
LONGEST_FUNCTION = 60

# The trade has better words for each of these (docs/decisions/0001); widow and orphan swap between languages.
NOT_OUR_WORDS = frozenset("process handle manager util utils helper helpers data info ctx widow orphan".split())
# Marks of unfinished work, and of the desk where somebody wrote the code; spelled in parts to pass this very test.
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ho" + r"me|ro" + r"ot|Us" + r"ers)/")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def text_files() -> Iterator[Path]:
    for name in (*CODE, *PROSE, ".ci"):
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix in TEXT_SUFFIXES and "__pycache__" not in path.parts:
                yield path


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def defined_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every name the code itself gives to a class, function or argument, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def asserts(function: Function) -> bool:
    """Tell whether a test can fail: it asserts, expects an error, or calls a check that is named as one."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rsplit(".", 1)[-1]
            if called in {"raises", "fail", "golden", "warns"} or called.startswith(("assert_", "expect_")):
                return True
    return False


def long_functions(source: str, limit: int = LONGEST_FUNCTION) -> list[str]:
    found = functions(ast.parse(source))
    return [f.name for f in found if (f.end_lineno or f.lineno) - f.lineno + 1 > limit]


def toothless_tests(source: str) -> list[str]:
    return [f.name for f in functions(ast.parse(source)) if f.name.startswith("test_") and not asserts(f)]


def foreign_words(source: str) -> list[str]:
    return [f"{name} (line {line})" for name, line in defined_names(ast.parse(source)) if words(name) & NOT_OUR_WORDS]


def test_files_are_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*CODE)}
    assert lengths, "no code found: the test looks in the wrong place"
    assert [f"{path.relative_to(ROOT)}: {n} lines" for path, n in lengths.items() if n > LONGEST_FILE] == []


def test_functions_are_short() -> None:
    found = {path: long_functions(path.read_text(encoding="utf-8")) for path in python_files(*CODE)}
    assert {str(path.relative_to(ROOT)): names for path, names in found.items() if names} == {}


def test_names_are_the_trades_words() -> None:
    found = {path: foreign_words(path.read_text(encoding="utf-8")) for path in python_files("compositor")}
    for path in found:
        found[path] += [path.stem] if words(path.stem) & NOT_OUR_WORDS else []
    assert {str(path.relative_to(ROOT)): names for path, names in found.items() if names} == {}


def test_every_test_can_fail() -> None:
    tests = [path for path in python_files("tests") if path.name.startswith("test_")]
    found = {path: toothless_tests(path.read_text(encoding="utf-8")) for path in tests}
    assert {str(path.relative_to(ROOT)): names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("pattern", [UNFINISHED, SOMEBODYS_MACHINE], ids=["unfinished", "somebody's machine"])
def test_text_is_finished_and_speaks_of_the_project(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_the_rules_catch_seeded_faults() -> None:
    long = "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION
    assert long_functions(long) == ["f"]
    assert toothless_tests("def test_a():\n    print(1)\ndef test_b():\n    assert x\n") == ["test_a"]
    assert foreign_words("def box_data(manager): pass\nclass InfoBox: pass\ndef dataset(): pass\n") == [
        "box_data (line 1)",
        "InfoBox (line 2)",
        "manager (line 1)",
    ]
    assert UNFINISHED.search("# TO" + "DO later")
    assert SOMEBODYS_MACHINE.search('open("/ho' + 'me/me/x")')


def test_every_requirement_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {pin.name: pin.version for lock in locked.names() for pin in locked.read(lock)}
    extras = (wanted for extra in project["optional-dependencies"].values() for wanted in extra)
    for wanted in map(Requirement, (*project["dependencies"], *extras)):
        version = pinned.get(wanted.name.lower())
        told = f"{wanted} is locked as {version}: see tools/lock.py and tools/bill/locked.py, then run the former"
        assert version is not None, told
        assert wanted.specifier.contains(version), told
