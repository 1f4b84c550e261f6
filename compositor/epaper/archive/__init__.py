"""The archive: many issues as one site, kept up issue by issue; addresses that stay for ever."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.epaper.archive.adding import SHELF, Coming, Rooms, site_files
    from compositor.epaper.archive.folder import Kept, keep
    from compositor.epaper.archive.register import ADDRESSES
else:
    __getattr__ = late.names(
        __name__,
        {
            "adding": "SHELF Coming Rooms site_files",
            "folder": "Kept keep",
            "register": "ADDRESSES",
        },
    )

__all__ = ["ADDRESSES", "SHELF", "Coming", "Kept", "Rooms", "keep", "site_files"]
