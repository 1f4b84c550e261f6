"""The repro room: a page of somebody else's PDF made ready for the press, or the reasons that it can't be.

Nothing of the file but what its page paints comes through: content is written anew, operator by operator, with
resources of its own.
"""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.intake.inspect.repro.page import BOXES, FORM, Ready, Wanted, ready
    from compositor.intake.inspect.repro.targets import Black, Inks, Light, Target
else:
    __getattr__ = late.names(
        __name__,
        {
            "page": "BOXES FORM Ready Wanted ready",
            "targets": "Black Inks Light Target",
        },
    )

__all__ = ["BOXES", "FORM", "Black", "Inks", "Light", "Ready", "Target", "Wanted", "ready"]
