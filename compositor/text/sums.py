"""Sums of units in C, ``sums.c``, as far as it is there: this module stands in its place, and adds nothing up.

`compositor.text.items` has the same sums in Python.
"""

from __future__ import annotations


def every(widths: list[int] | bytearray, /) -> list[int] | None:  # noqa: ARG001
    """Return the sums up to each unit, and after all, of what every one has; None: add them up."""
    return None


def few(values: dict[int, int], count: int, /) -> list[int] | None:  # noqa: ARG001
    """Return the sums up to each unit, and after all, of what few have; None: add them up."""
    return None
