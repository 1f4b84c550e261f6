"""How long whole issues take, of 4, 8 and 64 pages, beside typst setting the same copy; and how that grows.

usage: python -m benchmarks.issues [--pages N...] [--rounds N] [--only-press] [DOCUMENT]

The issues are made from a seed (newspapers.py). Every command runs in a new process; compositor and typst in turn, and
ratios are taken pair by pair.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.newspapers import Newspaper, newspaper, write
from benchmarks.page import parser, publish, table, when_and_where
from benchmarks.plot import Growth, growth
from benchmarks.speed import CLOCK, build
from benchmarks.texts import ROOT
from benchmarks.typst_lines import typst_version
from compositor import __version__

ROUNDS: Final = 5
PAGES: Final = (4, 8, 64)
SEED: Final = 5
MARKS: Final = {4: 2.5, 64: 2.0}
"""How many times typst's time is allowed at most, by pages."""
MOST_MEBIBYTES: Final = 150
_LONG: Final = 16
PLOT: Final = "pictures/growth.svg"
_MEBIBYTE: Final = 1024 * 1024
_TYPST: Final = Path(__file__).with_name("typst_issue.py")
PRESS, PRESS_PICTURES = "--only press", "--only press, with pictures"
FULL, FULL_PICTURES = "everything", "everything, with pictures"
HEADS: Final = ("pages", "compositor compose", "wall s", "CPU s", "peak MiB", "output MB", "wall s a page", "stages")
BESIDE: Final = (
    "pages",
    "characters (distinct)",
    "compositor, wall s (CPU s)",
    "typst, wall s (CPU s)",
    "wall ÷ typst",
    "CPU ÷ typst",
    "peak MiB, typst's",
    "PDF KB, typst's",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds, peak memory and output in bytes, seconds by stage."""

    wall: float
    cpu: float
    peak: int
    output: int
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Way:
    """One command, the issues that it is run on, and how many rounds it is given."""

    name: str
    arguments: tuple[str, ...]
    pictures: bool
    rounds: int


def main() -> None:
    asking = parser("Measure whole issues beside typst.", ROUNDS)
    asking.add_argument("--pages", type=int, nargs="+", default=list(PAGES), help="of how many pages (4 8 64)")
    asking.add_argument("--only-press", action="store_true", help="only what is compared with typst")
    options = asking.parse_args()
    load, lines = os.getloadavg()[0], list[str]()
    rows, beside, walls = list[Sequence[str]](), list[Sequence[str]](), dict[int, tuple[float, float]]()
    for pages in options.pages:
        paper = newspaper(pages, SEED)
        with tempfile.TemporaryDirectory() as folder:
            pairs = list(_pairs(paper, Path(folder), _rounds(pages, options.rounds)))
            ours, theirs = _middle([one for one, _ in pairs]), _middle([one for _, one in pairs])
            walls[pages] = (ours.wall, theirs.wall)
            ratio = median(one.wall / other.wall for one, other in pairs)
            beside.append(_beside(paper, ours, theirs, pairs))
            lines += _verdicts(pages, ratio, ours)
            rows.append(_row(pages, PRESS, ours))
            if not options.only_press:
                rows += (_row(pages, way.name, run) for way, run in _others(paper, Path(folder), options.rounds))
    lines += _slope(walls)
    programs = (f"compositor {__version__} ({build()})", f"typst {typst_version()}")
    rounds = f"{options.rounds} rounds, of {_rounds(_LONG, options.rounds)} for long issues"
    weather = f"load of the machine at the start: {load:.1f}"
    where = f"{when_and_where(*programs)} Processor: {_processor()}. Medians of {rounds}; {weather}."
    publish(
        "issues", "\n\n".join((where, "\n".join(lines), table(BESIDE, beside), table(HEADS, rows))), options.document
    )
    if options.document is not None and len(walls) > 1:
        picture = options.document.parent / PLOT
        picture.write_text(growth([Growth(*one) for one in _curves(walls)]), encoding="utf-8")


def _rounds(pages: int, asked: int) -> int:
    """Return how often an issue is measured: long ones less often."""
    return asked if pages < _LONG else -(-asked // 2)


def _curves(walls: dict[int, tuple[float, float]]) -> Iterator[tuple[str, tuple[tuple[int, float], ...]]]:
    for at, name in enumerate(("compositor", "typst")):
        yield name, tuple((pages, both[at]) for pages, both in walls.items())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "not told")


def _pairs(paper: Newspaper, folder: Path, rounds: int) -> Iterator[tuple[Run, Run]]:
    """Yield compositor's and typst's runs on one copy, in turn; one pair before the first isn't counted."""
    issue = write(paper, folder, pictures=False)
    copy = folder / "copy.json"
    pages = [[[one.headline, one.deck, *one.paragraphs] for one in page] for page in paper.pages]
    copy.write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
    for count in range(rounds + 1):
        pair = compose(issue, ("--only", "press")), typst(copy)
        if count:
            yield pair


def _others(paper: Newspaper, folder: Path, rounds: int) -> Iterator[tuple[Way, Run]]:
    few = max(1, rounds // 2) if len(paper.pages) < _LONG else 1
    for pictures in (False, True):
        issue = write(paper, folder / f"pictures-{pictures}", pictures=pictures)
        way = Way(PRESS_PICTURES if pictures else PRESS, ("--only", "press"), pictures, few)
        if pictures:
            yield way, _middle([compose(issue, way.arguments) for _ in range(way.rounds)])
        yield from _again(issue, way)
        way = Way(FULL_PICTURES if pictures else FULL, (), pictures, few)
        yield way, _middle([compose(issue, way.arguments) for _ in range(way.rounds)])
        yield from _again(issue, way)


def compose(issue: Path, arguments: Sequence[str]) -> Run:
    """Run ``compositor compose ISSUE`` in a new process, without a cache; raises ``CalledProcessError``."""
    with tempfile.TemporaryDirectory() as out:
        return _composed(issue, Path(out), (*arguments, "--no-cache"))


def _composed(issue: Path, out: Path, arguments: Sequence[str]) -> Run:
    layouts = issue.parent.parent / "layouts"
    asked = ["compose", str(issue), "--layouts", str(layouts), "--out", str(out), *arguments]
    taken = _clocked([sys.executable, "-m", "compositor", *asked])
    made = [path for path in (out / issue.name).rglob("*") if path.is_file()]
    told = json.loads((out / issue.name / "run.json").read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in made if "--only" not in arguments or path.suffix == ".pdf")
    return Run(taken["wall"], taken["cpu"], int(taken["peak"]), size, told["timings"])


def _again(issue: Path, way: Way) -> Iterator[tuple[Way, Run]]:
    """Yield runs that find in the cache what the run before them has made: of the same, and with one story changed."""
    story = min((issue / "stories").glob("*.md"))
    text = story.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        _composed(issue, out, way.arguments)
        same = [_composed(issue, out, way.arguments) for _ in range(way.rounds)]
        yield replace(way, name=f"{way.name}, again"), _middle(same)
        changed = []
        for count in range(1, way.rounds + 1):
            story.write_text(text.replace("的", "得", count), encoding="utf-8")
            changed.append(_composed(issue, out, way.arguments))
        story.write_text(text, encoding="utf-8")
        yield replace(way, name=f"{way.name}, one story changed"), _middle(changed)


def typst(copy: Path) -> Run:
    """Have typst set the same copy on the same pages, in a new process; raises ``CalledProcessError``."""
    with tempfile.TemporaryDirectory() as out:
        pdf = Path(out) / "issue.pdf"
        taken = _clocked([sys.executable, "-I", str(_TYPST), str(copy), str(ROOT / "fonts"), str(pdf)])
        size = pdf.stat().st_size
    return Run(taken["wall"], taken["cpu"], int(taken["peak"]), size, {})


def _clocked(command: list[str]) -> dict[str, float]:
    clock = [sys.executable, "-I", str(CLOCK), *command]
    taken: dict[str, float] = json.loads(subprocess.run(clock, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    if taken["code"]:
        raise subprocess.CalledProcessError(int(taken["code"]), command)
    return taken


def _middle(runs: Sequence[Run]) -> Run:
    stages = {stage: median(run.stages[stage] for run in runs) for stage in runs[0].stages}
    wall, cpu = median(run.wall for run in runs), median(run.cpu for run in runs)
    return Run(wall, cpu, max(run.peak for run in runs), runs[0].output, stages)


def _beside(paper: Newspaper, ours: Run, theirs: Run, pairs: Sequence[tuple[Run, Run]]) -> tuple[str, ...]:
    body = paper.body
    return (
        f"{len(paper.pages)}",
        f"{len(body):,} ({len(set(body)):,})",
        f"{ours.wall:.2f} ({ours.cpu:.2f})",
        f"{theirs.wall:.2f} ({theirs.cpu:.2f})",
        f"{median(one.wall / other.wall for one, other in pairs):.2f}",
        f"{median(one.cpu / other.cpu for one, other in pairs):.2f}",
        f"{ours.peak / _MEBIBYTE:.0f}, {theirs.peak / _MEBIBYTE:.0f}",
        f"{ours.output / 1000:,.0f}, {theirs.output / 1000:,.0f}",
    )


def _row(pages: int, name: str, run: Run) -> tuple[str, ...]:
    stages = dict(run.stages) | {"the rest": run.wall - sum(run.stages.values())}
    told = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in stages.items())
    sizes = (f"{run.peak / _MEBIBYTE:.0f}", f"{run.output / 1e6:.1f}", f"{run.wall / pages:.3f}")
    return (str(pages), name, f"{run.wall:.2f}", f"{run.cpu:.2f}", *sizes, told)


def _verdicts(pages: int, ratio: float, run: Run) -> Iterator[str]:
    if pages in MARKS:
        held = "yes" if ratio <= MARKS[pages] else "no"
        yield f"- {pages} pages: {ratio:.2f} times typst's time (at most {MARKS[pages]:g}: {held})."
    if pages >= max(PAGES):
        peak = run.peak / _MEBIBYTE
        held = "yes" if peak <= MOST_MEBIBYTES else "no"
        yield f"- {pages} pages: {peak:.0f} MiB (at most {MOST_MEBIBYTES}: {held})."


def _slope(walls: dict[int, tuple[float, float]]) -> Iterator[str]:
    if {8, 64} <= walls.keys():
        few, many = walls[8][0] / 8, walls[64][0] / 64
        held = "yes" if many <= few else "no"
        yield f"- A page costs {few:.3f} s in an issue of 8 pages, {many:.3f} s in one of 64 (no more: {held})."


if __name__ == "__main__":
    main()
