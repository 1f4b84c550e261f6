"""Overprint as graphics states put it on and off (ISO 32000-1 8.6.7, table 58)."""

from __future__ import annotations

from typing import Any, Protocol


class Overprinting(Protocol):
    """Whether lines and areas overprint, and in which mode."""

    over_stroke: bool
    over_fill: bool
    mode: int


def take_over(state: Any, now: Overprinting) -> None:
    """Take over what a graphics state says: OP is for both where op isn't given."""
    if "/OP" in state:
        now.over_stroke = bool(state.OP)
        now.over_fill = bool(state.get("/op", state.OP))
    if "/op" in state:
        now.over_fill = bool(state["/op"])
    now.mode = int(state.get("/OPM", now.mode))
