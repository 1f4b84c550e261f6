"""Plates begun before the proofs are read: the same files, whoever makes them, and none of a page that waits."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from compositor import makeup
from compositor.faces import Face, matrices
from compositor.filing import Known, Unnamed
from compositor.model.page import Page
from compositor.release import Platesetter, platesetter
from tests.release.eight import Desk, copy, desk, story

HERE = os.getpid()
pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="one hand does it all there")


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with an issue of four pages, of which the last has more copy than room."""
    found = desk(tmp_path_factory.mktemp("abreast"), pages=4)
    found.plan("  - {story: story6, text: 渡口}\n", "")
    found.write("story4", story("太長", copy(2000)))
    return found


def composed(night: Desk, out: Path, *more: str | Path) -> tuple[dict[str, bytes], str]:
    """Compose the plates; return every file but the one that tells how long it took, and what was said."""
    said = night.run("compose", "--only", "press", "--out", out, *(more or ("--no-cache",)))
    assert said.code == 4, said.err
    paths = [path for path in sorted((out / night.made.name).rglob("*")) if path.is_file()]
    return {path.name: path.read_bytes() for path in paths if path.name != "run.json"}, said.err


@pytest.fixture(scope="module")
def alone(night: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files that one hand makes."""
    with pytest.MonkeyPatch.context() as patch:
        processors(patch, 1)
        made, _ = composed(night, tmp_path_factory.mktemp("alone"))
    assert len([name for name in made if name.endswith(".pdf")]) == 3
    return made


def processors(patch: pytest.MonkeyPatch, count: int) -> None:
    patch.setattr(os, "sched_getaffinity", lambda _: set(range(count)), raising=False)


@pytest.mark.parametrize("cut_before", [True, False], ids=["glyphs as set-up has them", "glyphs cut by a hand"])
@pytest.mark.parametrize("count", [2, 5])
def test_however_many_hands_there_are_the_files_are_the_same(
    night: Desk, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, cut_before: bool
) -> None:
    processors(monkeypatch, count)
    if not cut_before:
        monkeypatch.setattr(matrices, "cut", lambda *_: None)
    monkeypatch.setattr(makeup.ahead, "_LEAST", 100)
    cut: list[int] = []
    take = Face.take

    def taken(self: Face, made: Mapping[int, bytes]) -> None:
        cut.append(len(made))
        take(self, made)

    monkeypatch.setattr(Face, "take", taken)
    begun: list[int] = []
    begin = Platesetter.begin

    def noted(self: Platesetter, pages: list[Page], version: int, hands: int) -> None:
        begun.append(hands)
        begin(self, pages, version, hands)

    monkeypatch.setattr(Platesetter, "begin", noted)
    assert composed(night, tmp_path)[0] == alone
    assert begun == [{2: 1, 5: 4}[count]]
    assert cut_before or sum(cut) > 50


def test_what_hands_fail_at_is_made_here(
    night: Desk, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processors(monkeypatch, 2)
    make, labels = Platesetter._pdf, list[str]()

    def made(self: Platesetter, page: Page, version: int) -> bytes:
        if os.getpid() != HERE:
            os.kill(os.getpid(), 9)
        labels.append(page.label)
        return make(self, page, version)

    monkeypatch.setattr(Platesetter, "_pdf", made)
    assert composed(night, tmp_path)[0] == alone
    assert sorted(labels) == ["01", "02", "03"]


@pytest.mark.parametrize("fault", ["no such files", "nothing is named", "nothing lasts", "no room"])
def test_a_disk_that_gives_plates_no_names_has_them_written_in_the_end(
    night: Desk, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    processors(monkeypatch, 2)

    def full(_: Unnamed, content: bytes) -> Known:
        raise OSError(28, f"no room for {len(content)}")

    if fault == "no such files":
        monkeypatch.setattr(platesetter, "unnamed", lambda _: None)
    elif fault == "nothing is named":
        monkeypatch.setattr(Unnamed, "named", lambda *_: False)
    elif fault == "nothing lasts":
        monkeypatch.setattr(Unnamed, "lasts", lambda _: False)
    else:
        monkeypatch.setattr(Unnamed, "fill", full)
    assert composed(night, tmp_path)[0] == alone


def test_the_plate_of_a_page_that_waits_is_not_counted_where_the_cache_has_it(
    night: Desk, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processors(monkeypatch, 2)
    for said in ("3 plates", "3 plates, 3 from the cache"):
        made, err = composed(night, tmp_path / "out", "--cache", tmp_path / "cache")
        assert made == alone
        assert f"{said}\n" in err
