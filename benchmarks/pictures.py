"""How long an issue's photographs take to become plates, beside LittleCMS and libjpeg alone; and how much memory.

usage: python -m benchmarks.pictures [--photographs N] [--rounds N] [--ways N...] [DOCUMENT]

The issue has eight pages with 24 photographs of 4000 by 3000 pixels, each drawn from a seed (photographs.py).
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from benchmarks.page import parser, publish, table, when_and_where
from benchmarks.photographs import QUALITY, make_issue, make_photographs
from benchmarks.speed import CLOCK
from benchmarks.texts import ROOT
from compositor import __version__
from compositor.colour import newsprint

if TYPE_CHECKING:
    from PIL import Image, ImageCms

ROUNDS: Final = 3
PHOTOGRAPHS: Final = 24
MOST_TIMES, MOST_MEBIBYTES = 2.0, 400
_MEBIBYTE: Final = 1024 * 1024
HEADS: Final = (
    "photographs",
    "reduced to",
    "command, wall s (CPU s)",
    "press stage, wall s",
    "LittleCMS and JPEG, all pixels, wall s (CPU s)",
    "the same, pixels on the page",
    "command ÷ all pixels (CPU)",
    "press stage ÷ all pixels (wall)",
    "command ÷ pixels on the page (CPU)",
    "peak MiB",
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to print the photographs: the kind of their files, and the resolution that the paper asks for."""

    name: str
    kind: str
    resolution: int


WAYS: Final = (
    Way("JPEG, as a paper has them by default", "JPEG", 200),
    Way("PNG", "PNG", 200),
    Way("JPEG, every pixel kept", "JPEG", 600),
)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock on the wall and of the processor."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        """Return both, the processor's in brackets."""
        return f"{self.wall:.1f} ({self.cpu:.1f})"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: seconds, those of its press stage, the peak of its memory, its plates' pixels."""

    took: Took
    press: float
    peak: int
    sizes: tuple[tuple[int, int], ...]


def main() -> None:
    asking = parser("Measure how fast photographs become plates.", ROUNDS)
    asking.add_argument("--photographs", type=int, default=PHOTOGRAPHS, help="how many (24); fewer while working")
    asking.add_argument("--ways", type=int, nargs="+", default=[1, 2, 3], help="which ways (1 2 3)")
    options = asking.parse_args()
    rows, verdicts = [], []
    with tempfile.TemporaryDirectory() as folder:
        for way in (WAYS[at - 1] for at in options.ways):
            row, verdict = measured(Path(folder), way, options.photographs, options.rounds)
            rows.append(row)
            verdicts.append(verdict)
    from PIL import __version__ as pillow
    from PIL import features

    engines = (f"LittleCMS {features.version('littlecms2')}", f"libjpeg-turbo {features.version('libjpeg_turbo')}")
    where = when_and_where(f"compositor {__version__}", f"Pillow {pillow}", *engines)
    count = f"{options.photographs} photographs, medians of {options.rounds} round{'s' * (options.rounds > 1)}."
    publish("pictures", "\n\n".join((f"{where} {count}", "\n".join(verdicts), table(HEADS, rows))), options.document)


def measured(folder: Path, way: Way, count: int, rounds: int) -> tuple[tuple[str, ...], str]:
    """Print the issue one way and its photographs' pixels alone, in turn, and return its row and what it amounts to."""
    issue = make_issue(folder, count, way.kind, way.resolution)
    files = make_photographs(issue / "pictures", count, way.kind)
    runs, alls, shown = [], [], []
    for _ in range(rounds):
        runs.append(plates(issue))
        alls.append(alone(files, None))
        shown.append(alone(files, runs[-1].sizes))
    run, all_pixels, page_pixels = _median([one.took for one in runs]), _median(alls), _median(shown)
    press, peak = median(one.press for one in runs), max(one.peak for one in runs) / _MEBIBYTE
    times = run.cpu / all_pixels.cpu
    row = (
        f"{way.name}, {sum(file.stat().st_size for file in files) / _MEBIBYTE:.0f} MiB",
        " × ".join(map(str, runs[0].sizes[0])),
        str(run),
        f"{press:.1f}",
        str(all_pixels),
        str(page_pixels),
        f"{times:.2f}",
        f"{press / all_pixels.wall:.2f}",
        f"{run.cpu / page_pixels.cpu:.2f}",
        f"{peak:.0f}",
    )
    held = "yes" if times <= MOST_TIMES and peak <= MOST_MEBIBYTES else "no"
    marks = f"at most {MOST_TIMES:g} times the time, {MOST_MEBIBYTES} MiB"
    return row, f"- {way.name}: {times:.2f} times the time, {peak:.0f} MiB ({marks}: {held})."


def _median(taken: Sequence[Took]) -> Took:
    return Took(median(one.wall for one in taken), median(one.cpu for one in taken))


def plates(issue: Path) -> Run:
    """Run ``compositor compose ISSUE --only press`` in a new interpreter; raises ``CalledProcessError``."""
    with tempfile.TemporaryDirectory() as out:
        layouts = issue.parent.parent / "layouts"
        asked = ["compose", str(issue), "--layouts", str(layouts), "--only", "press", "--out", out]
        command = [sys.executable, "-m", "compositor", *asked]
        clock = [sys.executable, "-I", str(CLOCK), *command]
        taken = json.loads(subprocess.run(clock, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
        if taken["code"]:
            raise subprocess.CalledProcessError(taken["code"], command)
        told = json.loads((Path(out) / issue.name / "run.json").read_text(encoding="utf-8"))
        sizes = tuple(size for plate in sorted(Path(out).rglob("*.pdf")) for size in _sizes(plate))
    return Run(Took(taken["wall"], taken["cpu"]), told["timings"]["press"], taken["peak"], sizes)


def _sizes(plate: Path) -> Iterator[tuple[int, int]]:
    """Yield width and height of the pictures of a plate, as they are drawn."""
    import pikepdf

    with pikepdf.open(plate) as pdf:
        pictures: Any = pdf.pages[0].Resources.XObject
        for name in sorted(pictures.keys(), key=lambda one: int("".join(filter(str.isdigit, one)))):
            yield int(pictures[name].Width), int(pictures[name].Height)


def alone(files: Sequence[Path], sizes: Sequence[tuple[int, int]] | None) -> Took:
    """Return how long LittleCMS and libjpeg take for the pixels of files, decoded before and brought to ``sizes``.

    One process; perceptually from sRGB to the newsprint profile, then JPEG of quality 90 with no component reduced, as
    the plates have it. Opening profiles, decoding and resampling don't count.
    """
    from PIL import Image, ImageCms

    press = ImageCms.ImageCmsProfile(io.BytesIO(newsprint().content))
    srgb = ImageCms.createProfile("sRGB")
    turn = ImageCms.buildTransform(srgb, press, "RGB", "CMYK", ImageCms.Intent.PERCEPTUAL)
    wall = cpu = 0.0
    for at, file in enumerate(files):
        with Image.open(file) as photograph:
            pixels = photograph.convert("RGB") if sizes is None else photograph.resize(sizes[at])
        took = _taking(partial(_turned, pixels, turn))
        wall, cpu = wall + took.wall, cpu + took.cpu
    return Took(wall, cpu)


def _turned(pixels: Image.Image, turn: ImageCms.ImageCmsTransform) -> None:
    from PIL import ImageCms

    inks = ImageCms.applyTransform(pixels, turn)
    assert inks is not None
    inks.save(io.BytesIO(), "JPEG", quality=QUALITY, subsampling=0)


def _taking(work: Callable[[], None]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


if __name__ == "__main__":
    main()
