"""Write the bill of materials into a folder: python -m tools.bill FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.bill import cyclonedx

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
(folder / cyclonedx.name()).write_text(cyclonedx.bill(), encoding="utf-8", newline="\n")
