"""What a run doesn't need isn't read: packages hand out their names when they are asked for."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.newspapers import newspaper, write
from compositor import late

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = sorted((ROOT / "compositor").rglob("__init__.py"))
MOST = 350
"""Modules of ours that a run which makes plates alone may read; there are some 500."""
NOT_FOR_PLATES = (
    *("PIL", "email", "fontTools", "http", "jsonschema", "lxml", "numpy", "pypdf", "pypdfium2", "reportlab", "segno"),
    *("socket", "ssl", "xml.dom", "compositor.collation.changes", "compositor.copyfit.advising", "compositor.incoming"),
    *("compositor.epaper.bundle", "compositor.epaper.site", "compositor.intake.inspect.repro.page", "compositor.lint"),
    *("compositor.report.proofs", "compositor.releasing"),
)
RUN = """
import json, sys
from compositor.__main__ import main
code = main(["compose", sys.argv[1], "--layouts", sys.argv[2], "--only", "press", "--out", sys.argv[3]])
print(json.dumps([int(code), sorted(sys.modules)]))
"""


def modules_read(folder: Path) -> set[str]:
    """Return the modules that a run reads which makes plates of pages without pictures."""
    issue = write(newspaper(2), folder, pictures=False)
    command = [sys.executable, "-c", RUN, str(issue), str(folder / "layouts"), str(folder / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    code, found = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    return set(found)


def too_many(found: set[str]) -> list[str]:
    """Return what is wrong with the modules that a run read."""
    ours = {one for one in found if one.split(".")[0] == "compositor"}
    wrong = [f"{one} is read, and no plate needs it" for one in NOT_FOR_PLATES if one in found]
    return [*wrong, f"{len(ours)} of our modules are read"] if len(ours) > MOST else wrong


def test_a_press_run_reads_what_plates_need(tmp_path: Path) -> None:
    assert too_many(modules_read(tmp_path)) == []


def test_a_module_that_is_read_early_is_found() -> None:
    assert too_many({"compositor.press", "PIL"}) == ["PIL is read, and no plate needs it"]
    assert too_many({f"compositor.a{at}" for at in range(MOST + 1)}) == [f"{MOST + 1} of our modules are read"]


def tables(path: Path) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]] | None:
    """Return what a package imports for readers and what it gives in running: module and name there, by name."""
    package = ".".join(path.parent.relative_to(ROOT).parts)
    block = next((one for one in ast.parse(path.read_text("utf-8")).body if isinstance(one, ast.If)), None)
    if block is None or not block.orelse:
        return None
    imported = {
        name.asname or name.name: (one.module, name.name)
        for one in block.body
        if isinstance(one, ast.ImportFrom) and one.module
        for name in one.names
    }
    call = block.orelse[0]
    assert isinstance(call, ast.Assign)
    assert isinstance(call.value, ast.Call)
    given: dict[str, tuple[str, str]] = {}
    for module, names in ast.literal_eval(call.value.args[1]).items():
        place = module if module.startswith("compositor.") else f"{package}.{module}"
        given |= {name.split("=")[-1]: (place, name.split("=")[0]) for name in names.split()}
    return imported, given


def late_packages() -> Iterator[tuple[Path, str]]:
    for path in PACKAGES:
        if "late.names(" in path.read_text("utf-8"):
            yield path, ".".join(path.parent.relative_to(ROOT).parts)


@pytest.mark.parametrize(("path", "name"), [*late_packages()])
def test_what_is_imported_for_readers_is_given_in_running(path: Path, name: str) -> None:
    found = tables(path)
    assert found is not None
    assert found[0] == found[1]
    package = importlib.import_module(name)
    inside = {one.stem for one in path.parent.iterdir() if one.suffix == ".py" or one.is_dir()}
    assert not inside & found[1].keys(), "a module of that name would stand in the name's place"
    assert sorted(package.__all__) == sorted(found[1])
    for given, (module, own) in found[1].items():
        assert getattr(package, given) is getattr(importlib.import_module(module), own)


def test_a_name_that_nobody_gives_is_missed_as_in_any_module() -> None:
    given = late.names("compositor.report", {"html": "report_html"})
    with pytest.raises(AttributeError, match=r"'compositor.report' has no attribute 'report_pdf'"):
        given("report_pdf")
