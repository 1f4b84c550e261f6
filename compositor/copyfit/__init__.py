"""Copy-fitting: stories made to fit by what the paper allows, and advice, tried, on what the desk can do. Pure."""

from __future__ import annotations

from compositor.copyfit.advice import advice
from compositor.copyfit.closing import MOST_ROUNDS, Closed, close
from compositor.copyfit.places import JumpPlace, jump_places
from compositor.copyfit.telling import MOST_ADVISED, advised, gains, steps_told, with_advice
from compositor.copyfit.trial import Desk, Wish

__all__ = [
    "MOST_ADVISED",
    "MOST_ROUNDS",
    "Closed",
    "Desk",
    "JumpPlace",
    "Wish",
    "advice",
    "advised",
    "close",
    "gains",
    "jump_places",
    "steps_told",
    "with_advice",
]
