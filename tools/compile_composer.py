"""Compile the composer's modules, where that can be done; else say in one line why it isn't, and end well.

Those named as cores are written in C beside their Python; of the others mypyc makes it.

It takes a C compiler, the headers of this Python, mypy and setuptools; the last two are installed where the first two
are there. What is made lies in the virtual environment, in a folder named by a digest of the sources
(`compositor/compiled.py`): it is complete there or not at all, and a few of older sources are kept.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from compositor import compiled  # noqa: E402

KEPT = 4
"""How many sources have what was compiled of them kept: a desk that goes back and forth doesn't compile anew."""
OPTIMISED = "2"


class CannotCompileError(Exception):
    """Why the composer stays as it is here."""


def main() -> int:
    """Compile what isn't yet; given a folder, be the process that compiles into it."""
    if len(sys.argv) > 1:
        _compile(Path(sys.argv[1]))
        return 0
    aim = compiled.folder()
    if not aim.is_dir():
        try:
            _look_for_compiler()
            _install_mypyc()
            print("set-up: compiling the composer (once for these sources; half a minute)", flush=True)
            _build(aim)
        except (CannotCompileError, OSError) as reason:
            print(f"set-up: the composer is not compiled and runs as Python, with the same lines: {reason}")
    return 0


def _look_for_compiler() -> None:
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        raise CannotCompileError(f"no C compiler ({compiler})")
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        raise CannotCompileError("no headers of Python (on Debian: python3-dev)")


def _install_mypyc() -> None:
    if all(importlib.util.find_spec(name) for name in ("mypyc", "setuptools")):
        return
    print("set-up: installing what compiles the composer (once)", flush=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "install", "--require-hashes"]
    if subprocess.run(
        [*pip, "--requirement", "requirements/compiler.txt"], cwd=ROOT, capture_output=True, check=False
    ).returncode:
        raise CannotCompileError("mypy can't be installed")


def _build(aim: Path) -> None:
    """Compile in a process of its own, beside the aim, and put the result in its place if the sources still are."""
    compiled.kept().mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=compiled.kept()) as scratch:
        told = subprocess.run(
            [sys.executable, __file__, scratch], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if told.returncode:
            last = [line for line in (told.stdout + told.stderr).splitlines() if line.strip()][-1:]
            raise CannotCompileError(f"mypyc or the C compiler failed: {''.join(last)}")
        if compiled.folder() == aim:
            (Path(scratch) / "made").replace(aim)
    made = [path for path in compiled.kept().iterdir() if (path / "compositor").is_dir()]
    for folder in sorted(made, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


def _compile(scratch: Path) -> None:
    from mypyc.build import mypycify
    from setuptools import Distribution, Extension

    paths = [f"{name.replace('.', '/')}.py" for name in compiled.MODULES]
    modules = mypycify(
        ["--cache-dir", str(scratch / "types"), *paths],
        opt_level=OPTIMISED,
        debug_level="0",
        group_name=compiled.GROUP,
        target_dir=str(scratch / "c"),
    )
    cores = [Extension(name, [f"{name.replace('.', '/')}.c"]) for name in compiled.CORES]
    build = Distribution({"name": "composer", "ext_modules": [*modules, *cores]}).get_command_obj("build_ext")
    build.build_lib, build.build_temp = str(scratch / "made"), str(scratch / "objects")
    build.ensure_finalized()
    build.run()


if __name__ == "__main__":
    sys.exit(main())
