"""Reads the locks in requirements/: which releases are installed, for what, and who asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "requirements"

USES = {
    "run": "running",
    "sftp": "delivery by SFTP",
    "compiler": "compiling",
    "build": "building",
    "dev": "checks",
    "bench": "benchmarks",
    "ci": "checks in CI",
    "fuzz": "fuzzing",
    "lock": "locking",
}
"""What each lock is for; what it takes to run is in every lock but ``build``."""

_PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? \\")
_HASH = re.compile(r"    --hash=sha256:(?P<sum>[0-9a-f]{64})(?: \\)?")
_VIA = re.compile(r"    #(?: via)? +(?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class Pin:
    """A release that a lock allows: the sums of its files, where it is wanted (PEP 508), and what asks for it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A release that is installed for at least one use."""

    pin: Pin
    uses: tuple[str, ...]

    @property
    def needed(self) -> bool:
        """Tell whether compositor can't run without it."""
        return "run" in self.uses


def names() -> tuple[str, ...]:
    """Return the names of the locks, in the order of their uses."""
    return tuple(USES)


def read(name: str) -> tuple[Pin, ...]:
    """Return what the lock ``name`` pins."""
    return parse((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def parse(lock: str) -> tuple[Pin, ...]:
    """Return what a lock pins; a line that is none of a lock's is an error, since pip might read it otherwise."""
    pins: list[Pin] = []
    for number, line in enumerate(lock.splitlines(), 1):
        if pin := _PIN.fullmatch(line):
            pins.append(Pin(pin["name"], pin["version"], pin["marker"] or "", (), ()))
        elif pins and (found := _HASH.fullmatch(line)):
            last = pins[-1]
            pins[-1] = Pin(last.name, last.version, last.marker, (*last.hashes, found["sum"]), ())
        elif pins and (asked := _VIA.fullmatch(line)):
            last = pins[-1]
            by = (*last.asked_by, *(() if asked["name"] == "via" else (asked["name"],)))
            pins[-1] = Pin(last.name, last.version, last.marker, last.hashes, by)
        else:
            raise ValueError(f"line {number} of a lock is neither a pin, a hash nor who asks: {line}")
    return tuple(pins)


def materials() -> tuple[Material, ...]:
    """Return every release that any lock pins, by name, with all that asks for it."""
    uses: dict[str, list[str]] = {}
    pins: dict[str, Pin] = {}
    for lock in names():
        for pin in read(lock):
            uses.setdefault(pin.name, []).append(lock)
            before = pins.get(pin.name, pin)
            asked = tuple(sorted({*before.asked_by, *pin.asked_by}))
            pins[pin.name] = Pin(pin.name, pin.version, pin.marker, pin.hashes, asked)
    return tuple(Material(pins[name], ("run",) if "run" in uses[name] else tuple(uses[name])) for name in sorted(pins))
