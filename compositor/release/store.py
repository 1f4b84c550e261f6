"""The released plates of an issue, kept beside its ledger: what was frozen is there to be delivered again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from compositor.filing import put
from compositor.records import dataclass
from compositor.release.ledger import Entry

FOLDER: Final = "released"
MANIFEST: Final = "issue.yaml"


def folder_of(issue: Path) -> Path:
    """Return where the released plates of an issue are, its folder or its YAML file; editions have their own."""
    if issue.is_dir():
        return issue / FOLDER
    return issue.parent / (FOLDER if issue.name == MANIFEST else f"{FOLDER}-{issue.stem}")


@dataclass(frozen=True, slots=True)
class Store:
    """Frozen plates, each by its name; what a ledger vouches for is told by its sum."""

    folder: Path

    def freeze(self, name: str, plate: bytes) -> None:
        """Keep a plate; raises ``OutputError``. One of that name which no ledger vouches for is written over."""
        put(self.folder / name, plate)

    def plate(self, entry: Entry) -> bytes | None:
        """Return the plate that an entry vouches for, None where it isn't there as it was."""
        try:
            content = (self.folder / entry.file).read_bytes()
        except OSError:
            return None
        return content if digest(content) == entry.plate else None


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()
