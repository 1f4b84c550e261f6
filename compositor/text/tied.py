"""Lines tied up, as type is with page-cord to be carried: what of them goes from one process to another.

Set lines are many small objects; as plain tuples they go over in a third of the time. What a run reads is cut from the
copy there, and what hardly any has is told apart. Beside this module stands the same in C, ``tied.c``, in a form of its
own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, islice, starmap
from operator import attrgetter
from typing import Any, Final

from compositor.model.lines import Line, Run, Trail
from compositor.model.settings import Direction, Posture

_RUNS: Final = attrgetter("runs")
_ANNOTATIONS: Final = attrgetter("annotations")
_LINE: Final = attrgetter(
    *("start", "end", "measure", "width", "indent", "justified", "adjustments"),
    *("missing", "rescued", "tight", "hyphenated", "parted", "annotations", "off", "condensed"),
)
_RUN: Final = attrgetter("face", "size", "text", "codes", "advances", "start", "end", "shifts", "counts", "rise")
_SELDOM: Final = attrgetter("posture._value_", "across", "condensed")
"""What of a run is another than by default in vertical lines alone, and of a condensed solidus."""
_PLAIN: Final = (Posture.UPRIGHT.value, (), 1000)


def tie(lines: Iterable[Line], /) -> Any:
    """Return lines as `marshal` can write them; None where something stands beside one."""
    lines = tuple(lines)
    if any(map(_ANNOTATIONS, lines)):
        return None
    runs = list(chain.from_iterable(map(_RUNS, lines)))
    seldom = {at: found for at, found in enumerate(map(_SELDOM, runs)) if found != _PLAIN}
    return list(map(_LINE, lines)), list(map(len, map(_RUNS, lines))), list(map(_RUN, runs)), seldom


def untie(tied: Any, _text: str, direction: Direction, trail: Trail | None, /) -> tuple[Line, ...] | None:
    """Return the lines that were tied up, set from a text."""
    rows, counts, flat, seldom = tied
    runs = list(starmap(Run, flat))
    for index, (posture, across, condensed) in seldom.items():
        runs[index] = replace(runs[index], posture=Posture(posture), across=across, condensed=condensed)
    made = iter(runs)
    every = [
        (*row[:2], tuple(islice(made, count)), *row[2:7], direction, *row[7:], trail)
        for count, row in zip(counts, rows, strict=True)
    ]
    return tuple(starmap(Line, every))
