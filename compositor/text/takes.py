"""Takes: paragraphs that one hand sets for another, small when they are handed over.

Set lines are many small objects; as plain tuples they go from process to process in a third of the time.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from typing import Any, Final

from compositor.model.lines import Line, Run
from compositor.model.settings import Posture
from compositor.text.case import Matter, TypeCase
from compositor.text.sense import own_lines
from compositor.text.setter import trail_of

_POSTURES: Final = {posture.value: posture for posture in Posture}
_SELDOM: Final = ("missing", "rescued", "tight", "hyphenated", "parted", "off")
"""What of a line is hardly ever anything else than by default."""


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
        return tuple(
            Line(
                *(start, end, tuple(map(_run, runs)), measure, width, indent, justified, adjustments, direction),
                **seldom,
                trail=trail,
            )
            for start, end, runs, (measure, width, indent, justified, adjustments), seldom in lines
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Hand over plain tuples; a paragraph with something beside its lines is left for who gets them to set."""
        return _handed, (marshal.dumps([lines and _flat(lines) for lines in self._paragraphs]),)


def _handed(flat: bytes) -> Take:
    return Take(marshal.loads(flat), flat=True)  # noqa: S302  (written by this program for itself)


def _flat(lines: tuple[Line, ...]) -> list[tuple[Any, ...]] | None:
    if any(line.annotations for line in lines):
        return None
    return [
        (
            line.start,
            line.end,
            [_flat_run(run) for run in line.runs],
            (line.measure, line.width, line.indent, line.justified, dict(line.adjustments)),
            {name: value for name in _SELDOM if (value := getattr(line, name))},
        )
        for line in lines
    ]


def _flat_run(run: Run) -> tuple[Any, ...]:
    return (
        *(run.face, run.size, run.text, run.codes, run.advances, run.start, run.end, run.shifts, run.counts, run.rise),
        *(run.posture.value, run.across, run.condensed),
    )


def _run(flat: tuple[Any, ...]) -> Run:
    face, size, text, codes, advances, start, end, shifts, counts, rise, posture, across, condensed = flat
    own = _POSTURES[posture]
    return Run(face, size, text, codes, advances, start, end, shifts, counts, rise, own, across, condensed)
