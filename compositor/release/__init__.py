"""Release (付印): pages frozen one by one, their versions, the ledger, and what is handed to the printing house."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.filing import alone
    from compositor.release.delivery import accompany, cleared, deliver, preview_name
    from compositor.release.impressions import Threads, impression
    from compositor.release.jobpage import job_pdf
    from compositor.release.jobs import job, papers, schema, stem
    from compositor.release.ledger import NAME as LEDGER
    from compositor.release.ledger import Entry, Ledger
    from compositor.release.ledger import read as read_ledger
    from compositor.release.moments import moment
    from compositor.release.places import Folder, Place, place
    from compositor.release.platesetter import PLATE, Platesetter
    from compositor.release.register import Going, Signed, Wrong, going, released
    from compositor.release.standing import Standing
    from compositor.release.store import digest, folder_of
    from compositor.release.telling import missing, opened, said
else:
    __getattr__ = late.names(
        __name__,
        {
            "compositor.filing": "alone",
            "delivery": "accompany cleared deliver preview_name",
            "impressions": "Threads impression",
            "jobs": "job papers schema stem",
            "jobpage": "job_pdf",
            "ledger": "NAME=LEDGER Entry Ledger read=read_ledger",
            "moments": "moment",
            "places": "Folder Place place",
            "platesetter": "PLATE Platesetter",
            "register": "Going Signed Wrong going released",
            "standing": "Standing",
            "store": "digest folder_of",
            "telling": "missing opened said",
        },
    )

__all__ = [
    "LEDGER",
    "PLATE",
    "Entry",
    "Folder",
    "Going",
    "Ledger",
    "Place",
    "Platesetter",
    "Signed",
    "Standing",
    "Threads",
    "Wrong",
    "accompany",
    "alone",
    "cleared",
    "deliver",
    "digest",
    "folder_of",
    "going",
    "impression",
    "job",
    "job_pdf",
    "missing",
    "moment",
    "opened",
    "papers",
    "place",
    "preview_name",
    "read_ledger",
    "released",
    "said",
    "schema",
    "stem",
]
