"""Colour spaces by name (ISO 32000-1 8.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
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


BLENDS: Final = frozenset(
    """Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference
    Exclusion Hue Saturation Color Luminosity""".split()
)
"""All blend modes that there are (ISO 32000-1 Tables 136 and 137)."""

_DEFAULTS: Final = (("DeviceGray", "/DefaultGray"), ("DeviceRGB", "/DefaultRGB"), ("DeviceCMYK", "/DefaultCMYK"))


def defaults(resources: Any) -> Mapping[str, tuple[str, str]]:
    """Return the spaces that stand for device spaces in content with these resources (ISO 32000-1 8.6.5.6)."""
    known = None if resources is None else resources.get("/ColorSpace")
    if known is None:
        return {}
    return {device: name_of(known[key], None) for device, key in _DEFAULTS if key in known}


def is_name(thing: Any) -> bool:
    """Tell whether something is a name, not a space written out."""
    import pikepdf

    return isinstance(thing, pikepdf.Name)


def stops(function: Any) -> Iterator[tuple[float, ...]]:
    """Yield the colours between which a function runs, as far as it says them (ISO 32000-1 7.10.3, 7.10.4).

    Between those of an exponential function no colour has more of an ink, so that none has more ink than they.
    """
    import pikepdf

    if isinstance(function, pikepdf.Array):
        inks = [list(stops(one)) for one in function]
        for colour in zip_longest(*inks, fillvalue=(0.0,)):
            yield tuple(value for ink in colour for value in ink)
    elif isinstance(function, pikepdf.Dictionary) and not isinstance(function, pikepdf.Stream):
        if int(function.get("/FunctionType", 0)) == 2:
            for key, usual in (("/C0", 0.0), ("/C1", 1.0)):
                yield tuple(float(value) for value in function.get(key, (usual,)))
        for one in function.get("/Functions", ()):
            yield from stops(one)


_COUNTS: Final = {
    "DeviceGray": 1,
    "CalGray": 1,
    "Separation": 1,
    "DeviceRGB": 3,
    "CalRGB": 3,
    "Lab": 3,
    "DeviceCMYK": 4,
}


def count(space: Any, known: Any) -> int:
    """Return how many values a colour has in a space; 0 where it can't be told."""
    import pikepdf

    if isinstance(space, pikepdf.Name):
        if str(space)[1:] not in _COUNTS and known is not None and str(space) in known:
            return count(known[str(space)], None)
        return _COUNTS.get(str(space)[1:], 0)
    if not isinstance(space, pikepdf.Array) or not len(space):
        return 0
    match str(space[0])[1:]:
        case "ICCBased":
            return int(space[1].get("/N", 0))
        case "DeviceN":
            return len(space[1])
        case kind:
            return _COUNTS.get(kind, 0)


def outputs(function: Any) -> int:
    """Return how many values a function gives (ISO 32000-1 7.10); 0 where it can't be told."""
    import pikepdf

    if isinstance(function, pikepdf.Array):
        return len(function)
    if not isinstance(function, pikepdf.Dictionary | pikepdf.Stream):
        return 0
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        return len(function.get("/C0", function.get("/C1", (0.0,))))
    if kind == 3:
        return min((outputs(one) for one in function.get("/Functions", ())), default=0)
    return len(function.get("/Range", ())) // 2
