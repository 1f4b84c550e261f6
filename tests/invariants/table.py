"""Count what the printed galleys of the news corpora break, and write the table into docs/conformance.md.

usage: python -m tests.invariants.table [--every] [DOCUMENT]

Without ``--every`` each article is set at one measure of 10 to 30 em; with it, at all of them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compositor.model.settings import Direction, Setting
from compositor.proof.type import han_gap
from tests.invariants import galleys, printed, rules
from tests.invariants.printed import Printed

MEASURES = list(range(10, 31))
ROOT = Path(__file__).resolve().parent.parent.parent
BEGIN, END = "<!-- invariants: make invariants -->", "<!-- end of invariants -->"


@dataclass
class Count:
    """What the lines of one corpus in one direction break, by invariant, with the first lines that do."""

    lines: int = 0
    characters: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def line(self, line: Printed, law: rules.Law, measure: int) -> None:
        """Count one line."""
        self.lines += 1
        self.characters += line.end - line.start
        for name, word in broken(line, law):
            self.broken[name] += 1
            self.shown.append(f"{name} at {measure} em: {line.words} {word}")
        self.counted["rescued"] += line.set.rescued
        for name, rule in rules.COUNTED.items():
            self.counted[name] += bool(rule(line, law))


def broken(line: Printed, law: rules.Law) -> list[tuple[str, str]]:
    """Return what a line breaks: the invariants that hold always, and wide gaps that no finding would name."""
    found = [(name, word) for name, rule in rules.MUST.items() if (word := rule(line, law))]
    wide = rules.loose(line, law)
    if wide and han_gap(line.set) <= rules.LOOSE:
        found.append(("I12", f"{wide}, and no finding"))
    return found


def count(cases: Path, name: str, direction: Direction, *, every: bool) -> Count:
    """Set, print and read all articles of a corpus, and count."""
    found = galleys.articles(cases / "cases" / "05-corpora" / name)
    setting, out = galleys.CORPORA[name], Count()
    for measure, chosen in _dealt(found, every=every):
        _galley(galleys.galley(chosen, setting, measure, direction), setting, cases, out)
    return out


def _dealt(found: galleys.Articles, *, every: bool) -> Iterator[tuple[int, galleys.Articles]]:
    if not every:
        yield from galleys.by_measure(found, MEASURES)
        return
    for measure in MEASURES:
        yield measure, found


def _galley(galley: galleys.Galley, setting: Setting, cases: Path, out: Count) -> None:
    law = rules.law(cases, setting.region.value, galley.edge)
    for line in printed.lines(galley):
        out.line(line, law, galley.measure)


def table(counts: dict[tuple[str, Direction], Count]) -> str:
    """Return the counts as a Markdown table."""
    names = [*rules.COUNTED, "rescued"]
    head = ["copy", "direction", "lines", "characters", *sorted(rules.MUST), *names]
    out = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for (name, direction), one in counts.items():
        cells = [name.removesuffix(".jsonl"), direction.value, f"{one.lines:,}", f"{one.characters:,}"]
        cells += [str(one.broken[key]) for key in sorted(rules.MUST)]
        cells += [str(one.counted[key]) for key in names]
        out.append("| " + " | ".join(cells) + " |")
    return "\n".join(out)


def put(document: str, found: str) -> str:
    """Return the document with the table between its two marks replaced; raises ``ValueError`` without them."""
    if BEGIN not in document or END not in document:
        raise ValueError(f"the page has no {BEGIN} … {END}")
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{found}\n\n{END}{rest.partition(END)[2]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", action="store_true", help="set every article at every measure")
    parser.add_argument("document", type=Path, nargs="?", help="the document whose table is to be rewritten")
    asked = parser.parse_args()
    cases = Path(os.environ.get("COMPOSITOR_CASES", ROOT.parent / "shared")).expanduser()
    if not (cases / "cases" / "05-corpora").is_dir():
        sys.exit(f"invariants: no corpora in {cases}\n  hint: set COMPOSITOR_CASES to the folder that holds cases/")
    counts = {}
    for direction in Direction:
        for name in galleys.CORPORA:
            one = counts[name, direction] = count(cases, name, direction, every=asked.every)
            sys.stderr.write(f"{name} {direction}: {one.lines} lines\n")
            sys.stdout.writelines(f"{shown}\n" for shown in one.shown[:20])
    sys.stdout.write(table(counts) + "\n")
    if asked.document:
        kept = asked.document.read_text(encoding="utf-8")
        asked.document.write_text(put(kept, table(counts)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
