"""docs/licences.md has every release that is locked, every file made of others' work, and licences SPDX knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.licenses import canonicalize_license_expression

from tests.docs.pages import ROOT
from tools.bill import licences, locked
from tools.bill.vendored import VENDORED

Golden = Callable[[Path, str], None]
PAGE = ROOT / "docs" / "licences.md"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_tables_are_those_of_locks_and_metadata(golden: Golden) -> None:
    golden(PAGE, licences.rendered(page()))


def test_what_is_locked_has_a_licence_that_spdx_knows() -> None:
    found = licences.licences(page())
    assert sorted(found) == [material.pin.name for material in locked.materials()]
    for expression in (*found.values(), *(vendored.licence for vendored in VENDORED)):
        assert canonicalize_license_expression(expression) == expression


def test_a_release_of_unknown_licence_is_told() -> None:
    had = page().replace("| colorama | 0.4.6 | BSD-3-Clause |", "| colorama | 0.4.6 |")
    assert licences.installed("colorama", "0.0.0") is None
    if licences.installed("colorama", "0.4.6") is None:
        with pytest.raises(licences.UnknownLicenceError, match=r"colorama 0\.4\.6"):
            licences.rendered(had)


def test_metadata_has_the_last_word() -> None:
    wrong = page().replace("| segno | 1.6.6 | BSD-3-Clause |", "| segno | 1.6.6 | MIT |")
    assert wrong != page()
    assert licences.rendered(wrong) == page()


def test_files_made_of_others_work_are_all_named() -> None:
    """Faces, packed tables and profiles are binary: nothing of the kind stands there without its source."""
    named = {name for vendored in VENDORED for name in vendored.files}
    there = [path for folder in ("fonts", "compositor") for path in (ROOT / folder).rglob("*")]
    binary = {str(path.relative_to(ROOT)) for path in there if path.suffix in {".otf", ".ttf", ".pack", ".icc"}}
    tables = {str(path.relative_to(ROOT)) for path in (ROOT / "compositor" / "text").glob("uax*_table.py")}
    assert binary | tables | {"compositor/colour/newsprint.json"} == named
    assert all((ROOT / vendored.text).is_file() for vendored in VENDORED)
