"""Runs killed at random moments: `python -m tests.night.kills 200` kills so many and looks at what is left each time.

The copy changes before each run, so that what stands in the output has to be all of the issue before, or all of the
issue after: what runs that nobody disturbs and that keep nothing make of them elsewhere. Half of the runs are killed
at any moment, half once the new output is being written or swapped. All share the output's cache, which knows some of
the copy already; now and then it is gone. After each the folder's lock has to be free; every fifth run is done again,
to the end, and has to mend what there is, and to find nothing in the cache that is spoilt.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import random
import shutil
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
from tests.night.desk import ISSUE, SENTENCE, Desk, story, sums
from tests.testface import MISSING

LEAD = f"{ISSUE}/stories/lead.md"
COPIES = 40
"""How many stories the copy changes between: most are new to the cache at first, and known to it later."""
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
_ENDED = {signal.SIGTERM: 143, signal.SIGINT: 130}


@dataclass(slots=True)
class Account:
    """What came of the kills: ``kept`` counts what runs had of the cache, ``wrong`` says what should never be."""

    kills: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    stood: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Night:
    """A desk whose copy changes, and runs of the command that are ended before their time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.desk, self.chance, self.account = Desk.laid(folder), random.Random(seed), Account()
        self.copies = tuple(copy(self.chance) for _ in range(COPIES))
        self._good: dict[str, Mapping[str, str]] = {}
        began = time.monotonic()
        self.standing = self.copies[0]
        self.change(self.standing)
        assert self.ended(self.begun()) == 0, "the issue composes when nobody disturbs it"
        self.length = time.monotonic() - began
        self.writing = 0.1 * self.length
        one, other = self.good(self.copies[0]), self.good(self.copies[1])
        assert one.keys() == other.keys()
        assert all(one[name] != other[name] for name in ("report.json", "press/watch-20230407-01.pdf"))

    def change(self, to: str) -> None:
        self.desk.write(LEAD, to)

    def other(self) -> str:
        """Return copy that isn't what stands."""
        return self.chance.choice([one for one in self.copies if one != self.standing])

    def good(self, to: str) -> Mapping[str, str]:
        """Return what a run that nobody disturbs, and that keeps nothing, makes of copy; nothing where it can't."""
        if to not in self._good:
            stands, beside = (self.desk.root / LEAD).read_bytes(), self.desk.root / "undisturbed"
            self.change(to)
            code = self.ended(self.begun("--out", str(beside), "--no-cache"))
            self.desk.write(LEAD, stands)
            self._good[to] = sums(beside / self.desk.out.name) if code == 0 else {}
        return self._good[to]

    def begun(self, *words: str, command: str = "compose", tells: int | None = None) -> int:
        """Begin a run in a process of its own, which has the program loaded already; return its number.

        What it says goes to ``tells``, if that is open, else to nobody.
        """
        number = os.fork()
        if number:
            return number
        code = 70
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence if tells is None else tells, 2)
            from compositor.__main__ import main

            code = main([command, str(self.desk.issue), *(words or ("--out", str(self.desk.out.parent)))])
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
        to, name, left = self.other(), self.chance.choice(SIGNALS), self.part()
        self.good(to)
        late = self.chance.random() < 0.5
        if self.chance.random() < 0.05:
            shutil.rmtree(self.kept, ignore_errors=True)
        self.change(to)
        number = self.begun()
        self.moment(late=late, left=left)
        code = self.hit(number, name)
        self.account.kills += code != 0
        self.account.killed["ended before" if code == 0 else name.name] += 1
        if code not in {0, -name, _ENDED.get(name)}:
            self.account.wrong.append(f"a run ended by {name.name} has the exit code {code}")
        self.tidied(name, code, left)
        self.look(to, finished=code == 0)

    def hit(self, number: int, name: signal.Signals) -> int:
        """End a run by a signal; return its exit code."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, name)
        return self.ended(number)

    def tidied(self, name: signal.Signals, code: int, left: int) -> None:
        """Look whether a run that could still act has taken away what it had begun."""
        if name in _ENDED and code != -name and self.part() not in {0, left}:
            self.account.wrong.append(f"a run ended by {name.name} left what it had begun")

    def look(self, to: str, *, finished: bool) -> None:
        """Look whether the output is whole, that of before or that of after, and whether its lock is free."""
        found = sums(self.desk.out)
        if found == self.good(to):
            self.standing = to
        elif finished or found != self.good(self.standing):
            odd = [name for name, made in found.items() if made != self.good(to).get(name)]
            self.account.wrong.append(f"the output is neither: {odd[:5]}")
        self.account.stood["after" if self.standing == to else "before"] += 1
        self.free()

    def free(self) -> None:
        """Look whether the lock of the output is free."""
        try:
            with alone(self.desk.out):
                pass
        except OutputError as error:
            self.account.wrong.append(str(error))

    def again(self) -> None:
        """Compose once more, undisturbed: that has to mend whatever is left, and to find no entry that is spoilt."""
        to = self.other()
        self.good(to)
        self.change(to)
        with tempfile.TemporaryFile() as said:
            code = self.ended(self.begun(tells=said.fileno()))
            said.seek(0)
            spoilt = b"cache: " in said.read()
        if code or spoilt or sums(self.desk.out) != self.good(to) or self.beside():
            self.account.wrong.append(f"the run after a kill ended with {code}, left something or found it spoilt")
        for kept in json.loads((self.desk.out / "run.json").read_bytes())["cache"].values():
            self.account.kept.update(kept)
        self.standing = to


def copy(chance: random.Random) -> str:
    """Return a story of its own."""
    head, more = ("".join(chr(chance.randrange(0x4E00, MISSING.start)) for _ in range(count)) for count in (5, 12))
    return story(head, chance.randint(3, 6), more + "，" + SENTENCE)


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


def asked(what: str) -> argparse.Namespace:
    """Return what a command of this kind was asked for."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def say(account: Account, began: float) -> int:
    """Print an account; return 1 where something is wrong."""
    print(f"{account.kills} kills in {time.monotonic() - began:.0f} s: {dict(account.killed)}")
    print(f"the output was that of the issue {dict(account.stood)}; {len(account.wrong)} times wrong")
    print(f"runs after kills asked the cache {account.kept['asked']} times and found {account.kept['found']}")
    for line in account.wrong:
        print(f"  {line}")
    return 1 if account.wrong else 0


def main() -> int:
    """Kill runs and print the account."""
    options, began = asked("Kill runs at random moments and look at what is left."), time.monotonic()
    return say(many(options.kills, options.seed), began)


if __name__ == "__main__":
    sys.exit(main())
