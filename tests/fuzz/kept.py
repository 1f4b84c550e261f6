"""Inputs kept in files."""

from __future__ import annotations

import hashlib
from pathlib import Path


def kept(folder: Path, content: bytes) -> Path:
    """Keep an input under a name that follows from it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(content).hexdigest()[:16]
    path.write_bytes(content)
    return path
