"""How streams are coded (ISO 32000-1 7.4)."""

from __future__ import annotations

from typing import Any, Final

_FILTERS: Final = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}
"""Short names in pictures that stand in a content stream (ISO 32000-1 8.9.7)."""


def filters(stream: Any) -> tuple[str, ...]:
    """Return the names of a stream's filters, outermost first."""
    import pikepdf

    found = stream.get("/Filter", stream.get("/F"))
    names = found if isinstance(found, pikepdf.Array) else [] if found is None else [found]
    return tuple(_FILTERS.get(str(name)[1:], str(name)[1:]) for name in names if isinstance(name, pikepdf.Name))
