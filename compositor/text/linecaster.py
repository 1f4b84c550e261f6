"""The line caster: plain lines filled and made in one go, where a core in C does it (``linecaster.c``).

Here, where it isn't to be had, none are: the stick sets every line, and is what the core is measured by.
"""

from __future__ import annotations

from collections.abc import Sequence

from compositor.model.lines import Line, Trail
from compositor.text.case import Matter
from compositor.text.items import Items


def lines(
    _items: Items,
    _matter: Matter,
    _ends: tuple[int, ...],
    _rescued: frozenset[int],
    _measures: tuple[int, ...],
    _justify: bool,  # noqa: FBT001  (all by their places, as in C)
    _trail: Trail | None,
    /,
) -> Sequence[Line | None]:
    """Return the lines that end at boundaries, None for one that the stick has to set; none if it has to set all."""
    return ()
