"""One target run by atheris, which follows the program's branches: ``many`` begins a process of this for each.

The program is imported here, under atheris's eye, and as its sources: what is compiled has no branches to follow.
libFuzzer ends the process after so many runs or seconds, or at the first crash, whose input it keeps.
"""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import atheris

from tests.fuzz.kept import kept

LONGEST = 10
"""Seconds that one input may take."""


def follow(name: str, most: tuple[int, int], seed: int, folder: Path) -> None:
    """Have atheris run a target, ``most`` times and seconds; what it has found to lead to other branches is kept."""
    runs, seconds = most
    with contextlib.redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["compositor"]):
        import compositor.compiled

        compositor.compiled.leave_out()
        from tests.fuzz.corpus import seeds, words
        from tests.fuzz.targets import TARGETS
    kept_in, grown, listed = folder / name, folder / f"{name}-corpus", folder / f"{name}.dict"
    for begin in seeds(name):
        kept(grown, begin)
    kept_in.mkdir(parents=True, exist_ok=True)
    tokens = ("".join(f"\\x{byte:02x}" for byte in word) for word in words(name) if word)
    listed.write_text("".join(f'"{token}"\n' for token in tokens))
    flags = [f"-runs={runs}", f"-seed={seed}", f"-artifact_prefix={kept_in}/", f"-dict={listed}", "-max_len=20000"]
    atheris.Setup([sys.argv[0], *flags, f"-timeout={LONGEST}", f"-max_total_time={seconds}", str(grown)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    follow(sys.argv[1], (int(sys.argv[2]), int(sys.argv[3])), int(sys.argv[4]), Path(sys.argv[5]))
