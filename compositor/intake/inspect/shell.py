"""A PDF as bytes: how it begins and ends (ISO 32000-1 7.5.2, 7.5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_END: Final = b"%%EOF"
_BEGINNING: Final = 1024


def shell(content: bytes) -> Iterator[str]:
    """Yield what of a file's first and last lines is not as a PDF has it."""
    if not content.startswith(b"%PDF-"):
        yield "late header"
    second = _second_line(content[content.find(b"%PDF-") :])
    if not second or second[0][:1] != b"%" or sum(byte > 127 for byte in second[0][1:5]) < 4:
        yield "plain second line"
    at = content.rfind(_END)
    if at >= 0 and content[at + len(_END) :] not in (b"", b"\n", b"\r", b"\r\n"):
        yield "tail"


def _second_line(content: bytes) -> list[bytes]:
    """Return the second line, if there is one; nearly always it stands at the very beginning."""
    beginning = content[:_BEGINNING].splitlines()
    return (beginning if len(beginning) > 2 else content.splitlines())[1:2]
