"""Numbers as a content stream writes them."""

from __future__ import annotations

from functools import lru_cache

from compositor.units import SP


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
