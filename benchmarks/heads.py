"""Where heads break: headlines of our own, set at many measures without a reader of phrases and with several.

    .venv/bin/python -m benchmarks.heads [--show]

A broken line is good if it ends where an editor marked that it may (tests/text/heads). The grades were tuned on
headlines.txt; on unseen.txt never, so the last figure is the one to believe. jieba and BudouX are measured beside
our own reader where they are installed; the product needs neither.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from compositor.intake.phrases import PhraseReader
from compositor.model.phrases import Phrases
from compositor.text import Matter, set_head
from tests.testface import EM, PLAIN, type_case

FOLDER = Path(__file__).parents[1] / "tests" / "text" / "heads"
MEASURES = range(5, 17)
COMMON = 8
"""Heads narrower than that are few: a column of thirteen characters of copy holds seven of a head."""
MOST = 6
_BETWEEN, _INSIDE = 60, 210


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, where it comes from, and the offsets at which its lines may end."""

    region: str
    text: str
    good: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Phrases of a foreign reader that gives pieces of text."""

    pieces: Callable[[str], list[str]]

    def joints(self, text: str) -> bytes:
        """Return one firmness between pieces and another inside them."""
        out = bytearray([_INSIDE] * (len(text) + 1))
        at = 0
        for piece in self.pieces(text):
            out[at] = _BETWEEN
            at += len(piece)
        out[0] = out[-1] = 0
        return bytes(out)


def headlines(name: str = "headlines.txt") -> tuple[Headline, ...]:
    """Read the headlines with their marks."""
    found = []
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            region, _, marked = line.partition("\t")
            parts = marked.split("|")
            good, at = set(), 0
            for part in parts[:-1]:
                at += len(part)
                good.add(at)
            found.append(Headline(region, "".join(parts), frozenset(good)))
    return tuple(found)


def broken_lines(headline: Headline, phrases: Phrases | None) -> Iterator[tuple[int, int, bool, int]]:
    """Yield measure in ems, offset, whether it is good and how many characters the line has, for each broken line."""
    case = replace(type_case(), phrases=phrases)
    matter = Matter(headline.text, 0, len(headline.text), (), None, PLAIN)
    for measure in MEASURES:
        lines = set_head(matter, measure * EM, case, most=MOST)
        for line in lines[:-1]:
            yield measure, line.end, line.end in headline.good, line.end - line.start


def readers() -> dict[str, Phrases | None]:
    """Return the readers that can be measured here."""
    found: dict[str, Phrases | None] = {"none (marks and balance)": None}
    if find_spec("budoux"):
        import budoux  # type: ignore[import-not-found]

        parser = budoux.load_default_simplified_chinese_parser()
        found["BudouX zh-hans"] = _Cut(parser.parse)
    if find_spec("jieba"):
        import jieba  # type: ignore[import-not-found]

        found["jieba"] = _Cut(jieba.lcut)
        ours = PhraseReader()
        ours.words("")
        found["jieba, folded"] = _Cut(_folded(jieba.lcut, ours))
    found["our own"] = PhraseReader()
    return found


def _folded(cut: Callable[[str], list[str]], ours: PhraseReader) -> Callable[[str], list[str]]:
    return lambda text: cut(ours.fold(text))


def main(*, show: bool) -> None:
    """Print the share of good line ends by reader and by region."""
    heads, unseen = headlines(), headlines("unseen.txt")
    regions = sorted({head.region for head in heads})
    print(f"{len(heads)} headlines at {MEASURES[0]} to {MEASURES[-1]} em; from {COMMON} em; by region; unseen")
    for name, phrases in readers().items():
        began = time.perf_counter()
        ends = {head: list(broken_lines(head, phrases)) for head in heads}
        spent = time.perf_counter() - began
        row = [f"{name:<26}", _share(ends, heads), _share(ends, heads, least=COMMON)]
        row += [
            f"{region} {_share(ends, tuple(head for head in heads if head.region == region))}" for region in regions
        ]
        fresh = {head: list(broken_lines(head, phrases)) for head in unseen}
        row.append(f"unseen {_share(fresh, unseen)}, {_share(fresh, unseen, least=COMMON)}")
        print("  ".join(row), f" {spent:.1f} s")
        if show and name == "our own":
            _print_bad(ends)


Ends = dict[Headline, list[tuple[int, int, bool, int]]]


def _share(ends: Ends, heads: tuple[Headline, ...], *, least: int = 0) -> str:
    counted = [good for head in heads for measure, _, good, _ in ends[head] if measure >= least]
    return f"{100 * sum(counted) / max(1, len(counted)):5.1f} % of {len(counted)}"


def _print_bad(ends: Ends) -> None:
    for head, lines in ends.items():
        bad: dict[int, list[int]] = {}
        for measure, end, good, _ in lines:
            if not good:
                bad.setdefault(end, []).append(measure)
        for end, measures in sorted(bad.items()):
            print(f"    {head.text[:end]}/{head.text[end:]}  {measures}")


if __name__ == "__main__":
    main(show="--show" in sys.argv)
