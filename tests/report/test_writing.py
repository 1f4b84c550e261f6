"""The output folder: whole files or none, and no plate that a page in error may not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from compositor.errors import ExitCode, OutputError
from compositor.filing import Settling
from compositor.report import OutputFile, stale_pictures, stale_plates, write

PLATES = ("p-01.pdf", "p-02.pdf", "p-03.pdf")


def files(*names: str, content: bytes = b"new") -> list[OutputFile]:
    return [OutputFile(name, "press", content) for name in names]


def standing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_files_are_written_into_folders_that_are_made(tmp_path: Path) -> None:
    paths = write(tmp_path / "out", files("press/p-01.pdf", "report.json"))
    assert paths == (tmp_path / "out/press/p-01.pdf", tmp_path / "out/report.json")
    assert standing(tmp_path / "out") == {"press/p-01.pdf": b"new", "report.json": b"new"}


def test_old_files_are_replaced_and_stale_ones_removed(tmp_path: Path) -> None:
    write(tmp_path, files("press/p-01.pdf", "press/p-02.pdf", content=b"old"))
    write(tmp_path, files("press/p-01.pdf"), stale=["press/p-02.pdf", "press/never-there.pdf"])
    assert standing(tmp_path) == {"press/p-01.pdf": b"new"}


def test_a_plate_that_stands_there_is_not_written_again(tmp_path: Path) -> None:
    made = OutputFile("press/p-01.pdf", "press", b"plate"), OutputFile("report.json", "report", b"{}")
    plate, report = write(tmp_path, made)
    before = (plate.stat().st_ino, plate.stat().st_ctime_ns), report.stat().st_ctime_ns
    assert write(tmp_path, made) == (plate, report)
    assert (plate.stat().st_ino, plate.stat().st_ctime_ns) == before[0]
    assert report.stat().st_ctime_ns != before[1]


def test_where_one_file_cannot_be_written_all_old_files_stay(tmp_path: Path) -> None:
    write(tmp_path, files("press/p-01.pdf", "press/p-02.pdf", content=b"old"))
    (tmp_path / "epaper").write_bytes(b"a file in the way")
    with pytest.raises(OutputError) as caught:
        write(tmp_path, files("press/p-01.pdf", "epaper/p.pdf"), stale=["press/p-02.pdf"])
    assert caught.value.exit_code is ExitCode.CANNOT_WRITE
    assert "epaper/p.pdf can't be written" in str(caught.value)
    assert standing(tmp_path) == {"epaper": b"a file in the way", "press/p-01.pdf": b"old", "press/p-02.pdf": b"old"}


def test_what_is_fetched_is_written_as_it_is(tmp_path: Path) -> None:
    waiting = OutputFile("press/p-01.pdf", "press", lambda: b"new")
    assert waiting.entry() == files("press/p-01.pdf")[0].entry()
    write(tmp_path, [waiting])
    assert standing(tmp_path) == {"press/p-01.pdf": b"new"}


def test_a_folder_in_the_way_of_a_file_is_said_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "report.json" / "inside").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"report\.json can't be written: "):
        write(tmp_path, files("report.json"))
    assert not list(tmp_path.rglob("*.part"))


def test_a_run_that_is_interrupted_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, files("press/p-01.pdf", content=b"old"))

    def interrupted(_: Settling) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Settling, "end", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, files("press/p-01.pdf", "press/p-02.pdf"))
    assert standing(tmp_path) == {"press/p-01.pdf": b"old"}


def test_a_stale_file_that_cannot_be_removed_is_said(tmp_path: Path) -> None:
    (tmp_path / "press" / "p-01.pdf").mkdir(parents=True)
    with pytest.raises(OutputError, match="can't be removed"):
        write(tmp_path, files("report.json"), stale=["press/p-01.pdf"])


@pytest.mark.parametrize(
    ("made", "withheld", "whole", "gone"),
    [
        ({"p-01.pdf", "p-02.pdf"}, set(), True, {"p-03.pdf"}),
        ({"p-01.pdf"}, {"p-02.pdf"}, True, {"p-02.pdf", "p-03.pdf"}),
        ({"p-01.pdf"}, set(), False, set()),
        ({"p-01.pdf"}, {"p-02.pdf"}, False, {"p-02.pdf"}),
    ],
)
def test_plates_that_may_not_stay(
    tmp_path: Path, made: set[str], withheld: set[str], whole: bool, gone: set[str]
) -> None:
    write(tmp_path, files(*(f"press/{name}" for name in PLATES)))
    stale = stale_plates(tmp_path, made, withheld=withheld, whole=whole)
    assert {Path(name).name for name in stale} == gone


def test_pictures_of_pages_that_are_gone_may_not_stay(tmp_path: Path) -> None:
    write(tmp_path, files("proof/01.png", "proof/02.png", "proof/p-proof.pdf"))
    assert stale_pictures(tmp_path, {"01.png"}) == ("proof/02.png",)
    assert stale_pictures(tmp_path / "never", {"01.png"}) == ()
    assert stale_plates(tmp_path / "never", (), withheld=(), whole=True) == ()
