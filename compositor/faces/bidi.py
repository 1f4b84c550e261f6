"""Words that run from right to left, in lines that run from left to right (UAX #9, as far as a phrase needs it).

A phrase is Hebrew or Arabic words with what stands between them and the figures after them. Its glyphs are kept in
the order in which they are read, so that copy is found in them letter by letter; shifts place them from the right.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import accumulate

from compositor.faces.shape import Shape

_BACKWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LEVELS = re.compile(
    "[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/][0-9\u0660-\u0669\u06f0-\u06f9]+)*|[^0-9\u0660-\u0669\u06f0-\u06f9]+"
)


def runs_backwards(text: str) -> bool:
    """Tell whether a text has letters that are written from right to left (UAX #9 P2: R and AL)."""
    found = _BACKWARDS.finditer(text)
    return any(unicodedata.bidirectional(match[0]) in {"R", "AL"} for match in found)


def levels(phrase: str) -> list[str]:
    """Cut a phrase into words, which run backwards, and figures, which don't (UAX #9 W2, I1, I2)."""
    return [match[0] for match in _LEVELS.finditer(phrase)]


def in_reading_order(shape: Shape) -> Shape:
    """Return a shape whose glyphs stand from left to right in the order in which they are read, last to first.

    Its ``counts`` are already those of the reading order reversed, as the glyphs are.
    """
    places = [start + shift for start, shift in zip(accumulate(shape.advances, initial=0), shape.shifts, strict=False)]
    advances = shape.advances[::-1]
    pens = accumulate(advances, initial=0)
    shifts = tuple(place - pen for place, pen in zip(places[::-1], pens, strict=False))
    return replace(shape, codes=shape.codes[::-1], advances=advances, shifts=shifts)


def joined(shapes: list[Shape]) -> Shape:
    """Join the parts of a phrase, in reading order: the first stands at the right."""
    width = sum(shape.width for shape in shapes)
    shifts: list[int] = []
    before = 0
    for shape in shapes:
        by = width - 2 * before - shape.width
        shifts += (shift + by for shift in shape.shifts)
        before += shape.width
    first = shapes[0]
    return Shape(
        first.face,
        first.upem,
        tuple(code for shape in shapes for code in shape.codes),
        tuple(advance for shape in shapes for advance in shape.advances),
        tuple(shifts),
        tuple(count for shape in shapes for count in shape.counts),
    )
