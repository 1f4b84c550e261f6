"""The profile of light on screens: sRGB (IEC 61966-2-1), written out from its published figures (ICC.1:2004-10)."""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

from compositor.colour.profile import Profile

_NAME: Final = "sRGB IEC61966-2.1"
_VERSION: Final = 0x04200000
_MADE: Final = (1999, 10, 18, 0, 0, 0)
"""When the standard was published: a profile has to have a date."""
_D50: Final = (0.9642, 1.0, 0.8249)
# Primaries and D65 by the chromaticities of IEC 61966-2-1, brought to D50 by the Bradford matrix (ICC.1 Annex E).
_PRIMARIES: Final = (
    ("rXYZ", (0.4360747, 0.2225045, 0.0139322)),
    ("gXYZ", (0.3850649, 0.7168786, 0.0971045)),
    ("bXYZ", (0.1430804, 0.0606169, 0.7141733)),
)
_ADAPTED: Final = (1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316)
# Y = (aX + b)^g above d and cX below it: g, a, b, c, d.
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def srgb() -> Profile:
    """Return the profile of sRGB: the same bytes everywhere, unlike those that LittleCMS dates when it makes them."""
    curve = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    tags = [
        ("desc", _words(_NAME)),
        ("cprt", _words("No rights reserved")),
        ("wtpt", _xyz(_D50)),
        ("chad", b"sf32\0\0\0\0" + _fixed(*_ADAPTED)),
        *((name, _xyz(values)) for name, values in _PRIMARIES),
        *((name, curve) for name in ("rTRC", "gTRC", "bTRC")),
    ]
    table, body = [], b""
    places: dict[bytes, int] = {}
    begin = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        if content not in places:
            places[content] = begin + len(body)
            body += content + bytes(-len(content) % 4)
        table.append(struct.pack(">4sII", name.encode("ascii"), places[content], len(content)))
    head = struct.pack(">I4xI12s6H4s28x", begin + len(body), _VERSION, b"mntrRGB XYZ ", *_MADE, b"acsp")
    return Profile(
        _NAME, (head + _fixed(*_D50)).ljust(128, b"\0") + struct.pack(">I", len(tags)) + b"".join(table) + body
    )


def _fixed(*values: float) -> bytes:
    """Return numbers as s15Fixed16Number (ICC.1 5.1.3)."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _words(text: str) -> bytes:
    """Return a text as multiLocalizedUnicodeType (ICC.1 6.5.12)."""
    coded = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(coded), 28) + coded
