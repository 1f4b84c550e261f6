"""Everything from disk, read and checked: a folder becomes `Issue`, `Design` and `Faces`, or every fault at once."""

from compositor.intake.casing import read_fonts
from compositor.intake.forms import SCHEMAS, json_schema
from compositor.intake.hyphens import Hyphens
from compositor.intake.mapped import rebuild
from compositor.intake.reading import Intake, read

__all__ = ["SCHEMAS", "Hyphens", "Intake", "json_schema", "read", "read_fonts", "rebuild"]
