"""Which inks a colour lays on the page (ISO 32000-1 8.6), and which of them overprint leaves alone (8.6.7).

Light (RGB and colour based on CIE) has no inks of its own: it is turned into them by what is given for it. Of Lab only
the lightness is looked at, as black.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from compositor.intake.inspect.light import PLAINLY, Plainly
from compositor.records import dataclass

CYAN, MAGENTA, YELLOW, BLACK = "Cyan", "Magenta", "Yellow", "Black"
PROCESS: Final = (CYAN, MAGENTA, YELLOW, BLACK)
ALL, NONE = "All", "None"
_GREY, _LIGHT, _INKS, _NAMED = "grey", "light", "inks", "named"
_DEVICES: Final = {
    "DeviceGray": (_GREY, 1),
    "G": (_GREY, 1),
    "CalGray": (_GREY, 1),
    "DeviceRGB": (_LIGHT, 3),
    "RGB": (_LIGHT, 3),
    "CalRGB": (_LIGHT, 3),
    "DeviceCMYK": (_INKS, 4),
    "CMYK": (_INKS, 4),
    "Lab": ("Lab", 3),
}
_COMPONENTS: Final = {1: _GREY, 3: _LIGHT, 4: _INKS}
_NESTED: Final = 8


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its kind, how many components it has, of named inks their names, of a table its colours.

    ``direct`` is DeviceCMYK itself, to which overprint mode 1 applies.
    """

    kind: str
    count: int
    names: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = b""
    direct: bool = False

    @property
    def patterned(self) -> bool:
        """Tell whether it paints in patterns."""
        return self.kind == "Pattern"

    def amounts(self, values: Sequence[float], light: Plainly = PLAINLY) -> Mapping[str, float]:
        """Return how much a colour has of each ink that its space names, from 0 to 1."""
        values = (*values, *(0.0,) * self.count)[: self.count]
        match self.kind:
            case "grey":
                return dict(zip(PROCESS, (0.0, 0.0, 0.0, 1 - _held(values[0])), strict=True))
            case "light":
                red, green, blue = map(_held, values)
                return dict(zip(PROCESS, light.colour(red, green, blue), strict=True))
            case "Lab":
                return dict(zip(PROCESS, (0.0, 0.0, 0.0, 1 - _held(values[0] / 100)), strict=True))
            case "inks":
                return dict(zip(PROCESS, map(_held, values), strict=True))
            case "named":
                return {name: _held(value) for name, value in zip(self.names, values, strict=True) if name != NONE}
            case "Indexed":
                return self.entry(round(values[0]), light)
        return {}

    def entry(self, index: int, light: Plainly = PLAINLY) -> Mapping[str, float]:
        """Return the inks of a colour of the table; one that it lacks is its first or last (8.6.6.3)."""
        assert self.base is not None
        count = self.base.count
        last = max(len(self.table) // count - 1, 0)
        at = min(max(index, 0), last) * count
        scale = 100 / 255 if self.base.kind == "Lab" else 1 / 255
        return self.base.amounts([byte * scale for byte in self.table[at : at + count]], light)

    def amount(self, amounts: Mapping[str, float], ink: str, *, overprint: bool, mode: int = 0) -> float | None:
        """Return how much of an ink is painted of a colour's; None where what lies there stays as it is."""
        if ALL in amounts:
            return amounts[ALL]
        if not amounts:  # ink None alone
            return None
        if ink in amounts:
            spared = overprint and mode == 1 and self.direct and amounts[ink] == 0
            return None if spared else amounts[ink]
        return None if overprint else 0.0


PLAIN_GREY: Final = Space(_GREY, 1)
DEVICE: Final = {"g": PLAIN_GREY, "rg": Space(_LIGHT, 3), "k": Space(_INKS, 4, direct=True)}
"""The spaces of the operators that name colours directly."""
UNKNOWN: Final = Space("", 1)


def space_of(found: Any, known: Any = None, depth: int = 0) -> Space:
    """Return a colour space; ``known`` are the names of the resources."""
    import pikepdf

    if isinstance(found, pikepdf.Name):
        bare = str(found)[1:]
        if bare in _DEVICES:
            kind, count = _DEVICES[bare]
            return Space(kind, count, direct=kind == _INKS)
        if bare == "Pattern":
            return Space("Pattern", 0)
        if known is not None and str(found) in known and depth < _NESTED:
            return space_of(known[str(found)], None, depth + 1)
        return UNKNOWN
    if isinstance(found, pikepdf.Array) and len(found) and depth < _NESTED:
        return _listed(found, known, depth)
    return UNKNOWN


def _listed(found: Any, known: Any, depth: int) -> Space:
    kind = str(found[0])[1:]
    match kind:
        case "ICCBased":
            count = int(found[1].get("/N", 0))
            return Space(_COMPONENTS[count], count) if count in _COMPONENTS else UNKNOWN
        case "Separation":
            return Space(_NAMED, 1, (str(found[1])[1:],))
        case "DeviceN":
            names = tuple(str(one)[1:] for one in found[1])
            return Space(_NAMED, len(names), names)
        case "Indexed" | "I":
            base: Space = space_of(found[1], known, depth + 1)
            table = bytes(found[3].read_bytes() if isinstance(found[3], _stream()) else found[3])
            return Space("Indexed", 1, base=base, table=table) if base.count and table else UNKNOWN
        case "Pattern":
            if len(found) == 1:
                return Space("Pattern", 0)
            under = space_of(found[1], known, depth + 1)
            return Space("Pattern", under.count, base=under)
    return space_of(found[0], known, depth + 1)


def _stream() -> Any:
    import pikepdf

    return pikepdf.Stream


def _held(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def spot_inks(space: str) -> tuple[str, ...]:
    """Return the spot colours in the name of a space as ``spaces.name_of`` gives it."""
    kind, _, names = space.partition(":")
    if kind not in ("Separation", "DeviceN"):
        return ()
    return tuple(name for name in names.split(",") if name not in (*PROCESS, ALL, NONE))
