"""docs/manifest.md says what intake takes: its tables are drawn from the forms, its examples use every key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compositor.intake.faults import Faults
from compositor.intake.presets import Preset
from compositor.intake.scalars import Kind
from compositor.intake.schema import Either, ListOf, MapOf, Record
from compositor.intake.sheet import Sheet, Value
from compositor.intake.source import Source
from compositor.intake.yamltree import Scalar, read_tree
from tests.docs import reference
from tests.docs.pages import ROOT, Block, blocks

Golden = Callable[[Path, str], None]
PAGE = ROOT / "docs" / "manifest.md"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_tables_are_those_of_the_forms(golden: Golden) -> None:
    golden(PAGE, reference.rendered(page()))


def test_every_form_has_all_its_tables_once() -> None:
    assert sorted(reference.tables(page())) == sorted(reference.records())


def test_a_key_that_changes_makes_the_page_out_of_date() -> None:
    stale = page().replace("| `headline` |", "| `hedline` |", 1)
    assert stale != page()
    assert reference.rendered(stale) == page()


def examples() -> list[Block]:
    return [block for block in blocks(page()) if block.kind == "example"]


def checked(block: Block) -> tuple[Value | None, Faults]:
    text = block.text
    if block.argument == "story":
        front = re.match(r"---\n(.*?)---\n", text, re.DOTALL)
        assert front is not None
        text = front[1]
    faults = Faults()
    tree = read_tree(Source.of(f"example of {block.argument}", text), faults)
    return (reference.FORMS[block.argument].check(tree, "", faults) if tree else None), faults


@pytest.mark.parametrize("form", sorted(reference.FORMS))
def test_examples_are_sound_and_use_every_key(form: str) -> None:
    used: dict[str, set[str]] = {}
    found = [block for block in examples() if block.argument == form]
    assert found
    for block in found:
        value, faults = checked(block)
        assert [str(fault) for fault in faults.stopping] == []
        assert value is not None
        note(reference.FORMS[form], value, used)
    wanted = {record.title: {key.name for key in record.keys} for (name, _), record in known(form)}
    assert {
        title: keys - used.get(title, set()) for title, keys in wanted.items() if keys - used.get(title, set())
    } == {}


def known(form: str) -> list[tuple[tuple[str, str], Record]]:
    return [(place, record) for place, record in reference.records().items() if place[0] == form]


def note(kind: Kind, value: Value, used: dict[str, set[str]]) -> None:
    """Enter the keys that a checked value was typed with under the titles of their records."""
    content = value.content
    if isinstance(kind, Either | Preset):
        if not isinstance(value.node, Scalar):
            note(kind.other, value, used)
    elif isinstance(kind, ListOf) and isinstance(content, tuple):
        for item in content:
            note(kind.item, item, used)
    elif isinstance(kind, MapOf) and isinstance(content, Sheet):
        for item in content.values.values():
            note(kind.value, item, used)
    elif isinstance(kind, Record) and isinstance(content, Sheet):
        used.setdefault(kind.title, set()).update(content.keys)
        for key in kind.keys:
            if key.name in content.keys and key.name in content.values:
                note(key.kind, content.values[key.name], used)
