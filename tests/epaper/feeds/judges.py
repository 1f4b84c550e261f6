"""The schemas that feeds and records are judged by: tests/epaper/schemas."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from lxml import etree

_SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"


@cache
def _relax_ng(name: str) -> Any:
    return etree.RelaxNG.from_rnc_string((_SCHEMAS / f"{name}.rnc").read_text(encoding="utf-8"))


def read_xml(content: bytes) -> Any:
    """Return XML as it is read without leave to fetch or to expand anything."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def judge_xml(content: bytes, name: str) -> Any:
    """Return the document; fails where it isn't what the schema asks for."""
    read = read_xml(content)
    schema = _relax_ng(name)
    assert schema.validate(read), schema.error_log
    return read


@cache
def _schema(name: str) -> Any:
    return json.loads((_SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def judge_json(content: bytes | str, name: str) -> Any:
    """Return the document; fails where it isn't what the schema asks for."""
    read = json.loads(content)
    jsonschema.Draft202012Validator(_schema(name)).validate(read)
    return read
