"""The layers of docs/decisions/0001 hold, and the contracts catch what they are there to catch."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LAYERS = "Imports run one way"
PURE = "model, text, plan, makeup and proof touch"
REPORTLAB = "Nothing imports reportlab, which draws for tests alone"
FOREIGN_PDF = "Only pdf and inspect"
OPENTYPE = "Only faces imports"
PROOF_READS = "proof reads the pages"

# (the contract, the file that breaks it, what that file says)
FAULTS = [
    (LAYERS, "makeup/seeded.py", "from compositor import pdf"),
    (LAYERS, "text/seeded.py", "def f():\n    from compositor import plan"),
    (LAYERS, "units.py", "from compositor import errors"),
    (LAYERS, "incoming/seeded.py", "from compositor import lint"),
    (LAYERS, "incoming/seeded.py", "from compositor import receiving"),
    (LAYERS, "intake/seeded.py", "from compositor import incoming"),
    (LAYERS, "cellar/__init__.py", "'A package that is in no layer.'"),
    (PURE, "makeup/seeded.py", "from pathlib import Path"),
    (PURE, "text/seeded.py", "import time"),
    (PURE, "plan/seeded.py", "import random"),
    (PURE, "proof/seeded.py", "from compositor import intake"),
    (PROOF_READS, "proof/seeded.py", "from compositor import makeup"),
    (REPORTLAB, "press/seeded.py", "from reportlab.pdfgen import canvas"),
    (FOREIGN_PDF, "report/seeded.py", "import pypdf"),
    (FOREIGN_PDF, "intake/seeded.py", "import pikepdf"),
    (OPENTYPE, "text/seeded.py", "import uharfbuzz"),
]


def lint(folder: Path) -> str:
    """Return what import-linter says of the package in ``folder``, read from there and not from what is installed."""
    paths = os.pathsep.join([str(folder), *filter(None, sys.path)])
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr


def stages() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return re.findall(r"\w+", " ".join(layers))


def broken(report: str) -> list[str]:
    return re.findall(r"^(.*?) BROKEN", report, flags=re.MULTILINE)


@pytest.fixture(scope="session")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the project's contracts, and every stage there is or has room for, emptied of all code."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    modules = {source.relative_to(ROOT) for source in (ROOT / "compositor").rglob("*.py")}
    for stage in stages():
        if not {Path("compositor", f"{stage}.py"), Path("compositor", stage, "__init__.py")} & modules:
            modules.add(Path("compositor", stage, "__init__.py"))
    for module in modules:
        (folder / module).parent.mkdir(parents=True, exist_ok=True)
        (folder / module).write_text("", encoding="utf-8")
    return folder


def test_the_layers_hold() -> None:
    report = lint(ROOT)
    assert "0 broken" in report, report


def test_an_empty_house_breaks_nothing(skeleton: Path) -> None:
    assert "0 broken" in lint(skeleton)


@pytest.mark.parametrize(("contract", "file", "code"), FAULTS)
def test_contracts_catch_seeded_faults(skeleton: Path, tmp_path: Path, contract: str, file: str, code: str) -> None:
    folder = shutil.copytree(skeleton, tmp_path / "house")
    seeded = folder / "compositor" / file
    seeded.parent.mkdir(parents=True, exist_ok=True)
    seeded.write_text(code + "\n", encoding="utf-8")
    assert any(name.startswith(contract) for name in broken(lint(folder)))
