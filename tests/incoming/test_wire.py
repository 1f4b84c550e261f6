"""Ten and more files of every format come in whole or with a clear fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.incoming import finding
from compositor.intake.files import Refused
from tests.incoming.desk import came
from tests.incoming.wire import FILES, Wire

SOUND = [(kind, wire) for kind, wires in FILES.items() for wire in wires if wire.heads]
DAMAGED = [(kind, wire) for kind, wires in FILES.items() for wire in wires if not wire.heads]


def test_there_are_ten_of_each_with_damaged_ones_among_them() -> None:
    for kind, wires in FILES.items():
        assert len(wires) >= 10, kind
        assert sum(bool(wire.heads) for wire in wires) >= 6, kind
        assert sum(not wire.heads for wire in wires) >= 4, kind


@pytest.mark.parametrize(("kind", "wire"), SOUND, ids=[wire.name for _, wire in SOUND])
def test_sound_files_come_in_whole(tmp_path: Path, kind: str, wire: Wire) -> None:
    found = came(tmp_path, wire.name, wire.content)
    assert found.made.kind == kind
    assert found.heads == wire.heads
    assert len(found.paragraphs) == wire.paragraphs
    assert found.whole(wire.letters) == {}


@pytest.mark.parametrize(("kind", "wire"), DAMAGED, ids=[wire.name for _, wire in DAMAGED])
def test_damaged_files_are_told_with_what_to_do(tmp_path: Path, kind: str, wire: Wire) -> None:
    with pytest.raises(Refused) as told:
        came(tmp_path, wire.name, wire.content)
    said = finding(tmp_path / wire.name, told.value)
    assert wire.fault in said.message
    assert wire.name in str(said.place)
    assert said.hint
    assert said.code in {"ENCODING", "NOT_COPY", "NOT_DOCX", "NOT_NINJS", "NOT_NITF", "TOO_LARGE"}
