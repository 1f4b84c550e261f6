"""A wheel carries the faces, the layouts and the bill of materials."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import absent
from tools.bill import cyclonedx
from tools.bill.locked import ROOT
from tools.bill.vendored import VENDORED


@pytest.mark.slow
def test_a_wheel_carries_its_bill_and_all_that_is_on_it(tmp_path: Path) -> None:
    if importlib.util.find_spec("hatchling") is None:
        absent("hatchling: pip install --require-hashes -r requirements/build.txt")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        bills = [name for name in wheel.namelist() if ".dist-info/sboms/" in name]
        assert [Path(name).name for name in bills] == [cyclonedx.name()]
        assert wheel.read(bills[0]).decode() == cyclonedx.bill()
        for path in {path for vendored in VENDORED for path in vendored.files}:
            carried = path if path.startswith("compositor/") else f"compositor/{path}"
            assert wheel.read(carried) == (ROOT / path).read_bytes()
