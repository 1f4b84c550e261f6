"""What is compiled of the composer sets the same lines as its sources, and never stands in for other sources."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compositor import compiled
from tests.text.both_ways import ROOT


def lines_set(by: str) -> tuple[str, str]:
    command = [sys.executable, "-m", "tests.text.both_ways", by]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return run.stdout, run.stderr


def test_compiled_modules_set_the_same_lines_as_their_sources() -> None:
    if not compiled.folder().is_dir():
        pytest.skip("the composer isn't compiled for these sources: make compiled")
    sources, compiled_ = lines_set("sources"), lines_set("compiled")
    assert sources[1] == "modules compiled: 0\n"
    assert compiled_[1] == f"modules compiled: {len(compiled.MODULES + compiled.CORES)}\n"
    assert len(sources[0].splitlines()) > 4000
    assert sources[0] == compiled_[0]


def package(folder: Path) -> Path:
    """Copy the package's sources, so that some can be changed."""
    shutil.copytree(ROOT / "compositor", folder / "compositor", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "compositor"


def asked(folder: Path, words: str) -> str:
    program = f"from compositor import compiled; {words}"
    run = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return run.stdout.strip()


@pytest.mark.parametrize(
    "changed", ["text/marks.py", "text/breaker.py", "text/strict.c", "checked.h", "model/lines.py", "pdf/plain.py"]
)
def test_a_changed_source_has_a_folder_of_its_own(tmp_path: Path, changed: str) -> None:
    copied = package(tmp_path)
    assert asked(tmp_path, "print(compiled.folder())") == str(compiled.folder())
    with (copied / changed).open("a", encoding="utf-8") as source:
        source.write("\n\n")
    assert asked(tmp_path, "print(compiled.folder())") != str(compiled.folder())
    assert asked(tmp_path, "import compositor.text.breaker as it; print(it.__file__)").endswith("breaker.py")


def test_what_cannot_be_loaded_is_left_for_the_sources(tmp_path: Path) -> None:
    package(tmp_path)
    words = f"import sys; sys.prefix = {str(tmp_path)!r}; place = compiled.folder() / 'compositor' / 'text'; "
    words += "place.mkdir(parents=True); from importlib.machinery import EXTENSION_SUFFIXES as ends; "
    words += "[(place / f'{name}{ends[0]}').write_bytes(b'broken') for name in ('composer__mypyc', 'breaker')]; "
    words += "import compositor.text.breaker as it; print(it.__file__, compiled.names())"
    assert asked(tmp_path, words).endswith("breaker.py ()")
