"""Regular expressions that mean the same to every Python from 3.11 on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import compositor

_SINGLE = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "RANGE", "CATEGORY"}


def expressions() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the expressions that our modules keep, by module and name."""
    for found in walk_packages(compositor.__path__, "compositor."):
        if not found.name.endswith("__main__"):
            for name, value in vars(import_module(found.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value


def possessive_groups(parsed: Any) -> Iterator[Any]:
    """Yield what gives nothing back in a parsed expression, and is more than a character repeated."""
    for operator, argument in parsed:
        kind = str(operator)
        if kind == "POSSESSIVE_REPEAT" and [str(one[0]) in _SINGLE for one in argument[2]] != [True]:
            yield argument
        if kind == "ATOMIC_GROUP":
            yield argument
        for inner in argument if isinstance(argument, tuple | list) else ():
            for one in inner if isinstance(inner, list) else (inner,):
                if type(one).__name__ == "SubPattern":
                    yield from possessive_groups(one)


def parsed(expression: re.Pattern[Any]) -> Any:
    return import_module("re._parser").parse(expression.pattern, expression.flags)


def test_no_group_is_possessive() -> None:
    """Python 3.11 before 3.11.5 goes on from inside a group that it gave up: Debian 12 has that one (gh-106052).

    Captures in them end the search with an error in all before 3.12.8 (gh-101955).
    """
    found = dict(expressions())
    assert len(found) > 100
    assert [name for name, expression in found.items() if any(possessive_groups(parsed(expression)))] == []


@pytest.mark.parametrize("seeded", ["(?:ab?c)++", "x(?:(?:ab)*+|c)", "a|(?:(?:b)?c{1,2})?+", "c|(?:(?>ab?)c)*"])
def test_a_possessive_group_is_seen(seeded: str) -> None:
    assert any(possessive_groups(parsed(re.compile(seeded))))
