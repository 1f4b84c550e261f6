"""A file of the site: its path from the site's root and what it holds, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

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
