"""Output on the disk: files put in their places whole, folders swapped in one step, and locks that nobody clears."""

from compositor.filing.files import PART, cannot_write, put, reason, settle
from compositor.filing.locks import LockedError, alone
from compositor.filing.swap import NotHere, swapped

__all__ = ["PART", "LockedError", "NotHere", "alone", "cannot_write", "put", "reason", "settle", "swapped"]
