"""No line alone: at least two lines of a paragraph at a column's head and at its foot (clreq: 孤行; a style may ask).

White is never left for it. Paragraphs of the column are set a line shorter or longer till the break between two
columns falls elsewhere; what can't be had so stays, and proof tells of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise

from compositor.makeup.columns import TextArea
from compositor.makeup.galley import Galley
from compositor.makeup.pour import Poured, Pouring, poured
from compositor.model.copy import Paragraph, ParagraphKind
from compositor.model.design import Grid

_MOST_TRIES = 96
"""Pourings for one box."""
_MOST_PARAGRAPHS = 6
"""Paragraphs above a break between columns that are tried for it, the nearest first."""


def keep_company(
    galley: Galley, span: tuple[int, int], area: TextArea, grid: Grid, fits: Callable[[Pouring], bool]
) -> None:
    """Make paragraphs of ``galley`` shorter or longer so that no line of text[start:stop] stands alone in a column.

    The breaks between columns are settled one after the other; a change that spoils an earlier one, or leaves a
    pouring that doesn't fit, is none.
    """
    tries, given_up = 0, set[int]()
    pouring = poured(galley, span, area, grid)
    while tries < _MOST_TRIES:
        column = next((found for found in alone(galley, pouring) if found not in given_up), None)
        if column is None:
            return
        for paragraph, lines in _ways(galley, pouring, column):
            tries += 1
            galley.wishes[paragraph.start] = lines
            other = poured(galley, span, area, grid)
            settled = all(found > column or found in given_up for found in alone(galley, other))
            if settled and galley.granted(paragraph, area.columns[0].measure) and fits(other):
                pouring = other
                break
            del galley.wishes[paragraph.start]
        else:
            given_up.add(column)


def alone(galley: Galley, pouring: Pouring) -> tuple[int, ...]:
    """Return the columns, in order, between which and the next a paragraph leaves one line alone on either side."""
    found: list[int] = []
    for paragraph, lines in _by_paragraph(galley, pouring):
        groups = [(column, len(list(group))) for column, group in groupby(lines, lambda line: line.column.index)]
        for (column, above), (_, below) in pairwise(groups):
            begins = lines[0].line.start <= paragraph.start and column == groups[0][0]
            ends = lines[-1].line.end >= paragraph.end and column == groups[-2][0]
            if (begins and above == 1) or (ends and below == 1):
                found.append(column)
    return tuple(found)


def _by_paragraph(galley: Galley, pouring: Pouring) -> Iterator[tuple[Paragraph, list[Poured]]]:
    starts = [paragraph.start for paragraph in galley.part.paragraphs]
    copy = [poured for poured in pouring.lines if poured.kind is ParagraphKind.TEXT]
    for index, lines in groupby(copy, lambda poured: bisect_right(starts, poured.line.start) - 1):
        yield galley.part.paragraphs[max(index, 0)], list(lines)


def _ways(galley: Galley, pouring: Pouring, column: int) -> Iterator[tuple[Paragraph, int]]:
    """Yield paragraphs with a line in a column, the lowest first, each a line shorter, then a line longer."""
    inside = [
        paragraph
        for paragraph, lines in _by_paragraph(galley, pouring)
        if any(line.column.index == column for line in lines)
    ]
    for paragraph in reversed(inside[-_MOST_PARAGRAPHS:]):
        if not paragraph.looseness and paragraph.start not in galley.wishes:
            yield paragraph, -1
            yield paragraph, 1
