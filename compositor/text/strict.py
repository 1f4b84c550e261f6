"""The strict pass of total fit in C, ``strict.c``, as far as it is there: this module stands in its place.

`compositor.text.breaker` says in Python what the pass does, and does it whenever it isn't done here.
"""

from __future__ import annotations

from compositor.text.items import Items


def least(
    items: Items,  # noqa: ARG001
    measures: tuple[int, ...],  # noqa: ARG001
    gap: int,  # noqa: ARG001
    weights: tuple[int, ...],  # noqa: ARG001
    alone: tuple[int, ...] | None,  # noqa: ARG001
    /,
) -> tuple[int, tuple[int, ...], int] | None:
    """Return the least cost, its line ends and how many lines were weighed; None: ask the breaker.

    ``gap`` is the widest Han gap, ``weights`` are those of `compositor.text.costs`, and ``alone`` is what it costs to
    leave for the last line one unit, two and so on, None where that line isn't solid.
    """
    return None
