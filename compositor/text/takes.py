"""Takes: paragraphs that one hand sets for another, small when they are handed over."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from typing import Any

from compositor.model.lines import Line
from compositor.text import tied
from compositor.text.case import Matter, TypeCase
from compositor.text.sense import own_lines
from compositor.text.setter import trail_of


def is_plain(matter: Matter) -> bool:
    """Tell whether a paragraph has no emphasis nor notes, is of one piece, and as long as it comes out."""
    touched = any(span.start <= matter.end and span.end >= matter.start for span in matter.spans)
    return not touched and not matter.looseness and len(list(own_lines(matter))) == 1


class Take:
    """Plain paragraphs set by one hand: of each its lines, or None where it wasn't set."""

    def __init__(self, paragraphs: Iterable[Any], *, are_tied: bool = False) -> None:
        """Take set lines, or what `__reduce__` made of them."""
        self._paragraphs = list(paragraphs)
        self._are_tied = are_tied

    def lines(self, at: int, matter: Matter, measures: Sequence[int], case: TypeCase) -> tuple[Line, ...] | None:
        """Return the lines of one of the paragraphs; ``matter`` is what they were set from."""
        lines: Any = self._paragraphs[at]
        if lines is None or not self._are_tied:
            return lines  # type: ignore[no-any-return]
        return tied.untie(lines, matter.text, matter.style.direction, trail_of(matter, measures, case))

    def __reduce__(self) -> tuple[Any, ...]:
        """Hand over what is tied up; a paragraph with something beside its lines is left for who gets them to set."""
        return _handed, (marshal.dumps([lines and tied.tie(lines) for lines in self._paragraphs]),)


def _handed(paragraphs: bytes) -> Take:
    return Take(marshal.loads(paragraphs), are_tied=True)  # noqa: S302  (written by this program for itself)
