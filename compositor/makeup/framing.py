"""Which part of a picture its place shows, and where in that place it stands."""

from __future__ import annotations

from compositor.model.assets import Asset
from compositor.model.copy import WHOLE, Crop, Framing
from compositor.model.design import Align, Area


def place_of(framing: Framing, asset: Asset, room: Area) -> Area:
    """Return where a picture stands in its room: all of it, or where it is shown whole its middle."""
    if not framing.whole or room.width <= 0 or room.height <= 0:
        return room
    wide, high = framing.proportions(asset)
    if wide * room.height > high * room.width:
        height = room.width * high // wide
        return Area(room.x, room.y + (room.height - height) // 2, room.width, height)
    width = room.height * wide // high
    return Area(room.x + (room.width - width) // 2, room.y, width, room.height)


def kept(asset: Asset, room: Area, align: Align, valign: str) -> Area:
    """Return where an image stands in its room in its own proportions, as ``align`` and ``valign`` say."""
    width, height = room.width, room.width * asset.height // max(1, asset.width)
    if height > room.height:
        width, height = room.height * asset.width // max(1, asset.height), room.height
    across = {Align.CENTRE: (room.width - width) // 2, Align.RIGHT: room.width - width}.get(align, 0)
    down = {"middle": (room.height - height) // 2, "bottom": room.height - height}.get(valign, 0)
    return Area(room.x + across, room.y + down, width, height)


def shown_part(framing: Framing, asset: Asset, area: Area) -> Crop:
    """Return the largest part of the crop that has the area's proportions, its middle as near to the focus as can be.

    Where no focus is given it is the middle of the crop, so that both sides are cut equally.
    """
    if framing.whole:
        return framing.crop
    if area.width <= 0 or area.height <= 0:
        return WHOLE
    left, top, right, bottom = framing.crop
    across, down = framing.focus or ((left + right) / 2, (top + bottom) / 2)
    wide, high = framing.proportions(asset)
    wanted, had = wide * area.height, high * area.width
    if wanted > had:
        first, last = _cut(left, right, across, had / wanted)
        return first, top, last, bottom
    first, last = _cut(top, bottom, down, wanted / had)
    return left, first, right, last


def _cut(first: float, last: float, focus: float, share: float) -> tuple[float, float]:
    """Return the ends of so large a share of a stretch, about a focus but inside the stretch."""
    length = (last - first) * share
    start = min(max(focus - length / 2, first), last - length)
    return start, start + length
