"""Issues composed one after another in one process: ``python -m tests.soak.many 500`` looks at what they leave behind.

The issues are made up from a seed: copy, heads, pictures, adverts and the direction of lines vary. After each the
open files, threads and processes begun are counted; memory is followed; and of some the files written are compared,
byte for byte, with those that a fresh process writes.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT
from tests.night.desk import MANIFEST, SENTENCE, TEMPLATE, Desk, advert, photograph, story, sums

WARM = 4
"""Issues composed before memory is looked at: what is loaded once, and the first files of each kind, count as none."""
_WORDS = (
    "渡口",
    "碼頭",
    "更夫",
    "早市",
    "橋頭",
    "書院",
    "161.52億元",
    "newspaper",
    "（二）",
    "——",
    "“好！”",
    "、",
    "。",
)


def laid(folder: Path, seed: int) -> Desk:
    """Lay the issue of a seed: the same everywhere."""
    chance, desk = random.Random(seed), Desk.laid(folder)
    for name in ("lead", "night"):
        words = "，".join("".join(chance.choices(_WORDS, k=chance.randint(1, 4))) for _ in range(2))
        desk.write(
            f"issues/tonight/stories/{name}.md",
            story("".join(chance.choices(_WORDS[:6], k=3)), chance.randint(1, 4), words + SENTENCE),
        )
    kind = chance.choice(("JPEG", "PNG"))
    desk.write("issues/tonight/pictures/pier.jpg", photograph(kind))
    desk.write("issues/tonight/adverts/shop.pdf", advert(113, chance.choice((190, 189))))
    if chance.random() < 0.5:
        bare = MANIFEST[: MANIFEST.index("      photo:")] + MANIFEST[MANIFEST.index('  - label: "02"') :]
        desk.write("issues/tonight/issue.yaml", bare)
    if chance.random() < 0.3:
        desk.write("layouts/watch/one.yaml", TEMPLATE.replace("3-28, opt", "3-28, direction: vertical, opt"))
    if chance.random() < 0.1:
        desk.write("issues/tonight/stories/night.md", "---\nheadline: 缺了另一半\n")  # an issue that is refused
    return desk


def composed(desk: Desk) -> int:
    """Compose an issue as the command does, in this process; return its exit code."""
    from compositor.__main__ import main

    silence = io.StringIO()
    with contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
        return int(main(["compose", str(desk.issue), "--out", str(desk.out.parent)]))


def apart(desk: Desk) -> int:
    """Compose an issue in a process of its own; return its exit code."""
    words = [sys.executable, "-m", "compositor", "compose", str(desk.issue), "--out", str(desk.out.parent)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds: open files, threads, processes begun, bytes of objects, and pages of memory."""

    files: int
    threads: int
    children: int
    traced: int
    resident: int

    @classmethod
    def now(cls) -> Held:
        gc.collect()
        own = Path("/proc/self")
        children = (own / f"task/{os.getpid()}/children").read_text().split()
        resident = int((own / "statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
        traced = tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else 0
        return cls(len(list((own / "fd").iterdir())), threading.active_count(), len(children), traced, resident)


@dataclass(slots=True)
class Account:
    """What came of the issues; ``wrong`` says what should never be."""

    issues: int = 0
    refused: int = 0
    compared: int = 0
    held: list[Held] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def grown(self, what: str) -> float:
        """Return by how many bytes an issue memory grows: the slope of the line through its least squares."""
        sizes: list[int] = [getattr(one, what) for one in self.held[WARM:]]
        middle, mean = (len(sizes) - 1) / 2, sum(sizes) / max(len(sizes), 1)
        over = sum((at - middle) * (size - mean) for at, size in enumerate(sizes))
        return over / (sum((at - middle) ** 2 for at in range(len(sizes))) or 1.0)


def soaked(issues: int, seed: int, *, every: int, traced: bool) -> Account:
    """Compose so many issues; compare one in ``every`` with what a fresh process makes of it."""
    account = Account()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, _traced(on=traced):
        for at in range(issues):
            desk = laid(Path(folder) / "desk", seed + at)
            code, made = composed(desk), sums(desk.out)
            account.issues, account.refused = at + 1, account.refused + (code != 0)
            if code not in {0, 3, 4}:
                account.wrong.append(f"issue {seed + at} has the exit code {code}")
            account.held.append(Held.now())
            if at % every == every - 1:
                account.compared += 1
                _compare(account, desk, (code, made), seed + at)
            shutil.rmtree(desk.root)
    _look(account)
    return account


@contextlib.contextmanager
def _traced(*, on: bool) -> Iterator[None]:
    if on:
        tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def _compare(account: Account, desk: Desk, before: tuple[int, Mapping[str, str]], seed: int) -> None:
    """Compare what was made of an issue with what a fresh process makes in the same place."""
    shutil.rmtree(desk.out, ignore_errors=True)
    code, made = apart(desk), sums(desk.out)
    if (code, made) != before:
        odd = sorted(name for name in made.keys() | before[1].keys() if made.get(name) != before[1].get(name))
        account.wrong.append(f"issue {seed} is another in a fresh process: {code} for {before[0]}, {odd[:5]}")


def _look(account: Account) -> None:
    """Look at what was held after each issue beside what was held after the first of each kind."""
    if len(account.held) <= WARM:
        return
    first, last = account.held[WARM], account.held[-1]
    for what in ("files", "threads", "children"):
        if getattr(last, what) > getattr(first, what):
            account.wrong.append(f"{what} held grew from {getattr(first, what)} to {getattr(last, what)}")


def main() -> int:
    """Compose issues and print the account; return 1 where something is wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.soak.many", description="many issues in one process")
    asked.add_argument("issues", type=int, nargs="?", default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--every", type=int, default=25, help="compare one in so many with a fresh process")
    asked.add_argument("--traced", action="store_true", help="follow objects too (tracemalloc); twice as slow")
    given = asked.parse_args()
    began = time.monotonic()
    account = soaked(given.issues, given.seed, every=given.every, traced=given.traced)
    first, last = account.held[min(WARM, len(account.held) - 1)], account.held[-1]
    print(f"{account.issues} issues in {time.monotonic() - began:.0f} s, {account.refused} of them refused or withheld")
    print(f"{account.compared} compared with fresh processes; {len(account.wrong)} times wrong")
    for what in ("resident", "traced"):
        sizes = f"{getattr(first, what) / 1e6:.1f} to {getattr(last, what) / 1e6:.1f} MB"
        print(f"{what}: {sizes}; {account.grown(what) / 1e3:+.1f} kB an issue")
    for what in ("files", "threads", "children"):
        print(f"{what}: {getattr(first, what)} to {getattr(last, what)}")
    for line in account.wrong:
        print(f"  {line}")
    return 1 if account.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
