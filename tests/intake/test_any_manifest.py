"""The law that any manifest is answered: a spoilt file is read, or yields located faults; never anything else."""

from __future__ import annotations

import copy
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from compositor.errors import CopyError, Finding, Severity
from compositor.intake import read
from tests.intake.desk import FILES, FONTS, FRONT, INSIDE, LEAD, MANIFEST, PAPER, Desk

SPOILT = (MANIFEST, PAPER, FRONT, INSIDE, FONTS, "issues/day/charts/bars.yaml")
STRANGE: tuple[Any, ...] = (
    None, [], {}, "", "x", 0, -1, 1.5, True, "12pt", "-3mm", "5em", "1-5", "5-1", "0-0", "02/rest", "body", "lead",
    10**30, float("nan"), float("inf"), "9" * 5000, "../../etc/passwd", "/dev/zero", "a\nb", "\u202e反", "{a}", "{",
    "%s", "x" * 20_000, "題", [[]], [{}], {"x": 1}, {"extends": "big"}, "2019-02-29",
)  # fmt: skip


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every node below."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(one for key, value in inner for one in paths(value, (*path, key)))]


def spoil(tree: Any, path: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return the tree with one node replaced, removed, doubled, or given a strange key."""
    tree = copy.deepcopy(tree)
    if not path:
        return value
    parent = tree
    for key in path[:-1]:
        parent = parent[key]
    if how == "remove":
        del parent[path[-1]]
    elif how == "double" and isinstance(parent, list):
        parent.append(parent[path[-1]])
    elif how == "key" and isinstance(parent, dict):
        parent[value if isinstance(value, str) else "x"] = parent[path[-1]]
    else:
        parent[path[-1]] = value
    return tree


def assert_answered(desk: Desk) -> None:
    """Read: the issue comes back whole, or every fault has code, place in a file, message and hint."""
    faults: tuple[Finding, ...] = ()
    try:
        found = read(desk.root / "issues/day")
        assert found.issue.pages
        assert found.design.templates
    except CopyError as error:
        faults = error.faults or (Finding("", Severity.ERROR, ""),)
    for fault in faults:
        assert fault.place is not None
        assert (desk.root / fault.place.file).exists()
        assert fault.code
        assert fault.message
        assert all(letter.isprintable() for letter in fault.message), fault.message


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.laid(tmp_path_factory.mktemp("desk"))


@settings(max_examples=150)
@given(name=st.sampled_from(SPOILT), seed=st.integers(0, 2**32))
def test_law_a_mutated_manifest_is_answered(bench: Desk, name: str, seed: int) -> None:
    draw = random.Random(seed)
    tree = yaml.load(FILES[name], Loader=yaml.BaseLoader)
    for _ in range(draw.choice((1, 1, 2, 5))):
        path = draw.choice(paths(tree))
        tree = spoil(tree, path, draw.choice(("replace", "replace", "remove", "double", "key")), draw.choice(STRANGE))
    try:
        bench.write(name, yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**9))
        assert_answered(bench)
    finally:
        bench.write(name, FILES[name])


@settings(max_examples=150)
@given(name=st.sampled_from((*SPOILT, LEAD)), seed=st.integers(0, 2**32))
def test_law_mutated_bytes_are_answered(bench: Desk, name: str, seed: int) -> None:
    draw = random.Random(seed)
    content = bytearray(FILES[name].encode())
    marks = (
        b"\x00",
        b"\xff",
        b"{",
        b"}",
        b"[",
        b"]",
        b"&a ",
        b"*a",
        b"<<: ",
        b"!!int ",
        b"---\n",
        b"\t",
        b'"',
        b"'",
        b"#",
        b": ",
    )
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(content))
        content[at : at + draw.choice((0, 0, 1, 3, 30))] = draw.choice(
            (*marks, b"", b"\n", "題".encode()[:2], b"|", b">")
        )
    try:
        bench.write(name, bytes(content))
        assert_answered(bench)
    finally:
        bench.write(name, FILES[name])


def test_the_law_catches_a_slip(bench: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seeded fault: were a date not checked, a broken one would end as a traceback, and the law fails."""

    def unchecked(*_: object) -> None:
        raise ValueError("month must be in 1..12")

    monkeypatch.setattr("compositor.intake.scalars.Day.check", unchecked)
    with pytest.raises(ValueError, match="month"):
        assert_answered(bench)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["yaml", "text"])
def test_hostile_files_are_answered(bench: Desk, cases: Path, tmp_path: Path, folder: str) -> None:
    """Every hostile YAML stands in for the manifest, every hostile text for a story's body."""
    made = tmp_path / "made"
    program = cases / "cases/07-bad-inputs/gen_bad_inputs.py"
    subprocess.run([sys.executable, str(program), str(made)], check=True, capture_output=True, timeout=120)
    hostile = sorted((made / folder).iterdir())
    assert hostile
    name, front = (
        (MANIFEST, b"") if folder == "yaml" else ("issues/day/stories/brief.md", "---\nheadline: 題\n---\n".encode())
    )
    for file in hostile:
        try:
            bench.write(name, front + file.read_bytes())
            assert_answered(bench)
        finally:
            bench.write(name, FILES[name])
