"""The printing condition that plates are meant for, by its ICC profile: the one place where a plate gets it from."""

from __future__ import annotations

from typing import Final

from compositor.colour import newsprint
from compositor.model.design import Paper
from compositor.pdf import Condition

_CUSTOM: Final = "Custom"
"""What a condition is called that stands in no registry (ISO 15930-7 6.7)."""


def condition(paper: Paper) -> Condition:
    """Return the condition that a paper's plates are meant for: the press's profile, ours of newsprint if it has none.

    It is called by the profile's own description, and by no registered name: a name promises figures that only the
    printing house can vouch for.
    """
    profile = paper.printing.profile or newsprint().content
    return Condition(_CUSTOM, described(profile) or "CMYK", profile)


def described(profile: bytes) -> str:
    """Return an ICC profile's description (ICC.1:2001-04 6.5.17 of version 2, ICC.1:2010 10.13 of version 4)."""
    for tag in range(min(int.from_bytes(profile[128:132], "big"), 100)):
        entry = profile[132 + 12 * tag : 144 + 12 * tag]
        if entry[:4] == b"desc":
            at, long = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
            return _text(profile[at : at + long])
    return ""


def _text(tag: bytes) -> str:
    if tag[:4] == b"desc":
        long = int.from_bytes(tag[8:12], "big")
        return tag[12 : 12 + long].rstrip(b"\0").decode("ascii", "replace")
    if tag[:4] == b"mluc" and int.from_bytes(tag[8:12], "big"):
        long, at = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
        return tag[at : at + long].decode("utf-16-be", "replace").rstrip("\0")
    return ""
