"""Keep what Python compiles of the regular expressions of a run that makes plates; where it can't, say so and end well.

It lies in the virtual environment for the Python that made it (`compositor/patterns.py`).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "issues" / "2019-11-15"
sys.path.insert(0, str(ROOT))

from compositor import patterns  # noqa: E402
from compositor.__main__ import main as compositor  # noqa: E402
from compositor.filing import put  # noqa: E402


def main() -> int:
    """Compose a sample issue in this process, and keep the expressions that it took."""
    re.purge()
    os.sched_getaffinity = lambda _: {0}  # one hand: what others compile isn't seen here
    try:
        with (
            tempfile.TemporaryDirectory() as out,
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()) as said,
        ):
            code = compositor(["compose", str(SAMPLE), "--out", out, "--only", "press", "--no-cache"])
        if code not in (0, 4):
            raise RuntimeError(said.getvalue().strip().splitlines()[-1])
        put(patterns.place(), patterns.packed())
    except Exception as reason:  # nothing but time is lost
        print(f"set-up: regular expressions are compiled anew in every run: {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
