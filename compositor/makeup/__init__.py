"""Make-up: lines poured into boxes, heads fitted, furniture placed; pages as lists of placed ink."""

from __future__ import annotations

from compositor.makeup.pages import MadeUp, make_up

__all__ = ["MadeUp", "make_up"]
