"""A file as it is written: objects by their numbers, the table that finds them, the trailer (ISO 32000-1 7.3, 7.5).

What an object says is written where it is known, as the standard has it: no object is made of it first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final

import deflate

from compositor.records import dataclass

Reference = str
"""An object by its number, as others name it: ``12 0 R``."""
_QUICK, _CLOSE = 1, 6
_SECOND_LINE: Final = b"%\xbf\xf7\xa2\xfe\n"
"""Marks the file as binary for programs that look (ISO 32000-1 7.5.2)."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


_UNNAMED: Final = re.compile(r"[^A-Za-z0-9_.+-]+")


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: what its dictionary says but for its length, and its content as it is coded."""

    entries: str
    content: bytes


class Body:
    """The objects of a file that is being written."""

    def __init__(self) -> None:
        self._objects: list[tuple[bytes, ...]] = []

    def reserve(self) -> Reference:
        """Return a number for an object that is told later, by ``put``."""
        self._objects.append(())
        return f"{len(self._objects)} 0 R"

    def put(self, reference: Reference, words: str) -> None:
        """Tell the object of a number that was reserved."""
        self._objects[int(reference.partition(" ")[0]) - 1] = (words.encode("latin-1"),)

    def add(self, words: str) -> Reference:
        """Add an object as it is written, and return by what it is named."""
        made = self.reserve()
        self.put(made, words)
        return made

    def stream(self, stream: Stream) -> Reference:
        """Add a stream, and return by what it is named."""
        head = f"<<{stream.entries} /Length {len(stream.content)}>>\nstream\n".encode("latin-1")
        self._objects.append((head, stream.content, b"\nendstream"))
        return f"{len(self._objects)} 0 R"

    def file(self, version: str, root: Reference, told: Reference = "") -> bytes:
        """Return the whole file, with its catalog and its Info dictionary if it has one.

        Its ID is drawn from what is in it (ISO 32000-1 14.4).
        """
        pieces = [f"%PDF-{version}\n".encode("ascii"), _SECOND_LINE]
        at, places = sum(map(len, pieces)), []
        for number, parts in enumerate(self._objects, 1):
            places.append(at)
            whole = (b"%d 0 obj\n" % number, *parts, b"\nendobj\n")
            at += sum(map(len, whole))
            pieces += whole
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
        known = f"/Root {root}{f' /Info {told}' if told else ''} /ID [{f'<{digest.hexdigest()[:32]}>' * 2}]"
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        size = len(places) + 1
        end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer <</Size {size} {known}>>\nstartxref\n{at}\n%%EOF\n"
        return b"".join((*pieces, end.encode("ascii")))


def flate(content: bytes, *, dense: bool = False) -> bytes:
    """Return content in Flate (ISO 32000-1 7.4.4).

    What is ``dense`` has little in it that repeats: looking for it long finds a hundredth more.
    """
    return bytes(deflate.zlib_compress(content, _QUICK if dense else _CLOSE))


def packed(content: bytes, entries: str = "", *, dense: bool = False) -> Stream:
    """Return a stream of content in Flate."""
    return Stream(f"{entries} /Filter /FlateDecode".lstrip(), flate(content, dense=dense))


def dictionary(entries: Mapping[str, object]) -> str:
    """Write a dictionary of what stands there as it is written; what is empty is left out."""
    return f"<<{' '.join(f'/{key} {value}' for key, value in entries.items() if value != '')}>>"


def array(items: Iterable[object]) -> str:
    """Write an array of what stands there as it is written."""
    return f"[{' '.join(map(str, items))}]"


def name(text: str) -> str:
    """Write a name (ISO 32000-1 7.3.5)."""
    return "/" + _UNNAMED.sub(_hexed, text)


def _hexed(found: re.Match[str]) -> str:
    return "".join(f"#{byte:02X}" for byte in found[0].encode())


def string(text: str) -> str:
    """Write a text string (ISO 32000-1 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
