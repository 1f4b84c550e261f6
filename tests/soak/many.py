"""Issues composed one after another in one process: ``python -m tests.soak.many 500`` looks at what they leave behind.

The issues are made up from a seed: copy, heads, pictures, adverts, the direction of lines and the folder vary. One in
``--large`` is one of the paper's own instead, of many pages, and so are the first, one of each. After each the open
files, threads and processes begun are counted, and the objects there are; memory is followed; and of some the files
written are compared, byte for byte, with those that a fresh process writes.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
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
from tests.testface import MISSING

WARM = 4
"""Issues composed before what is held is looked at: what is loaded once counts as none."""
SETTLED = 50
"""Issues of a long run before memory is followed: by then there was every kind of issue, and the heap has its size."""
OWN = sorted(path.parent for path in (ROOT / "issues").glob("*/issue.yaml"))
"""The paper's own issues: the first time each has the heap grow to its size."""
SLOPE, STEP, OBJECTS = 20_000, 16_000_000, 1_500
"""The most bytes an issue that memory grows by in a long run, that it grows by in all in a short one, and objects
that there are more of at the end."""
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
        words += "".join(chr(chance.randrange(0x4E00, MISSING.start)) for _ in range(12))
        desk.write(
            f"issues/tonight/stories/{name}.md",
            story("".join(chance.choices(_WORDS[:6], k=3)), chance.randint(1, 4), words + SENTENCE),
        )
    kind = chance.choice(("JPEG", "PNG"))
    desk.write("issues/tonight/pictures/pier.jpg", photograph(kind) + seed.to_bytes(4, "big"))
    desk.write("issues/tonight/adverts/shop.pdf", advert(113, chance.choice((190, 189))))
    if chance.random() < 0.5:
        bare = MANIFEST[: MANIFEST.index("      photo:")] + MANIFEST[MANIFEST.index('  - label: "02"') :]
        desk.write("issues/tonight/issue.yaml", bare)
    if chance.random() < 0.3:
        desk.write("layouts/watch/one.yaml", TEMPLATE.replace("3-28, opt", "3-28, direction: vertical, opt"))
    if chance.random() < 0.1:
        desk.write("issues/tonight/stories/night.md", "---\nheadline: 缺了另一半\n")  # an issue that is refused
    return desk


@dataclass(frozen=True, slots=True)
class Set:
    """An issue to be composed, and where its output goes."""

    issue: Path
    out: Path

    @classmethod
    def small(cls, folder: Path, seed: int) -> Set:
        desk = laid(folder, seed)
        return cls(desk.issue, desk.out)

    @classmethod
    def large(cls, folder: Path, at: int) -> Set:
        """Return one of the paper's own issues, each in its turn."""
        issue = OWN[at % len(OWN)]
        return cls(issue, folder / "out" / issue.name)

    def composed(self) -> int:
        """Compose it as the command does, in this process; return the exit code."""
        from compositor.__main__ import main

        silence = io.StringIO()
        with contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
            return int(main(["compose", str(self.issue), "--out", str(self.out.parent)]))

    def apart(self) -> int:
        """Compose it in a process of its own; return the exit code."""
        words = [sys.executable, "-m", "compositor", "compose", str(self.issue), "--out", str(self.out.parent)]
        return subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds: open files, threads, processes begun, objects, bytes of them, and pages of memory."""

    files: int
    threads: int
    children: int
    objects: int
    traced: int
    resident: int

    @classmethod
    def now(cls) -> Held:
        gc.collect()
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)  # what glibc keeps free for later isn't held
        own = Path("/proc/self")
        children = (own / f"task/{os.getpid()}/children").read_text().split()
        resident = int((own / "statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
        traced = tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else 0
        files, objects = len(list((own / "fd").iterdir())), len(gc.get_objects())
        return cls(files, threading.active_count(), len(children), objects, traced, resident)


@dataclass(frozen=True, slots=True)
class Given:
    """What is asked for: that one issue in so many is compared, one in so many large, and objects traced."""

    every: int = 25
    large: int = 0
    traced: bool = False

    def is_large(self, at: int) -> bool:
        """Tell whether an issue is one of the paper's own: the first are, one of each, then one in so many."""
        return bool(self.large) and (at < len(OWN) or at % self.large == self.large // 2)


@dataclass(slots=True)
class Account:
    """What came of the issues; ``wrong`` says what should never be."""

    issues: int = 0
    large: int = 0
    refused: int = 0
    compared: int = 0
    held: list[Held] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def settled(self) -> int:
        """Return after how many issues memory is followed."""
        return SETTLED if len(self.held) >= 2 * SETTLED else min(WARM, len(self.held) - 1)

    def grown(self, what: str) -> float:
        """Return by how many bytes an issue memory grows: the slope of the line through its least squares."""
        sizes: list[int] = [getattr(one, what) for one in self.held[self.settled :]]
        middle, mean = (len(sizes) - 1) / 2, sum(sizes) / max(len(sizes), 1)
        over = sum((at - middle) * (size - mean) for at, size in enumerate(sizes))
        return over / (sum((at - middle) ** 2 for at in range(len(sizes))) or 1.0)


def soaked(issues: int, seed: int, given: Given) -> Account:
    """Compose so many issues; compare some with what a fresh process makes of them."""
    account = Account()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, _traced(on=given.traced):
        for at in range(issues):
            desk, large = Path(folder) / f"desk-{at % 60}", given.is_large(at)
            job = Set.large(desk, account.large) if large else Set.small(desk, seed + at)
            code, made = job.composed(), sums(job.out)
            account.issues, account.large = at + 1, account.large + large
            account.refused += code != 0
            if code not in {0, 3, 4}:
                account.wrong.append(f"issue {seed + at} has the exit code {code}")
            account.held.append(Held.now())
            if at % given.every == given.every - 1:
                account.compared += 1
                _compare(account, job, (code, made), seed + at)
            shutil.rmtree(desk)
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


def _compare(account: Account, job: Set, before: tuple[int, Mapping[str, str]], seed: int) -> None:
    """Compare what was made of an issue with what a fresh process makes in the same place."""
    shutil.rmtree(job.out, ignore_errors=True)
    code, made = job.apart(), sums(job.out)
    if (code, made) != before:
        odd = sorted(name for name in made.keys() | before[1].keys() if made.get(name) != before[1].get(name))
        account.wrong.append(f"issue {seed} is another in a fresh process: {code} for {before[0]}, {odd[:5]}")


def _look(account: Account) -> None:
    """Look at what is held at the end beside what was held once all that is loaded once was there."""
    if len(account.held) <= WARM:
        return
    first, last = account.held[account.settled], account.held[-1]
    for what, most in (("files", 0), ("threads", 0), ("children", 0), ("objects", OBJECTS)):
        if getattr(last, what) > getattr(first, what) + most:
            account.wrong.append(f"{what} held grew from {getattr(first, what)} to {getattr(last, what)}")
    long = len(account.held) >= 2 * SETTLED
    if account.grown("resident") > SLOPE if long else last.resident > first.resident + STEP:
        account.wrong.append(f"memory grew from {first.resident / 1e6:.1f} to {last.resident / 1e6:.1f} MB")


def main() -> int:
    """Compose issues and print the account; return 1 where something is wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.soak.many", description="many issues in one process")
    asked.add_argument("issues", type=int, nargs="?", default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--every", type=int, default=25, help="compare one in so many with a fresh process")
    asked.add_argument("--large", type=int, default=0, help="one in so many is an issue of the paper's own; 0: none")
    asked.add_argument("--traced", action="store_true", help="follow objects too (tracemalloc); twice as slow")
    given = asked.parse_args()
    began = time.monotonic()
    account = soaked(given.issues, given.seed, Given(given.every, given.large, given.traced))
    first, last = account.held[account.settled], account.held[-1]
    seconds = time.monotonic() - began
    print(f"{account.issues} issues in {seconds:.0f} s, {account.large} large; {account.refused} refused or withheld")
    print(f"{account.compared} compared with fresh processes; {len(account.wrong)} times wrong")
    print(f"held after {account.settled + 1} issues and after the last:")
    for what in ("resident", "traced"):
        sizes = f"{getattr(first, what) / 1e6:.1f} to {getattr(last, what) / 1e6:.1f} MB"
        print(f"{what}: {sizes}; {account.grown(what) / 1e3:+.1f} kB an issue")
    for what in ("files", "threads", "children", "objects"):
        print(f"{what}: {getattr(first, what)} to {getattr(last, what)}")
    for line in account.wrong:
        print(f"  {line}")
    return 1 if account.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
