"""Where a check rests on a clause of ISO 19005-2, veraPDF finds the same clause broken in the same file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.preflight.plates import Spoil, spoiled
from tests.preflight.test_standards_faults import FAULTS
from tests.press.verapdf import faults

_CLAUSE = re.compile(r"ISO 19005-2 ([\d.]+)$")
CITED = [(match[1], what, spoil) for _, what, spoil in FAULTS for match in [_CLAUSE.search(what)] if match]
UNTOLD = {"6.2.11.4.1": "a restricted licence"}
"""What veraPDF doesn't read: the licence in a font."""


@pytest.mark.slow
@pytest.mark.parametrize(("clause", "what", "spoil"), CITED, ids=[one[1] for one in CITED])
def test_verapdf_says_the_same(clause: str, what: str, spoil: Spoil, tmp_path: Path) -> None:
    file = tmp_path / "fault.pdf"
    file.write_bytes(spoiled(spoil))
    told = {one.partition(":")[0].rpartition("-")[0] for one in faults(file, "2u")}
    if what.startswith(UNTOLD.get(clause, "-")):
        assert clause not in told
    else:
        assert clause in told
