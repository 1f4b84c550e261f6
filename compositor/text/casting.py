"""Casting off: the characters of a paragraph become units of type, span by span."""

from __future__ import annotations

import re
from itertools import accumulate, compress

from compositor.model.design import Style
from compositor.model.settings import Direction
from compositor.text import floor, latin, notes, sense
from compositor.text.annotations import apparatus_of
from compositor.text.case import Matter, TypeCase
from compositor.text.hanging import hanging
from compositor.text.items import Glyphs, Items, Units, assemble, sum_up
from compositor.text.letters import classes
from compositor.text.marks import KINDS, LATIN, Break, Kind, takes_gap
from compositor.text.sorts import MARKS_IN_CELLS, Cell, Fount, Piece, Sort, Sorts, sorts_of
from compositor.text.stretches import stretches
from compositor.text.vertical import cells as standing_cells

# Letters are classes of marks.Kind. Latin runs take in hyphens and solidi beside them and apostrophes between
# letters; zero-width characters inside them go with the run. A cluster takes at most 30 combining marks
# (UAX #15 D3, Stream-Safe Text Format). A joiner joins emoji and the like (UAX #29 GB11), never a mark: what a line may
# begin and end with is the mark's to say.
_PUNCTUATION = "ocrpsqxdmtnhiklw"
_UNIT = re.compile(
    rf"[HG{MARKS_IN_CELLS}]+(?![vj])"
    r"|R(?:[RDPSvj_]{0,200}[RDvj])?"
    r"|(?:[ADOCYTPSQB][vj]{0,30}|[hl]v{0,30}|(?<=A)r(?=A)|(?<=[ADOCYTPSQB])Z+(?=[ADOCYTPSQB]))+"
    r"|mm|tt|_+|Z+|ggv{0,30}"
    rf"|[{_PUNCTUATION}][vj]{{0,30}}"
    rf"|[^_Z]v{{0,30}}(?:j[^_Z{_PUNCTUATION}]v{{0,30}}){{0,30}}j?"
)
# With these a Latin run may begin without a class of its own: a minus before a digit isn't a connector.
_INNER = frozenset({"", "hD", "r", "v", "j"})
_UNLIKE = bytes(value != ord("H") for value in range(256))
"""Of the letter of every class, whether it isn't of one Han character."""
_IN_CELLS = frozenset(f"HG{MARKS_IN_CELLS}")
_PAIRED = {"mm": Kind.TWO_EM_DASH, "tt": Kind.ELLIPSIS}
_MARKS = frozenset(_PUNCTUATION)


def items_of(matter: Matter, case: TypeCase, narrowest: int) -> Items:
    """Turn the copy of ``matter`` into items; ``narrowest`` is the narrowest measure, in scaled points."""
    caster = _Caster(matter, case, narrowest)
    for start, end, style in stretches(matter):
        caster.cast(start, end, style)
    glyphs, units = caster.close()
    style = matter.style
    beside = apparatus_of(matter, case, glyphs, units) if matter.spans else None
    items = assemble(glyphs, units, style=style, region=case.setting.region, narrowest=narrowest)
    items.beside = beside
    floor.lay(items, matter.text, matter.start, matter.end, style.kinsoku)
    sense.lay(items, matter)
    notes.bind(items, matter)
    vertical = style.direction is Direction.VERTICAL
    hyphen = sorts_of(case, (style.role, style.weight, style.size), vertical=vertical).latin("-")
    sum_up(items, style=style, hyphen=sum(sort.width for sort in hyphen), indented=matter.indent > 0)
    return items


class _Caster:
    """Gathers glyphs and units from the stretches of one paragraph."""

    def __init__(self, matter: Matter, case: TypeCase, narrowest: int) -> None:
        self._text = matter.text
        self._start = matter.start
        self._letters = classes(matter.text[matter.start : matter.end])
        self._case = case
        self._narrowest = narrowest
        self._hyphens = case.hyphens if matter.style.hyphenate else None
        self._hanging = hanging(matter.style.hanging, case.setting.region, matter.style.direction)
        self._gap = matter.style.size * matter.style.latin_gap // 1000
        self._style = matter.style
        self._vertical = matter.style.direction is Direction.VERTICAL
        self._sorts = self._sorts_in(matter.style)
        self._glyphs = Glyphs()
        self._units = Units()
        self._fount = Fount("", 0)
        self._rise = 0
        self._waiting = 0
        self._waiting_from = 0

    def cast(self, start: int, end: int, style: Style) -> None:
        """Cast ``text[start:end]`` in one style."""
        sorts = self._sorts = self._sorts_in(style)
        self._rise = style.rise
        letters, base = self._letters, self._start
        for match in _UNIT.finditer(letters, start - base, end - base):
            kinds = match[0]
            at = match.start() + base
            first = kinds[0]
            if first in _IN_CELLS and (len(kinds) == 1 or kinds[1] in _IN_CELLS):
                self._cells(at, kinds, sorts)
            elif first in _MARKS and (first not in "hl" or not kinds.strip("hlv")):
                self._some_marks(at, kinds, sorts)
            elif first in "ADOCYTPSQBhl":
                self._run(at, kinds, sorts)
            elif first == "R":
                self._phrase(at, kinds, sorts)
            elif first == "_":
                self._spaces(at, kinds, sorts)
            elif first == "Z":
                self._zero_width(at, len(kinds))
            else:
                self._cluster(at, kinds, sorts)

    def close(self) -> tuple[Glyphs, Units]:
        """Return what was cast."""
        self._stand_alone()
        self._units.first.append(len(self._glyphs.codes))
        return self._glyphs, self._units

    def _stand_alone(self) -> None:
        """Give zero-width characters that found no neighbour an empty glyph of their own."""
        count = self._waiting
        if count:
            self._waiting = 0
            space = self._sorts.space()
            self._set_fount(space.fount)
            self._add(self._waiting_from, Sort(space.fount, space.codes[:1], (0,), (0,), (count,), 0), Kind.CELL)

    def _sorts_in(self, style: Style) -> Sorts:
        return sorts_of(self._case, (style.role, style.weight, style.size), vertical=self._vertical)

    def _set_fount(self, fount: Fount) -> None:
        if self._rise:
            fount = fount._replace(rise=fount.rise + self._rise)
        if self._fount != fount:
            self._fount = fount
            self._glyphs.fount_at.append(len(self._glyphs.codes))
            self._glyphs.founts.append(fount)

    def _cells(self, at: int, kinds: str, sorts: Sorts) -> None:
        """Cast characters that each stand in a cell of their own: nearly all of Chinese copy, marks included."""
        run = self._text[at : at + len(kinds)]
        codes = list(map(sorts.plain.__getitem__, run))
        if self._waiting or -1 in codes:
            for offset, kind in enumerate(kinds, at):
                if kind in _MARKS:
                    self._mark(offset, kind, sorts)
                else:
                    self._cluster(offset, kind, sorts)
            return
        self._set_fount(sorts.fount)
        glyphs, units, size = self._glyphs, self._units, len(codes)
        glyph = len(glyphs.codes)
        glyphs.codes += codes
        widths = [sorts.size] * size
        glyphs.advances += widths
        glyphs.shifts += [0] * size
        glyphs.counts += [1] * size
        glyphs.at += range(at, at + size)
        units.first += range(glyph, glyph + size)
        unit = len(units.widths)
        units.widths += widths
        units.left += kinds
        units.right += kinds
        for offset in compress(range(size), kinds.encode("ascii").translate(_UNLIKE)):
            character = run[offset]
            units.unlike.append(unit + offset)
            if character in sorts.shaped:
                self._shape(glyph + offset, unit + offset, sorts.shaped[character])
            if character in self._hanging:
                units.hangs.append(unit + offset)

    def _shape(self, glyph: int, unit: int, cell: Cell) -> None:
        """Give one of the cells that were cast the width and white of a mark."""
        advance, shift, width, blank, lead = cell
        self._glyphs.advances[glyph] = advance
        self._glyphs.shifts[glyph] = shift
        self._units.widths[unit] = width
        if blank:
            self._units.blank[unit] = blank
            self._units.lead[unit] = lead

    def _add(self, at: int, sort: Sort, kind: Kind) -> int:
        """Add one unit and return its index."""
        units = self._units
        units.first.append(len(self._glyphs.codes))
        units.left.append(kind.value)
        units.right.append(kind.value)
        units.widths.append(sort.width)
        units.note_last()
        self._add_glyphs(at, sort)
        return len(units.widths) - 1

    def _add_glyphs(self, at: int, sort: Sort) -> None:
        glyphs = self._glyphs
        counts = sort.counts
        if self._waiting:
            counts = (counts[0] + self._waiting, *counts[1:])
            at -= self._waiting
            self._waiting = 0
        glyphs.codes += sort.codes
        glyphs.advances += sort.advances
        glyphs.shifts += sort.shifts
        glyphs.counts += counts
        for count in counts:
            glyphs.at.append(at)
            at += count
        if sort.missing:
            glyphs.missing += range(at - sum(counts), at)

    def _cluster(self, at: int, kinds: str, sorts: Sorts) -> None:
        kind = KINDS[kinds[0]] if kinds[0] not in "vjg" else Kind.CELL
        sort = sorts.han(self._text[at : at + len(kinds)])
        self._set_fount(sort.fount)
        self._add(at, sort, kind)

    def _some_marks(self, at: int, kinds: str, sorts: Sorts) -> None:
        """Cast one mark, a two-em pair, or short connectors and solidi that stand between Han."""
        if kinds[0] in "hl":
            for match in re.finditer(r"[hl]v*", kinds):
                self._mark(at + match.start(), match[0], sorts)
        else:
            self._mark(at, kinds, sorts)

    def _mark(self, at: int, kinds: str, sorts: Sorts) -> None:
        kind = _PAIRED.get(kinds) or KINDS[kinds[0]]
        sort = sorts.mark(self._text[at : at + len(kinds)], kind)
        self._set_fount(sort.fount)
        unit = self._add(at, sort, kind if kind is not Kind.RIGHT_SINGLE else Kind.CLOSING)
        if sort.blank:
            self._units.blank[unit] = sort.blank
            self._units.lead[unit] = sort.lead
        if self._text[at] in self._hanging:
            self._units.hangs.append(unit)

    def _spaces(self, at: int, kinds: str, sorts: Sorts) -> None:
        """Cast white space: a word space, or the Han–Latin gap where intake left one in its place."""
        self._stand_alone()
        sort = sorts.space()
        em, many = sorts.size, len(kinds)
        before = self._units.right[-1] if self._units.right else ""
        after = self._letters[at - self._start + many : at - self._start + many + 1]
        least, natural, most = _space(before, after, em, sort.width, self._gap)
        if self._vertical and self._beside_standing(at, many):
            least = natural = most = 0
        self._set_fount(sort.fount)
        wide = Sort(sort.fount, sort.codes[:1] * many, (natural,) * many, (0,) * many, (1,) * many, natural * many)
        unit = self._add(at, wide, Kind.SPACE)
        self._units.spaces[unit] = (least * many, most * many)

    def _beside_standing(self, at: int, many: int) -> bool:
        """Tell of a space between Han and a letter or digits that stand upright: there is no gap to take its place."""
        units, letters, after = self._units, self._letters, at + many - self._start
        if not units.right or after >= len(letters) or not takes_gap(Kind(units.right[-1]), Kind(letters[after])):
            return False
        if letters[after] == "H":
            return len(units.right) - 1 in units.standing
        run = _UNIT.match(letters, after)
        start = after + self._start
        return run is not None and bool(standing_cells(self._text[start : start + len(run[0])], run[0], self._style))

    def _zero_width(self, at: int, many: int) -> None:
        """Let zero-width characters go with the glyph before them, or wait for the next.

        Those after a space wait: the space may be swallowed at a line's end, they may not.
        """
        if self._glyphs.counts and self._units.right[-1] != "_":
            self._glyphs.counts[-1] += many
            if self._units.right[-1] in "HAD" and "\u200b" in self._text[at : at + many]:
                self._units.right[-1] = "Z"  # no gap across a zero-width space
                self._units.note_last()
            return
        if not self._waiting:
            self._waiting_from = at
        self._waiting += many

    def _run(self, at: int, kinds: str, sorts: Sorts) -> None:
        """Cast a Latin run: shaped whole, cut into units where it may be parted."""
        raw = self._text[at : at + len(kinds)]
        if self._vertical and (lengths := standing_cells(raw, kinds, self._style)):
            self._standing(at, lengths, sorts)
            return
        key = (raw, self._hyphens is not None)
        cast = sorts.runs.get(key)
        if cast is None:
            cast = sorts.runs[key] = self._parted(raw, kinds, sorts, everywhere=False)
        if sum([piece.width for piece in cast]) > self._narrowest:
            cast = self._parted(raw, kinds, sorts, everywhere=True)
        for piece in cast:
            self._piece(at, piece)
            at += piece.length

    def _parted(self, raw: str, kinds: str, sorts: Sorts, *, everywhere: bool) -> tuple[Piece, ...]:
        """Shape a Latin run whole and cut it where it may be parted, or ``everywhere``."""
        run, swallowed, found = raw, dict[int, int](), dict[int, Break]()
        if "Z" in kinds:
            run, swallowed, found = latin.without_ignorables(raw, kinds)
            kinds = kinds.replace("Z", "")
        found |= floor.seams(run) | latin.cuts(run, self._hyphens)
        shaped = tuple(sort for part in latin.apart(run, found) for sort in sorts.latin(part))
        cutter = _Cutter(kinds, swallowed)
        done = 0
        for sort in shaped:
            first = 0
            for glyph, count in enumerate(sort.counts):
                if count and done and (everywhere or done in found):
                    cutter.add(sort, first, glyph)
                    cutter.cut(found.get(done))
                    first = glyph
                done += count
            cutter.add(sort, first, len(sort.counts))
        cutter.cut(None)
        return tuple(cutter.out)

    def _piece(self, at: int, piece: Piece) -> None:
        """Cast a piece of a Latin run as one unit."""
        units = self._units
        units.first.append(len(self._glyphs.codes))
        units.left.append(piece.left)
        units.right.append(piece.right)
        units.widths.append(piece.width)
        units.note_last()
        if piece.cut is not None:
            units.cut[len(units.widths) - 1] = piece.cut
        for sort in piece.sorts:
            self._set_fount(sort.fount)
            self._add_glyphs(at, sort)
            at = self._glyphs.at[-1] + self._glyphs.counts[-1]

    def _standing(self, at: int, lengths: tuple[int, ...], sorts: Sorts) -> None:
        """Cast letters upright in cells of a vertical line, and digits abreast."""
        for length in lengths:
            sort = sorts.standing(self._text[at : at + length])
            self._set_fount(sort.fount)
            glyph = len(self._glyphs.codes)
            self._glyphs.across.update(enumerate(sort.across, glyph))
            unit = self._add(at, sort, Kind(self._letters[at - self._start]))
            self._units.standing.add(unit)
            at += length

    def _phrase(self, at: int, kinds: str, sorts: Sorts) -> None:
        """Cast words that run from right to left as one unit, so that they are read in their order.

        Where no line holds them together they are cast word by word, each by itself in its order; proof says so.
        """
        pieces = sorts.latin(self._text[at : at + len(kinds)])
        if "_" not in kinds or sum(sort.width for sort in pieces) <= self._narrowest:
            self._whole_run(at, kinds, pieces)
            return
        for match in re.finditer("_+|[^_]+", kinds):
            start = at + match.start()
            if match[0][0] == "_":
                self._spaces(start, match[0], sorts)
            else:
                self._whole_run(start, match[0], sorts.latin(self._text[start : start + len(match[0])]))

    def _whole_run(self, at: int, kinds: str, pieces: tuple[Sort, ...]) -> None:
        """Cast a run that is never parted as one unit."""
        left, right = _begin(kinds[:2]), _edge(kinds, len(kinds) - 1)
        self._piece(at, Piece(left, right, None, sum(sort.width for sort in pieces), pieces, len(kinds)))


class _Cutter:
    """Cuts the glyphs of a Latin run into pieces; ``swallowed`` are the zero-width characters after each offset."""

    def __init__(self, kinds: str, swallowed: dict[int, int]) -> None:
        self._kinds = kinds
        self._swallowed = swallowed
        self._sorts: list[Sort] = []
        self._from = self._done = self._length = 0
        self._break: Break | None = None
        self.out: list[Piece] = []

    def add(self, sort: Sort, first: int, last: int) -> None:
        """Add some glyphs of a shaped run to the piece at hand."""
        if first == last:
            return
        counts = sort.counts[first:last]
        done = self._done + sum(counts)
        if self._swallowed:
            counts = tuple(map(self._with_swallowed, accumulate(counts, initial=self._done), counts))
        self._done = done
        self._length += sum(counts)
        advances = sort.advances[first:last]
        own = (sort.codes[first:last], advances, sort.shifts[first:last], counts)
        self._sorts.append(Sort(sort.fount, *own, sum(advances), sort.missing))

    def _with_swallowed(self, done: int, count: int) -> int:
        return count + sum([self._swallowed.get(offset, 0) for offset in range(done + 1, done + count + 1)])

    def cut(self, found: Break | None) -> None:
        """End a piece; ``found`` is the boundary that the next one begins with."""
        kinds, start, done = self._kinds, self._from, self._done
        left, right = _begin(kinds[start : start + 2]), _edge(kinds, done - 1)
        width = sum([sort.width for sort in self._sorts])
        self.out.append(Piece(left, right, self._break, width, tuple(self._sorts), self._length))
        self._sorts, self._from, self._length, self._break = [], done, 0, found


def _begin(kinds: str) -> str:
    """Return the class with which a piece of a Latin run begins."""
    return "B" if kinds in _INNER or kinds[:1] in _INNER else kinds[0]


def _edge(kinds: str, offset: int) -> str:
    """Return the class with which a piece of a Latin run ends at ``offset``; combining marks don't count.

    A space that one stands on is no white that a line may leave out at its end.
    """
    while offset > 0 and kinds[offset] in "vj":
        offset -= 1
    letter = kinds[offset] if kinds else "B"
    return "B" if letter in "hvj_" else "A" if letter == "r" else letter


def _space(before: str, after: str, em: int, width: int, gap: int) -> tuple[int, int, int]:
    """Return the least, natural and greatest width of a space.

    A word space goes from a quarter to half an em (clreq #procedures_for_inter-character_spacing_reduction);
    between Han it is half an em; between Han and Latin it is the gap.
    """
    quarter, half = em // 4, em // 2
    if before and after and takes_gap(KINDS[before], KINDS[after]):
        return min(gap, em // 8), gap, max(half, gap)
    if before and after and before not in LATIN and after not in LATIN:
        return quarter, half, half
    return quarter, min(max(width, quarter), half), half
