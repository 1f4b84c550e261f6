"""Numbers as a content stream writes them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from compositor.units import SP

FINE: Final = 100_000
"""Positions inside a run are counted in so many parts of a scaled point: whole numbers, so nothing adds up."""
TOLERANCE: Final = SP * FINE // 1000
_LARGE: Final = 24 * SP


def decimal(value: float, places: int = 4) -> str:
    """Write a number without exponent or needless zeros (ISO 32000-1 7.3.3 allows no exponent)."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=1 << 14)
def length(scaled: int) -> str:
    """Write a length of scaled points in points, true to 0.00005 pt."""
    return decimal(scaled / SP)


@cache
def points(size: int) -> str:
    """Write a size of type: a document has few."""
    return decimal(size / SP, 5)


def step_of(size: int) -> int:
    """Return of how many hundredths numbers of TJ are whole multiples: of large type they have two decimals."""
    return 1 if size > _LARGE else 10


@cache
def moved(hundredths: int) -> str:
    """Write a number of TJ, given in hundredths of a thousandth of an em: few of them are not written often."""
    return decimal(hundredths / 100, 2)
