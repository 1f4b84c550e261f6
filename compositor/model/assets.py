"""Picture files as intake found them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from compositor.model.drawing import Drawing
from compositor.model.leaves import Leaf
from compositor.records import dataclass


class Tones(StrEnum):
    """What pixels a picture has: colours, greys, or black and white alone (line art)."""

    COLOUR = "colour"
    GREY = "grey"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture file that intake opened and found sound: ``held``, or what fetches it anew where it is large.

    ``width`` and ``height`` in pixels after EXIF rotation; of vector art, a ``drawing``, only their proportion counts;
    of a page of a PDF, a ``leaf``, they are scaled points. ``tones`` are those of its pixels.
    """

    file: str
    sha256: str
    width: int
    height: int
    held: bytes | Callable[[], bytes]
    drawing: Drawing | None = None
    tones: Tones = Tones.COLOUR
    leaf: Leaf | None = None

    @property
    def has_pixels(self) -> bool:
        """Tell whether it is a picture of pixels, which has a size at which it is best."""
        return self.drawing is None and self.leaf is None

    @property
    def content(self) -> bytes:
        """The file as intake read it; raises ``CopyError`` where a large one has changed since."""
        return self.held if isinstance(self.held, bytes) else self.held()
