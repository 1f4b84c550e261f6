"""Setting: matter becomes lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from compositor.model.design import WIDE, Align, BoxStyle, Style
from compositor.model.lines import Annotation, Line, Run, Trail
from compositor.model.settings import Direction, Posture
from compositor.text import linecaster, sense
from compositor.text.adjust import Filled, fill
from compositor.text.annotations import placed
from compositor.text.audit import ParagraphTrail
from compositor.text.breaker import Broken, first_fit, total_fit
from compositor.text.case import Matter, TypeCase
from compositor.text.casting import items_of
from compositor.text.items import Items
from compositor.text.marks import Break
from compositor.text.sorts import Fount, sorts_of
from compositor.text.stretches import style_at

_UNBOUNDED = 1 << 60
_HYPHEN: Final = Break.HYPHEN.value
_ABREAST: Final = Posture.ABREAST


def set_lines(matter: Matter, measures: Sequence[int], case: TypeCase) -> tuple[Line, ...]:
    """Set a paragraph, or the rest of one, to a sequence of measures of which the last repeats.

    The lines are those of total fit (Knuth–Plass 1981) under the prohibitions of ``matter.style.kinsoku``;
    they tile ``text[start:end]``. Measures in scaled points, the first line's indent inside its measure. In a
    justified style every line but a solid last one is exactly its measure (clreq #line_adjustment), unless it
    has nothing that may be opened; such a line is not marked justified. Sets any text: what is forbidden but
    unavoidable is marked ``rescued``, what can't be fitted ``tight``; a last line says by how many lines its
    paragraph is ``off`` from the looseness asked for. Raises ``ValueError`` without measures.
    """
    lines: list[Line] = []
    looseness = matter.looseness
    for part in sense.own_lines(matter):
        left = measures[min(len(lines), len(measures) - 1) :]
        stick, own = _prepared(replace(part, looseness=looseness) if matter.looseness else part, left, case)
        broken = total_fit(stick.items, own, solid_end=part.solid_end, looseness=looseness)
        looseness = broken.off
        lines += _lines(stick, broken, left)
    if looseness:
        lines[-1] = replace(lines[-1], off=looseness)
    return tuple(lines)


def set_first_fit(matter: Matter, measures: Sequence[int], case: TypeCase) -> tuple[Line, ...]:
    """Set like ``set_lines``, but line by line without looking ahead: the cross-check of total fit.

    Cells of tables are set so, ragged. Nothing is chosen, so the lines have no account.
    """
    stick, own = _prepared(matter, measures, case)
    stick.trail = None
    return _lines(stick, first_fit(stick.items, own), measures)


def set_single(text: str, style: Style, box_style: BoxStyle | None, case: TypeCase) -> Line:
    """Set generated words in one line of their natural width; its runs cover no copy (start = end = 0)."""
    matter = Matter(text, 0, len(text), (), box_style, style)
    stick = Stick(items_of(matter, case, _UNBOUNDED), matter, case)
    return generated_line(stick.line(0, stick.items.count))


def generated_line(line: Line) -> Line:
    """Return a line as words that the compositor sets of itself: it covers no copy (start = end = 0)."""
    runs = tuple(replace(run, start=0, end=0) for run in line.runs)
    return replace(line, start=0, end=0, runs=runs, trail=None)


def trail_of(matter: Matter, measures: Sequence[int], case: TypeCase) -> ParagraphTrail:
    """Return where lines of a paragraph of one piece, set before, find their account."""
    return ParagraphTrail(*_fitted(matter, measures), case)


def _prepared(matter: Matter, measures: Sequence[int], case: TypeCase) -> tuple[Stick, tuple[int, ...]]:
    """Return a stick for ``matter``, and the measures with the lines' indents taken off."""
    matter, own = _fitted(matter, measures)
    return Stick(items_of(matter, case, min(own)), matter, case, ParagraphTrail(matter, own, case)), own


def _fitted(matter: Matter, measures: Sequence[int]) -> tuple[Matter, tuple[int, ...]]:
    """Return matter as it is set to measures, and these with the lines' indents taken off."""
    if not measures:
        raise ValueError("no measure to set lines to")
    own = (measures[0] - matter.indent, *(measure - matter.hang for measure in measures[1:] or measures[:1]))
    style = matter.style
    if style.wide_latin_gap is not None and min(own) >= WIDE * style.size:
        matter = replace(matter, style=replace(style, latin_gap=style.wide_latin_gap))
    return matter, own


def _lines(stick: Stick, broken: Broken, measures: Sequence[int]) -> tuple[Line, ...]:
    """Return the lines that end at boundaries: plain ones from the line caster, others from the stick."""
    matter, count = stick.matter, stick.items.count
    justify = matter.style.align is Align.JUSTIFY
    widths = tuple(measures)
    cast: Sequence[Line | None] = ()
    if stick.items.beside is None:
        cast = linecaster.lines(stick.items, matter, broken.ends, broken.rescued, widths, justify, stick.trail)
    out: list[Line] = []
    start, last = 0, len(widths) - 1
    for index, end in enumerate(broken.ends):
        line = cast[index] if cast else None
        if line is None:
            line = stick.line(
                start,
                end,
                measure=widths[min(index, last)],
                indent=matter.indent if index == 0 else matter.hang,
                justify=justify and (end < count or not matter.solid_end),
            )
            line = replace(line, rescued=True) if end in broken.rescued else line
        out.append(line)
        start = end
    return tuple(out)


class Stick:
    """A composing stick: items, with the copy they were cast from and the case they came out of."""

    def __init__(self, items: Items, matter: Matter, case: TypeCase, trail: Trail | None = None) -> None:
        """Take what ``matter`` was cast into; lines find their account in ``trail``."""
        self.items = items
        self.matter = matter
        self.case = case
        self.trail = trail
        self._direction = matter.style.direction

    def line(self, start: int, end: int, *, measure: int | None = None, indent: int = 0, justify: bool = False) -> Line:
        """Set the units between two boundaries as one line; ``measure`` None sets their natural width.

        The line is reduced where it is wider than ``measure`` less ``indent`` (scaled points), and expanded
        where ``justify`` says so.
        """
        room = None if measure is None else measure - indent
        filled = fill(self.items, start, end, room, justify=justify)
        runs, width = self._runs(filled), sum(filled.advances)
        first, last = self._offset(start), self._offset(end)
        hyphenated = self._is_hyphenated(end)
        if hyphenated:
            hyphen = self._hyphen(last)
            runs = (*runs, hyphen)
            width += sum(hyphen.advances)
        return Line(
            first,
            last,
            runs,
            width + indent if measure is None else measure,
            width,
            indent,
            justify and width == room,
            filled.adjustments,
            self._direction,
            self._missing(first, last),
            False,
            room is not None and width > room,
            hyphenated,
            False,
            self._annotations(filled, start, end, indent),
            0,
            1000,
            self.trail,
        )

    def _annotations(self, filled: Filled, start: int, end: int, indent: int) -> tuple[Annotation, ...]:
        if self.items.beside is None:
            return ()
        return placed(self.items.beside, self.items, filled, (start, self.items.tail(end)), indent)

    def _is_hyphenated(self, end: int) -> bool:
        return end < self.items.count and self.items.breaks[end] == _HYPHEN

    def _missing(self, first: int, last: int) -> tuple[int, ...]:
        missing = self.items.glyphs.missing
        if not missing:
            return ()
        return tuple(missing[bisect_left(missing, first) : bisect_left(missing, last)])

    def _offset(self, boundary: int) -> int:
        """Return the offset into the text of a boundary."""
        if boundary == 0:
            return self.matter.start
        if boundary >= self.items.count:
            return self.matter.end
        return self.items.glyphs.at[self.items.units.first[boundary]]

    def _runs(self, filled: Filled) -> tuple[Run, ...]:
        """Cut a line's glyphs into runs of one fount."""
        glyphs, low, high = self.items.glyphs, filled.first, filled.last
        index = bisect_right(glyphs.fount_at, low) - 1
        runs = []
        while low < high:
            index += 1
            stop = min(glyphs.fount_at[index], high) if index < len(glyphs.fount_at) else high
            runs.append(self._run(filled, low, stop, glyphs.founts[index - 1]))
            low = stop
        return tuple(runs)

    def _run(self, filled: Filled, low: int, stop: int, fount: Fount) -> Run:
        glyphs = self.items.glyphs
        shifts, advances = filled.shifts, filled.advances
        if stop - low < len(advances):
            first, last = low - filled.first, stop - filled.first
            shifts, advances = shifts[first:last], advances[first:last]
        counts = glyphs.counts[low:stop]
        start, end = glyphs.at[low], glyphs.at[stop - 1] + counts[-1]
        return Run(
            fount.face,
            fount.size,
            self.matter.text[start:end],
            tuple(glyphs.codes[low:stop]),
            tuple(advances),
            start,
            end,
            tuple(shifts) if any(shifts) else (),
            tuple(counts) if counts.count(1) != stop - low else (),
            fount.rise,
            fount.posture,
            tuple(glyphs.across[at] for at in range(low, stop)) if fount.posture is _ABREAST else (),
            fount.condensed,
        )

    def _hyphen(self, offset: int) -> Run:
        """Return the generated hyphen of a parted word, in the style of the letter before it."""
        style = style_at(self.matter, offset - 1)
        vertical = self.matter.style.direction is Direction.VERTICAL
        sort = sorts_of(self.case, (style.role, style.weight, style.size), vertical=vertical).latin("-")[0]
        fount = sort.fount
        return Run(
            *(fount.face, fount.size, "-", sort.codes, sort.advances, offset, offset),
            rise=fount.rise,
            posture=fount.posture,
        )
