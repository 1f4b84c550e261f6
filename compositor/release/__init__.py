"""Release (付印): pages frozen one by one, their versions, the ledger, and what is handed to the printing house."""

from compositor.release.filing import alone
from compositor.release.impressions import Threads
from compositor.release.ledger import Entry
from compositor.release.moments import moment
from compositor.release.platesetter import Platesetter
from compositor.release.register import Going, Signed, going, released
from compositor.release.standing import Standing
from compositor.release.store import digest, folder_of

__all__ = [
    "Entry",
    "Going",
    "Platesetter",
    "Signed",
    "Standing",
    "Threads",
    "alone",
    "digest",
    "folder_of",
    "going",
    "moment",
    "released",
]
