"""Fuzzing on demand: ``make fuzz TARGET=lines RUNS=100000 SEED=7``; ``--replay FILE`` runs a kept input again.

What follows the program's branches is atheris, where it is installed and ``--engine`` names it
(``tests/fuzz/followed.py``); else files are spoilt by the seed alone. An input that raises, or takes
more than ten seconds, is kept in a file.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from tests.fuzz.corpus import seeds, words
from tests.fuzz.kept import kept
from tests.fuzz.mutator import spoilt
from tests.fuzz.targets import TARGETS, Target

LONGEST = 10
"""Seconds that one input may take."""


class TookTooLong(BaseException):
    """An input that isn't answered in time; nothing on the way may take this for an error of its own."""


@contextlib.contextmanager
def in_time() -> Iterator[None]:
    """Raise ``TookTooLong`` where what is done meanwhile isn't done in time.

    It takes two rings: a process that was stopped for a while (``kill -STOP``) hears one as it goes on.
    """
    rings = 0

    def ring(_: int, __: FrameType | None) -> None:
        nonlocal rings
        rings += 1
        if rings > 1:
            raise TookTooLong(f"more than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LONGEST / 2, LONGEST / 2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def answered(target: Target, content: bytes) -> str:
    """Run a target on an input in time; return what it raised, with where, or nothing."""
    try:
        with in_time():
            target(content)
    except (Exception, TookTooLong):
        return traceback.format_exc()
    return ""


def spoil(name: str, runs: int, seed: int, folder: Path) -> int:
    """Run a target on so many spoilt files, print each crash of its kind once, and return how many there were."""
    began, known, found = time.monotonic(), set[str](), 0
    for content in spoilt(seed, runs, seeds(name), words(name)):
        said = answered(TARGETS[name], content)
        if said:
            found += 1
            where = "".join(line for line in said.splitlines() if line.startswith("  File"))
            if where not in known:
                known.add(where)
                print(f"{kept(folder / name, content)}\n{said}", flush=True)
    seconds = time.monotonic() - began
    print(f"{name}: {runs:,} executions from seed {seed} in {seconds:.0f} s; {found} crashes of {len(known)} kinds")
    return found


def followed(name: str, asked: argparse.Namespace) -> int:
    """Have atheris run a target, guided by the branches of the program, in a process of its own."""
    words = [name, str(asked.runs), str(asked.seconds), str(asked.seed), str(asked.out)]
    return int(subprocess.run([sys.executable, "-m", "tests.fuzz.followed", *words], check=False).returncode != 0)


def main() -> int:
    """Fuzz targets, or replay what is kept; return 1 where there was a crash."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz.many", description="spoilt files for the program")
    asked.add_argument("target", choices=(*TARGETS, "all"))
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--seconds", type=int, default=0, help="the most that atheris runs a target; 0: as it takes")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--engine", choices=("own", "atheris"), default="own")
    asked.add_argument("--out", type=Path, default=Path("out/fuzz"))
    asked.add_argument("--replay", type=Path)
    given = asked.parse_args()
    if given.replay:
        said = answered(TARGETS[given.target], given.replay.read_bytes())
        print(said or "answered")
        return bool(said)
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # small files, much alike: looking for cycles so often took a tenth of the time
    names = tuple(TARGETS) if given.target == "all" else (given.target,)
    if given.engine == "atheris":
        return bool(sum(followed(name, given) for name in names))
    return bool(sum(spoil(name, given.runs, given.seed, given.out) for name in names))


if __name__ == "__main__":
    sys.exit(main())
