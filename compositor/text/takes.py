"""Takes: paragraphs that one hand sets for another, small when they are handed over.

Set lines are many small objects; as plain tuples they go from process to process in a third of the time.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice, starmap
from operator import attrgetter
from typing import Any, Final

from compositor.model.lines import Line, Run
from compositor.model.settings import Posture
from compositor.text.case import Matter, TypeCase
from compositor.text.sense import own_lines
from compositor.text.setter import trail_of

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


def is_plain(matter: Matter) -> bool:
    """Tell whether a paragraph has no emphasis nor notes, is of one piece, and as long as it comes out."""
    touched = any(span.start <= matter.end and span.end >= matter.start for span in matter.spans)
    return not touched and not matter.looseness and len(list(own_lines(matter))) == 1


class Take:
    """Plain paragraphs set by one hand: of each its lines, or None where it wasn't set."""

    def __init__(self, paragraphs: Iterable[Any], *, flat: bool = False) -> None:
        """Take set lines, or what `__reduce__` made of them."""
        self._paragraphs = list(paragraphs)
        self._flat = flat

    def lines(self, at: int, matter: Matter, measures: Sequence[int], case: TypeCase) -> tuple[Line, ...] | None:
        """Return the lines of one of the paragraphs; ``matter`` is what they were set from."""
        lines: Any = self._paragraphs[at]
        if lines is None or not self._flat:
            return lines  # type: ignore[no-any-return]
        trail, direction = trail_of(matter, measures, case), matter.style.direction
        rows, counts, flat, seldom = lines
        runs = list(starmap(Run, flat))
        for index, (posture, across, condensed) in seldom.items():
            runs[index] = replace(runs[index], posture=Posture(posture), across=across, condensed=condensed)
        made = iter(runs)
        every = [
            (*row[:2], tuple(islice(made, count)), *row[2:7], direction, *row[7:], trail)
            for count, row in zip(counts, rows, strict=True)
        ]
        return tuple(starmap(Line, every))

    def __reduce__(self) -> tuple[Any, ...]:
        """Hand over plain tuples; a paragraph with something beside its lines is left for who gets them to set."""
        return _handed, (marshal.dumps([lines and _flat(lines) for lines in self._paragraphs]),)


def _handed(flat: bytes) -> Take:
    return Take(marshal.loads(flat), flat=True)  # noqa: S302  (written by this program for itself)


def _flat(lines: tuple[Line, ...]) -> tuple[list[Any], list[int], list[Any], dict[int, Any]] | None:
    """Return lines row by row, of how many runs each is, these row by row, and what hardly any has, by its number."""
    if any(map(_ANNOTATIONS, lines)):
        return None
    runs = list(chain.from_iterable(map(_RUNS, lines)))
    seldom = {at: found for at, found in enumerate(map(_SELDOM, runs)) if found != _PLAIN}
    return list(map(_LINE, lines)), list(map(len, map(_RUNS, lines))), list(map(_RUN, runs)), seldom
