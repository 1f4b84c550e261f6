"""What is put aside comes back as it was."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from threading import Thread

import pytest

from compositor.errors import ExitCode, OutputError
from compositor.filing import Settling
from compositor.filing.aside import Drawer, Known, Unnamed, put_aside, unnamed


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


def named(one: Unnamed | None, path: Path) -> bool:
    assert one is not None
    return one.named(path)


def test_a_file_without_a_name_gets_one_and_is_as_any_other(tmp_path: Path) -> None:
    one = unnamed(tmp_path / "not" / "yet")
    if one is None:
        pytest.skip("this disk knows no files without a name")
    content = bytes(range(256)) * 2000
    one.fill(b"what another has begun with" * 50_000)
    assert one.holding(one.fill(content))() == content
    assert one.known == (len(content), hashlib.sha256(content).hexdigest())
    assert not list(tmp_path.iterdir())
    target, beside = tmp_path / "plate.pdf", tmp_path / "plain.pdf"
    assert named(one, target)
    beside.write_bytes(content)
    assert target.read_bytes() == content
    assert target.stat().st_mode == beside.stat().st_mode


def test_what_another_process_fills_in_is_the_same_file(tmp_path: Path) -> None:
    one = unnamed(tmp_path)
    if one is None:
        pytest.skip("this disk knows no files without a name")
    child = os.fork()
    if not child:
        one.fill(b"made elsewhere")
        os._exit(0 if one.lasts() else 1)
    assert os.waitpid(child, 0)[1] == 0
    known = Known(14, hashlib.sha256(b"made elsewhere").hexdigest())
    assert one.holding(known)() == b"made elsewhere"
    assert named(one, tmp_path / "there")
    assert (tmp_path / "there").read_bytes() == b"made elsewhere"


def test_it_says_where_it_can_not_be_named_or_does_not_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = unnamed(tmp_path), unnamed(tmp_path)
    if one is None or other is None:
        pytest.skip("this disk knows no files without a name")
    one.fill(b"plate")
    assert not named(one, tmp_path / "no folder" / "plate")
    assert named(one, tmp_path / "plate")
    assert not named(one, tmp_path / "plate")

    def lost(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", lost)
    other.fill(b"plate")
    assert not other.lasts()
    assert not named(other, tmp_path / "other")
    with pytest.raises(OutputError, match="can't be read"):
        other.holding(Known(9, ""))()


def test_a_disk_without_such_files_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> int:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "open", unknown)
    assert unnamed(tmp_path) is None
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    assert unnamed(tmp_path) is None


def test_what_has_no_room_is_told_and_takes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = unnamed(tmp_path)
    if one is None:
        pytest.skip("this disk knows no files without a name")
    write = os.pwrite

    def full(opened: int, content: memoryview, at: int) -> int:
        if at:
            raise OSError(28, "No space left on device")
        return write(opened, content[:1000], at)

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(OSError, match="No space left"):
        one.fill(bytes(2000))
    assert os.fstat(one._opened).st_size == 0


def test_where_there_is_no_room_for_a_thread_the_disk_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", none)
    one, settling = unnamed(tmp_path), Settling()
    if one is not None:
        one.fill(b"plate")
        assert one.lasts()
    with (tmp_path / "report").open("wb") as file:
        opened = os.dup(file.fileno())
        settling.begin(opened, tmp_path / "report")
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(opened)  # made to last, and closed
    settling.end()
