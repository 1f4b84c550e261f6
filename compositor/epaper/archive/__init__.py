"""The archive: many issues as one site, kept up issue by issue; addresses that stay for ever."""

from compositor.epaper.archive.adding import SHELF, Coming, Rooms, site_files
from compositor.epaper.archive.folder import Kept, keep
from compositor.epaper.archive.register import ADDRESSES

__all__ = ["ADDRESSES", "SHELF", "Coming", "Kept", "Rooms", "keep", "site_files"]
