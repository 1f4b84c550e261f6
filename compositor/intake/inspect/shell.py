"""A PDF as bytes: how it begins and ends (ISO 32000-1 7.5.2, 7.5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_END: Final = b"%%EOF"


def shell(content: bytes) -> Iterator[str]:
    """Yield what of a file's first and last lines is not as a PDF has it."""
    if not content.startswith(b"%PDF-"):
        yield "late header"
    second = content[content.find(b"%PDF-") :].splitlines()[1:2]
    if not second or second[0][:1] != b"%" or sum(byte > 127 for byte in second[0][1:5]) < 4:
        yield "plain second line"
    at = content.rfind(_END)
    if at >= 0 and content[at + len(_END) :] not in (b"", b"\n", b"\r", b"\r\n"):
        yield "tail"
