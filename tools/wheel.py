"""A build step for hatchling: a wheel carries faces, papers' layouts and a bill of materials, an editable install none.

They stand at the root of the repository, where a desk edits them; in a wheel they stand inside the package,
the last place where compositor looks for them. The bill stands in ``.dist-info/sboms`` (PEP 770).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = ("fonts", "layouts")


class CarryFacesAndLayouts(BuildHookInterface):
    """Adds the files of ``CARRIED``, less the scripts that built them, and the bill of materials to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to carry; ``version`` is ``standard`` for a wheel and ``editable`` for a checkout."""
        if version != "standard":
            return
        root = Path(self.root)
        for folder in CARRIED:
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and path.suffix != ".py" and path.parent.name != "__pycache__":
                    build_data["force_include"][str(path)] = f"compositor/{path.relative_to(root).as_posix()}"
        self._scratch = tempfile.TemporaryDirectory()
        build_data["sbom_files"].append(self._bill(root, Path(self._scratch.name)))

    def _bill(self, root: Path, folder: Path) -> str:
        """Write the bill of materials for hatchling to take."""
        sys.path.insert(0, str(root))
        from tools.bill import cyclonedx

        path = folder / cyclonedx.name()
        path.write_text(cyclonedx.bill(), encoding="utf-8", newline="\n")
        return str(path)
