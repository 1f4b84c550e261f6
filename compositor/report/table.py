"""The table of how each story fits, for a terminal: wide characters count two cells (UAX #11)."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence

from compositor.report.outcome import Outcome, box_lines

_TITLE_CELLS = 26
_HEADS = ("story", "page", "box", "lines", "characters", "overset", "free")
_RIGHT = range(3, 7)


def cells(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes: two for wide characters, none for marks that combine."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


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


def fit_table(outcome: Outcome) -> str:
    """Return the table: a row a box, lines used of those it had, a story's name once."""
    titles = outcome.titles()
    rows: list[tuple[str, ...]] = []
    told: set[str] = set()
    lines = [line for line in box_lines(outcome) if line.story]
    order = list(dict.fromkeys(line.story for line in lines))
    for line in sorted(lines, key=lambda line: order.index(line.story)):
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
    widths = [max(cells(row[index]) for row in table) for index in range(len(heads))]
    lines = [
        "  ".join(_padded(text, widths[n], right=n in right) for n, text in enumerate(row)).rstrip() for row in table
    ]
    rule = "  ".join("─" * width for width in widths)
    return "\n".join((lines[0], rule, *lines[1:])) + "\n"


def _padded(text: str, width: int, *, right: bool) -> str:
    white = " " * (width - cells(text))
    return white + text if right else text + white
