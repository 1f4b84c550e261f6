"""How even the lines are: the same copy set by total fit, by first fit and by typst, measured alike.

usage: python -m benchmarks.quality [DOCUMENT]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain

from benchmarks.gaps import Evenness, SetLine, evenness, of_lines
from benchmarks.page import asked, publish, table, when_and_where
from benchmarks.texts import MEASURES, SIZE, Copy, copies, fresh_case, matter
from benchmarks.typst_lines import POINTS, set_by_typst, typst_version
from compositor import __version__
from compositor.text import set_first_fit, set_lines

HEADS = (
    "copy",
    "measure",
    "set by",
    "lines",
    "mean squared Han gap, (em/100)²",
    "loosest line, em (pt)",
    "lines with a Han gap over ⅛ em",
    "single marks squeezed",
    "lines ending in Han that miss the measure",
    "paragraphs ending on one character",
)


def main() -> None:
    options = asked("Compare how evenly lines are set.")
    if not typst_version():
        sys.exit("quality: typst isn't installed\n  hint: make bench installs it")
    programs = (f"compositor {__version__}", f"typst {typst_version()}")
    found = [row for copy in copies() for measure in MEASURES for row in _rows(copy, measure)]
    publish("quality", f"{when_and_where(*programs)}\n\n{table(HEADS, found)}", options.document)


def _rows(copy: Copy, measure: int) -> Iterator[tuple[str, ...]]:
    for engine, lines in _engines(copy, measure).items():
        yield (
            f"{copy.name}, {copy.characters:,} characters",
            f"{measure} em",
            engine,
            *_cells(evenness(lines(), measure)),
        )


def _engines(copy: Copy, measure: int) -> dict[str, Callable[[], Iterator[SetLine]]]:
    return {
        "total fit": lambda: _ours(copy, measure, whole=True),
        "first fit": lambda: _ours(copy, measure, whole=False),
        "typst, optimized": lambda: _typst(copy, measure, "optimized"),
        "typst, simple": lambda: _typst(copy, measure, "simple"),
    }


def _ours(copy: Copy, measure: int, *, whole: bool) -> Iterator[SetLine]:
    compose = set_lines if whole else set_first_fit
    for text in copy.texts:
        case = fresh_case(text, copy.hyphens)
        for paragraph in text.paragraphs:
            yield from of_lines(compose(matter(paragraph), (measure * SIZE,), case), SIZE)


def _typst(copy: Copy, measure: int, breaks: str) -> Iterator[SetLine]:
    return chain.from_iterable(set_by_typst(text, measure, breaks) for text in copy.texts)


def _cells(found: Evenness) -> tuple[str, ...]:
    return (
        f"{found.lines:,}",
        f"{found.mean_square:.2f}",
        f"{found.loosest:.3f} ({found.loosest * POINTS:.1f})",
        f"{found.wide} ({found.wide_share:.2%})",
        f"{found.squeezed_share:.0%} of {found.singles:,}",
        f"{found.missed} of {found.edges:,}",
        f"{found.alone} of {found.paragraphs:,}",
    )


if __name__ == "__main__":
    main()
