"""Charstrings that set-up has cut are those that HarfBuzz would cut; without them a run is the same."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from compositor.faces import Face, FaceFile, matrices
from tests.conftest import ROOT


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A face whose glyphs are kept."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    file = tmp_path / "latin-serif-regular.otf"
    shutil.copyfile(ROOT / "fonts" / file.name, file)
    face = opened(file)
    made = face.cut_out(range(face.glyphs))
    matrices.place(file).parent.mkdir(parents=True)
    matrices.place(file).write_bytes(matrices.packed(file, [made[code] for code in range(face.glyphs)]))
    return file


def opened(file: Path) -> Face:
    return Face(FaceFile(file.stem, str(file), file.read_bytes(), mapped=str(file)))


def test_what_is_kept_is_what_would_be_cut(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    face = opened(file)
    codes = [1, 7, face.glyphs - 1]
    wanted = face.subset(codes)
    assert face.at_hand
    matrices.place(file).rename(file.with_name("away"))
    assert opened(file).subset(codes) == wanted
    file.with_name("away").rename(matrices.place(file))
    monkeypatch.delattr(Face, "_cut_out")
    assert opened(file).subset(codes) == wanted


def test_another_file_or_a_later_one_is_cut_anew(file: Path) -> None:
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))
    assert matrices.cut(file, [1]) is None
    assert not opened(file).at_hand
    other = file.parent / "other" / file.name
    other.parent.mkdir()
    shutil.copy2(file, other)
    assert matrices.cut(other, [1]) is None


@pytest.mark.parametrize("length", [0, 10, 400, -1])
def test_what_was_cut_short_is_cut_anew(file: Path, length: int) -> None:
    content = matrices.place(file).read_bytes()
    assert matrices.cut(file, [1, 2])
    matrices.place(file).write_bytes(content[:length])
    assert matrices.cut(file, [1, 2]) is None


def test_a_face_that_an_issue_brings_is_cut_in_every_run(file: Path) -> None:
    assert not Face(FaceFile(file.stem, str(file), file.read_bytes())).at_hand
