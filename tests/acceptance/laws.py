"""What the acceptance tests hold a finished page to; each check returns what it finds wrong, in words.

The lists of marks are the tests' own (GB/T 15834-2011 5.1.1-5.1.11, clreq #prohibition_rules_for_line_start_end):
they are compared with the conformance data where that is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.acceptance.composing import Record, Row, owed
from tests.acceptance.sheets import NEAR, Sort
from tests.acceptance.source_copy import bare

NO_START = frozenset("。．，、：；！‼？⁇～-–—·・‧/／」』”’）》〉】〗〕］｝") | frozenset(")]}%％‰℃")
"""Marks that may not begin a line, by GB; half-width ones and units that follow a figure with them."""
NO_END = frozenset("/／「『“‘（《〈【〖〔［｛") | frozenset("([{")
"""Marks that may not end a line, by GB, half-width ones with them."""
HALF = frozenset("。．，、：；！？·・」』”’）》〉】〗〕］｝")
"""Full-width marks that take half an em at a line's end."""
PAIRS = ("——", "……", "⋯⋯")


def unread(lines: Iterable[tuple[Record, str]], printed: Sequence[Sort], generated: Sequence[Sort]) -> list[str]:
    """Tell where the sorts of a box don't read as the lines' slices of their copy, generated words taken out."""
    words = set(generated)
    read = bare("".join(sort.text for sort in printed if sort not in words))
    wanted = "".join(owed(line, text) for line, text in lines)
    return _difference(read, wanted)


def _difference(read: str, wanted: str) -> list[str]:
    if read == wanted:
        return []
    at = next((n for n, (one, other) in enumerate(zip(read, wanted, strict=False)) if one != other), None)
    at = min(len(read), len(wanted)) if at is None else at
    return [f"character {at}: {read[at : at + 12]!r} is read where the copy has {wanted[at : at + 12]!r}"]


def untiled(spans: Sequence[tuple[int, int]], text: str, overset: int = 0) -> list[str]:
    """Tell what of a text the lines leave out or set twice; ``overset`` characters may be left over at its end."""
    faults, at = [], 0
    for start, end in spans:
        if bare(text[min(at, start) : max(at, start)]):
            faults.append(f"{'left out' if start > at else 'twice'}: {text[min(at, start) : max(at, start)][:20]!r}")
        at = end
    left = len(bare(text[at:]))
    return faults if left == overset else [*faults, f"{left} characters left over, {overset} named"]


def forbidden(rows: Iterable[Sequence[str]]) -> list[str]:
    """Tell which rows (a text for every sort) begin or end with a mark that may not stand there."""
    faults = []
    for row in rows:
        line = bare("".join(row))
        if line[0] in NO_START and not line.startswith(PAIRS):
            faults.append(f"begins with {line[0]}: {line}")
        if line[-1] in NO_END:
            faults.append(f"ends with {line[-1]}: {line}")
    return faults


def broken(paragraph: Sequence[str]) -> list[str]:
    """Tell which line ends of a paragraph stand inside ——, …… or a figure (GB/T 15834-2011 5.1.4 and 5.1.5)."""
    faults = []
    for one, other in pairwise(paragraph):
        odd = next((mark[0] for mark in PAIRS if other.startswith(mark[0])), "")
        if odd and (len(one) - len(one.rstrip(odd))) % 2:
            faults.append(f"{odd} is broken: {one[-6:]} / {other[:6]}")
        if re.search(r"\d[.,]?$", one) and re.match(r"[.,]?\d", other):
            faults.append(f"a figure is broken: {one[-6:]} / {other[:6]}")
    return faults


def right_edge(sort: Sort) -> float:
    """Return where the last sort of a line ends: half an em from its origin for the marks that are halved there."""
    advance = sort.right - sort.x
    return sort.x + (min(advance, sort.size / 2) if sort.text in HALF else advance)


def unjustified(rows: Iterable[tuple[Sequence[Sort], float]]) -> list[str]:
    """Tell which rows don't end at the edge that they are given with, within 0.02 pt."""
    faults = []
    for row, edge in rows:
        off = right_edge(row[-1]) - edge
        if abs(off) > NEAR:
            faults.append(f"{off:+.3f} pt: {''.join(sort.text for sort in row)}")
    return faults


def left_edge(rows: Sequence[Row], text: str) -> float:
    """Return the left edge of a column: where a line begins that doesn't begin a paragraph.

    Where a column has no such line, its edge is two ems to the left of those that it has.
    """
    for row in rows:
        if not begins(row.line, text):
            return row.sorts[0].x
    return rows[0].sorts[0].x - 2 * rows[0].sorts[0].size


def begins(line: Record, text: str) -> bool:
    """Tell whether a line begins a paragraph of its text."""
    return line["start"] == 0 or text[line["start"] - 1] == "\n"


def off_grid(sorts: Iterable[Sort], leading: float) -> list[str]:
    """Tell which sorts stand off the grid of baselines that the first one stands on, within 0.05 pt."""
    faults: list[str] = []
    first: float | None = None
    for sort in sorts:
        first = sort.y if first is None else first
        off = (sort.y - first + leading / 2) % leading - leading / 2
        if abs(off) > 0.05:
            faults.append(f"{off:+.3f} pt: {sort.text} at {sort.x:.3f}, {sort.y:.3f}")
    return faults


def uneven(columns: Sequence[tuple[float, float]], leading: float) -> list[str]:
    """Tell which columns of a box, the last one apart, end more than a line from the longest.

    A column is its last baseline, and the white that a subhead, which may not stand at a foot, left under it.
    """
    foot = max(last for last, _ in columns)
    return [
        f"column {at} ends {(foot - last) / leading:.1f} lines short"
        for at, (last, excused) in enumerate(columns[:-1])
        if foot - last - excused > leading + 0.05
    ]
