"""The laws on as many random issues as are wanted: ``python -m tests.laws.many --examples 10000 --seed 7``.

Issues are drawn in lots, each with a seed of its own, which follows from the seed given: the same numbers give the same
issues. One that breaks a law, fails or takes too long is kept in a file, which ``--replay FILE`` composes again.
"""

from __future__ import annotations

import argparse
import pickle
import secrets
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.laws.changes import halved
from tests.laws.composing import composed
from tests.laws.laws import broken
from tests.laws.strategies import Drawn, drawn

LOT = 250
"""Issues drawn by one worker before it ends and another takes its place, so that none grows large."""
LONGEST = 10.0
"""Seconds of the processor that one issue may take, from plan to proof."""

Lot = tuple[int, int, Path]
Fault = tuple[str, str]


def faults_of(issue: Drawn) -> tuple[list[str], float]:
    """What is wrong with an issue as composed, and how long it took."""
    began = time.process_time()
    try:
        proofs = composed(issue)
    except Exception:
        return [traceback.format_exc()], time.process_time() - began
    took = time.process_time() - began
    late = [f"it took {took:.1f} s, {LONGEST:.0f} s being allowed"] if took > LONGEST else []
    return [*broken(proofs), *late], took


def run_lot(lot: Lot) -> tuple[int, float, float, list[Fault]]:
    """Draw and compose a lot; return how many, the longest, the time of all, and what went wrong in which file."""
    number, count, folder = lot
    times: list[float] = []
    found: list[Fault] = []

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn())
    def compose(issue: Drawn) -> None:
        issue = halved(issue) if len(times) % 3 == 2 else issue
        faults, took = faults_of(issue)
        times.append(took)
        if faults:
            kept = folder / f"{number}-{len(times)}.pickle"
            folder.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(issue))
            found.append((str(kept), faults[0]))

    compose()
    return len(times), max(times), sum(times), found


def main() -> int:
    """Run the lots, tell each fault with its file, and return 1 if there was one."""
    asked = argparse.ArgumentParser(prog="python -m tests.laws.many", description="random issues against the laws")
    asked.add_argument("--examples", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked.add_argument("--jobs", type=int, default=1)
    asked.add_argument("--out", type=Path, default=Path("out/laws"))
    asked.add_argument("--replay", type=Path)
    given_ = asked.parse_args()
    if given_.replay:
        faults, took = faults_of(pickle.loads(given_.replay.read_bytes()))
        print("\n".join([*faults, f"{took:.1f} s"]))
        return bool(faults)
    print(f"laws: {given_.examples} issues, seed {given_.seed}", flush=True)
    sizes = [min(LOT, given_.examples - start) for start in range(0, given_.examples, LOT)]
    lots = [(given_.seed * 100_000 + number, size, given_.out) for number, size in enumerate(sizes)]
    done, longest, spent, wrong = 0, 0.0, 0.0, 0
    with ProcessPoolExecutor(given_.jobs, max_tasks_per_child=1) as workers:
        for count, most, time_of_all, found in workers.map(run_lot, lots):
            done, longest, spent, wrong = done + count, max(longest, most), spent + time_of_all, wrong + len(found)
            for kept, fault in found:
                print(f"{fault}\n  replay: python -m tests.laws.many --replay {kept}", flush=True)
            print(f"laws: {done} issues, {wrong} at fault, the longest {longest:.1f} s", flush=True)
    print(f"laws: seed {given_.seed}: {done} issues in {spent:.0f} s of the processor, {wrong} at fault")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
