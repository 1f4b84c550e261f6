"""Places on a page: which hold others, and which meet."""

from __future__ import annotations

from collections.abc import Sequence

from compositor.model.design import Area


def holds(area: Area, place: Area) -> bool:
    """Tell whether an area holds all of a place."""
    return area.x <= place.x and place.right <= area.right and area.y <= place.y and place.bottom <= area.bottom


def within(place: Area, areas: Sequence[Area]) -> bool:
    """Tell whether rectangles that don't overlap hold all of a place together: a line may cross their seam."""
    hair = 3277
    held = 0
    for area in areas:
        across = min(area.right + hair, place.right) - max(area.x - hair, place.x)
        down = min(area.bottom, place.bottom) - max(area.y, place.y)
        held += max(0, across) * max(0, down)
    return held >= (place.right - place.x) * (place.bottom - place.y - hair)


def meet(one: Area, other: Area) -> bool:
    """Tell whether two places overlap by more than a hair."""
    hair = 3277
    return (
        one.x + hair < other.right
        and other.x + hair < one.right
        and one.y + hair < other.bottom
        and other.y + hair < one.bottom
    )
