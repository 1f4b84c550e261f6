"""The JSON Schemas are sound, take what intake takes, and refuse what it refuses."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

from compositor.intake import SCHEMAS, json_schema
from tests.intake.desk import FILES, FONTS, FRONT, INSIDE, LEAD, MANIFEST, PAPER

SAMPLES = {
    "issue": (MANIFEST,),
    "paper": (PAPER,),
    "layout": (FRONT, INSIDE),
    "chart": ("issues/day/charts/bars.yaml",),
    "fonts": (FONTS,),
    "story": (LEAD,),
}


class _Editor(yaml.SafeLoader):
    """YAML as editors read it: numbers and truth values typed, dates left as text."""


_Editor.yaml_implicit_resolvers = {
    key: [one for one in resolvers if not one[0].endswith("timestamp")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    front = text.split("---\n")[1] if text.startswith("---\n") else text
    return yaml.load(front, Loader=_Editor)


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_sound_and_takes_sound_files(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))
    for file in SAMPLES[name]:
        assert [error.message for error in validator(name).iter_errors(load(FILES[file]))] == []


@pytest.mark.parametrize(
    ("name", "file", "old", "new"),
    [
        ("issue", MANIFEST, "number: 3021", "numbr: 3021"),
        ("issue", MANIFEST, "number: 3021", "number: 0"),
        ("issue", MANIFEST, "date: 2019-11-15\n", ""),
        ("issue", MANIFEST, "date: 2019-11-15", "date: yesterday"),
        ("issue", MANIFEST, "{story: brief}", "{story: a/b}"),
        ("paper", PAPER, "region: CN", "region: XX"),
        ("paper", PAPER, "gutter: 14pt", "gutter: 14"),
        ("paper", PAPER, "[0, 100, 100, 10]", "[0, 100, 100]"),
        ("layout", INSIDE, "optional: true", "optional: maybe"),
        ("layout", INSIDE, "rows: 1-25", "rows: all"),
        ("story", LEAD, "deck: ", "dek: "),
    ],
)
def test_schema_refuses_what_intake_refuses(name: str, file: str, old: str, new: str) -> None:
    assert list(validator(name).iter_errors(load(FILES[file].replace(old, new))))


def keys_of(shape: Any) -> list[tuple[str, Any]]:
    """Return every key of a schema and of the schemas inside it."""
    inner = shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else ()
    own = shape.get("properties", {}) if isinstance(shape, dict) else {}
    return [*own.items(), *(pair for one in inner for pair in keys_of(one))]


def test_every_key_says_what_it_means() -> None:
    found = [pair for name in SCHEMAS for pair in keys_of(json_schema(name))]
    assert len(found) > 150
    assert [name for name, shape in found if not shape.get("description")] == []


def test_a_schema_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        json_schema("nothing")
