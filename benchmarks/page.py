"""What both benchmarks print: on which machine, when, Markdown tables, and the page of docs/ that keeps them."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from timeit import repeat


def asked(words: str, rounds: int = 0) -> argparse.Namespace:
    """Return what a benchmark was asked on the command line."""
    return parser(words, rounds).parse_args()


def parser(words: str, rounds: int = 0) -> argparse.ArgumentParser:
    """Return what reads the command line of a benchmark."""
    made = argparse.ArgumentParser(description=words)
    made.add_argument("document", type=Path, nargs="?", help="the page whose tables are to be rewritten")
    if rounds:
        made.add_argument("--rounds", type=int, default=rounds, help=f"how often to measure ({rounds})")
    return made


def when_and_where(*programs: str) -> str:
    """Return date, programs and the machine's size; nothing that names the machine."""
    today = datetime.now(tz=UTC).date().isoformat()
    python = f"{platform.python_implementation()} {platform.python_version()} ({pace() * 1000:.0f} ms a loop)"
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return f"{today}. {', '.join((*programs, python))}; {machine}."


def pace() -> float:
    """Return the seconds of a plain loop of 300,000 steps, at best: Pythons built otherwise differ by a third."""

    def loop() -> None:
        held, found = dict[int, int](), 0
        for step in range(300_000):
            held[step & 63] = found
            found += len(str(step & 7)) + held.get(step & 31, 0) % 7

    return min(repeat(loop, number=1, repeat=5))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def publish(name: str, found: str, document: Path | None) -> None:
    """Print what was found, and put it between its two marks of a page."""
    print(found)
    if document is not None:
        kept = document.read_text(encoding="utf-8")
        document.write_text(put(kept, name, found), encoding="utf-8", newline="\n")


def put(page: str, name: str, found: str) -> str:
    """Return a page with what stands between the marks of ``name`` replaced; raises ``ValueError`` without them."""
    begin, end = f"<!-- {name}: make bench -->", f"<!-- end of {name} -->"
    if begin not in page or end not in page:
        raise ValueError(f"the page has no {begin} … {end}")
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n\n{found}\n\n{end}{rest.partition(end)[2]}"
