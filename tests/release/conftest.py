"""A night begun: pages 2, 4, 5 and 6 of eight are released, and each test goes on from there in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.release.eight import Desk, desk

EARLY = ("02", "04", "05", "06")


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    found = desk(tmp_path_factory.mktemp("night"))
    assert found.compose().code == 0
    said = found.release("2,4,5,6")
    assert said.code == 0, said.err
    return found


@pytest.fixture
def night(_begun: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(_begun.folder, tmp_path / "night")
    return Desk(tmp_path / "night")
