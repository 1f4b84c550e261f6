"""Lengths: whole scaled points (sp), 65,536 to the DTP point of 1/72 inch.

Every length inside the program is an ``int`` of scaled points, so sums are exact and the same on every
machine. Lengths become scaled points once, at the door, by the functions here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

SP: Final = 65_536
"""Scaled points in one point of 1/72 inch."""

_NUMBERED: Final = (
    "大特號 63 特號 54 初號 42 小初 36 一號 26 小一 24 二號 22 小二 18 三號 16 小三 15"
    " 四號 14 小四 12 五號 10.5 小五 9 六號 7.5 小六 6.5 七號 5.5 八號 5"
).split()

NUMBERED_SIZES: Final = {
    name.replace("號", mark): points
    for name, points in zip(_NUMBERED[::2], _NUMBERED[1::2], strict=True)
    for mark in "號号"
}
"""The sizes of type by number, in points, as CTeX, WPS and Adobe's menus have them.

Foundries cast them differently (clreq #considerations_in_designing_type_area: 一號 27.5 or 28, 二號 21 or 22 …); who
wants those writes points.
"""

_MM: Final = Decimal(72) / Decimal("25.4") * SP
_LENGTH: Final = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(mm|pt|em|%)?\s*")


def pt(value: float | str | Decimal) -> int:
    """Return ``value`` points of 1/72 inch in scaled points."""
    return round(Decimal(str(value)) * SP)


def mm(value: float | str | Decimal) -> int:
    """Return ``value`` millimetres in scaled points."""
    return round(Decimal(str(value)) * _MM)


def ems(value: float | str | Decimal, size: int) -> int:
    """Return ``value`` ems of a face at ``size`` (scaled points) in scaled points."""
    return round(Decimal(str(value)) * size)


def points(length: int) -> float:
    """Return ``length`` (scaled points) in points of 1/72 inch."""
    return length / SP


def share(extra: int, parts: int) -> tuple[int, ...]:
    """Split ``extra`` scaled points into ``parts`` whole shares that sum to it and differ by at most one."""
    whole, rest = divmod(extra, parts)
    return (whole + 1,) * rest + (whole,) * (parts - rest)


def length(text: str, *, em: int | None = None, whole: int | None = None) -> int:
    """Read a length such as ``9.5pt``, ``18mm``, ``2em`` or ``50%`` and return it in scaled points.

    ``em`` is the size that ``em`` refers to and ``whole`` the length that ``%`` refers to, in scaled points.
    A bare ``0`` needs no unit. Raises ``ValueError`` with words for the desk where the text is no length or
    its unit has no meaning here.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no length; write for example 9.5pt, 18mm or 2em")
    number, unit = Decimal(match[1]), match[2]
    if unit == "mm":
        return mm(number)
    if unit == "pt":
        return pt(number)
    if unit == "em" and em is not None:
        return ems(number, em)
    if unit == "%" and whole is not None:
        return round(number * whole / 100)
    if unit is None and number == 0:
        return 0
    raise ValueError(f"{text!r} needs a unit: " + _units(em, whole))


def _units(em: int | None, whole: int | None) -> str:
    names = ["pt", "mm"] + (["em"] if em is not None else []) + (["%"] if whole is not None else [])
    return ", ".join(names[:-1]) + " or " + names[-1]
