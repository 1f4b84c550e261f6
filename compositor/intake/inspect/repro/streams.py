"""Streams of others, opened with a limit: a few bytes may unpack to gigabytes."""

from __future__ import annotations

import zlib
from typing import Any, Final

from compositor.intake.inspect.repro.telling import Unprintable

MOST_UNPACKED: Final = 600_000_000
"""A broadsheet page in four inks at 350 pixels to the inch has 320 million bytes."""
_STEP: Final = 1 << 20
_PLAIN: Final = frozenset(
    "/FlateDecode /Fl /LZWDecode /LZW /RunLengthDecode /RL /ASCII85Decode /A85 /ASCIIHexDecode /AHx".split()
)


def filters(stream: Any) -> list[str]:
    """Return the names of a stream's filters, outermost first."""
    import pikepdf

    given = stream.get("/Filter", stream.get("/F"))
    if given is None:
        return []
    return [str(one) for one in given] if isinstance(given, pikepdf.Array) else [str(given)]


def content(stream: Any, most: int = MOST_UNPACKED) -> bytes:
    """Return a stream without its filters; raises ``Unprintable`` where it unpacks to more than ``most`` bytes."""
    check(stream, most)
    found = bytes(stream.read_bytes())
    if len(found) > most:
        raise _bomb()
    return found


def check(stream: Any, most: int = MOST_UNPACKED) -> None:
    """Check that a stream unpacks to no more than ``most`` bytes; unpacks Flate bit by bit to find out."""
    names = [name for name in filters(stream) if name in _PLAIN]
    packed = [name for name in names if name in ("/FlateDecode", "/Fl")]
    if len(names) > 3 or len(packed) > 1:
        raise _bomb()
    raw = bytes(stream.read_raw_bytes())
    if packed != names or not packed:
        if len(raw) * 130 > most and names and not set(names) <= {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}:
            raise _bomb()
        return
    if len(raw) * 1100 <= most:
        return  # Deflate packs a thousand to one at best (RFC 1951)
    unpacker, total = zlib.decompressobj(), 0
    try:
        while raw and total <= most:
            total += len(unpacker.decompress(raw, _STEP))
            raw = unpacker.unconsumed_tail
    except zlib.error:
        return  # what of it can be read is read elsewhere, and told
    if total > most:
        raise _bomb()


def _bomb() -> Unprintable:
    return Unprintable(
        f"something in it unpacks to more than {MOST_UNPACKED // 1_000_000:,} million bytes",
        "export it again, with pictures of at most 300 pixels to the inch",
    )
