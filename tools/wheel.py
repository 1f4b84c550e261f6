"""A build step for hatchling: a wheel carries the vendored faces and the papers' layouts, an editable install doesn't.

They stand at the root of the repository, where a desk edits them; in a wheel they stand inside the package,
the last place where compositor looks for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = ("fonts", "layouts")


class CarryFacesAndLayouts(BuildHookInterface):
    """Adds the files of ``CARRIED``, less the scripts that built them, to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to carry; ``version`` is ``standard`` for a wheel and ``editable`` for a checkout."""
        if version != "standard":
            return
        root = Path(self.root)
        for folder in CARRIED:
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and path.suffix not in {".py", ".pyc"}:
                    build_data["force_include"][str(path)] = f"compositor/{path.relative_to(root).as_posix()}"
