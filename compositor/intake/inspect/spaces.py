"""Colour spaces by name (ISO 32000-1 8.6)."""

from __future__ import annotations

from typing import Any, Final

DEVICE: Final = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""Short names in pictures that stand in a content stream."""


def name_of(space: Any, known: Any) -> tuple[str, str]:
    """Return the name of a colour space, and the name of the one behind it (alternate or base); "" of none.

    Of Separation and DeviceN the names of the inks follow after a colon. ``known`` are the page's own names.
    """
    import pikepdf

    if isinstance(space, pikepdf.Name):
        bare = str(space)[1:]
        if known is not None and str(space) in known and bare not in DEVICE.values():
            return name_of(known[str(space)], None)
        return DEVICE.get(bare, bare), ""
    if not isinstance(space, pikepdf.Array) or not len(space):
        return "", ""
    kind = str(space[0])[1:]
    match kind:
        case "Separation":
            return f"Separation:{str(space[1])[1:]}", name_of(space[2], known)[0]
        case "DeviceN":
            return f"DeviceN:{','.join(str(ink)[1:] for ink in space[1])}", name_of(space[2], known)[0]
        case "Indexed" | "I":
            return name_of(space[1], known)
        case "Pattern":
            return "Pattern", name_of(space[1], known)[0] if len(space) > 1 else ""
        case _:
            return DEVICE.get(kind, kind), ""


def first_values(space: str) -> tuple[float, ...]:
    """Return the colour that a space begins with (ISO 32000-1 8.6.8, CS)."""
    kind, _, inks = space.partition(":")
    if kind == "DeviceCMYK":
        return 0.0, 0.0, 0.0, 1.0
    if kind in ("Separation", "DeviceN"):
        return (1.0,) * len(inks.split(","))
    return (0.0,) * (1 if kind in ("DeviceGray", "CalGray", "Indexed") else 3)
