"""A file of the site: its path from the site's root and what it holds, made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to be written: ``path`` from the root; ``content`` are its bytes or what makes them."""

    path: str
    content: bytes | Callable[[], bytes]

    @property
    def bytes(self) -> bytes:
        """Return what it holds, made now where it has to be."""
        return self.content() if callable(self.content) else self.content


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files, each by its path, as one piece of bytes: a line of JSON that says what follows."""
    every = tuple(files)
    head = json.dumps([(path, len(content)) for path, content in every]).encode()
    return b"\n".join((head, b"".join(content for _, content in every)))


def unpacked(whole: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return what was packed; raises ``ValueError`` or ``TypeError`` where it wasn't."""
    head, _, rest = whole.partition(b"\n")
    found, at = [], 0
    for path, size in json.loads(head):
        found.append((str(path), rest[at : at + size]))
        at += size
    if at != len(rest):
        raise ValueError("there is more or less than it says")
    return tuple(found)
