"""Everything from disk, read and checked: a folder becomes `Issue`, `Design` and `Faces`, or every fault at once."""

from compositor.intake.casing import read_fonts
from compositor.intake.copydesk import CopyDesk, copy_of, read_copy
from compositor.intake.forms import SCHEMAS, json_schema
from compositor.intake.hyphens import Hyphens
from compositor.intake.mapped import rebuild
from compositor.intake.reading import Intake, expect_unchanged, read
from compositor.intake.seen import Look, Sight, changed, noted

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
