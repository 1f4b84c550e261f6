"""What stands between the lines: readings, dots, name lines and title lines, and the room that readings take.

Readings are set before a paragraph is broken, because a base makes room for one that is wider; everything gets its
place when a line is filled. Copy without them never comes here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import field, replace
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from compositor.model.copy import INTERLINEAR, Emphasis, Span
from compositor.model.design import Style
from compositor.model.lines import Annotation, Gloss, Line, Side, em_box
from compositor.model.settings import Direction
from compositor.records import dataclass
from compositor.text import readings
from compositor.text.case import Matter, TypeCase
from compositor.text.items import Glyphs, Items, Units
from compositor.text.marks import BY_KIND, LATIN, Break, Kind, kind_of
from compositor.text.sorts import sorts_of
from compositor.text.stretches import stretches
from compositor.units import pt

# In thousandths of an em. clreq #handling_interlinear_punctuation: as close to the text as possible, of a size that
# goes with it; the line first, the dot beyond it.
_DOT, _DOT_FROM = 160, 50
_RULE, _RULE_FROM = 45, 45
_WAVE, _WAVE_FROM = 110, 40
_BETWEEN = 40
# Two names side by side have two lines that can be told apart: each ends so much inside its name.
_INSET = 60
_LEAST_RULE = pt("0.25")
# A reading wider than its base may stand over half an em of either neighbour
# (clreq #h-basic-requirements: over adjacent base text, as long as a quarter em is left between readings).
_OVERHANG = 500
_CHARACTERS = frozenset(
    kind.value for kind in Kind if kind not in BY_KIND and kind not in {*LATIN, Kind.SPACE, Kind.ZERO_WIDTH}
)
_MARKS = frozenset({*(kind.value for kind in BY_KIND), Kind.SPACE.value})


@dataclass(slots=True)
class Ruby:
    """A reading and the units that it stands beside, from ``first`` up to ``last``.

    ``width`` is what it takes along the line, ``cell`` what its base takes with the white that it was given, and
    ``offset`` how far inside that the reading begins, less than nothing where it hangs over.
    """

    first: int
    last: int
    span: Span
    em: int
    size: int
    side: Side
    line: Line | None = None
    strokes: tuple[readings.Stroke, ...] = ()
    cell: int = 0
    offset: int = 0

    @property
    def width(self) -> int:
        """What the reading takes along the line; a stack takes nothing, its room is the base's."""
        return self.line.width if self.line is not None else 0


@dataclass(slots=True)
class Apparatus:
    """What stands beside the units of a paragraph, in order.

    ``white`` is what a unit was widened by, before and after its type. ``dots`` are dotted glyphs; ``lines`` are the
    spans of names and titles, and ``reach`` the greatest end among them and those before.
    """

    direction: Direction
    rubies: list[Ruby] = field(default_factory=list)
    white: dict[int, tuple[int, int]] = field(default_factory=dict)
    dots: list[int] = field(default_factory=list)
    lines: list[Span] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)


class Filled(Protocol):
    """A filled line: its glyphs from ``first`` to ``last`` with their advances."""

    first: int
    last: int
    advances: list[int]


# Before the paragraph is broken


def apparatus_of(matter: Matter, case: TypeCase, glyphs: Glyphs, units: Units) -> Apparatus | None:
    """Set the readings of a paragraph and widen the bases that they need; None where nothing stands beside it."""
    beside = [
        span
        for span in matter.spans
        if span.emphasis in INTERLINEAR and span.start < matter.end and span.end > matter.start
    ]
    if not beside or not units.widths:
        return None
    found = Apparatus(matter.style.direction)
    spans = sorted(beside, key=lambda span: (span.start, -span.end))
    casting = _Casting(matter, case, glyphs, units)
    found.rubies = [casting.ruby(span) for span in spans if span.reading and span.start >= matter.start]
    _take_sides(found.rubies)
    _make_room(found, units, glyphs)
    found.dots = _dotted([span for span in spans if span.emphasis is Emphasis.DOTS], matter, glyphs, units)
    found.lines = [span for span in spans if span.emphasis in {Emphasis.NAME, Emphasis.TITLE}]
    found.reach = list(accumulate((span.end for span in found.lines), max))
    return found


class _Set(NamedTuple):
    """A reading as set: a line of words, or the strokes of a stack."""

    line: Line | None
    strokes: tuple[readings.Stroke, ...]


class _Casting:
    """Sets the readings of a paragraph; ``at`` is where each unit begins in the text."""

    def __init__(self, matter: Matter, case: TypeCase, glyphs: Glyphs, units: Units) -> None:
        self._matter, self._case, self._glyphs, self._units = matter, case, glyphs, units
        self._at = [glyphs.at[first] for first in units.first[:-1]]
        self._stretches = stretches(matter)

    def ruby(self, span: Span) -> Ruby:
        """Set one reading, and let no line part what it stands beside (clreq #h-line_prohibition_rules_for_zhuyin)."""
        first = max(0, bisect_right(self._at, span.start) - 1)
        last = max(first + 1, bisect_left(self._at, span.end))
        em = _size_at(self._glyphs, self._units.first[first])
        made = Ruby(first, last, span, em, readings.size_of(span.reading, em), Side.OVER)
        made.line, made.strokes = self._set(span.reading, made.size, em, self._style(span.start))
        for inside in range(first + 1, last):
            self._units.cut[inside] = Break.NEVER
        return made

    def _set(self, reading: str, size: int, em: int, style: Style) -> _Set:
        """Set a reading, in words or as a stack of zhuyin, or take it from the case where it was set before."""
        vertical = self._matter.style.direction is Direction.VERTICAL
        key = (reading, style.role, style.weight, em, vertical)
        kept = self._case.sorts.get(key)
        if isinstance(kept, _Set):
            return kept
        syllable = readings.stack_of(reading)
        sorts = sorts_of(self._case, (style.role, style.weight, size), vertical=vertical and syllable is None)
        if syllable is not None:
            made = _Set(None, readings.stack(syllable, sorts, em))
        else:
            made = _Set(readings.words(reading, sorts), ())
        self._case.sorts[key] = made
        return made

    def _style(self, offset: int) -> Style:
        """Return the style of a reading: the box style's own for ruby, else its base's."""
        box_style = self._matter.box_style
        own = box_style.styles.get(Emphasis.RUBY) if box_style is not None else None
        index = bisect_right(self._stretches, offset, key=lambda stretch: stretch[0]) - 1
        return own or self._stretches[index][2]


def _size_at(glyphs: Glyphs, glyph: int) -> int:
    return glyphs.founts[bisect_right(glyphs.fount_at, glyph) - 1].size


def _take_sides(rubies: list[Ruby]) -> None:
    """Put words under a base that has zhuyin too (clreq #overview_of_positioning_of_interlinear_annotations)."""
    stacks = [ruby for ruby in rubies if ruby.strokes]
    firsts = [ruby.first for ruby in stacks]
    reached = -1
    for ruby in rubies:
        if ruby.strokes:
            continue
        at = bisect_left(firsts, ruby.first)
        has_zhuyin = at < len(stacks) and stacks[at].first < ruby.last
        if has_zhuyin or ruby.first < reached:
            ruby.side = Side.UNDER
        else:
            reached = ruby.last


def _make_room(found: Apparatus, units: Units, glyphs: Glyphs) -> None:
    """Widen bases: by half an em for zhuyin in horizontal lines, by what words need beyond their base."""
    if found.direction is Direction.HORIZONTAL:
        for ruby in found.rubies:
            if ruby.strokes:
                _widen(found, units, glyphs, ruby.last - 1, (0, ruby.em // 2))
    for side in Side:
        ends = [0, *accumulate(units.widths)]
        worded = [ruby for ruby in found.rubies if ruby.line is not None and ruby.side is side]
        room = _white_between(worded, ends)
        for ruby, (before, after) in zip(worded, room, strict=True):
            wide = ends[ruby.last] - ends[ruby.first]
            ruby.offset = before - (ruby.width - wide) // 2
            many = ruby.last - ruby.first
            for index, unit in enumerate(range(ruby.first, ruby.last)):
                share = (before + after) * (index + 1) // many - (before + after) * index // many
                white = (before, after) if many == 1 else (share // 2, share - share // 2)
                _widen(found, units, glyphs, unit, white)
            ruby.cell = wide + before + after


def _white_between(rubies: list[Ruby], ends: list[int]) -> list[tuple[int, int]]:
    """Return the white that each base needs before and after it, for its reading and those beside it to have room.

    A reading may hang over its neighbours, by half an em at most, not beyond the paragraph, and not nearer to the next
    reading than a word space, a quarter of its em (clreq #h-basic-requirements of romanization).
    """
    needs = [(ruby.width - (ends[ruby.last] - ends[ruby.first])) // 2 for ruby in rubies]
    white = [[0, 0] for _ in rubies]
    for index, (ruby, need) in enumerate(zip(rubies, needs, strict=True)):
        most = ruby.em * _OVERHANG // 1000
        before = ends[ruby.first] if index == 0 else most
        after = ends[-1] - ends[ruby.last] if index == len(rubies) - 1 else most
        white[index] = [max(0, need - min(most, before)), max(0, need - min(most, after))]
    for left, right in pairwise(range(len(rubies))):
        between = ends[rubies[right].first] - ends[rubies[left].last]
        space = max(rubies[left].size, rubies[right].size) // 4
        short = needs[left] - white[left][1] + needs[right] - white[right][0] + space - between
        if short > 0:
            white[left][1] += short // 2
            white[right][0] += short - short // 2
    return [(before, after) for before, after in white]


def _widen(found: Apparatus, units: Units, glyphs: Glyphs, unit: int, white: tuple[int, int]) -> None:
    before, after = white
    if not before and not after:
        return
    had = found.white.get(unit, (0, 0))
    found.white[unit] = (had[0] + before, had[1] + after)
    low, high = units.first[unit], units.first[unit + 1]
    for glyph in range(low, high):
        glyphs.shifts[glyph] += before
    glyphs.advances[high - 1] += before + after
    units.widths[unit] += before + after


def _dotted(spans: Sequence[Span], matter: Matter, glyphs: Glyphs, units: Units) -> list[int]:
    """Return the glyphs that take a dot, one a character; marks and spaces take none (GB/T 15834-2011 5.1.8).

    Nor does the mark of a note, which says nothing of its own.
    """
    found: set[int] = set()
    notes = {at for span in matter.spans if span.emphasis is Emphasis.NOTE_MARK for at in range(span.start, span.end)}
    for span in spans:
        low, high = bisect_left(glyphs.at, span.start), bisect_left(glyphs.at, span.end)
        for glyph in range(low, high):
            unit = bisect_right(units.first, glyph) - 1
            if glyphs.at[glyph] in notes:
                continue
            if units.left[unit] in _CHARACTERS or unit in units.standing:
                found.add(units.first[unit])
            elif glyphs.counts[glyph] and kind_of(matter.text[glyphs.at[glyph]]) in {Kind.LETTER, Kind.DIGIT}:
                found.add(glyph)
    return sorted(found)


# When a line is filled


def placed(
    found: Apparatus, items: Items, filled: Filled, units: tuple[int, int], indent: int
) -> tuple[Annotation, ...]:
    """Return what stands beside a filled line of ``units``, the swallowed space at its end left out."""
    line = _Placing(found, items, filled, units, indent)
    line.readings()
    for side in Side:
        line.strokes(side)
    return tuple(sorted(line.out, key=lambda one: (one.start, one.at)))


class _Placing:
    """A line whose annotations are being placed; ``pens`` is where each of its glyphs begins."""

    def __init__(self, found: Apparatus, items: Items, filled: Filled, units: tuple[int, int], indent: int) -> None:
        self.found = found
        self.items = items
        self.first, self.last = filled.first, filled.last
        self.units = units
        self.pens = list(accumulate(filled.advances, initial=indent))
        self.out: list[Annotation] = []

    # Where type stands

    def _begin(self, glyph: int) -> int:
        """Return where the type of a glyph begins, white before it left out."""
        unit = self._unit(glyph)
        white = self.found.white.get(unit, (0, 0))[0]
        return self.pens[glyph - self.first] + white

    def _end(self, glyph: int) -> int:
        """Return where the type of a glyph ends, without white and gaps after it."""
        units = self.items.units
        unit = self._unit(glyph)
        pen = self.pens[glyph - self.first + 1]
        if glyph + 1 < units.first[unit + 1]:
            return pen
        cell = self.pens[max(units.first[unit], self.first) - self.first] + units.widths[unit]
        return min(pen, cell) - self.found.white.get(unit, (0, 0))[1]

    def _unit(self, glyph: int) -> int:
        return bisect_right(self.items.units.first, glyph) - 1

    def _offsets(self, low: int, high: int) -> tuple[int, int]:
        glyphs = self.items.glyphs
        return glyphs.at[low], glyphs.at[high - 1] + glyphs.counts[high - 1]

    # Readings

    def readings(self) -> None:
        """Place the readings whose bases begin in the line."""
        start, tail = self.units
        rubies = self.found.rubies
        low = bisect_left(rubies, start, key=lambda ruby: ruby.first)
        high = bisect_left(rubies, tail, key=lambda ruby: ruby.first)
        here = rubies[low:high]
        for ruby in here:
            if ruby.strokes:
                self._stack(ruby)
        for side in Side:
            self._words([ruby for ruby in here if ruby.line is not None and ruby.side is side])

    def _stack(self, ruby: Ruby) -> None:
        glyph = self.items.units.first[min(ruby.last, self.units[1]) - 1]
        at, em, direction = self._begin(glyph), ruby.em, self.found.direction
        glosses = readings.stacked(ruby.strokes, at, em, direction)
        inside = direction is Direction.HORIZONTAL
        along = (at + em, em // 2) if inside else (at, em)
        span = ruby.span
        distance = -em if inside else 0
        depth = em if inside else em // 2
        self.out.append(
            Annotation(Emphasis.RUBY, span.start, span.end, *along, Side.OVER, distance, depth, em, glosses)
        )

    def _words(self, rubies: list[Ruby]) -> None:
        """Place readings in words over their bases, none outside the line and none nearer than a word space.

        One that is wider than its base, at a line's edge, begins or ends with the line (clreq #h-basic-requirements).
        """
        set_lines = [self._fitted(ruby) for ruby in rubies]
        ends = self.pens[-1]
        places = [at for at, _ in set_lines]
        free = 0
        for index, (ruby, (_, line)) in enumerate(zip(rubies, set_lines, strict=True)):
            places[index] = max(places[index], free)
            free = places[index] + line.width + ruby.size // 4
        free = ends
        for index in reversed(range(len(rubies))):
            places[index] = max(0, min(places[index], free - set_lines[index][1].width))
            free = places[index] - rubies[index].size // 4
        for ruby, at, (_, line) in zip(rubies, places, set_lines, strict=True):
            self._word(ruby, at, line)

    def _fitted(self, ruby: Ruby) -> tuple[int, Line]:
        """Return where a reading would stand in the middle of its base, and the reading, spread where it is short."""
        assert ruby.line is not None
        units = self.items.units
        last = min(ruby.last, self.units[1]) - 1
        begin = self.pens[units.first[ruby.first] - self.first]
        wide = self.pens[units.first[last] - self.first] + units.widths[last] - begin
        line = readings.spread(ruby.line, wide - ruby.line.width)
        if line is not ruby.line:
            return begin + (wide - line.width) // 2, line
        return begin + ruby.offset + (wide - ruby.cell) // 2, line

    def _word(self, ruby: Ruby, at: int, line: Line) -> None:
        direction, span = self.found.direction, ruby.span
        distance = self._distance(ruby.side, (at, at + line.width), 0)
        made = Annotation(Emphasis.RUBY, span.start, span.end, at, line.width, ruby.side, distance, ruby.size, ruby.em)
        low, _ = made.reach(direction)
        under = em_box(direction, ruby.size)[1]
        self.out.append(replace(made, glosses=(Gloss(line, at, low + under),)))

    # Dots and lines

    def strokes(self, side: Side) -> None:
        """Place the dots and lines of one side; dots beyond whatever stands there before."""
        vertical = self.found.direction is Direction.VERTICAL
        if side is Side.UNDER:
            self._lines()
        if (side is Side.OVER) == vertical:
            self._dots(side)

    def _dots(self, side: Side) -> None:
        dots = self.found.dots
        for glyph in dots[bisect_left(dots, self.first) : bisect_left(dots, self.last)]:
            em = _size_at(self.items.glyphs, glyph)
            begin, end = self._begin(glyph), self._end(self._last_of(glyph))
            wide = em * _DOT // 1000
            at = (begin + end - wide) // 2
            distance = self._distance(side, (at, at + wide), em * _DOT_FROM // 1000)
            where = self._offsets(glyph, self._last_of(glyph) + 1)
            self.out.append(Annotation(Emphasis.DOTS, *where, at, wide, side, distance, wide, em))

    def _last_of(self, glyph: int) -> int:
        """Return the last glyph of the character that a glyph begins; a Latin letter is one."""
        unit = self._unit(glyph)
        if self.items.units.left[unit] in _CHARACTERS or unit in self.items.units.standing:
            return self.items.units.first[unit + 1] - 1
        return glyph

    def _lines(self) -> None:
        glyphs, lines = self.items.glyphs, self.found.lines
        if self.first >= self.last:
            return
        begin, end = self._offsets(self.first, self.last)
        index = bisect_left(lines, end, key=lambda span: span.start) - 1
        while index >= 0 and self.found.reach[index] > begin:
            span = lines[index]
            low = max(self.first, bisect_left(glyphs.at, span.start))
            high = min(self.last, bisect_left(glyphs.at, span.end))
            self._line(span, low, high)
            index -= 1

    def _line(self, span: Span, low: int, high: int) -> None:
        """Draw a line along a name or title, or as much of it as the line has; not under marks at the line's edges."""
        left = self.items.units.left
        while low < high and low == self.first and left[self._unit(low)] in _MARKS:
            low += 1
        while low < high and high == self.last and left[self._unit(high - 1)] in _MARKS:
            high -= 1
        if low >= high:
            return
        em = _size_at(self.items.glyphs, low)
        start, end = self._offsets(low, high)
        inset = em * _INSET // 1000
        at = self._begin(low) + (inset if start <= span.start else 0)
        to = self._end(high - 1) - (inset if end >= span.end else 0)
        wavy = span.emphasis is Emphasis.TITLE
        distance = em * (_WAVE_FROM if wavy else _RULE_FROM) // 1000
        depth = em * _WAVE // 1000 if wavy else max(_LEAST_RULE, em * _RULE // 1000)
        distance = self._distance(Side.UNDER, (at, to), distance)
        self.out.append(Annotation(span.emphasis, start, end, at, to - at, Side.UNDER, distance, depth, em))

    def _distance(self, side: Side, along: tuple[int, int], least: int) -> int:
        """Return how far from the type something stands on one side, beyond what stands there already."""
        for one in self.out:
            if one.side is side and one.outer > 0 and one.at < along[1] and one.at + one.length > along[0]:
                least = max(least, one.outer + one.em * _BETWEEN // 1000)
        return least
