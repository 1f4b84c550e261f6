"""What shaping gives: glyphs with their advances, and how a mark is halved."""

from __future__ import annotations

from compositor.records import dataclass

_IGNORABLE = frozenset((0xAD, 0x34F, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)))


@dataclass(frozen=True, slots=True)
class Shape:
    """A shaped cluster or run, as parallel tuples in the order in which the glyphs are painted.

    ``codes`` are glyph ids of the face named ``face``; ``advances`` and ``shifts`` are in its units,
    ``upem`` of them to the em, along the line (downwards where the cluster was shaped for vertical lines).
    ``counts`` says how many characters each glyph stands for; they sum to the length of the text, and a
    glyph that shares its characters with the one before it has 0. ``missing`` tells that no face of the
    chain has the text: 〓 U+3013 stands in its place.
    """

    face: str
    upem: int
    codes: tuple[int, ...]
    advances: tuple[int, ...]
    shifts: tuple[int, ...]
    counts: tuple[int, ...]
    missing: bool = False

    @property
    def width(self) -> int:
        """What the advances sum to, in units of the face."""
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class Half:
    """How a full-width mark is set half an em wide, in thousandths of an em.

    The pen moves on by ``advance``; the glyph is drawn ``shift`` further along the line than where the half
    em begins (-500 for an opening bracket, whose ink is in the second half of its em box).
    """

    advance: int
    shift: int


def characters_of(clusters: list[int], size: int) -> tuple[int, ...]:
    """Turn ascending cluster starts into characters per glyph: the first of a cluster counts them all."""
    counts = []
    ends = [*clusters[1:], size]
    for at, (start, end) in enumerate(zip(clusters, ends, strict=True)):
        follows = at > 0 and clusters[at - 1] == start
        counts.append(0 if follows else _next_start(clusters, at, size) - start if end == start else end - start)
    if counts and clusters[0] > 0:
        counts[0] += clusters[0]
    return tuple(counts)


def _next_start(clusters: list[int], at: int, size: int) -> int:
    return next((start for start in clusters[at:] if start > clusters[at]), size)


def is_ignorable(character: str) -> bool:
    """Tell whether a character draws nothing of its own (variation selectors, joiners; UAX #44)."""
    code = ord(character)
    return code in _IGNORABLE or 0xE0100 <= code <= 0xE01EF


def folded(text: str, shape: Shape) -> Shape:
    """Give the characters of glyphs that draw nothing (a variation selector's) to the glyph before them."""
    if not any(is_ignorable(character) for character in text) or len(shape.codes) < 2:
        return shape
    kept: list[int] = []
    counts: list[int] = []
    offset = 0
    for at, count in enumerate(shape.counts):
        own = text[offset : offset + count]
        offset += count
        if kept and own and all(is_ignorable(character) for character in own):
            counts[-1] += count
        else:
            kept.append(at)
            counts.append(count)
    codes, advances, shifts = (
        tuple(values[at] for at in kept) for values in (shape.codes, shape.advances, shape.shifts)
    )
    return Shape(shape.face, shape.upem, codes, advances, shifts, tuple(counts))
