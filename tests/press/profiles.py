"""A CMYK profile of a few kilobytes, built by hand: what a plate needs of one, without a measured press."""

from __future__ import annotations

import struct
from itertools import product


def tiny(*, space: bytes = b"CMYK", kind: bytes = b"prtr", name: str = "A press for tests") -> bytes:
    """Return an ICC profile of version 2 (ICC.1:2001-04) in which inks darken paper alike."""
    tags = {
        b"desc": _desc(name),
        b"cprt": b"text\0\0\0\0No rights reserved\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": _lut(4, [_lab(inks) for inks in product((0, 1), repeat=4)]),
        b"B2A0": _lut(3, [_inks(lab) for lab in product((0, 1), repeat=3)]),
    }
    at, table, body = 132 + 12 * len(tags), b"", b""
    for sign, content in tags.items():
        padded = content + b"\0" * (-len(content) % 4)
        table += sign + struct.pack(">II", at + len(body), len(content))
        body += padded
    header = struct.pack(">I4sI4s4s4s", at + len(body), b"none", 0x02400000, kind, space, b"Lab ")
    header += struct.pack(">6H", 2019, 11, 15, 0, 0, 0) + b"acsp" + b"\0" * 24 + b"\0" * 4
    header += struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _desc(name: str) -> bytes:
    words = name.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + b"\0" * 78


def _lut(channels: int, corners: list[tuple[int, ...]]) -> bytes:
    out = len(corners[0])
    unit = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    ramp = bytes(range(256))
    return (
        b"mft1\0\0\0\0"
        + bytes((channels, out, 2, 0))
        + unit
        + ramp * channels
        + b"".join(map(bytes, corners))
        + ramp * out
    )


def _lab(inks: tuple[int, ...]) -> tuple[int, ...]:
    return max(0, 255 - 64 * sum(inks)), 128, 128


def _inks(lab: tuple[int, ...]) -> tuple[int, ...]:
    return 0, 0, 0, 255 * (1 - lab[0])
