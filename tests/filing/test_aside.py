"""What is put aside comes back as it was."""

from __future__ import annotations

import tempfile

import pytest

from compositor.errors import ExitCode, OutputError
from compositor.filing.aside import Drawer, put_aside


@pytest.mark.parametrize("size", [0, 999_999, 1_000_000, 3_000_000])
def test_it_comes_back_as_often_as_it_is_asked_for(size: int) -> None:
    content = (bytes(range(251)) * (size // 251 + 1))[:size]
    again = put_aside(content)
    assert [again(), again()] == [content, content]


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert put_aside(b"small")() == b"small"
    with pytest.raises(OutputError, match=r"can't be put aside .*: no space left on device") as caught:
        put_aside(bytes(2_000_000))
    assert caught.value.exit_code is ExitCode.CANNOT_WRITE


def test_a_drawer_gives_back_each_of_many_things_and_holds_what_the_disk_has_no_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawer = Drawer()
    things = [bytes([number]) * number * 1000 for number in range(9)]
    asides = [drawer.put(one) for one in things]
    assert [aside() for aside in reversed(asides)] == things[::-1]
    assert [aside() for aside in asides] == things

    def full() -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert Drawer().put(things[3])() == things[3]
    assert drawer.put(things[4])() == things[4]
