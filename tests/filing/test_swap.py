"""Folders swapped whole: old or new for whoever looks, whatever ends the run, and no lock that anybody has to clear."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from compositor.errors import OutputError
from compositor.filing import NotHere, Settling, alone, swap, swapped
from compositor.report import OutputFile
from compositor.report import swap as put_in_place
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform not in {"linux", "darwin"}, reason="folders are swapped on Linux and macOS"
)


def folder(tmp_path: Path) -> Path:
    """Return a folder with files in it: one that stays, one that is replaced, one that goes, and a link."""
    made = tmp_path / "out"
    (made / "press").mkdir(parents=True)
    for name in ("press/01.pdf", "press/02.pdf", "press/03.pdf", "notes.txt"):
        (made / name).write_bytes(b"old")
    (made / "latest").symlink_to("press/01.pdf")
    return made


def standing(made: Path) -> dict[str, bytes]:
    found = sorted(path for path in made.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in found}


NEW = [OutputFile("press/01.pdf", "press", b"old"), OutputFile("press/02.pdf", "press", b"new")]
AFTER = {"notes.txt": b"old", "press/01.pdf": b"old", "press/02.pdf": b"new"}
BEFORE = {"notes.txt": b"old", "press/01.pdf": b"old", "press/02.pdf": b"old", "press/03.pdf": b"old"}


def test_all_changes_are_there_at_once_and_the_rest_stays(tmp_path: Path) -> None:
    made = folder(tmp_path)
    made.chmod(0o750)
    plate = (made / "press/01.pdf").stat()
    seen: list[dict[str, bytes]] = []
    exchange = swap._exchange

    def watched(one: Path, other: Path) -> None:
        seen.append(standing(made))
        exchange(one, other)
        seen.append(standing(made))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(swap, "_exchange", watched)
        put_in_place(made, NEW, stale=["press/03.pdf"])
    assert seen == [BEFORE, AFTER]
    again = (made / "press/01.pdf").stat()
    assert (again.st_ino, again.st_mtime_ns) == (plate.st_ino, plate.st_mtime_ns), (
        "a plate that is the same is the same file"
    )
    assert (made / "latest").readlink() == Path("press/01.pdf")
    assert made.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_is_read_while_it_is_replaced_stays_what_it_was(tmp_path: Path) -> None:
    made = folder(tmp_path)
    with (made / "press/02.pdf").open("rb") as reader:
        put_in_place(made, NEW)
        assert reader.read() == b"old"


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device"), MemoryError()]
)
def test_whatever_goes_wrong_nothing_has_changed(tmp_path: Path, error: BaseException) -> None:
    made = folder(tmp_path)

    def broken() -> bytes:
        raise error

    with pytest.raises((type(error), OutputError)):
        put_in_place(made, [*NEW, OutputFile("press/04.pdf", "press", broken)], stale=["press/03.pdf"])
    assert standing(made) == BEFORE
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    made = folder(tmp_path)
    left = tmp_path / ".out.part/press"
    left.mkdir(parents=True)
    (left / "01.pdf").write_bytes(b"half")
    put_in_place(made, NEW, stale=["press/03.pdf"])
    assert standing(made) == AFTER
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_others_put_there_meanwhile_is_kept(tmp_path: Path) -> None:
    made = folder(tmp_path)

    def change(fresh: Path) -> None:
        (fresh / "new").write_bytes(b"ours")
        (made / "press/theirs.txt").write_bytes(b"theirs")

    swapped(made, change)
    assert standing(made) == {**BEFORE, "new": b"ours", "press/theirs.txt": b"theirs"}


def test_a_folder_that_is_a_link_stays_one(tmp_path: Path) -> None:
    made = folder(tmp_path)
    link = tmp_path / "tonight"
    link.symlink_to(made)
    put_in_place(link, NEW, stale=["press/03.pdf"])
    assert link.is_symlink()
    assert standing(made) == AFTER


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY])
def test_where_folders_cannot_be_swapped_files_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    made = folder(tmp_path)

    def unknown(*_: object) -> None:
        raise NotHere(os.strerror(number))

    monkeypatch.setattr(swap, "_exchange", unknown)
    put_in_place(made, NEW, stale=["press/03.pdf"])
    assert standing(made) == AFTER
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_disk_without_links_has_its_files_swapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = folder(tmp_path)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    put_in_place(made, NEW, stale=["press/03.pdf"])
    assert standing(made) == AFTER


def holds(made: Path) -> bool:
    """Tell whether another run could write the folder now."""
    script = (
        "import sys; from pathlib import Path; from compositor.filing import alone\n"
        "from compositor.errors import OutputError\n"
        "try:\n    with alone(Path(sys.argv[1])): pass\n"
        "except OutputError as error:\n    assert 'is locked: another run' in str(error); sys.exit(9)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(made)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert ran.returncode in {0, 9}
    return ran.returncode == 0


def test_the_lock_goes_along_with_the_swap_and_ends_with_the_run(tmp_path: Path) -> None:
    made = folder(tmp_path)
    with alone(made):
        assert not holds(made)
        put_in_place(made, NEW)
        assert not holds(made)
    assert holds(made)


def test_what_a_run_has_forked_keeps_no_lock_of_it(tmp_path: Path) -> None:
    """A run that is killed leaves those that it set to work for a moment; they don't keep the next one out."""
    made = folder(tmp_path)
    asked, asks = os.pipe()
    with alone(made):
        child = os.fork()
        if not child:
            os.close(asks)
            os.read(asked, 1)
            os._exit(0)
    try:
        assert holds(made)
    finally:
        os.close(asks)
        os.waitpid(child, 0)


def test_who_has_opened_the_old_folder_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening a folder and locking it another run swaps it: the lock has to be on the new one."""
    made, opened, flock = folder(tmp_path), list[int](), fcntl.flock

    def late(descriptor: int, operation: int) -> None:
        opened.append(descriptor)
        if len(opened) == 1:
            made.rename(tmp_path / "old")
            folder(tmp_path)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with alone(made):
        assert len(opened) == 2
        assert os.path.samestat(made.stat(), os.fstat(opened[1]))


def test_files_are_made_to_last_side_by_side_and_one_that_does_not_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasting: list[int] = []
    lock = threading.Lock()

    def lost(opened: int) -> None:
        size = os.fstat(opened).st_size
        if size == 7:
            raise OSError(5, "Input/output error")
        with lock:
            lasting.append(size)

    monkeypatch.setattr(os, "fsync", lost)
    settling = Settling()
    for size in range(20):
        with (tmp_path / f"{size}").open("xb") as stream:
            stream.write(bytes(size))
            stream.flush()
            settling.begin(os.dup(stream.fileno()), tmp_path / f"{size}")
    with pytest.raises(OutputError, match=r"7 can't be written: input/output error"):
        settling.end()
    assert sorted(lasting) == [size for size in range(20) if size != 7]
