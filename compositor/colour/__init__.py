"""Colour for the press: the profile of a printing condition, and pictures and colours turned into its inks.

And the profile of light, for screens.
"""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.colour.coding import ROOM, coded, jpeg
    from compositor.colour.condition import Condition
    from compositor.colour.light import srgb
    from compositor.colour.limits import limited, most_ink, within
    from compositor.colour.profile import Profile, ProfileError, newsprint, newsprint_flate, profile_of
else:
    __getattr__ = late.names(
        __name__,
        {
            "coding": "ROOM coded jpeg",
            "condition": "Condition",
            "light": "srgb",
            "limits": "limited most_ink within",
            "profile": "Profile ProfileError newsprint newsprint_flate profile_of",
        },
    )

__all__ = [
    "ROOM",
    "Condition",
    "Profile",
    "ProfileError",
    "coded",
    "jpeg",
    "limited",
    "most_ink",
    "newsprint",
    "newsprint_flate",
    "profile_of",
    "srgb",
    "within",
]
