"""Where the ink of a mark lies in its em box, and how much of the white beside it can be taken.

Measured, never assumed: a face may place its marks otherwise than the region does, and its ``halt`` may lie.
"""

from __future__ import annotations

from compositor.faces.face import Face
from compositor.faces.shape import Half, Shape
from compositor.model.settings import InkAt
from compositor.records import dataclass

# A mark whose ink leaves this much of the em box empty on one side, or on both, can be halved there
# (thousandths of an em; clreq #punctuation_width_adjustment: half of the box is white).
_EMPTY_HALF = 480
_EMPTY_QUARTERS = 240
_SLACK = 20
"""How far ink may stand out of a halved box: heavy faces let it touch the edge."""
_OFF_CENTRE = 50
"""How far from the middle a centred mark's ink may stand."""
_HALF_HEIGHT = 380
"""The middle of the em box over the baseline, whose foot is at -120."""

EM = 1000


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a cluster in thousandths of an em.

    ``start`` and ``end`` are along the line, from where the cluster's box begins; ``low`` and ``high`` across it:
    over the baseline in horizontal lines, to the right of the centre line in vertical ones.
    """

    start: int
    end: int
    low: int
    high: int


def ink_of(face: Face, shape: Shape, *, vertical: bool) -> Ink | None:
    """Return where the ink of a shape lies; None where it draws nothing."""
    boxes = []
    at = 0
    for code, advance, shift in zip(shape.codes, shape.advances, shape.shifts, strict=True):
        left, bottom, right, top = face.ink(code)
        if right > left or top > bottom:
            if vertical:
                _, x, y = face.vertical(code)
                foot = round((at + shift + y) * EM / face.upem)  # the baseline, down from the em's head
                middle = round(x * EM / face.upem)
                boxes.append((foot - top, foot - bottom, left - middle, right - middle))
            else:
                move = round((at + shift) * EM / face.upem)
                boxes.append((left + move, right + move, bottom, top))
        at += advance
    if not boxes:
        return None
    starts, ends, lows, highs = zip(*boxes, strict=True)
    return Ink(min(starts), max(ends), min(lows), max(highs))


def lies(ink: Ink | None, at: InkAt, *, vertical: bool) -> bool:
    """Tell whether the ink of a mark an em wide lies where the region wants it."""
    if ink is None:
        return False
    if at is InkAt.MIDDLE:
        return abs(ink.start + ink.end - EM) <= 2 * _OFF_CENTRE
    if at is InkAt.END:
        return ink.start >= _EMPTY_HALF
    if EM - ink.end < _EMPTY_HALF:
        return False
    centre = (ink.low + ink.high) / 2
    return at is InkAt.START or (centre > 0 if vertical else centre < _HALF_HEIGHT)


def halved(ink: Ink | None) -> Half | None:
    """Halve a mark an em wide by the white before and after its ink; None where too little of it is white."""
    if ink is None:
        return None
    before, after = ink.start, EM - ink.end
    if before >= _EMPTY_HALF:
        return Half(500, -500)
    if after >= _EMPTY_HALF:
        return Half(500, 0)
    if before >= _EMPTY_QUARTERS and after >= _EMPTY_QUARTERS:
        return Half(500, -250)
    return None


def keeps(half: Half, ink: Ink | None) -> bool:
    """Tell whether all ink stands inside the box of a halved mark."""
    return ink is None or (ink.start + half.shift >= -_SLACK and ink.end + half.shift <= half.advance + _SLACK)
