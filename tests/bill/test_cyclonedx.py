"""The bill of materials is CycloneDX 1.6, has all that is installed and carried, and is the same bytes every time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tools.bill import cyclonedx, locked
from tools.bill.vendored import VENDORED

SCHEMA = json.loads((Path(__file__).parent / "cyclonedx.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bill() -> Any:
    return json.loads(cyclonedx.bill())


def components(bill: Any) -> Iterator[Any]:
    yield bill["metadata"]["component"]
    for component in bill["components"]:
        yield component
        yield from component.get("components", ())


def test_it_has_the_structure_of_the_standard(bill: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(bill)] == []


def test_a_bill_of_another_structure_is_caught(bill: Any) -> None:
    changes: tuple[dict[str, object], ...] = (
        {"specVersion": "1.5"},
        {"serialNumber": "1"},
        {"components": []},
        {"timestamp": "2019-11-15"},
    )
    for wrong in changes:
        assert not jsonschema.Draft202012Validator(SCHEMA).is_valid({**bill, **wrong})


def test_every_reference_is_of_one_component(bill: Any) -> None:
    found = [component["bom-ref"] for component in components(bill)]
    assert len(set(found)) == len(found)
    needs = {needed["ref"]: needed["dependsOn"] for needed in bill["dependencies"]}
    assert set(needs) | {ref for refs in needs.values() for ref in refs} <= set(found)
    reached, open_ends = {"compositor"}, ["compositor"]
    while open_ends:
        new = set(needs.get(open_ends.pop(), ())) - reached
        reached |= new
        open_ends += new
    assert {component["bom-ref"] for component in bill["components"]} <= reached


def test_what_is_locked_and_carried_is_in_it_with_its_sums(bill: Any) -> None:
    by_name = {component["name"]: component for component in components(bill)}
    for material in locked.materials():
        component = by_name[material.pin.name]
        sums = [entry["value"] for entry in component["properties"] if entry["name"] == "compositor:file"]
        assert sums == [f"sha256:{found}" for found in material.pin.hashes]
        assert (component["version"], component["scope"] == "required") == (material.pin.version, material.needed)
    for path in {path for vendored in VENDORED for path in vendored.files}:
        content = hashlib.sha256((locked.ROOT / path).read_bytes()).hexdigest()
        assert by_name[path]["hashes"] == [{"alg": "SHA-256", "content": content}]


def test_only_what_it_takes_to_run_is_required(bill: Any) -> None:
    required = {c["name"] for c in bill["components"] if c["type"] == "library" and c["scope"] == "required"}
    assert required == {pin.name for pin in locked.read("run")}


def test_it_is_the_same_bytes_and_its_number_is_its_content_s(monkeypatch: pytest.MonkeyPatch) -> None:
    once = cyclonedx.bill()
    assert cyclonedx.bill() == once
    monkeypatch.setattr(cyclonedx, "VENDORED", VENDORED[:-1])
    assert json.loads(cyclonedx.bill())["serialNumber"] != json.loads(once)["serialNumber"]
