"""The cache: without it, with what it has, and with a spoilt one the command makes the same files."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.release.eight import Desk, Said, desk

PHOTOGRAPH = ROOT / "issues" / "2024-04-21-wangyu" / "pictures" / "ferry.jpg"
_PICTURE = "photo: {picture: pictures/ferry.jpg, alt: 渡船, cutline: 望嶼輪復航}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with an issue of three pages and a photograph, whose first run has filled the cache."""
    found = desk(tmp_path_factory.mktemp("cache"), pages=3)
    layout = found.folder / "layouts" / "night" / "inside.yaml"
    text = layout.read_text(encoding="utf-8").replace("rows: 3-38, optional", "rows: 20-38, optional")
    layout.write_text(f"{text}  photo: {{columns: 3, rows: 3-18, kind: picture, optional: true}}\n", encoding="utf-8")
    (found.issue / "pictures").mkdir()
    shutil.copy(PHOTOGRAPH, found.issue / "pictures")
    found.plan("story: story4", "story: story2")
    found.plan("story: story6", "story: story3")
    found.plan("main: {story: story3}", f"main: {{story: story3}}\n      {_PICTURE}")
    said = found.run("compose")
    assert said.code == 0, said.err
    return found


def kept(filled: Desk) -> Path:
    return filled.folder / "out" / ".cache"


def files(folder: Path) -> dict[str, bytes]:
    """Return all that a run makes, but for the one file that tells how long it took."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "run.json"}


def again(filled: Desk, out: Path, *more: str | Path) -> tuple[dict[str, bytes], Said]:
    """Compose the issue elsewhere; return what was made and what was said."""
    said = filled.run("compose", "--out", out, *more)
    assert said.code == 0, said.err
    return files(out / filled.made.name), said


def plates(made: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in made.items() if name.startswith("press/")}


def test_with_a_cache_and_without_the_files_are_the_same(filled: Desk, tmp_path: Path) -> None:
    assert kept(filled).is_dir()
    bare, _ = again(filled, tmp_path / "bare", "--no-cache")
    assert not (tmp_path / "bare" / ".cache").exists()
    warm, said = again(filled, tmp_path / "warm", "--cache", kept(filled))
    assert bare == warm == files(filled.made)
    assert len(plates(warm)) == 3
    assert "3 plates, 3 from the cache" in said.err
    told = json.loads((tmp_path / "warm" / filled.made.name / "run.json").read_text(encoding="utf-8"))["cache"]
    assert {kind for kind, one in told.items() if one["asked"] != one["found"]} == set()


def test_a_spoilt_cache_is_told_and_never_printed(filled: Desk, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(kept(filled), cache)
    seeded = random.Random(7)
    entries = sorted(path for path in cache.rglob("*") if path.is_file() and path.parent != cache)
    for at, path in enumerate(entries):
        held = bytearray(path.read_bytes())
        if at % 4 == 0:
            held[seeded.randrange(len(held))] ^= 1 << seeded.randrange(8)
        elif at % 4 == 1:
            del held[seeded.randrange(len(held)) :]
        elif at % 4 == 2:
            held += b"\n"
        else:
            held = bytearray(entries[at - 4].read_bytes())
        path.write_bytes(held)
    made, said = again(filled, tmp_path / "out", "--cache", cache)
    assert made == files(filled.made)
    assert "damaged and are made anew" in said.err
    assert "from the cache" not in said.err
    once_more, said = again(filled, tmp_path / "out", "--cache", cache)
    assert once_more == made
    assert "3 plates, 3 from the cache" in said.err
    assert "cache:" not in said.err


def test_a_changed_story_makes_its_own_pages_anew_alone(filled: Desk, tmp_path: Path) -> None:
    for folder in ("issues", "layouts"):
        shutil.copytree(filled.folder / folder, tmp_path / folder)
    later = Desk(tmp_path)
    later.correct("story3", "的", "得")
    warm, said = again(later, tmp_path / "warm", "--cache", kept(filled))
    bare, _ = again(later, tmp_path / "bare", "--no-cache")
    assert warm == bare
    assert "3 plates, 2 from the cache" in said.err
    told = json.loads((tmp_path / "warm" / filled.made.name / "run.json").read_text(encoding="utf-8"))["cache"]
    assert told["picture"] == {"asked": 1, "found": 1}
    assert told["page"] == {"asked": 3, "found": 2}
    assert told["proof"] == {"asked": 1, "found": 0}
    old = plates(files(filled.made))
    assert [name[-6:-4] for name, plate in plates(warm).items() if plate != old[name]] == ["03"]


@pytest.mark.parametrize("what", ["file", "link"])
def test_where_no_cache_can_be_the_run_goes_on(filled: Desk, tmp_path: Path, what: str) -> None:
    cache = tmp_path / "cache"
    if what == "file":
        cache.write_bytes(b"no folder")
    else:
        cache.symlink_to(kept(filled))
    made, said = again(filled, tmp_path / "out", "--cache", cache, "--only", "press")
    assert plates(made) == plates(files(filled.made))
    assert f"cache: nothing is kept in {cache}" in said.err
    assert "from the cache" not in said.err
