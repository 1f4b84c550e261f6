"""docs/composition.md and the Chinese manual tell of every setting of composition and what it is by default."""

from __future__ import annotations

import re

import pytest

from compositor.intake.composition import FULLWIDTH, KEYS
from tests.docs.pages import ROOT


@pytest.mark.parametrize("page", ["composition.md", "manual.zh-Hant.md"])
def test_every_setting_has_a_row(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(\w+)[`:]", text, re.MULTILINE))
    assert {key.name for key in (*KEYS, FULLWIDTH)} <= rows
