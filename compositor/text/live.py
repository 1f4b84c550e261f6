"""Live type: paragraphs of a story as they were set last, to be used again where their copy is still the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from compositor.model.lines import Line, Run
from compositor.text.case import Matter, TypeCase
from compositor.text.setter import set_lines, trail_of
from compositor.text.takes import is_plain

_Set = tuple[int, tuple[Line, ...]]
"""Where a paragraph stood, and its lines."""


class LiveType:
    """Plain paragraphs set from a case, by their copy and all else that their lines follow from but where they stand.

    While a story is set what was live ``before`` is at hand too; what isn't asked for again is dropped with it.
    """

    def __init__(self, case: TypeCase, before: Mapping[Hashable, _Set] | None = None) -> None:
        """Begin with nothing set anew."""
        self._case = case
        self._before = before or {}
        self._live: dict[Hashable, _Set] = {}

    def again(self) -> LiveType:
        """Return where the story is set anew, with what is live at hand."""
        return LiveType(self._case, self._live)

    def clear(self) -> None:
        """Drop what was live before."""
        self._before = {}

    def lines(self, matter: Matter, measures: Sequence[int]) -> tuple[Line, ...]:
        """Return the lines of a paragraph: those it had, moved to where its copy stands now, or new ones."""
        case = self._case
        if not is_plain(matter):
            return set_lines(matter, measures, case)
        key = _key(matter, measures)
        live = self._live.get(key) or self._before.get(key)
        if live is None:
            live = (matter.start, set_lines(matter, measures, case))
        elif live[0] != matter.start:
            live = (matter.start, _moved(live[1], matter, measures, case, by=matter.start - live[0]))
        self._live[key] = live
        return live[1]


def _key(matter: Matter, measures: Sequence[int]) -> Hashable:
    """Return what plain lines follow from, with what stands at either side of them."""
    own = slice(max(matter.start - 1, 0), matter.end + 1)
    whole = (matter.start == 0, matter.end - matter.start, matter.text[own])
    return *whole, *measures, matter.indent, matter.hang, matter.solid_end, matter.style


def _moved(
    lines: tuple[Line, ...], matter: Matter, measures: Sequence[int], case: TypeCase, *, by: int
) -> tuple[Line, ...]:
    """Return lines of copy that stands ``by`` characters further on."""
    trail = trail_of(matter, measures, case)
    return tuple(
        replace(
            line,
            start=line.start + by,
            end=line.end + by,
            runs=tuple([_run_moved(run, by) for run in line.runs]),
            missing=tuple([at + by for at in line.missing]),
            trail=trail,
        )
        for line in lines
    )


def _run_moved(run: Run, by: int) -> Run:
    return replace(run, start=run.start + by, end=run.end + by)
