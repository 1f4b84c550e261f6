"""The desk of the night, laid afresh for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.night.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with an issue that composes."""
    return Desk.laid(tmp_path)
