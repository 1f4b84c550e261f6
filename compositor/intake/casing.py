"""All faces of a fonts folder, opened without an issue: what `compositor fonts` looks at."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from compositor.errors import CopyError
from compositor.faces import Faces
from compositor.intake import files
from compositor.intake.faults import Faults
from compositor.intake.folders import beside_program
from compositor.intake.fonts import FontCase, read_roles
from compositor.model.settings import HanForms, Region, Script, Setting

_PLAIN: Final = Setting(Region.CN, Script.HANS, HanForms.CN)


def read_fonts(folder: Path | None = None, *, setting: Setting = _PLAIN) -> Faces:
    """Open every face that a fonts folder's fonts.yaml names; raises ``CopyError`` with every fault.

    Without a folder the one in the working directory is taken, else the program's own.
    """
    folder = folder or beside_program("fonts")
    faults = Faults()
    source = files.source(folder / "fonts.yaml", "the list of fonts", None, faults)
    roles = read_roles(source, folder, faults) if source else {}
    faces = FontCase(roles, faults).open([(name, role.place) for name, role in roles.items()], setting)
    if faces is None or not roles:
        raise CopyError(faults.sorted_faults())
    return faces
