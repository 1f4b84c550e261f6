"""Hanging: which marks may stand outside the measure at a line's end."""

from __future__ import annotations

from compositor.model.settings import Direction, Hanging, Region
from compositor.text.marks import BY_KIND, HANGING, Kind


def hanging(way: Hanging, region: Region, direction: Direction) -> frozenset[str]:
    """Return the marks that may hang at a line's end (clreq #hanging_punctuation_marks_at_line_end).

    、，。 where a style lets them; in the mainland, where marks stand at the beginning of their em, all that pause
    or stop may. In TW and HK marks stand in the middle of their em, and none hangs but in vertical lines.
    """
    centred = region is not Region.CN
    if way is Hanging.NONE or (centred and direction is Direction.HORIZONTAL):
        return frozenset()
    if way is Hanging.STOPS or centred:
        return frozenset(HANGING)
    return frozenset("".join(BY_KIND[kind].marks for kind in (Kind.PAUSE, Kind.STOP, Kind.EXCLAMATION)))
