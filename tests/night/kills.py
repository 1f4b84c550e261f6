"""Runs killed at random moments: `python -m tests.night.kills 200` kills so many and looks at what is left each time.

The copy changes before each run, so that what stands in the output has to be all of the issue before, or all of the
issue after. Half of the runs are killed at any moment, half once the new output is being written or swapped. After
each the folder's lock has to be free; every fifth run is done again, to the end, and has to mend what there is.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compositor.errors import OutputError
from compositor.filing import alone
from compositor.options import KEPT
from tests.night.desk import ISSUE, Desk, story, sums

COPY = (("渡口的舊事", 8), ("碼頭的新燈", 5))
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
_ENDED = {signal.SIGTERM: 143, signal.SIGINT: 130}


@dataclass(slots=True)
class Account:
    """What came of the kills; ``wrong`` says what should never be."""

    kills: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    stood: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Night:
    """A desk whose copy changes, and runs of the command that are ended before their time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.desk, self.chance, self.account = Desk.laid(folder), random.Random(seed), Account()
        self.good: list[Mapping[str, str]] = []
        for at in (0, 1):
            self.change(at)
            began = time.monotonic()
            assert self.ended(self.begun()) == 0, "the issue composes when nobody disturbs it"
            self.length = time.monotonic() - began
            self.writing = 0.1 * self.length
            self.good.append(sums(self.desk.out))
        self.standing = 1
        assert self.good[0].keys() == self.good[1].keys()
        assert all(self.good[0][name] != self.good[1][name] for name in ("report.json", "press/watch-20230407-01.pdf"))

    def change(self, to: int) -> None:
        self.desk.write(f"{ISSUE}/stories/lead.md", story(*COPY[to]))

    def begun(self) -> int:
        """Begin a run in a process of its own, which has the program loaded already; return its number."""
        number = os.fork()
        if number:
            return number
        code = 70
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            from compositor.__main__ import main

            code = main(["compose", str(self.desk.issue), "--out", str(self.desk.out.parent)])
        except KeyboardInterrupt:  # before the command began to listen
            code = 130
        finally:
            os._exit(code)

    def ended(self, number: int) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])

    def beside(self) -> list[str]:
        """Return what stands beside the output; the cache may."""
        return [path.name for path in self.desk.out.parent.iterdir() if path not in {self.desk.out, self.kept}]

    @property
    def kept(self) -> Path:
        """The cache, which may hold half an entry that nobody reads."""
        return self.desk.out.parent / KEPT

    def part(self) -> int:
        """Return which folder is being made beside the output, 0 where there is none."""
        with contextlib.suppress(FileNotFoundError):
            return self.desk.out.with_name(f".{self.desk.out.name}.part").stat().st_ctime_ns
        return 0

    def moment(self, *, late: bool, left: int) -> None:
        """Wait for a moment of the run: any, or one of its last, when it writes."""
        if not late:
            time.sleep(self.chance.random() * self.length)
            return
        until = time.monotonic() + 3 * self.length + 5
        while self.part() in {0, left} and time.monotonic() < until:
            time.sleep(0.0005)
        time.sleep(self.chance.random() * self.writing)

    def kill(self) -> None:
        """Change the copy, begin a run, end it, and look at what is left."""
        to, name, left = 1 - self.standing, self.chance.choice(SIGNALS), self.part()
        late = self.chance.random() < 0.5
        self.change(to)
        number = self.begun()
        self.moment(late=late, left=left)
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, name)
        code = self.ended(number)
        self.account.kills += code != 0
        self.account.killed["ended before" if code == 0 else name.name] += 1
        if code not in {0, -name, _ENDED.get(name)}:
            self.account.wrong.append(f"a run ended by {name.name} has the exit code {code}")
        if name in _ENDED and code != -name and self.part() not in {0, left}:
            self.account.wrong.append(f"a run ended by {name.name} left what it had begun")
        self.look(to, finished=code == 0)

    def look(self, to: int, *, finished: bool) -> None:
        """Look whether the output is whole, that of before or that of after, and whether its lock is free."""
        found = sums(self.desk.out)
        if found not in self.good or (finished and found != self.good[to]):
            odd = [name for name, made in found.items() if made != self.good[to].get(name)]
            self.account.wrong.append(f"the output is neither: {odd[:5]}")
        else:
            self.standing = self.good.index(found)
        self.account.stood["after" if self.standing == to else "before"] += 1
        try:
            with alone(self.desk.out):
                pass
        except OutputError as error:
            self.account.wrong.append(str(error))

    def again(self) -> None:
        """Compose once more, undisturbed: that has to mend whatever is left."""
        to = 1 - self.standing
        self.change(to)
        code = self.ended(self.begun())
        if code or sums(self.desk.out) != self.good[to] or self.beside():
            self.account.wrong.append(f"the run after a kill ended with {code}, or left something")
        self.standing = to


@contextlib.contextmanager
def night(seed: int) -> Iterator[Night]:
    """Lay the desk in a folder that goes afterwards."""
    importlib.import_module("compositor.commands")  # the runs that are begun have it loaded
    with tempfile.TemporaryDirectory(prefix="night-kills-") as folder:
        yield Night(Path(folder), seed)


def many(kills: int, seed: int) -> Account:
    """Kill so many runs, those not counted that end before; return what came of it."""
    with night(seed) as one:
        for at in range(1, 5 * kills + 1):
            one.kill()
            last = one.account.kills >= kills
            if at % 5 == 0 or last:
                one.again()
            if last:
                break
        return one.account


def main() -> int:
    """Kill runs and print the account."""
    parser = argparse.ArgumentParser(description="Kill runs at random moments and look at what is left.")
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    account = many(options.kills, options.seed)
    print(f"{account.kills} kills in {time.monotonic() - began:.0f} s: {dict(account.killed)}")
    print(f"the output was that of the issue {dict(account.stood)}; {len(account.wrong)} times wrong")
    for line in account.wrong:
        print(f"  {line}")
    return 1 if account.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
