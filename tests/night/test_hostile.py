"""Files made to do harm, or harmed on the way, in the place of a picture, an advert, a face and copy; spoilt manifests.

They are made by the conformance programs; a part of them is taken here, and the whole by `run_bad.py` beside them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.night.desk import ISSUE, Desk, sums
from tests.night.told import composed
from tests.watch.watched import Watched

PLACES = {
    "images": f"{ISSUE}/pictures/pier.jpg",
    "pdfs": f"{ISSUE}/adverts/shop.pdf",
    "fonts": "fonts/face.ttf",
    "text": f"{ISSUE}/stories/lead.md",
    "yaml": f"{ISSUE}/issue.yaml",
}
STEPS = {"images": 4, "pdfs": 4, "fonts": 3, "text": 4, "yaml": 4}
_SLOW = {"max_codepoints.txt"}


def programs(cases: Path) -> Path:
    folder = cases / "cases/07-bad-inputs"
    if not folder.is_dir():
        pytest.skip(f"needs {folder}")
    return folder


@pytest.fixture(scope="module")
def made(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of hostile files."""
    folder = tmp_path_factory.mktemp("hostile")
    python(programs(cases) / "gen_bad_inputs.py", folder)
    return folder


def python(*words: str | Path) -> None:
    place = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, *map(str, words)], env=place, capture_output=True, check=True, timeout=300)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["yaml", "text", "images", "pdfs", "fonts"])
def test_a_watch_outlives_hostile_files(desk: Desk, made: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is saved over what was sound while the issue is watched, and mended again."""
    watched = Watched(desk, "press")
    watched.follow()
    good, sound = sums(desk.out), (desk.root / PLACES[kind]).read_bytes()
    files = [path for path in sorted((made / kind).iterdir()) if path.name not in _SLOW][1 :: 3 * STEPS[kind]]
    for path in files:
        content = path.read_bytes()
        desk.write(PLACES[kind], b"---\nheadline: \xe8\xa9\xa6\n---\n" + content if kind == "text" else content)
        watched.follow()
        desk.write(PLACES[kind], sound)
        watched.follow()
        assert sums(desk.out) == good, path.name
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert not {"\x1b", "\0", "\u202e"} & {*said.err, *said.out}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLACES)
def test_hostile_files_are_answered(desk: Desk, made: Path, kind: str) -> None:
    """`composed` sees that nothing of a traceback is said, no bug, nothing that moves a terminal."""
    files = [path for path in sorted((made / kind).iterdir()) if path.name not in _SLOW][:: STEPS[kind]]
    assert len(files) >= 3
    for path in files:
        content = path.read_bytes()
        desk.write(PLACES[kind], b"---\nheadline: \xe8\xa9\xa6\n---\n" + content if kind == "text" else content)
        told = composed(desk)
        assert told.code in {0, 3, 4}, (path.name, told.err)
        assert told.code == 0 or ": error: " in told.err or "PREFLIGHT: the plate of page 01" in told.err, path.name
        assert not list(desk.root.rglob("PWNED*"))


@pytest.mark.slow
def test_the_runner_raises_no_flag(desk: Desk, cases: Path, tmp_path: Path) -> None:
    """In processes under limits of time and memory: spoilt manifests."""
    folder, work = programs(cases), tmp_path / "work"
    command = f"{sys.executable} -m compositor compose {{manifest}} --out {{out}} --layouts '{desk.root}/layouts'"
    command += f" --fonts '{desk.root}/fonts'"
    python(folder / "mutate_manifest.py", desk.issue / "issue.yaml", tmp_path / "mutated", "--max", "4", "--seed", "7")
    common = ("--cmd", command, "--base", desk.issue, "--work", work)
    python(folder / "run_bad.py", "files", *common, *sorted((tmp_path / "mutated").glob("*.yaml")))
    rows = [json.loads(line) for line in (work / "results.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 4
    assert not [row for row in rows if row["verdict"] not in {"CLEAN", "ACCEPTED"} or row["flags"] or row["rc"] == 70]
