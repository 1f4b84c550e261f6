"""Colour spaces (ISO 32000-1 8.6), as far as colours in them can be turned into others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from compositor.intake.inspect.repro.functions import function
from compositor.intake.inspect.repro.targets import Paint
from compositor.intake.inspect.repro.telling import Told, Unprintable
from compositor.records import dataclass

_DEEPEST: Final = 6
_INKS: Final = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_MODES: Final = {1: "L", 3: "RGB", 4: "CMYK"}
_DEVICE: Final = {"DeviceGray": 1, "G": 1, "DeviceRGB": 3, "RGB": 3, "DeviceCMYK": 4, "CMYK": 4}
_MOST_PROFILE: Final = 16 << 20
_HEADS: Final = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
D50: Final = (0.9642, 1.0, 0.8249)
_FROM_D50: Final = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
"""From XYZ beside D50 to linear sRGB (IEC 61966-2-1, adapted by Bradford)."""

Painter = Callable[[Sequence[float]], Paint]


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its kind, how many components it has, the colour it begins with, and what one of its colours is.

    ``base`` is the space behind a palette (``palette`` has its colours) or an uncoloured pattern; ``profile`` is an ICC
    profile. ``inks`` are the names of a Separation's or a DeviceN's inks.
    """

    kind: str
    count: int
    first: tuple[float, ...]
    paint: Painter
    profile: bytes = b""
    base: Space | None = None
    palette: bytes = b""
    inks: tuple[str, ...] = ()

    @property
    def of_press(self) -> bool:
        """Tell whether its components are inks of the press themselves."""
        return self.kind == "DeviceCMYK" or (bool(self.inks) and set(self.inks) <= {*_INKS, "None"})

    @property
    def unseen(self) -> bool:
        """Tell whether it paints nothing (8.6.6.4: the ink None)."""
        return bool(self.inks) and set(self.inks) <= {"None"}

    @property
    def mode(self) -> str:
        """What pictures in it are: greys, light or inks."""
        return _MODES.get(self.count, "")


def device(name: str) -> Space:
    """Return a space of a device by its name."""
    count = _DEVICE[name]
    full = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[count]
    first = (0.0, 0.0, 0.0, 1.0) if count == 4 else (0.0,) * count
    return Space(full, count, first, lambda values: Paint(_MODES[count], tuple(values[:count])))


GREY: Final = device("DeviceGray")


@dataclass(slots=True)
class Spaces:
    """Reads spaces; what of one can't be printed is told."""

    told: Told

    def of(self, given: Any, named: Any, depth: int = 0) -> Space:
        """Return the space that an object names; ``named`` are the spaces of the resources by name."""
        import pikepdf

        if depth > _DEEPEST:
            raise _odd()
        if isinstance(given, pikepdf.Name):
            return self._named(str(given), named, depth)
        if not isinstance(given, pikepdf.Array) or not len(given):
            raise _odd()
        kind = str(given[0])[1:]
        if len(given) == 1 or kind in _DEVICE:
            return self._named(str(given[0]), named, depth)
        maker = _MAKERS.get(kind)
        if maker is None:
            raise _odd()
        try:
            return maker(self, given, named, depth + 1)
        except (KeyError, AttributeError, TypeError, ValueError, IndexError, RuntimeError) as error:
            raise _odd() from error

    def _named(self, name: str, named: Any, depth: int) -> Space:
        """Return a space by name; a page may say what it means by those of devices (8.6.5.6)."""
        bare = name[1:]
        if named is not None and name in named and bare not in _DEVICE:
            return self.of(named[name], named, depth + 1)
        if bare in _DEVICE:
            found = device(bare)
            default = f"/Default{found.kind[6:]}"
            if named is not None and default in named:
                return self.of(named[default], None, depth + 1)
            return found
        if bare == "Pattern":
            return Space("Pattern", 0, (), lambda _: Paint("L", (0.0,)))
        raise _odd()

    def _pattern(self, given: Any, named: Any, depth: int) -> Space:
        base = self.of(given[1], named, depth)
        return Space("Pattern", base.count, (), base.paint, base=base)

    def _indexed(self, given: Any, named: Any, depth: int) -> Space:
        import pikepdf

        base = self.of(given[1], named, depth)
        last, table = int(given[2]), given[3]
        content = bytes(table.read_bytes()) if isinstance(table, pikepdf.Stream) else bytes(table)
        if base.kind in ("Indexed", "Pattern", "Lab") or not 0 <= last <= 255 or len(content) < (last + 1) * base.count:
            raise _odd()

        def paint(values: Sequence[float]) -> Paint:
            at = min(max(int(values[0]), 0), last) * base.count
            return base.paint(tuple(one / 255 for one in content[at : at + base.count]))

        return Space("Indexed", 1, (0.0,), paint, base.profile, base, content[: (last + 1) * base.count])

    def _icc(self, given: Any, named: Any, depth: int) -> Space:
        stream = given[1]
        count = int(stream.N)
        if count not in _MODES:
            raise _odd()
        profile = bytes(stream.read_bytes())
        if profile[36:40] != b"acsp" or profile[16:20] != _HEADS[count] or len(profile) > _MOST_PROFILE:
            self.told.change("a colour profile that can't be read counts as not there")
            return self.of(stream.Alternate, named, depth) if "/Alternate" in stream else device(_BY_COUNT[count])
        plain = device(_BY_COUNT[count])
        mode = _MODES[count]
        return Space(
            "ICCBased", count, plain.first, lambda values: Paint(mode, tuple(values[:count]), profile), profile
        )

    def _inked(self, given: Any, named: Any, depth: int) -> Space:
        """Read a Separation or a DeviceN: inks of the press are themselves, others what stands for them (8.6.6.4)."""
        kind = str(given[0])[1:]
        inks = (str(given[1])[1:],) if kind == "Separation" else tuple(str(one)[1:] for one in given[1])
        if not 1 <= len(inks) <= 32:
            raise _odd()
        first = (1.0,) * len(inks)
        plain = Space(kind, len(inks), first, lambda values: _four_inks(inks, values), inks=inks)
        if plain.of_press or plain.unseen:
            return plain
        if inks == ("All",):
            self.told.change("the registration colour is black alone")
            return replace(plain, paint=lambda values: Paint("CMYK", (0.0, 0.0, 0.0, values[0])))
        behind, tint = self.of(given[2], named, depth), function(given[3])
        names = ", ".join(_readable(ink) for ink in inks if ink not in (*_INKS, "None"))
        self.told.change(f"the spot colour {names} is printed in the four inks that the file gives for it")
        return replace(plain, paint=lambda values: behind.paint(tint(values)))

    def _calibrated(self, given: Any, _: Any, __: int) -> Space:
        """Read CalGray or CalRGB (8.6.5.2, 8.6.5.3): to XYZ beside its own white, and from there to sRGB."""
        entries = given[1]
        count = 1 if str(given[0]) == "/CalGray" else 3
        white = tuple(float(one) for one in entries.WhitePoint)
        gamma = entries.get("/Gamma", 1)
        powers = (float(gamma),) if count == 1 else tuple(map(float, gamma if "/Gamma" in entries else (1, 1, 1)))
        default = (1, 0, 0, 0, 1, 0, 0, 0, 1)
        matrix = tuple(float(one) for one in entries.get("/Matrix", default))

        def paint(values: Sequence[float]) -> Paint:
            light = [max(value, 0.0) ** power for value, power in zip(values, powers, strict=False)]
            if count == 1:
                return Paint("RGB", (_srgb(light[0]),) * 3)
            xyz = [sum(light[one] * matrix[3 * one + axis] for one in range(3)) for axis in range(3)]
            return _seen([part * to / by for part, to, by in zip(xyz, D50, white, strict=True)])

        return Space(str(given[0])[1:], count, (0.0,) * count, paint)

    def _lab(self, _: Any, __: Any, ___: int) -> Space:
        """Read CIE L*a*b* (8.6.5.4)."""

        def paint(values: Sequence[float]) -> Paint:
            middle = (values[0] + 16) / 116
            parts = (middle + values[1] / 500, middle, middle - values[2] / 200)
            linear = [part**3 if part >= 6 / 29 else 108 / 841 * (part - 4 / 29) for part in parts]
            return _seen([part * white for part, white in zip(linear, D50, strict=True)])

        return Space("Lab", 3, (0.0, 0.0, 0.0), paint)


_BY_COUNT: Final = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_MAKERS: Final[dict[str, Callable[[Spaces, Any, Any, int], Space]]] = {
    "ICCBased": Spaces._icc,  # noqa: SLF001  (its own table)
    "Separation": Spaces._inked,  # noqa: SLF001
    "DeviceN": Spaces._inked,  # noqa: SLF001
    "Indexed": Spaces._indexed,  # noqa: SLF001
    "I": Spaces._indexed,  # noqa: SLF001
    "Pattern": Spaces._pattern,  # noqa: SLF001
    "CalGray": Spaces._calibrated,  # noqa: SLF001
    "CalRGB": Spaces._calibrated,  # noqa: SLF001
    "Lab": Spaces._lab,  # noqa: SLF001
}


def _odd() -> Unprintable:
    return Unprintable("a colour space in it can't be read", "export it again, with all colours in CMYK")


def _readable(ink: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in ink)[:60]


def _four_inks(inks: tuple[str, ...], values: Sequence[float]) -> Paint:
    found = [0.0] * 4
    for ink, value in zip(inks, values, strict=False):
        if ink in _INKS:
            found[_INKS[ink]] = value
    return Paint("CMYK", tuple(found))


def _seen(xyz: Sequence[float]) -> Paint:
    linear = [sum(part * row for part, row in zip(xyz, line, strict=True)) for line in _FROM_D50]
    return Paint("RGB", tuple(round(_srgb(light), 4) for light in linear))


def _srgb(light: float) -> float:
    held = min(max(light, 0.0), 1.0)
    return held * 12.92 if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055
