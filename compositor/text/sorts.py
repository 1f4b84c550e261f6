"""Sorts: clusters measured once at one size, so that setting a line looks widths up instead of shaping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from compositor.model.design import Style
from compositor.model.lines import MIDDLE
from compositor.model.settings import Direction, InkAt, Posture, Region
from compositor.text.case import Chain, Shape, TypeCase
from compositor.text.letters import classes
from compositor.text.marks import BY_KIND, KINDS, Break, Kind, adjustable, ink_at
from compositor.text.vertical import TURNED, orientation

Key = tuple[str, str, int]
Cell = tuple[int, int, int, int, int]
"""How one glyph stands in its cell: advance, shift, width of the cell, white that may be trimmed, how much before."""
MARKS_IN_CELLS = "ocpsqxnikw"
"""Classes of marks of which each stands in a cell of its own, whatever is beside it."""


class Fount(NamedTuple):
    """What a run of type has in common: a face at a size, and how it stands in a vertical line (see ``Run``)."""

    face: str
    size: int
    posture: Posture = Posture.UPRIGHT
    rise: int = 0
    condensed: int = 1000


class Sort(NamedTuple):
    """A cluster cast at one size: glyphs of one fount, lengths in scaled points.

    ``blank`` is the white that may be trimmed; of it, ``lead`` stands before the ink and the rest after it.
    ``across`` is where glyphs abreast have their middles, from a vertical line's centre.
    """

    fount: Fount
    codes: tuple[int, ...]
    advances: tuple[int, ...]
    shifts: tuple[int, ...]
    counts: tuple[int, ...]
    width: int
    missing: bool = False
    blank: int = 0
    lead: int = 0
    across: tuple[int, ...] = ()


class Piece(NamedTuple):
    """A unit of a Latin run: the classes at its ends, the boundary it begins with if that parts a word, its type."""

    left: str
    right: str
    cut: Break | None
    width: int
    sorts: tuple[Sort, ...]
    length: int


def _scaled(shape: Shape, size: int) -> Sort:
    upem = shape.upem
    advances = tuple((advance * size + upem // 2) // upem for advance in shape.advances)
    shifts = tuple((shift * size + upem // 2) // upem for shift in shape.shifts) or (0,) * len(advances)
    counts = shape.counts or (1,) * len(advances)
    return Sort(Fount(shape.face, size), shape.codes, advances, shifts, counts, sum(advances), shape.missing)


def _in_cell(sort: Sort, cell: int, before: int) -> Sort:
    """Put a cluster into a cell of another width; ``before`` of the white stands before the ink."""
    last = sort.advances[-1] + cell - sort.width
    shifts = tuple(shift + before for shift in sort.shifts)
    return sort._replace(advances=(*sort.advances[:-1], last), shifts=shifts, width=cell)


def _turned(sort: Sort, middle: int) -> Sort:
    """Lay a cluster sideways, its ``middle`` (scaled points above the baseline) on the line's centre."""
    fount = sort.fount._replace(posture=Posture.SIDEWAYS, rise=-middle)
    return sort._replace(fount=fount)


class Sorts:
    """The sorts of one role and weight at one size, in one region and direction.

    ``plain`` maps a character that stands in a cell of its own to its glyph where that is one of ``fount``, else to
    -1; where the glyph isn't just an em wide ``shaped`` has how it stands in its cell. ``runs`` are Latin runs cut
    into units, by their letters and whether they are hyphenated.
    """

    def __init__(self, chain: Chain, size: int, *, region: Region, vertical: bool = False) -> None:
        """Measure nothing yet; ``size`` is in scaled points."""
        self.size = size
        self.region = region
        self.vertical = vertical
        self._chain = chain
        self._han: dict[str, Sort] = {}
        self._marks: dict[tuple[str, Kind], Sort] = {}
        self._latin: dict[str, tuple[Sort, ...]] = {}
        self._standing: dict[str, Sort] = {}
        self.fount = self.han("一").fount
        self.plain = _Plain(self)
        self.shaped: dict[str, Cell] = {}
        self.runs: dict[tuple[str, bool], tuple[Piece, ...]] = {}

    def han(self, cluster: str) -> Sort:
        """Return the sort of a Han character or any other cluster that stands by itself.

        In vertical lines it is turned where UAX #50 says so and the face has no form of its own for them.
        """
        sort = self._han.get(cluster)
        if sort is None:
            shape = self._chain.han(cluster, vertical=self.vertical)
            turned = self.vertical and orientation(cluster[0]) in {"R", "Tr"} and not shape.missing
            if turned and (flat := self._chain.han(cluster)).codes == shape.codes:
                sort = self._sideways(flat)
            else:
                sort = _scaled(shape, self.size)
            self._han[cluster] = sort
        return sort

    def square(self, character: str) -> int:
        """Return the glyph of a character that has one of the sorts' own fount, an em wide; else -1."""
        if not self.vertical:
            shape = self._chain.han(character)
            if not shape.missing and len(shape.codes) == 1 and not any(shape.shifts):
                advance = (shape.advances[0] * self.size + shape.upem // 2) // shape.upem
                return shape.codes[0] if advance == self.size and shape.face == self.fount.face else -1
        sort = self.han(character)
        plain = sort.fount == self.fount and sort.advances == (self.size,) and sort.shifts == (0,) and not sort.missing
        return sort.codes[0] if plain else -1

    def measure(self, characters: str) -> None:
        """Measure Han characters, nearly all of them at once."""
        if not self.vertical:
            self.plain.update(self._chain.squares(characters, self.fount.face))
        for character in characters:
            _ = self.plain[character]

    def latin(self, run: str) -> tuple[Sort, ...]:
        """Return the sorts of a Latin run, one for every face it needs; in vertical lines it is turned."""
        sorts = self._latin.get(run)
        if sorts is None:
            sorts = tuple(_scaled(shape, self.size) for shape in self._chain.latin(run))
            if self.vertical:
                middle = self.size * MIDDLE // 1000
                sorts = tuple(_turned(sort, middle) for sort in sorts)
            self._latin[run] = sorts
        return sorts

    def standing(self, cell: str) -> Sort:
        """Return the sort of a letter that stands upright in an em of a vertical line, or of digits abreast in it."""
        sort = self._standing.get(cell)
        if sort is None:
            shapes = self._chain.latin(cell) if len(cell) > 1 and cell.isdigit() else ()
            if len(shapes) == 1:
                sort = self._abreast(shapes[0])
            else:
                sort = _scaled(self._chain.upright(cell), self.size)
                sort = _in_cell(sort, self.size, (self.size - sort.width) // 2)
            self._standing[cell] = sort
        return sort

    def mark(self, cluster: str, kind: Kind) -> Sort:
        """Return the sort of a mark in its cell (clreq #punctuation_width_adjustment; GB/T 15834-2011 5.1)."""
        sort = self._marks.get((cluster, kind))
        if sort is None:
            sort = self._marks[cluster, kind] = self._cast_mark(cluster, kind)
        return sort

    def space(self) -> Sort:
        """Return the sort of a Latin word space."""
        return self.latin(" ")[0]

    def _sideways(self, shape: Shape) -> Sort:
        """Turn a cluster: the middle of its em box, or that of Latin letters if it is narrower, in the centre."""
        sort = _scaled(shape, self.size)
        middle = 380 if sort.width >= self.size else MIDDLE
        return _turned(sort, self.size * middle // 1000)

    def _abreast(self, shape: Shape) -> Sort:
        """Set digits side by side in one em (clreq: 縱中橫), each in its share of it.

        Where the widest of the ten doesn't fit its share all are condensed, so that numbers are of one make.
        """
        sort, count = _scaled(shape, self.size), len(shape.codes)
        ten = self._chain.latin("0123456789")
        widest = max((advance / one.upem for one in ten for advance in one.advances), default=1.0)
        condensed = min(1000, int(1000 / (count * widest)))
        return sort._replace(
            fount=sort.fount._replace(posture=Posture.ABREAST, condensed=condensed),
            advances=(*(0,) * (count - 1), self.size),
            shifts=(0,) * count,
            width=self.size,
            across=tuple(self.size * (2 * at + 1 - count) // (2 * count) for at in range(count)),
        )

    def inked(self, mark: str) -> tuple[Sort, tuple[int, int]]:
        """Return a mark as its face draws it, and how far right of and over its origin the middle of its ink lies."""
        sort, ink = _scaled(self._chain.mark(mark), self.size), self._chain.ink(mark)
        if ink is None:
            return sort, (sort.width // 2, 0)
        return sort, ((ink.start + ink.end) * self.size // 2000, (ink.low + ink.high) * self.size // 2000)

    def _cast_mark(self, cluster: str, kind: Kind) -> Sort:
        row = BY_KIND[kind]
        at = ink_at(cluster, kind, self.region, vertical=self.vertical)
        shape, turned = self._mark_shape(cluster, kind, at)
        sort = self._sideways(shape) if turned else _scaled(shape, self.size)
        cell = self.size * row.cell // 1000 // (2 if self.region in row.half_in else 1)
        if kind is Kind.WIDE_SOLIDUS and cell < self.size:
            cell, sort = self._half_solidus(cluster, sort)
        blank, lead = self._white(cluster, kind, sort, at) if cell == self.size else (0, 0)
        before = 0
        if sort.width != cell:
            before = self._before(kind, cell - sort.width)
            sort = _in_cell(sort, cell, before)
        return sort._replace(width=cell, blank=blank, lead=lead)

    def _half_solidus(self, cluster: str, sort: Sort) -> tuple[int, Sort]:
        """Return the cell of a full-width solidus in the mainland, half an em, and the sort condensed to it.

        GB/T 15834-2011 5.1.9. Faces draw it from corner to corner of an em; down the page, where it stands upright
        (clreq; UAX #50) and can't be condensed, it keeps the em.
        """
        ink = self._chain.ink(cluster)
        if ink is None or sort.missing or self.vertical:
            return self.size, sort
        if ink.end - ink.start <= 500:
            return self.size // 2, sort
        half = tuple(advance // 2 for advance in sort.advances)
        shifts = tuple(shift // 2 for shift in sort.shifts)
        fount = sort.fount._replace(condensed=500)
        return self.size // 2, sort._replace(fount=fount, advances=half, shifts=shifts, width=sum(half))

    def _mark_shape(self, cluster: str, kind: Kind, at: InkAt | None) -> tuple[Shape, bool]:
        """Return the shape of a mark, and whether it is to be turned: no face draws one for vertical lines."""
        shape = self._chain.mark(cluster, vertical=self.vertical, at=at)
        if not self.vertical or kind not in TURNED or shape.missing:
            return shape, False
        flat = self._chain.mark(cluster, at=at)
        return (flat, True) if (flat.face, flat.codes) == (shape.face, shape.codes) else (shape, False)

    def _white(self, cluster: str, kind: Kind, sort: Sort, at: InkAt | None) -> tuple[int, int]:
        """Return the white of a mark that may be trimmed, and how much of it stands before the ink.

        A glyph that isn't wider than half its cell has the white that `_before` gives it.
        """
        if not adjustable(cluster, kind, self.region, vertical=self.vertical):
            return 0, 0
        upright = self.vertical and sort.fount.posture is Posture.UPRIGHT
        half = self._chain.half(cluster, vertical=upright, at=at)
        if half is not None:
            return self.size * (1000 - half.advance) // 1000, -half.shift * self.size // 1000
        spare = self.size // 2
        if sort.width > spare or at is None:
            return 0, 0
        return spare, spare if at is InkAt.END else spare // 2 if at is InkAt.MIDDLE else 0

    def _before(self, kind: Kind, white: int) -> int:
        """Return how much white stands before a glyph that is narrower than its cell."""
        if kind is Kind.OPENING:
            return white
        if kind in {Kind.CLOSING, Kind.RIGHT_SINGLE} or (
            self.region is Region.CN and BY_KIND[kind].reduction in {"comma", "stop"}
        ):
            return 0
        return white // 2


class _Plain(dict[str, int]):
    """Glyphs of the commonest case: one character, one glyph, the role's own face."""

    def __init__(self, sorts: Sorts) -> None:
        super().__init__()
        self._sorts = sorts

    def __missing__(self, character: str) -> int:
        letter = classes(character)
        code = self._mark(character, KINDS[letter]) if letter in MARKS_IN_CELLS else self._sorts.square(character)
        self[character] = code
        return code

    def _mark(self, character: str, kind: Kind) -> int:
        sorts = self._sorts
        sort = sorts.mark(character, kind)
        if len(sort.codes) != 1 or sort.fount != sorts.fount or sort.missing:
            return -1
        if sort.blank or sort.advances[0] != sorts.size or sort.shifts[0]:
            sorts.shaped[character] = (sort.advances[0], sort.shifts[0], sort.width, sort.blank, sort.lead)
        return sort.codes[0]


def sorts_of(case: TypeCase, key: Key, *, vertical: bool = False) -> Sorts:
    """Return the sorts of a role, weight and size from the case; raises ``KeyError`` for an unknown role."""
    kept = case.sorts.get((key, vertical))
    if isinstance(kept, Sorts):
        return kept
    role, weight, size = key
    sorts = Sorts(case.faces.chain(role, weight), size, region=case.setting.region, vertical=vertical)
    case.sorts[key, vertical] = sorts
    return sorts


def measure(texts: Iterable[str], style: Style, case: TypeCase) -> None:
    """Measure the Han characters of texts that are going to be set."""
    sorts = sorts_of(case, (style.role, style.weight, style.size), vertical=style.direction is Direction.VERTICAL)
    new = [one for one in set[str]().union(*texts) if "一" <= one <= "鿿" and one not in sorts.plain]
    if new:
        sorts.measure("".join(sorted(new)))
