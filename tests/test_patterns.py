"""Expressions that set-up has compiled are those that Python would compile; without them a run is the same."""

from __future__ import annotations

import marshal
import re
import sys
from pathlib import Path

import pytest

from compositor import patterns
from compositor.records import dataclass

ASKED = (
    ("(?P<year>[0-9]{4})年(?:([0-9]{1,2})月)?", 0),
    ("[々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]+", re.VERBOSE),
    (rb"(?s)stream\r?\n(.*?)endstream", 0),
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    re.purge()
    for pattern, flags in ASKED:
        re.compile(pattern, flags)
    place = tmp_path / "patterns"
    place.write_bytes(patterns.packed())
    re.purge()
    return place


def known() -> dict[object, object]:
    found: dict[object, object] = vars(re)["_cache"]
    return found


def test_what_is_kept_is_what_would_be_compiled(kept: Path) -> None:
    patterns.put_in_force(kept)
    given = {(pattern, flags): known()[type(pattern), pattern, flags] for pattern, flags in ASKED}
    re.purge()
    for (pattern, flags), found in given.items():
        anew = re.compile(pattern, flags)
        assert found == anew
        assert isinstance(found, re.Pattern)
        assert (found.flags, found.groups, found.groupindex) == (anew.flags, anew.groups, anew.groupindex)


def test_a_group_is_found_by_its_name(kept: Path) -> None:
    patterns.put_in_force(kept)
    assert (str, *ASKED[0]) in known()
    found = re.compile(*ASKED[0]).search("公元2024年5月")
    assert found is not None
    assert (found["year"], found.lastindex, found.lastgroup, found[2]) == ("2024", 2, None, "5")


@pytest.mark.parametrize("spoilt", [b"", b"\xff", marshal.dumps(([("a", 0, (0, b"\0" * 8, 0, {}, (None,)))], {}))])
def test_what_is_spoilt_is_compiled_anew(tmp_path: Path, spoilt: bytes) -> None:
    (place := tmp_path / "patterns").write_bytes(spoilt)
    re.purge()
    patterns.put_in_force(place)
    patterns.put_in_force(tmp_path / "nowhere")
    assert re.compile("a").findall("banana") == ["a", "a", "a"]


def test_another_python_has_its_own() -> None:
    assert patterns.place().name.endswith("-" + format(sys.hexversion, "x"))


def test_methods_of_records_are_kept_by_their_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass(frozen=True, slots=True)
    class Sort:
        code: int
        width: int = 1000

    made = Sort(3)
    (place := tmp_path / "patterns").write_bytes(patterns.packed())
    monkeypatch.setattr(patterns, "METHODS", {})
    patterns.put_in_force(place)
    assert any(text.startswith("def __init__(self, _0, _1):") for text in patterns.METHODS)
    assert made == Sort(3, 1000)
