"""How long a watch takes from a story's save to its page's new plate, beside typst held in memory.

usage: python -m benchmarks.watching [--pages N...] [--rounds N] [DOCUMENT]

The issues are those of issues.py, without pictures. `compositor watch ISSUE --only press` runs as a desk runs it; a
file is saved, and the time is taken until a plate of other bytes stands in the output folder. typst compiles its copy
of the issue in one process, its compiler kept, with one character changed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.issues import PAGES, SEED
from benchmarks.newspapers import Newspaper, newspaper, write
from benchmarks.page import parser, publish, table, when_and_where
from benchmarks.speed import build
from benchmarks.texts import ROOT
from benchmarks.typst_lines import typst_version
from compositor import __version__

ROUNDS: Final = 7
MARK: Final = 0.1
"""Seconds within which the new plate of a page has to stand."""
HEADS: Final = ("pages", "compositor watch, s (least–most)", "all else after, s", "typst in memory, s", "÷ typst")
_STORY: Final = "stories/002-lead.md"
_TYPST: Final = Path(__file__).with_name("typst_held.py")
_LONGEST: Final = 120.0


def main() -> None:
    asking = parser("Measure what a watch takes for the change of one story.", ROUNDS)
    asking.add_argument("--pages", type=int, nargs="+", default=list(PAGES), help="of how many pages (4 8 64)")
    options = asking.parse_args()
    load, rows, lines = os.getloadavg()[0], [], []
    for pages in options.pages:
        paper = newspaper(pages, SEED)
        with tempfile.TemporaryDirectory() as folder:
            plates, rest = zip(*watched(paper, Path(folder), options.rounds), strict=True)
            theirs = held(paper, Path(folder), options.rounds)
        ours = median(plates)
        spread = f"{ours:.3f} ({min(plates):.3f}–{max(plates):.3f})"
        rows.append((str(pages), spread, f"{median(rest):.2f}", f"{theirs:.3f}", f"{ours / theirs:.1f}"))
        lines.append(f"- {pages} pages: {ours:.3f} s (at most {MARK:g}: {'yes' if ours <= MARK else 'no'}).")
    programs = (f"compositor {__version__} ({build()})", f"typst {typst_version()}")
    weather = f"Medians of {options.rounds} saves; load of the machine at the start: {load:.1f}."
    where = f"{when_and_where(*programs)} {weather}"
    publish("watch", "\n\n".join((where, "\n".join(lines), table(HEADS, rows))), options.document)


def watched(paper: Newspaper, folder: Path, rounds: int) -> Iterator[tuple[float, float]]:
    """Yield the seconds from a save to the new plate, and to all else; the first save isn't counted."""
    issue, out, said = write(paper, folder, pictures=False), folder / "out", folder / "said"
    asked = [str(issue), "--layouts", str(issue.parent.parent / "layouts"), "--out", str(out), "--only", "press"]
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with said.open("w", encoding="utf-8") as stream:
        command = [sys.executable, "-m", "compositor", "watch", *asked]
        watch = subprocess.Popen(command, cwd=ROOT, env=plain, stdout=stream, stderr=stream)
        try:
            _until(said, "Ctrl-C ends it", 0)
            for count in range(rounds + 1):
                time.sleep(0.5)
                found = _saved(issue / _STORY, out / issue.name / "press", said, count)
                if count:
                    yield found
        finally:
            watch.send_signal(signal.SIGTERM)
            watch.wait()


def _saved(story: Path, plates: Path, said: Path, count: int) -> tuple[float, float]:
    """Change a character of a story; return how long its plate and all else took."""
    text, told, before = story.read_text(encoding="utf-8"), len(said.read_text(encoding="utf-8")), _stamps(plates)
    at = changed_at(text, count)
    began = time.perf_counter()
    story.write_text(f"{text[:at]}{'天地人'[count % 3]}{text[at + 1 :]}", encoding="utf-8")
    while _stamps(plates).items() <= before.items():
        time.sleep(0.001)
        if time.perf_counter() - began > _LONGEST:
            raise TimeoutError(said.read_text(encoding="utf-8"))
    plate = time.perf_counter() - began
    _until(said, "all else stands", told)
    return plate, time.perf_counter() - began


def changed_at(text: str, count: int) -> int:
    """Return which character is changed: one of the first paragraph's Han."""
    body = text.index("---", 3) + 4
    choice = random.Random(count)
    return choice.choice([at for at in range(body + 20, body + 300) if "\u4e00" <= text[at] <= "\u9fff"])


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what tells one plate from another; between two folders that are swapped there is none."""
    found = {}
    try:
        for one in os.scandir(folder):
            look = one.stat()
            found[one.name] = (look.st_mtime_ns, look.st_size)
    except FileNotFoundError:
        return {}
    return found


def _until(said: Path, words: str, since: int) -> None:
    end = time.perf_counter() + _LONGEST
    while words not in said.read_text(encoding="utf-8")[since:]:
        time.sleep(0.005)
        if time.perf_counter() > end:
            raise TimeoutError(said.read_text(encoding="utf-8"))


def held(paper: Newspaper, folder: Path, rounds: int) -> float:
    """Return the median seconds in which typst compiles the same copy with one character changed, in one process."""
    copy = folder / "copy.json"
    pages = [[[one.headline, one.deck, *one.paragraphs] for one in page] for page in paper.pages]
    copy.write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
    asked = [sys.executable, "-I", str(_TYPST), str(copy), str(ROOT / "fonts"), str(rounds)]
    found: list[float] = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE).stdout)
    return median(found)


if __name__ == "__main__":
    main()
