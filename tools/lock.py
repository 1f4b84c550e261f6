"""Write the locks in requirements/ anew: every release that is installed, for all platforms and Pythons, with hashes.

    python tools/lock.py             keeps what is locked, as far as pyproject.toml allows
    python tools/lock.py --upgrade   takes the newest releases within pyproject.toml's ranges

All locks agree: what they hold is first chosen for everything at once. They name no index, so that a mirror serves as
well; a file with another hash is refused wherever it comes from. It takes uv (`requirements/lock.txt`).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
BUILD = "requirements/build.in"

LOCKS: dict[str, tuple[str, ...]] = {
    "run": (),
    "compiler": ("compiler",),
    "sftp": ("sftp",),
    "dev": ("dev",),
    "bench": ("bench",),
    "ci": ("browser", "judges", "producers", "profile"),
    "fuzz": ("fuzz",),
    "lock": ("lock",),
}
"""The extras that each lock has beside what compositor needs to run; ``build`` is made of ``build.in``."""

_OPTIONS = "--universal --python-version 3.11 --generate-hashes --strip-extras --no-emit-index-url --no-header"
_PIN = re.compile(r"^[a-z0-9-]+==[^ \\]+", re.MULTILINE)


def main() -> int:
    """Choose for everything at once, then write each lock with what was chosen, all of them or none."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        sys.exit("lock: there is no uv\n  hint: pip install --require-hashes -r requirements/lock.txt")
    upgrade = "--upgrade" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        chosen = Path(scratch, "everything.txt")
        chosen.write_text("" if upgrade else _locked(), encoding="utf-8")
        every = sorted({extra for extras in LOCKS.values() for extra in extras})
        _compile(uv, chosen, "pyproject.toml", BUILD, *(f"--extra={extra}" for extra in every))
        made: dict[str, Path] = {}
        for name, extras in [*LOCKS.items(), ("build", ())]:
            made[name] = Path(scratch, f"{name}.txt")
            shutil.copyfile(chosen, made[name])
            sources = [BUILD] if name == "build" else ["pyproject.toml", *(f"--extra={extra}" for extra in extras)]
            _compile(uv, made[name], *sources)
        for name, path in made.items():
            shutil.copyfile(path, FOLDER / f"{name}.txt")
    return 0


def _locked() -> str:
    """Return what the locks pin now, which uv keeps where it can."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt")))
    return "\n".join(sorted({pin for text in texts for pin in _PIN.findall(text)})) + "\n"


def _compile(uv: str, lock: Path, *sources: str) -> None:
    """Have uv write a lock, keeping what the file has already."""
    command = [uv, "pip", "compile", *_OPTIONS.split(), "--quiet", "--output-file", str(lock), *sources]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(1)


if __name__ == "__main__":
    sys.exit(main())
