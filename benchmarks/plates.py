"""How long one plate takes, in a process that is warm, when one paragraph of its page has changed.

usage: python -m benchmarks.plates [--rounds N]

Of an issue of four pages from the seed each page gets, in turn, eight lines from the page after it in the place of
eight of its own: other words, other glyphs. Its plate is made and judged; seconds are the processor's.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from statistics import median

from benchmarks.newspapers import newspaper, write
from benchmarks.page import asked, table, when_and_where
from compositor import __version__, compiled, pipeline
from compositor.model.page import Page, SetLine
from compositor.release import Platesetter

PAGES, ROUNDS, LINES = 4, 5, 8
HEADS = ("page", "characters", "made, s", "judged, s", "plate, s", "plate, KB")


def main() -> None:
    compiled.put_in_force()
    options = asked("Measure one plate whose page has another paragraph.", ROUNDS)
    with tempfile.TemporaryDirectory() as scratch:
        issue = write(newspaper(PAGES), Path(scratch), pictures=False)
        request = pipeline.Request(issue, layouts=Path(scratch, "layouts"))
        composed = pipeline.compose(request, pipeline.Stopwatch(lambda _: None))
        setter = pipeline.night(request, composed).setter
        pages = pipeline.plated(composed)
        setter.prepare(pages, 1)
        rows = [row(setter, page, other, options.rounds) for page, other in zip(pages, turned(pages), strict=True)]
    print(f"{when_and_where(f'compositor {__version__}')}\n\n{table(HEADS, rows)}")


def turned(pages: tuple[Page, ...]) -> Iterator[Page]:
    """Yield the page after each, after the last the first."""
    return chain(pages[1:], pages[:1])


def row(setter: Platesetter, page: Page, other: Page, rounds: int) -> list[str]:
    """Return how long a page's plate takes with each of several paragraphs from another page, in the middle."""
    size, found = 0, list[tuple[float, float]]()
    for number in range(rounds):
        plate, made, judged = one_plate(setter, changed(page, other, number))
        size, found = len(plate), [*found, (made, judged)]
    made, judged = (median(one) for one in zip(*found, strict=True))
    characters = sum(len(ink.line.text) for ink in page.ink if isinstance(ink, SetLine))
    return [page.label, f"{characters:,}", f"{made:.3f}", f"{judged:.3f}", f"{made + judged:.3f}", f"{size / 1000:.0f}"]


def one_plate(setter: Platesetter, page: Page) -> tuple[bytes, float, float]:
    """Return a page's plate, made and judged, and the seconds of the processor that each took."""
    fresh = Platesetter.of(setter.read, setter.words)
    start = time.process_time()
    plate = fresh.plate(page, 1)
    made = time.process_time()
    fresh.judged(page, 1)
    return plate, made - start, time.process_time() - made


def changed(page: Page, other: Page, number: int) -> Page:
    """Return a page with some of its lines in the words of another's."""
    words = [ink.line for ink in other.ink if isinstance(ink, SetLine) and ink.part == "body"]
    begins = number * LINES
    fresh = iter(words[begins : begins + LINES])
    own = [at for at, ink in enumerate(page.ink) if isinstance(ink, SetLine) and ink.part == "body"]
    chosen = frozenset(own[begins : begins + LINES])
    ink = (
        replace(one, line=next(fresh, one.line)) if at in chosen and isinstance(one, SetLine) else one
        for at, one in enumerate(page.ink)
    )
    return replace(page, ink=tuple(ink))


if __name__ == "__main__":
    main()
