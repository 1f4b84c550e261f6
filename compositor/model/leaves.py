"""Pages of other people's PDFs, made ready to stand in a page of ours."""

from __future__ import annotations

from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of somebody else's PDF: which, which of its boxes is shown, and the same page made ready for the press.

    ``clear`` tells that something in it is seen through. ``changed`` is what was changed in it, in words.
    """

    page: int
    box: str
    ready: bytes
    clear: bool = False
    changed: tuple[str, ...] = ()
