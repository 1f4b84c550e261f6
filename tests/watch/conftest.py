"""An issue under watch, without the waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.night.desk import Desk
from tests.watch.watched import Watched


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with an issue that composes."""
    return Desk.laid(tmp_path)


@pytest.fixture
def watched(desk: Desk) -> Watched:
    """Return the issue under watch, plates and reports alone."""
    return Watched(desk, "press")
