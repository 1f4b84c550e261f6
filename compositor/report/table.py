"""The table of how each story fits, for a terminal: wide characters count two cells (UAX #11)."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from typing import Final

from compositor.kept import Last, Told
from compositor.report.outcome import Outcome, box_lines

_TITLE_CELLS = 26
_HEADS = ("story", "page", "box", "lines", "characters", "overset", "free")
_RIGHT = range(3, 7)


_CELLS: Final = Told[str, int](
    lambda char: 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
)


def cells(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes: two for wide characters, none for marks that combine."""
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


def cut(text: str, most: int) -> str:
    """Return ``text`` cut to at most ``most`` cells, ending in … where something was cut."""
    if cells(text) <= most:
        return text
    kept, used = "", 1
    for char in text:
        used += cells(char)
        if used > most:
            break
        kept += char
    return kept + "…"


_TABLE: Final = Last[str]()


def fit_table(outcome: Outcome) -> str:
    """Return the table: a row a box, lines used of those it had, a story's name once; no finding changes it."""
    return _TABLE.of(outcome.laid, lambda: _fit_table(outcome))


def _fit_table(outcome: Outcome) -> str:
    titles = outcome.titles()
    rows: list[tuple[str, ...]] = []
    told: set[str] = set()
    lines = [line for line in box_lines(outcome) if line.story]
    order = {story: at for at, story in enumerate(dict.fromkeys(line.story for line in lines))}
    for line in sorted(lines, key=lambda line: order[line.story]):
        name = "" if line.story in told else cut(titles.get(line.story, line.story), _TITLE_CELLS)
        told.add(line.story)
        over = f"{line.overset_characters} ({line.overset_lines})" if line.overset_characters else "–"
        free = str(line.free) if line.free else "–"
        figures = (f"{line.lines}/{line.had}", str(line.characters), over, free)
        rows.append((name, line.half, line.box, *figures))
    return aligned(_HEADS, rows, right=_RIGHT)


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Container[int] = ()) -> str:
    """Return rows under their heads in columns as wide as their widest cell; columns ``right`` stand flush right."""
    table = [tuple(heads), *map(tuple, rows)]
    taken = [[cells(text) for text in row] for row in table]
    widths = [max(column) for column in zip(*taken, strict=True)]
    lines = []
    for row, took in zip(table, taken, strict=True):
        white = [" " * (width - one) for width, one in zip(widths, took, strict=True)]
        padded = (white[n] + text if n in right else text + white[n] for n, text in enumerate(row))
        lines.append("  ".join(padded).rstrip())
    rule = "  ".join("─" * width for width in widths)
    return "\n".join((lines[0], rule, *lines[1:])) + "\n"
