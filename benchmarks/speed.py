"""How fast paragraphs become lines, beside HarfBuzz shaping them; and whole commands, by stage.

usage: python -m benchmarks.speed [--rounds N] [DOCUMENT]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import uharfbuzz as hb

from benchmarks.page import asked, publish, table, when_and_where
from benchmarks.texts import FACE, MEASURES, ROOT, SIZE, Copy, Text, copies, faces, fresh_case, matter, sample_issues
from compositor import __version__, compiled
from compositor.errors import ExitCode
from compositor.text import set_first_fit, set_lines

ROUNDS = 5
LEAST = 90_000
"""Characters to be set at least; smaller copy is set several times over."""
_MEBIBYTE = 1024 * 1024
CLOCK = Path(__file__).with_name("clock.py")
COMPOSER = ("copy", "measure", "set by", "characters a second", "÷ time of HarfBuzz")
COMMANDS = ("issue", "wall s", "CPU s", "peak MiB", "start, imports, reports", "stages")


def main() -> None:
    options = asked("Measure how fast lines are set.", ROUNDS)
    programs = (f"compositor {__version__} ({build()})", f"uharfbuzz {hb.__version__}")
    parts = [
        when_and_where(*programs) + f" Load of the machine at the start: {os.getloadavg()[0]:.1f}.",
        table(COMPOSER, [row for copy in copies() for row in composer_rows(copy, options.rounds)]),
        table(COMMANDS, [command_row(issue, options.rounds) for issue in sample_issues()]),
    ]
    publish("speed", "\n\n".join(parts), options.document)


def build() -> str:
    """Return how the composer was built: which of its modules are compiled."""
    names = [name.rpartition(".")[2] for name in compiled.names()]
    return f"compiled: {', '.join(names)}" if names else "pure Python"


def composer_rows(copy: Copy, rounds: int) -> Iterator[tuple[str, ...]]:
    """Measure every way of setting copy in turn, round by round, so that all see the same weather."""
    times = -(-LEAST // copy.characters)
    repeated = [Text(one.setting, one.paragraphs * times) for one in copy.texts]
    font = hb.Font(hb.Face((ROOT / "fonts" / FACE).read_bytes()))
    ways: dict[tuple[str, str], Callable[[], object]] = {("", "HarfBuzz"): partial(_shape, repeated, font)}
    for measure in MEASURES:
        for name, compose in (("total fit", set_lines), ("first fit", set_first_fit)):
            ways[f"{measure} em", name] = _setting(Copy("", tuple(repeated), copy.hyphens), measure, compose)
    taken = {way: list[float]() for way in ways}
    for _ in range(rounds):
        for way, run in ways.items():
            taken[way].append(_seconds(run))
    shaping, count = taken["", "HarfBuzz"], copy.characters * times
    for (measure_name, engine), seconds in taken.items():
        ratio = median(one / other for one, other in zip(seconds, shaping, strict=True))
        yield (copy.name, measure_name or "–", engine, f"{count / median(seconds):,.0f}", f"{ratio:.1f}")


def _seconds(run: Callable[[], object]) -> float:
    """Return the CPU seconds of one run; neither other programs nor waiting count."""
    began = time.process_time()
    run()
    return time.process_time() - began


def _setting(copy: Copy, measure: int, compose: Callable[..., object]) -> Callable[[], None]:
    def run() -> None:
        for one in copy.texts:
            case = fresh_case(one, copy.hyphens)
            for paragraph in one.paragraphs:
                compose(matter(paragraph), (measure * SIZE,), case)

    for one in copy.texts:
        faces(one.setting)  # opened before the clock runs: a command opens them once
    return run


def _shape(texts: list[Text], font: hb.Font) -> None:
    """Shape whole paragraphs in the body's face; glyphs aren't read back into Python."""
    for one in texts:
        language = one.setting.marks_language
        for paragraph in one.paragraphs:
            buffer = hb.Buffer()
            buffer.add_str(paragraph)
            buffer.guess_segment_properties()
            buffer.language = language
            hb.shape(font, buffer)


@dataclass(frozen=True, slots=True)
class Command:
    """One whole command: seconds, peak memory in bytes, seconds by stage."""

    wall: float
    cpu: float
    peak: int
    stages: Mapping[str, float]

    @property
    def start(self) -> float:
        """Seconds outside all stages: the interpreter, imports, writing the reports."""
        return self.wall - sum(self.stages.values())


def command_row(issue: Path, rounds: int) -> tuple[str, ...]:
    """Compose an issue's plates in processes of their own, and return medians."""
    runs = [compose_plates(issue) for _ in range(rounds)]
    stages = {stage: median(run.stages[stage] for run in runs) for stage in runs[0].stages}
    return (
        issue.name,
        f"{median(run.wall for run in runs):.2f}",
        f"{median(run.cpu for run in runs):.2f}",
        f"{max(run.peak for run in runs) / _MEBIBYTE:.0f}",
        f"{median(run.start for run in runs):.2f}",
        ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in stages.items()),
    )


def compose_plates(issue: Path) -> Command:
    """Run ``compositor compose ISSUE --only press`` in a new interpreter; raises ``CalledProcessError``."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "compositor", "compose", str(issue), "--only", "press", "--out", out]
        clock = [sys.executable, "-I", str(CLOCK), *command]
        taken = json.loads(subprocess.run(clock, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
        if taken["code"] not in {ExitCode.DONE, ExitCode.PAGES_WITHHELD}:
            raise subprocess.CalledProcessError(taken["code"], command)
        told = json.loads((Path(out) / issue.name / "run.json").read_text(encoding="utf-8"))
    return Command(taken["wall"], taken["cpu"], taken["peak"], told["timings"])


if __name__ == "__main__":
    main()
