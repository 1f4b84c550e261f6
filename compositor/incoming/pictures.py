"""Pictures that come with copy: what their content is, and those that lie beside the file, inside its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from compositor.intake import files
from compositor.intake.files import Refused

MOST_BYTES: Final = 100_000_000
_MAGIC: Final = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)


def suffix_of(content: bytes) -> str:
    """Return the suffix of a picture that intake reads, by its first bytes; "" where it is none."""
    for magic, suffix in _MAGIC:
        if content.startswith(magic):
            return suffix
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    return ".svg" if b"<svg" in content[:2000] else ""


def beside(folder: Path, name: str) -> tuple[bytes, str] | None:
    """Return a picture that lies in ``folder`` by the name that an item gives it; None where none does."""
    if not name or "://" in name:
        return None
    try:
        content = files.content(files.inside(folder, name), MOST_BYTES)
    except (Refused, OSError, ValueError):
        return None
    suffix = suffix_of(content)
    return (content, suffix) if suffix else None
