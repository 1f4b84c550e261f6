"""Output on the disk: files put in place whole, folders swapped in one step, locks that nobody clears, a cache."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.filing.aside import Drawer, Known, Unnamed, put_aside, unnamed
    from compositor.filing.cache import NO_CACHE, Cache, Tally
    from compositor.filing.exact import Exact
    from compositor.filing.files import PART, Settling, cannot_write, put, reason, settle
    from compositor.filing.locks import LockedError, alone
    from compositor.filing.running import program
    from compositor.filing.swap import NotHere, swapped
else:
    __getattr__ = late.names(
        __name__,
        {
            "aside": "Drawer Known Unnamed put_aside unnamed",
            "cache": "NO_CACHE Cache Tally",
            "exact": "Exact",
            "files": "PART Settling cannot_write put reason settle",
            "locks": "LockedError alone",
            "running": "program",
            "swap": "NotHere swapped",
        },
    )

__all__ = [
    "NO_CACHE",
    "PART",
    "Cache",
    "Drawer",
    "Exact",
    "Known",
    "LockedError",
    "NotHere",
    "Settling",
    "Tally",
    "Unnamed",
    "alone",
    "cannot_write",
    "program",
    "put",
    "put_aside",
    "reason",
    "settle",
    "swapped",
    "unnamed",
]
