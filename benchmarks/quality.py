"""How even the lines are: the same copy set by total fit, by first fit and by typst, measured alike.

usage: python -m benchmarks.quality [DOCUMENT]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain, product

from benchmarks.gaps import Evenness, SetLine, evenness, of_lines
from benchmarks.page import asked, publish, table, when_and_where
from benchmarks.texts import MEASURES, SIZE, Copy, by_region, fresh_case, matter
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
    "single marks squeezed (to half)",
    "white taken from a single mark in the mean, em",
    "lines ending in Han that miss the measure",
    "paragraphs ending on one character (without a mark)",
)
VERDICTS = (
    "total fit's mean squared Han gap is no higher than that of typst, optimized",
    "its loosest line is tighter",
    "it squeezes no larger share of the single marks",
    "first fit is less even than total fit",
)


def main() -> None:
    options = asked("Compare how evenly lines are set.")
    if not typst_version():
        sys.exit("quality: typst isn't installed\n  hint: make bench installs it")
    programs = (f"compositor {__version__}", f"typst {typst_version()}")
    rows, verdicts = list[tuple[str, ...]](), list[tuple[bool, ...]]()
    for copy, measure in product(by_region(), MEASURES):
        found = {name: evenness(lines(), measure) for name, lines in _engines(copy, measure).items()}
        place = (f"{copy.name}, {copy.characters:,} characters", f"{measure} em")
        rows += [(*place, name, *_cells(one)) for name, one in found.items()]
        verdicts.append(_verdict(found["total fit"], found["first fit"], found["typst, optimized"]))
    told = "\n".join(
        f"- {words}: in {sum(holds)} of {len(holds)} rows."
        for words, holds in zip(VERDICTS, zip(*verdicts, strict=True), strict=True)
    )
    publish("quality", f"{when_and_where(*programs)}\n\n{told}\n\n{table(HEADS, rows)}", options.document)


def _verdict(total: Evenness, first: Evenness, typst: Evenness) -> tuple[bool, ...]:
    """Tell, in the order of ``VERDICTS``, what holds of one copy at one measure."""
    return (
        total.mean_square <= typst.mean_square,
        total.loosest < typst.loosest,
        total.squeezed_share <= typst.squeezed_share,
        total.mean_square < first.mean_square,
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
        f"{found.squeezed_share:.0%} ({found.halved_share:.0%}) of {found.singles:,}",
        f"{found.white_taken:.3f}",
        f"{found.missed} of {found.edges:,}",
        f"{found.alone} ({found.bare}) of {found.paragraphs:,}",
    )


if __name__ == "__main__":
    main()
