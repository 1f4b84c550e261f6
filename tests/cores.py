"""Cores in C for tests: whether one is there, and the Python beside it, whatever is used."""

from __future__ import annotations

import importlib.util
from functools import cache
from types import ModuleType

import pytest

from tests.conftest import ROOT


def is_in_c(module: ModuleType) -> bool:
    """Tell whether a module is its core in C."""
    return not str(module.__file__).endswith(".py")


def needs(module: ModuleType) -> pytest.MarkDecorator:
    """Return the mark of tests that need a module's core in C."""
    return pytest.mark.skipif(
        not is_in_c(module), reason="the core in C isn't compiled for these sources: make compiled"
    )


@cache
def in_python(name: str) -> ModuleType:
    """Return a module as its Python source has it."""
    source = ROOT.joinpath(*name.split(".")).with_suffix(".py")
    spec = importlib.util.spec_from_file_location(f"tests.in_python.{name}", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
