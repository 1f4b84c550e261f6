"""The graphics state of a content stream (ISO 32000-1 8.4)."""

from __future__ import annotations

from typing import Any

from compositor.intake.inspect.matrices import PLAIN, Matrix
from compositor.records import dataclass


@dataclass(slots=True)
class State:
    """The graphics state (ISO 32000-1 8.4.1), as far as looks depend on it."""

    ctm: Matrix = PLAIN
    fill: tuple[str, str, tuple[float, ...]] = ("DeviceGray", "", (0.0,))
    stroke: tuple[str, str, tuple[float, ...]] = ("DeviceGray", "", (0.0,))
    weight: float = 1.0
    size: float = 0.0
    rendering: int = 0
    over_fill: bool = False
    over_stroke: bool = False
    mode: int = 0
    clear_fill: bool = False
    clear_stroke: bool = False
    blended: bool = False
    softened: bool = False
    fill_pattern: Any = None
    stroke_pattern: Any = None
    letters: Any = None
    """The font, where its glyphs are drawn by content streams (Type 3)."""
    codes: set[bytes] | None = None
    """What was shown so far in the font, where it is a composite one."""

    @property
    def is_plain(self) -> bool:
        """Whether type is painted as it stands in the content, once, and in a colour of its own."""
        return self.ctm is PLAIN and not self.rendering and self.fill[0] != "Pattern"
