"""Sorts: clusters measured once at one size, so that setting a line looks widths up instead of shaping."""

from __future__ import annotations

from dataclasses import dataclass

from compositor.model.settings import InkAt, Region
from compositor.text.case import Chain, Shape, TypeCase
from compositor.text.marks import BY_KIND, Kind, ink_at

Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Sort:
    """A cluster cast at one size: glyphs of one face, lengths in scaled points.

    ``blank`` is the white that may be trimmed; of it, ``lead`` stands before the ink and the rest after it.
    """

    face: str
    codes: tuple[int, ...]
    advances: tuple[int, ...]
    shifts: tuple[int, ...]
    counts: tuple[int, ...]
    width: int
    missing: bool = False
    blank: int = 0
    lead: int = 0


def _scaled(shape: Shape, size: int) -> Sort:
    upem = shape.upem
    advances = tuple((advance * size + upem // 2) // upem for advance in shape.advances)
    shifts = tuple((shift * size + upem // 2) // upem for shift in shape.shifts) or (0,) * len(advances)
    counts = shape.counts or (1,) * len(advances)
    return Sort(shape.face, shape.codes, advances, shifts, counts, sum(advances), shape.missing)


def _in_cell(sort: Sort, cell: int, before: int) -> Sort:
    """Put a cluster into a cell of another width; ``before`` of the white stands before the ink."""
    last = sort.advances[-1] + cell - sort.width
    shifts = tuple(shift + before for shift in sort.shifts)
    return Sort(sort.face, sort.codes, (*sort.advances[:-1], last), shifts, sort.counts, cell, sort.missing)


class Sorts:
    """The sorts of one role and weight at one size, in one region.

    ``plain`` maps a character to the glyph of ``face`` where it is one glyph an em wide, else to -1.
    """

    def __init__(self, chain: Chain, size: int, *, region: Region, vertical: bool = False) -> None:
        """Measure nothing yet; ``size`` is in scaled points."""
        self.size = size
        self.region = region
        self._chain = chain
        self._vertical = vertical
        self._han: dict[str, Sort] = {}
        self._marks: dict[tuple[str, Kind], Sort] = {}
        self._latin: dict[str, tuple[Sort, ...]] = {}
        self.face = self.han("一").face
        self.plain = _Plain(self)

    def han(self, cluster: str) -> Sort:
        """Return the sort of a Han character or any other cluster that stands by itself."""
        sort = self._han.get(cluster)
        if sort is None:
            shape = self._chain.han(cluster, vertical=self._vertical)
            sort = self._han[cluster] = _scaled(shape, self.size)
        return sort

    def latin(self, run: str) -> tuple[Sort, ...]:
        """Return the sorts of a Latin run, one for every face it needs."""
        sorts = self._latin.get(run)
        if sorts is None:
            shapes = self._chain.latin(run, vertical=self._vertical)
            sorts = self._latin[run] = tuple(_scaled(shape, self.size) for shape in shapes)
        return sorts

    def mark(self, cluster: str, kind: Kind) -> Sort:
        """Return the sort of a mark in its cell (clreq #punctuation_width_adjustment; GB/T 15834-2011 5.1)."""
        sort = self._marks.get((cluster, kind))
        if sort is None:
            sort = self._marks[cluster, kind] = self._cast_mark(cluster, kind)
        return sort

    def space(self) -> Sort:
        """Return the sort of a Latin word space."""
        return self.latin(" ")[0]

    def _cast_mark(self, cluster: str, kind: Kind) -> Sort:
        row = BY_KIND[kind]
        at = ink_at(cluster, kind, self.region, vertical=self._vertical)
        sort = _scaled(self._chain.mark(cluster, vertical=self._vertical, at=at), self.size)
        cell = self.size * row.cell // 1000 // (2 if self.region in row.half_in else 1)
        blank, lead = self._white(cluster, kind, sort.width, at) if cell == self.size else (0, 0)
        before = 0
        if sort.width != cell:
            before = self._before(kind, cell - sort.width)
            sort = _in_cell(sort, cell, before)
        return Sort(sort.face, sort.codes, sort.advances, sort.shifts, sort.counts, cell, sort.missing, blank, lead)

    def _white(self, cluster: str, kind: Kind, width: int, at: InkAt | None) -> tuple[int, int]:
        """Return the white of a mark that may be trimmed, and how much of it stands before the ink.

        A glyph that isn't wider than half its cell has the white that `_before` gives it.
        """
        if self.region not in BY_KIND[kind].adjustable:
            return 0, 0
        half = self._chain.half(cluster, vertical=self._vertical, at=at)
        if half is not None:
            return self.size * (1000 - half.advance) // 1000, -half.shift * self.size // 1000
        spare = self.size // 2
        if width > spare or at is None:
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
    """Glyphs of the commonest case: one character, one glyph, one em, the role's own face."""

    def __init__(self, sorts: Sorts) -> None:
        super().__init__()
        self._sorts = sorts

    def __missing__(self, character: str) -> int:
        sort = self._sorts.han(character)
        plain = (
            sort.face == self._sorts.face
            and sort.advances == (self._sorts.size,)
            and sort.shifts == (0,)
            and not sort.missing
        )
        code = self[character] = sort.codes[0] if plain else -1
        return code


def sorts_of(case: TypeCase, key: Key, *, vertical: bool = False) -> Sorts:
    """Return the sorts of a role, weight and size from the case; raises ``KeyError`` for an unknown role."""
    kept = case.sorts.get((key, vertical))
    if isinstance(kept, Sorts):
        return kept
    role, weight, size = key
    sorts = Sorts(case.faces.chain(role, weight), size, region=case.setting.region, vertical=vertical)
    case.sorts[key, vertical] = sorts
    return sorts
