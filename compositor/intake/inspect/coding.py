"""How streams are coded (ISO 32000-1 7.4)."""

from __future__ import annotations

import re
from typing import Any, Final

_UNNAMED: Final = re.compile(r"\bstream <[^>]*>[,:]? ?")
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


_AT_ONCE: Final = 1 << 20
"""How long a coded stream may be that is decoded in one go."""
_LEAST: Final = 1 << 16


def decoded(stream: Any, times: int = 8) -> bytes:
    """Return what a stream holds, usually no more than so many times as much as it is coded to.

    Nearly all are coded by Flate alone: libdeflate decodes those in a third of qpdf's time. What it can't decode whole
    is left to qpdf, which says what it has to guess at.
    """
    import deflate

    if "/Filter" not in stream:
        return bytes(stream.get_raw_stream_buffer())
    if str(stream.Filter) == "/FlateDecode" and "/DecodeParms" not in stream:
        coded = memoryview(stream.get_raw_stream_buffer())
        if len(coded) <= _AT_ONCE:
            try:
                return bytes(deflate.zlib_decompress(coded, max(times * len(coded), _LEAST)))
            except deflate.DeflateError:
                pass
    return bytes(stream.read_bytes())


def entry(thing: Any, key: str, otherwise: Any = None) -> Any:
    """Return what a dictionary or stream has under a key; pikepdf's ``get`` takes long to find that it has nothing."""
    return thing[key] if key in thing else otherwise  # noqa: SIM401  (that is why)


def unnamed(said: object) -> str:
    """Return what pikepdf says without the name it gives a file that has none: where it is in memory."""
    return _UNNAMED.sub("", str(said))


def filters(stream: Any) -> tuple[str, ...]:
    """Return the names of a stream's filters, outermost first."""
    import pikepdf

    found = stream.get("/Filter", stream.get("/F"))
    names = found if isinstance(found, pikepdf.Array) else [] if found is None else [found]
    return tuple(_FILTERS.get(str(name)[1:], str(name)[1:]) for name in names if isinstance(name, pikepdf.Name))
