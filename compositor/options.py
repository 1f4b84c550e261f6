"""Options that several commands have: how what they name is read, and where what was made before is kept."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

KEPT: Final = ".cache"
"""Where in the output folder the cache is, if no other folder is named; OUT/ISSUE never begins with a dot."""


def cache(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the cache is, or that there is none."""
    either = parser.add_mutually_exclusive_group()
    words = f"make everything anew; without it, what an earlier run left in OUT/{KEPT} is taken where it is the same"
    either.add_argument("--no-cache", action="store_true", help=words)
    either.add_argument("--cache", type=Path, default=None, metavar="FOLDER", help="keep it in FOLDER instead")


def cache_folder(options: argparse.Namespace) -> Path | None:
    """Return where the cache is; None where there is none, or the command has no use for it."""
    if getattr(options, "no_cache", True):
        return None
    named: Path | None = options.cache
    out: Path = options.out
    return named or out / KEPT


def codes(text: str) -> tuple[str, ...]:
    """Return codes of findings, which are parted by commas."""
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def lines(text: str) -> int:
    """Return a number of lines; raises ``ArgumentTypeError``."""
    if not text.isdecimal() or not 0 < int(text) < 1000:
        raise argparse.ArgumentTypeError("a number of lines from 1 to 999")
    return int(text)


def labels(text: str) -> tuple[str, ...]:
    """Return labels of pages, which are parted by commas; raises ``ArgumentTypeError`` where there is none."""
    found = tuple(label.strip() for label in text.split(",") if label.strip())
    if not found:
        raise argparse.ArgumentTypeError("name pages by their labels, such as 01,04")
    return found
