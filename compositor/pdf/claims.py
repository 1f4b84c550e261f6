"""What a press file claims to be: the standard, and the printing condition that its inks are meant for."""

from __future__ import annotations

from enum import StrEnum

from compositor.records import dataclass


class Standard(StrEnum):
    """What the printing house asked for: ISO 15930-7:2010 (PDF/X-4) or ISO 15930-1:2001 (PDF/X-1a)."""

    X4 = "x4"
    X1A = "x1a"

    @property
    def version(self) -> str:
        """The PDF version that the standard is built on."""
        return "1.6" if self is Standard.X4 else "1.3"


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition: its name, what it says of itself, its ICC profile, and where the name is registered.

    One that is registered nowhere is called ``Custom`` (ISO 15930-7 6.7, ICC characterization data registry).
    """

    identifier: str
    words: str
    profile: bytes
    registry: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A standard with the condition that it is claimed for."""

    standard: Standard
    condition: Condition
