"""Copy as items: units of type with their widths, white and boundaries, ready for the breaker.

A *unit* is what no line may part: a Han character with its marks, a Chinese mark, —— or ……, a piece of a Latin
word. Every full-width mark is half ink, half white; white between neighbouring marks is taken out here, before
any line is broken (clreq #line_adjustment: width adjustment precedes the prohibition rules).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from compositor.model.design import Style
from compositor.model.settings import Kinsoku, LineStart, MarkWidth, Region
from compositor.text import sums
from compositor.text.marks import (
    BY_KIND,
    LATIN,
    Break,
    Kind,
    Reduction,
    may_break,
    may_end_line,
    may_stretch,
    takes_gap,
    trims,
)
from compositor.text.sorts import Fount

if TYPE_CHECKING:
    from compositor.text.annotations import Apparatus


class Glyphs:
    """The glyphs of a paragraph as parallel lists.

    ``at`` are offsets into the text; a new fount begins at every glyph of ``fount_at``, and ``founts`` names it.
    ``missing`` are the offsets of characters without a glyph; ``across`` is where glyphs abreast have their middles.
    """

    def __init__(self) -> None:
        self.codes: list[int] = []
        self.advances: list[int] = []
        self.shifts: list[int] = []
        self.counts: list[int] = []
        self.at: list[int] = []
        self.fount_at: list[int] = []
        self.founts: list[Fount] = []
        self.missing: list[int] = []
        self.across: dict[int, int] = {}


class Units:
    """The units of a paragraph as parallel lists, with what only some units have in dictionaries by index.

    ``first`` is a unit's first glyph (one more entry closes the list); ``left`` and ``right`` are the classes
    with which units begin and end; ``blank`` is trimmable white and ``lead`` how much of it stands before the
    ink; ``squeezed`` is what a neighbouring mark took of it; ``spaces`` maps a space to its least and its
    greatest width; ``cut`` are boundaries inside Latin runs; ``hangs`` are marks that may hang at a line's end;
    ``standing`` are Latin units upright in a vertical line, beside which there is no gap; ``unlike`` are all units
    that aren't of one Han character at both ends, in order.
    """

    def __init__(self) -> None:
        self.first: list[int] = []
        self.widths: list[int] = []
        self.left: list[str] = []
        self.right: list[str] = []
        self.blank: dict[int, int] = {}
        self.lead: dict[int, int] = {}
        self.squeezed: dict[int, int] = {}
        self.spaces: dict[int, tuple[int, int]] = {}
        self.cut: dict[int, Break] = {}
        self.hangs: list[int] = []
        self.standing: set[int] = set[int]()
        self.unlike: list[int] = []

    def note_last(self) -> None:
        """Note the last unit as one that isn't of one Han character, if it isn't noted."""
        last = len(self.widths) - 1
        if not self.unlike or self.unlike[-1] != last:
            self.unlike.append(last)


class Items:
    """A paragraph ready for breaking; index ``i`` of a boundary list is the boundary before unit ``i``.

    Lengths in scaled points. A line of units ``a`` to ``b`` is naturally ``ends[b] - starts[a]`` wide, can
    give ``end_shrink[b] - start_shrink[a]`` (``end_stop[b] - start_stop[a]`` of it from stops, last of all), can
    take ``end_room[b] - start_room[a]`` in spaces and Han–Latin gaps, and has ``end_gaps[b] - start_gaps[a]``
    boundaries that the last step of expansion may open.
    ``white`` are the marks that may give white inside a line, ``spaces`` the word spaces, both in order.
    ``gaps`` is the white that stands at a boundary, tracking included; ``latin`` are the boundaries with a
    Han–Latin gap of ``latin_gap`` that may give ``gap_shrink`` and take ``gap_room``; ``trimmed_start`` and
    ``trimmed_end`` are what a line's edge takes from a mark.
    ``beside`` is what stands between the lines of the paragraph, None in plain copy.
    """

    def __init__(self, glyphs: Glyphs, units: Units, em: int) -> None:
        """Take what was cast; boundaries, gaps and sums are for `assemble` and `sum_up` to fill in."""
        self.glyphs = glyphs
        self.units = units
        self.em = em
        self.breaks = bytearray()
        self.gaps: dict[int, int] = {}
        self.latin: list[int] = []
        self.latin_gap = self.gap_shrink = self.gap_room = 0
        self.stretchable = bytearray()
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.start_shrink: list[int] = []
        self.end_shrink: list[int] = []
        self.start_stop: list[int] = []
        self.end_stop: list[int] = []
        self.start_room: list[int] = []
        self.end_room: list[int] = []
        self.start_gaps: list[int] = []
        self.end_gaps: list[int] = []
        self.white: list[int] = []
        self.spaces: list[int] = []
        self.trimmed_start: dict[int, int] = {}
        self.trimmed_end: dict[int, int] = {}
        self.beside: Apparatus | None = None

    @property
    def count(self) -> int:
        """The number of units."""
        return len(self.units.widths)

    def tail(self, boundary: int) -> int:
        """Return the boundary after the last unit drawn of a line that ends at ``boundary``."""
        right = self.units.right
        while boundary and right[boundary - 1] == "_":
            boundary -= 1
        return boundary


_OPENERS: Final = frozenset(
    kind.value for kind in (Kind.OPENING, Kind.LATIN_OPENING, Kind.PREFIX, Kind.SOLIDUS, Kind.WIDE_SOLIDUS)
)
"""What holds on to what follows it, a space between or not, where it may not end a line."""
_BESIDE_NO_HANGING: Final = frozenset(kind.value for kind in Kind if kind in BY_KIND and kind not in LATIN)
_STOPS: Final = frozenset(kind.value for kind, row in BY_KIND.items() if row.reduction is Reduction.STOP)
_RUN: Final = frozenset(kind.value for kind in {*LATIN, Kind.SPACE})
_NEVER: Final = Break.NEVER.value
_ALLOWED: Final = Break.ALLOWED.value
_HAN: Final = Kind.HAN.value
_OPENING: Final = Kind.OPENING.value
_EXCLAMATION: Final = Kind.EXCLAMATION.value
_INTERPUNCTS: Final = frozenset({Kind.INTERPUNCT.value, Kind.WIDE_INTERPUNCT.value})
_STRETCHES: Final = 8
_GAP: Final = 16
_BREAKS: Final = bytes(value & 7 for value in range(256))
_STRETCH: Final = bytes(value & _STRETCHES and 1 for value in range(256))
_JOINED: Final = re.compile(2 * re.escape(bytes((_NEVER,))) + b"*")  # the first is looked for at once
_DIGIT: Final = Kind.DIGIT.value
_GROUP: Final = 3
_THIRD = 333  # thousandths, as a person writes a third


class _Pairs(dict[tuple[str, str], int]):
    """What a pair of classes is at one level: its break, and whether it may stretch or takes a gap."""

    def __init__(self, level: Kinsoku) -> None:
        super().__init__()
        self._level = level
        self.of_han = bytes((self[_HAN, _HAN],))

    def __missing__(self, pair: tuple[str, str]) -> int:
        before, after = Kind(pair[0]), Kind(pair[1])
        value = int(may_break(before, after, self._level))
        value += _STRETCHES if may_stretch(before, after, self._level) else 0
        value += _GAP if takes_gap(before, after) else 0
        self[pair] = value
        return value


_PAIRS: Final = {level: _Pairs(level) for level in Kinsoku}


def assemble(glyphs: Glyphs, units: Units, *, style: Style, region: Region, narrowest: int) -> Items:
    """Squeeze neighbouring marks, find boundaries and gaps, and return items without their sums yet.

    ``narrowest`` is the narrowest measure: what is unbreakable and wider than that gets emergency breaks.
    """
    _squeeze(glyphs, units, style=style, region=region)
    met, gapped = _met(units, style.kinsoku)
    breaks, stretchable = met.translate(_BREAKS), met.translate(_STRETCH)
    for boundary, found in units.cut.items():
        breaks[boundary] = found
    for space in units.spaces:  # an opening mark and its like hold on to what follows their space (UAX #14 LB14)
        opener = units.right[space - 1] if space else ""
        if opener in _OPENERS and space < len(units.widths) - 1 and not may_end_line(Kind(opener), style.kinsoku):
            breaks[space + 1] = Break.FORBIDDEN.value
        if _parts_thousands(glyphs, units, space):
            breaks[space + 1] = Break.FORBIDDEN.value
            units.spaces[space] = (units.widths[space], units.widths[space])
    _part_what_is_too_wide(units, breaks, narrowest)
    # Han–Latin gaps: clreq #mixed_text_composition_in_horizontal_writing_mode
    latin_gap = style.size * style.latin_gap // 1000
    latin = gapped if latin_gap else []
    gaps = dict.fromkeys(latin, latin_gap)
    if style.latin_grid:
        gaps, latin = _on_the_grid(units, gaps, style.size), []
    if style.tracking:
        for boundary in range(1, len(units.widths)):
            if stretchable[boundary]:
                gaps[boundary] = gaps.get(boundary, 0) + style.tracking
    items = Items(glyphs, units, style.size)
    items.breaks, items.stretchable, items.gaps, items.latin = breaks, stretchable, gaps, latin
    items.latin_gap = latin_gap
    items.gap_shrink, items.gap_room = _gap_limits(style, latin_gap)
    return items


def _met(units: Units, level: Kinsoku) -> tuple[bytearray, list[int]]:
    """Return what meets at each boundary, the paragraph's edges included, and the boundaries that take a gap."""
    pairs, left, right, last = _PAIRS[level], units.left, units.right, len(units.widths) - 1
    met, latin = bytearray(pairs.of_han * (last + 2)), list[int]()
    done = 0
    for unit in units.unlike:
        for boundary in range(max(unit, done + 1), min(unit + 1, last) + 1):
            value = met[boundary] = pairs[right[boundary - 1], left[boundary]]
            if value & _GAP:
                latin.append(boundary)
            done = boundary
    met[0], met[-1] = _NEVER, _ALLOWED
    if units.standing:
        latin = [boundary for boundary in latin if units.standing.isdisjoint((boundary - 1, boundary))]
    return met, latin


def _parts_thousands(glyphs: Glyphs, units: Units, space: int) -> bool:
    """Tell of a space between thousands, as in 1 127 (ISO 80000-1 7.3.1, UAX #14 LB25): three digits stand after it."""
    count = len(units.widths)
    if not 0 < space < count - 1 or units.right[space - 1] != _DIGIT or units.left[space + 1] != _DIGIT:
        return False
    foot = units.first[space + 2] if space + 2 < count else len(glyphs.at)
    before, after = units.first[space] - units.first[space - 1], foot - units.first[space + 1]
    return before <= _GROUP and after == _GROUP and units.left[space - 1] == units.right[space + 1] == _DIGIT


def _gap_limits(style: Style, gap: int) -> tuple[int, int]:
    """Return what a Han–Latin gap can give and take: down to an eighth of an em, up to the style's limit.

    clreq #procedures_for_inter-character_spacing_expansion allows half an em and says that many styles stop at a
    third; in columns of thirteen characters half an em beside every figure makes holes. Some keep the gap as it is.
    """
    if style.latin_gap_fixed:
        return 0, 0
    most = style.size // 3 if style.latin_gap_most == _THIRD else style.size * style.latin_gap_most // 1000
    return max(gap - style.size // 8, 0), max(most - gap, 0)


def _on_the_grid(units: Units, gaps: dict[int, int], em: int) -> dict[int, int]:
    """Widen the gaps around each Latin run until run and gaps are whole ems together (clreq #grid_alignment).

    Each takes half an em at most. A run that has a gap on one side only, beside a mark or an end of the paragraph,
    keeps its gap where that isn't enough.
    """
    padded: dict[int, int] = {}
    ends = sorted(gaps)
    for index, boundary in enumerate(ends):
        if units.right[boundary - 1] == Kind.HAN:
            closing = ends[index + 1] if index + 1 < len(ends) else 0
            closed = bool(closing) and units.left[closing] == Kind.HAN
            sides = (boundary, closing) if closed else (boundary,)
            stop = closing if closed else _run_end(units, boundary)
            width = sum(units.widths[boundary:stop])
        elif boundary in padded:
            continue
        else:
            sides, width = (boundary,), sum(units.widths[_run_start(units, boundary) : boundary])
        white = -width % em or em  # never none: clreq asks for 0 < white <= 1/2 em on a side
        for side, share_ in zip(sides, (white // 2, white - white // 2) if len(sides) > 1 else (white,), strict=True):
            padded[side] = share_ if share_ <= em // 2 else gaps[side]
    return padded


def _run_end(units: Units, at: int) -> int:
    while at < len(units.left) and units.left[at] in _RUN:
        at += 1
    return at


def _run_start(units: Units, at: int) -> int:
    while at and units.right[at - 1] in _RUN:
        at -= 1
    return at


def _part_what_is_too_wide(units: Units, breaks: bytearray, narrowest: int) -> None:
    """Allow emergency breaks inside whatever no line could hold."""
    for match in _JOINED.finditer(bytes(breaks), 1):
        first, last = match.span()
        if sum(units.widths[first - 1 : last]) > narrowest:
            for inside in range(first, last):
                if units.left[inside] != "_":
                    breaks[inside] = Break.EMERGENCY


def _squeeze(glyphs: Glyphs, units: Units, *, style: Style, region: Region) -> None:
    """Take out the white between neighbouring marks: two ems become one and a half, or one where a style says so.

    clreq #reduction_of_consecutive_punctuation_marks.
    """
    if style.mark_width is MarkWidth.FULL:
        units.blank.clear()
        return
    white = sorted(units.blank)
    for unit in white if style.mark_width is not MarkWidth.LINE_END_HALF else ():
        # Kaiming keeps the full em for marks that end a sentence (clreq #punctuation_width_adjustment).
        if style.mark_width is MarkWidth.HALF or units.left[unit] not in _STOPS:
            trim(glyphs, units, unit, style.size)
    left, right = units.left, units.right
    met_twice = [unit for unit, other in pairwise(white) if other == unit + 1 and left[unit] == _EXCLAMATION]
    done = _halve_exclamations(glyphs, units, white) if met_twice else set[int]()
    last = len(units.widths) - 1
    for unit in white:
        begins, ends = unit == 0 or right[unit - 1] == _HAN, unit == last or left[unit + 1] == _HAN
        if (begins and ends) or unit in done:
            continue
        after = _APART if ends else _trimmed(right[unit], left[unit + 1], region)
        before = _APART if begins else _trimmed(right[unit - 1], left[unit], region)
        tight = style.tight_pairs and (after[1] or before[0])
        if after[0] or before[1] or tight:
            units.squeezed[unit] = trim(glyphs, units, unit, style.size // 2)


@cache
def _trimmed(before: str, after: str, region: Region) -> tuple[bool, bool]:
    return trims(Kind(before), Kind(after), region)


_APART: Final = (False, False)


def _halve_exclamations(glyphs: Glyphs, units: Units, white: list[int]) -> set[int]:
    """Set ？？ and ？！ in one em together, three in two ems (GB/T 15834-2011 5.1.2)."""
    done: set[int] = set()
    run: list[int] = []
    for unit in [*white, -1]:
        if run and unit == run[-1] + 1 and units.left[unit] == _EXCLAMATION:
            run.append(unit)
            continue
        if len(run) > 1:
            ems = (len(run) + 1) // 2
            for mark in run:
                trim(glyphs, units, mark, units.widths[mark] - units.widths[mark] * ems // len(run))
            done.update(run[:-1])
        run = [unit] if unit >= 0 and units.left[unit] == _EXCLAMATION else []
    return done


def trim(glyphs: Glyphs, units: Units, unit: int, amount: int) -> int:
    """Take up to ``amount`` of the white of a mark for good; returns what was taken."""
    blank = units.blank.get(unit, 0)
    amount = min(amount, blank)
    if not amount:
        return 0
    lead = units.lead.get(unit, 0)
    before = lead * amount // blank
    glyph = units.first[unit + 1] - 1
    glyphs.advances[glyph] -= amount
    glyphs.shifts[units.first[unit]] -= before
    units.widths[unit] -= amount
    units.blank[unit] = blank - amount
    units.lead[unit] = lead - before
    if blank == amount:
        del units.blank[unit]
    return amount


def sum_up(items: Items, *, style: Style, hyphen: int, indented: bool) -> None:
    """Fill in the sums by which the breaker measures a line (prefix sums; Knuth–Plass 1981).

    ``hyphen`` is the width of a hyphen; ``indented`` tells that the first line is: its opening bracket then
    keeps its white, unless the style trims it there too. A style may let the marks that end a sentence keep theirs
    (clreq #procedures_for_inter-character_spacing_reduction, step 7).
    """
    units, glyphs = items.units, items.glyphs
    items.white, items.spaces = _giving(units, style), sorted(units.spaces)
    advances = units.widths.copy()
    for boundary, gap in items.gaps.items():
        advances[boundary - 1] += gap
        glyphs.advances[units.first[boundary] - 1] += gap
    blank, left = units.blank, units.left
    shrink = {unit: blank[unit] for unit in items.white}
    stop = {unit: blank[unit] for unit in items.white if left[unit] in _STOPS}
    room: dict[int, int] = {}
    for unit, (least, most) in units.spaces.items():
        shrink[unit] = units.widths[unit] - least
        room[unit] = most - units.widths[unit]
    gap_shrink, gap_room = items.gap_shrink, items.gap_room
    for boundary in items.latin:
        shrink[boundary - 1] = shrink.get(boundary - 1, 0) + gap_shrink
        room[boundary - 1] = room.get(boundary - 1, 0) + gap_room
    items.starts = _summed_all(advances)
    count = items.count
    items.start_shrink, items.start_stop = _summed(shrink, count), _summed(stop, count)
    items.start_room = _summed(room, count)
    items.start_gaps = _summed_all(items.stretchable)[1:]
    _swallow_at_ends(items)
    _trim_at_edges(items, shrink, _first_trimmed(items, style, indented=indented))
    for unit in items.spaces:
        for ends in (items.ends, items.end_shrink, items.end_stop, items.end_room, items.end_gaps):
            ends[unit + 1] = ends[unit]
    for boundary, found in units.cut.items():
        if found == Break.HYPHEN:
            items.ends[boundary] += hyphen


def _summed_all(widths: list[int] | bytearray) -> list[int]:
    """Return the sums up to each unit, and after all, of what every one has."""
    return sums.every(widths) or list(accumulate(widths, initial=0))


def _summed(few: dict[int, int], count: int) -> list[int]:
    """Return the sums up to each of so many units, and after them, of what few of them have."""
    found = sums.few(few, count)
    if found is not None:
        return found
    out: list[int] = []
    total = 0
    for unit in sorted(few):
        out += [total] * (unit + 1 - len(out))
        total += few[unit]
    out += [total] * (count + 1 - len(out))
    return out


def _giving(units: Units, style: Style) -> list[int]:
    white = sorted(units.blank)
    return white if style.squeeze_stops else [unit for unit in white if units.left[unit] not in _STOPS]


def _first_trimmed(items: Items, style: Style, *, indented: bool) -> int:
    """Return the first unit that loses its leading white where it begins a line."""
    if style.line_start is LineStart.KEEP:
        return items.count
    return 1 if indented and style.line_start is LineStart.TRIM else 0


def _swallow_at_ends(items: Items) -> None:
    """Take the gaps out of the sums for line ends: none stands there."""
    items.ends, items.end_shrink = items.starts.copy(), items.start_shrink.copy()
    items.end_stop = items.start_stop.copy()
    items.end_room, items.end_gaps = items.start_room.copy(), [0, *items.start_gaps[:-1]]
    for boundary, gap in items.gaps.items():
        items.ends[boundary] -= gap
    gap_shrink, gap_room = items.gap_shrink, items.gap_room
    for boundary in items.latin:
        items.end_shrink[boundary] -= gap_shrink
        items.end_room[boundary] -= gap_room


def _trim_at_edges(items: Items, shrink: dict[int, int], first: int) -> None:
    """Take out the white of marks at line edges; ``shrink`` is what each unit could give inside a line.

    A full-width mark at a line's end takes half an em (GB/T 15834-2011 5.1.10), the interpunct keeps its
    cell; an opening mark at a line's start loses its leading half
    (clreq #punctuation_adjustment_at_line_start_and_line_end), the units before ``first`` excepted.
    """
    units = items.units
    for unit, blank in units.blank.items():
        kind = units.left[unit]
        if kind == _OPENING:
            if unit >= first:
                items.trimmed_start[unit] = blank
                items.starts[unit] += blank
                items.start_shrink[unit] += shrink.get(unit, 0)
        elif kind not in _INTERPUNCTS:
            items.trimmed_end[unit + 1] = blank
            items.ends[unit + 1] -= blank
            items.end_shrink[unit + 1] -= shrink.get(unit, 0)
            if kind in _STOPS:
                items.end_stop[unit + 1] -= shrink.get(unit, 0)
    for unit in units.hangs:
        _hang(items, unit)


def _hang(items: Items, unit: int) -> None:
    """Let a mark stand outside the measure at a line's end, none beside another (clreq #hanging_punctuation_marks)."""
    units = items.units
    before, after = units.right[unit - 1 : unit], units.left[unit + 1 : unit + 2]
    if not _BESIDE_NO_HANGING.isdisjoint((*before, *after)):
        return
    items.ends[unit + 1] -= units.widths[unit] - items.trimmed_end.get(unit + 1, 0)
    items.trimmed_end[unit + 1] = units.widths[unit]
