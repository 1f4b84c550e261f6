"""Many hands: how many there are, and what becomes of them, never changes a byte of what a run makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from compositor import preflight
from compositor.errors import Finding, Severity
from compositor.release import hands
from tests.release.eight import Desk, Said, desk

HERE = os.getpid()
pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="one hand does it all there")


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk whose paper has a site."""
    found = desk(tmp_path_factory.mktemp("hands"), pages=3)
    found.plan("story: story4", "story: story2")
    found.plan("story: story6", "story: story3")
    found.paper("epaper: {site: true}\n")
    return found


def made(night: Desk, out: Path) -> tuple[dict[str, bytes], Said]:
    """Compose everything; return what was made, but for the one file that tells how long it took."""
    said = night.run("compose", "--out", out, "--no-cache")
    found = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.endswith("/run.json")}, said


@pytest.fixture(scope="module")
def alone(night: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what one hand makes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(hands, "free", lambda: 1)
        files, said = made(night, tmp_path_factory.mktemp("alone"))
    assert said.code == 0, said.err
    return files


def test_many_hands_make_the_same_files(
    night: Desk, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "free", lambda: 3)
    files, said = made(night, tmp_path)
    assert said.code == 0, said.err
    assert {Path(name).parts[1] for name in files} == {"epaper", "press", "proof", "report.html", "report.json"}
    assert any("/tiles/" in name or name.endswith(".webp") for name in files)
    assert files == alone


def test_what_hands_that_die_had_taken_is_made_good(
    night: Desk, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = hands._swept

    def deadly(work: object, piece: object) -> object:
        if os.getpid() != HERE:
            os.kill(os.getpid(), 9)
        return swept(work, piece)  # type: ignore[arg-type]

    monkeypatch.setattr(hands, "free", lambda: 2)
    monkeypatch.setattr(hands, "_swept", deadly)
    assert made(night, tmp_path)[0] == alone


def test_what_is_wrong_with_the_readers_pdf_is_marked_on_the_proof_that_was_drawn_beside_it(
    night: Desk, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = (Finding("T-01", Severity.ERROR, "what can't be read", page="1", area=(0, 0, 9_000_000, 9_000_000)),)
    monkeypatch.setattr(hands, "free", lambda: 2)
    monkeypatch.setattr(preflight, "judge", lambda _, profile="": wrong if profile else ())
    files, said = made(night, tmp_path)
    assert said.code == 5, said.err
    assert not any("/epaper/" in name for name in files)
    assert any(name.endswith("proof/01.png") and files[name] != alone[name] for name in files)
    assert all(files[name] == alone[name] for name in files if "/press/" in name or name.endswith("proof/02.png"))
    assert preflight.failed(wrong)
