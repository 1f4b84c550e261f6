"""Everything from disk, read and checked: a folder becomes `Issue`, `Design` and `Faces`, or every fault at once."""

from typing import TYPE_CHECKING

from compositor import late

if TYPE_CHECKING:
    from compositor.intake.casing import read_fonts
    from compositor.intake.copydesk import CopyDesk, copy_of, read_copy
    from compositor.intake.forms import SCHEMAS, json_schema
    from compositor.intake.hyphens import Hyphens
    from compositor.intake.mapped import rebuild
    from compositor.intake.reading import Intake, expect_unchanged, read
    from compositor.intake.seen import Look, Sight, changed, noted
else:
    __getattr__ = late.names(
        __name__,
        {
            "casing": "read_fonts",
            "copydesk": "CopyDesk copy_of read_copy",
            "forms": "SCHEMAS json_schema",
            "hyphens": "Hyphens",
            "mapped": "rebuild",
            "reading": "Intake expect_unchanged read",
            "seen": "Look Sight changed noted",
        },
    )

__all__ = [
    "SCHEMAS",
    "CopyDesk",
    "Hyphens",
    "Intake",
    "Look",
    "Sight",
    "changed",
    "copy_of",
    "expect_unchanged",
    "json_schema",
    "noted",
    "read",
    "read_copy",
    "read_fonts",
    "rebuild",
]
