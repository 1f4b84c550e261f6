"""How even set lines are: the gaps between their Han, marks that stand alone between two, and whether they are full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from compositor.model.lines import Line, Run
from compositor.text.letters import classes
from compositor.text.marks import BY_KIND, Kind, Reduction

Evenness = tuple[int, float, float, int, int]
"""What is told of a line, in ems: how many gaps there are between neighbouring Han, the sum of their squares, the
widest of them (0 if none is wider than that), how many marks stand alone between two Han, how many of them squeezed."""

EXACT: Final = 0.004
"""What is less than so much of an em narrower or wider is as it should be."""
_HAN: Final = 1
_SINGLE: Final = 2
_ROLE_OF = {
    ord(kind.value): _SINGLE
    for kind, row in BY_KIND.items()
    if row.reduction in {Reduction.BRACKET, Reduction.COMMA, Reduction.STOP}
}
_ROLES = bytes([_HAN if code == ord(Kind.HAN.value) else _ROLE_OF.get(code, 0) for code in range(256)])
"""A table for ``bytes.translate``: of the letter of a class, whether it is that of Han or of such marks."""


def evenness(lines: Sequence[Line]) -> list[Evenness]:
    """Return how even each line is."""
    return [_evenness(line) for line in lines]


def ill_set(lines: Sequence[Line], exact: int, loose: int) -> tuple[list[int], list[int]]:
    """Return which lines may miss their measure by more than is ``exact``, and which may be set loose.

    Those are wider than their measure, or justified and narrower, or not as wide as their glyphs; these are justified,
    and have something that is wider than its em by more than one of so many parts of it.
    """
    unfit, wide = list[int](), list[int]()
    for at, line in enumerate(lines):
        advance, is_wide, width = 0, False, line.width
        justified = line.justified
        for run in line.runs:
            widest = 0
            for own in run.advances:
                advance += own
                widest = max(widest, own)
            if widest * loose > run.size * (loose + 1):
                is_wide = True
        room = line.measure - line.indent - width
        if room < 0 or (room > exact and justified) or not -exact <= advance - width <= exact:
            unfit.append(at)
        if is_wide and justified:
            wide.append(at)
    return unfit, wide


def _evenness(line: Line) -> Evenness:
    runs: tuple[Run, ...] = line.runs
    roles = _letters(line, runs).encode().translate(_ROLES)
    pairs, squares, widest, singles, squeezed = 0, 0.0, 0.0, 0, 0
    at, before, alone = 0, 0, False
    cell, first = 0.0, 0.0  # of the glyph before, and of the Han before a mark
    for run in runs:
        size: int = run.size
        for advance in run.advances:
            role = roles[at]
            at += 1
            if role == _HAN and before == _HAN:
                gap = cell - 1
                pairs += 1
                squares += gap * gap
                widest = max(widest, gap)
            elif role == _HAN and alone:
                singles += 1
                if first + cell - 1 < 1 - EXACT:
                    squeezed += 1
            alone = role == _SINGLE and before == _HAN
            if alone:
                first = cell
            before, cell = role, advance / size
    return pairs, squares, widest, singles, squeezed


def _letters(line: Line, runs: tuple[Run, ...]) -> str:
    """Return the classes of a line, one for each glyph; those of what a reading stands beside are just cells."""
    if any(run.counts for run in runs):
        letters = "".join([classes("".join([text[:1] or "\0" for text in run.texts()])) for run in runs])
    else:
        letters = classes(line.text)
    if not line.annotations:
        return letters
    bases, places = line.bases, [at for run in runs for at in run.offsets()]
    return "".join([Kind.CELL.value if at in bases else one for at, one in zip(places, letters, strict=True)])
