"""Copy-fitting: stories made to fit by what the paper allows, and advice, tried, on what the desk can do. Pure."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.copyfit.advising import advice
    from compositor.copyfit.closing import MOST_ROUNDS, Closed, close
    from compositor.copyfit.places import JumpPlace, jump_places
    from compositor.copyfit.telling import MOST_ADVISED, advised, gains, steps_told, with_advice
    from compositor.copyfit.trial import Desk, Wish
else:
    __getattr__ = late.names(
        __name__,
        {
            "advising": "advice",
            "closing": "MOST_ROUNDS Closed close",
            "places": "JumpPlace jump_places",
            "telling": "MOST_ADVISED advised gains steps_told with_advice",
            "trial": "Desk Wish",
        },
    )

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
