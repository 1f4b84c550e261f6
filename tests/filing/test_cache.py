"""The cache: what was kept comes back to the byte or not at all, whatever became of its folder."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compositor import filing
from compositor.filing import NO_CACHE, Cache

CONTENT = b"a plate of 17 cm\n"


def cache(folder: Path, program: bytes = b"one", *, most: int = 1_000_000, spare: int = 0) -> Cache:
    return Cache(folder / "kept", lambda: program, most=most, spare=spare)


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "kept").rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG")


def test_what_was_kept_is_found_by_its_kind_its_key_and_its_program(tmp_path: Path) -> None:
    one = cache(tmp_path)
    key = one.key("plate", b"page 1")
    assert one.get("plate", key) is None
    one.put("plate", key, CONTENT)
    assert cache(tmp_path).get("plate", key) == CONTENT
    other = cache(tmp_path, b"two")
    assert other.get("plate", other.key("plate", b"page 1")) is None
    assert len({one.key("plate", b"page 1"), one.key("picture", b"page 1"), one.key("plate", b"page 2"), key}) == 3
    assert one.tally.asked == {"plate": 1}
    assert one.tally.found == {}
    assert one.tally.spoilt == 0


def test_without_a_folder_nothing_is_kept_and_the_program_not_asked() -> None:
    NO_CACHE.put("plate", b"1" * 32, CONTENT)
    assert NO_CACHE.get("plate", b"1" * 32) is None
    assert not NO_CACHE.is_kept
    assert NO_CACHE.tally.asked == {}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a folder with one entry, and the bytes of that."""
    folder = tmp_path_factory.mktemp("whole")
    one = cache(folder)
    one.put("plate", one.key("plate", b"1"), CONTENT)
    return folder, entries(folder)[0].read_bytes()


def taken(folder: Path, written: bytes) -> bytes | None:
    """Return what is found where an entry has other bytes; one that isn't right is told and goes."""
    one = cache(folder)
    key = one.key("plate", b"1")
    path = folder / "kept" / "plate" / key.hex()[:2] / key.hex()
    path.write_bytes(written)
    found = one.get("plate", key)
    assert path.exists() == (found is not None)
    assert one.tally.spoilt == (found is None)
    return found


def test_an_entry_with_any_bit_turned_is_none(whole: tuple[Path, bytes]) -> None:
    folder, right = whole
    assert taken(folder, right) == CONTENT
    for at in range(len(right)):
        for bit in range(8):
            wrong = bytearray(right)
            wrong[at] ^= 1 << bit
            assert taken(folder, bytes(wrong)) is None, (at, bit)


def test_an_entry_that_was_cut_off_or_goes_on_is_none(whole: tuple[Path, bytes]) -> None:
    folder, right = whole
    for end in range(len(right)):
        assert taken(folder, right[:end]) is None, end
    assert taken(folder, right + b"\0") is None
    assert taken(folder, right + right) is None


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names")
def test_a_pipe_in_the_place_of_an_entry_is_not_waited_for_nor_a_swollen_one_read(tmp_path: Path) -> None:
    """A pipe held up the run for ever, an entry that went on for gigabytes for as long as they take to be summed."""
    one = cache(tmp_path)
    key = one.key("plate", b"1")
    one.put("plate", key, CONTENT)
    (path,) = entries(tmp_path)
    os.truncate(path, 1 << 40)
    assert one.get("plate", key) is None
    one.put("plate", key, CONTENT)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert one.get("plate", key) is None


@given(st.binary(max_size=200))
def test_other_bytes_are_no_entry(whole: tuple[Path, bytes], other: bytes) -> None:
    assert taken(whole[0], other) is None


def test_an_entry_in_the_place_of_another_is_none(tmp_path: Path) -> None:
    one = cache(tmp_path)
    keys = [one.key("plate", b"1"), one.key("plate", b"2"), one.key("picture", b"1")]
    for kind, key in zip(("plate", "plate", "picture"), keys, strict=True):
        one.put(kind, key, CONTENT)
    first, second, third = (next(path for path in entries(tmp_path) if path.name == key.hex()) for key in keys)
    held = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(held)
    third.write_bytes(held)
    assert [one.get("plate", keys[0]), one.get("plate", keys[1]), one.get("picture", keys[2])] == [None] * 3
    assert entries(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights and links as POSIX has them")
def test_nobody_else_looks_into_it_and_no_link_leads_out_of_it(tmp_path: Path) -> None:
    one = cache(tmp_path)
    key = one.key("plate", b"1")
    one.put("plate", key, CONTENT)
    (entry,) = entries(tmp_path)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (entry.parents[2], entry.parents[1], entry.parent)}
    assert (stat.S_IMODE(entry.stat().st_mode), modes) == (0o600, {0o700})
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    assert one.get("plate", key) is None
    assert (tmp_path / "elsewhere").exists()
    assert not entry.is_symlink()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="users as POSIX has them")
@pytest.mark.parametrize("what", ["link", "file", "others", "stranger"])
def test_a_folder_that_others_may_write_is_not_read(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = cache(tmp_path)
    key = one.key("plate", b"1")
    one.put("plate", key, CONTENT)
    kept = tmp_path / "kept"
    if what in {"link", "file"}:
        kept.rename(tmp_path / "real")
        kept.symlink_to("real") if what == "link" else kept.write_bytes(b"")
    elif what == "others":
        kept.chmod(0o777)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: kept.stat().st_uid + 1)
    two = cache(tmp_path)
    assert two.get("plate", key) is None
    two.put("plate", key, CONTENT)
    assert str(kept) in two.tally.refused
    assert not two.is_kept


@pytest.mark.parametrize("what", ["full", "file", "rights", "gone"])
def test_what_cannot_be_kept_is_told_once_and_never_fails(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = cache(tmp_path, spare=1 << 62 if what == "full" else 0)
    if what == "file":
        (tmp_path / "kept").mkdir(mode=0o700)
        (tmp_path / "kept" / "plate").write_bytes(b"")
    elif what == "rights":
        monkeypatch.setattr(Path, "mkdir", _forbidden)
    elif what == "gone":
        monkeypatch.setattr(Path, "replace", _forbidden)
    for name in (b"1", b"2"):
        one.put("plate", one.key("plate", name), CONTENT)
        assert one.get("plate", one.key("plate", name)) is None
    assert one.tally.refused.startswith(str(tmp_path / "kept"))
    monkeypatch.undo()
    assert entries(tmp_path) in ([], [tmp_path / "kept" / "plate"])


def _forbidden(*_given: object, **_named: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_what_was_asked_for_least_recently_goes_first(tmp_path: Path) -> None:
    one = cache(tmp_path, most=410)
    keys = [one.key("plate", name) for name in (b"1", b"2", b"3", b"4")]
    for at, key in enumerate(keys):
        one.put("plate", key, CONTENT)
        os.utime(tmp_path / "kept" / "plate" / key.hex()[:2] / key.hex(), (at, at))
    left = tmp_path / "kept" / "plate" / ".left-behind.part"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    writing = left.with_name(".writing.part")
    writing.write_bytes(b"half")
    one.get("plate", b"0" * 32)
    assert one.get("plate", keys[0]) == CONTENT
    one.trim()
    assert {path.name for path in entries(tmp_path)} == {keys[0].hex(), keys[2].hex(), keys[3].hex(), writing.name}
    assert (tmp_path / "kept" / "CACHEDIR.TAG").exists()
    cache(tmp_path, most=0).trim()  # nothing was asked for: nothing was added
    assert len(entries(tmp_path)) == 4


def test_runs_may_fill_one_cache_at_the_same_time(tmp_path: Path) -> None:
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("needs processes that are doubled")
    fork = multiprocessing.get_context("fork")
    hands = [fork.Process(target=_fill, args=(tmp_path, number)) for number in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert [hand.exitcode for hand in hands] == [0] * 4
    assert not [path for path in entries(tmp_path) if path.name.endswith(".part")]


def _fill(folder: Path, number: int) -> None:
    """Ask for the same entries as others do, keep what is missing, spoil some, and see nothing that is wrong."""
    one = cache(folder)
    for turn in range(150):
        name = b"%d" % (turn % 7)
        key = one.key("plate", name)
        found = one.get("plate", key)
        assert found in (None, name * 5_000)
        if found is None or turn % 5 == number:
            one.put("plate", key, name * 5_000)
        if turn % 11 == number:
            path = folder / "kept" / "plate" / key.hex()[:2] / key.hex()
            with contextlib.suppress(FileNotFoundError):  # another may have found it spoilt, and taken it away
                os.truncate(path, 40)
    assert not one.tally.refused


def test_the_digest_of_the_program_follows_its_files_and_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(filing.__file__).parent
    package = tmp_path / "compositor"
    shutil.copytree(source, package)
    monkeypatch.setattr("compositor.filing.running._PACKAGE", str(package))

    def digest(versions: dict[str, str] | None = None) -> bytes:
        return filing.program(versions or {"pillow": "12.0"})

    before = digest()
    assert digest() == before
    assert digest({"pillow": "12.1"}) != before
    changes: list[Callable[[], object]] = [
        lambda: (package / "table.pack").write_bytes(b"1"),
        lambda: (package / "table.pack").rename(package / "other.pack"),
        lambda: _change_in_place(package / "other.pack"),
    ]
    seen = {before}
    for change in changes:
        change()
        seen.add(digest())
    assert len(seen) == 4
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "cache.pyc").write_bytes(b"anything")
    assert digest() in seen


def _change_in_place(path: Path) -> None:
    """Change a file without its size or its time telling of it."""
    look = path.stat()
    path.write_bytes(b"2")
    os.utime(path, ns=(look.st_atime_ns, look.st_mtime_ns))
