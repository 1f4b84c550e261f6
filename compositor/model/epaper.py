"""What readers get: the standard of the reader's PDF, its pictures, and the address of the published site."""

from __future__ import annotations

from enum import StrEnum

from compositor.records import dataclass


class ReaderStandard(StrEnum):
    """What the reader's PDF keeps to.

    ISO 14289-1 (PDF/UA-1) with ISO 19005-2 level A, or ISO 14289-2 (PDF/UA-2) with ISO 19005-4 (PDF/A-4).
    """

    UA1 = "ua1"
    UA2 = "ua2"

    @property
    def version(self) -> str:
        """The PDF version that the standard is built on."""
        return "1.7" if self is ReaderStandard.UA1 else "2.0"


class AddressPattern(StrEnum):
    """How pages and stories of the site are named: by slugs, or by numbers (``node_2.htm``, ``content_5.htm``)."""

    SLUG = "slug"
    NODE = "node"


@dataclass(frozen=True, slots=True)
class Epaper:
    """The e-paper of a paper: ``standard`` of the reader's PDF, ``resolution`` and ``quality`` of its pictures.

    Pictures are reduced to so many pixels to the inch at the size they have on the page, and photographs are JPEG of
    that quality. ``address`` is where the site is published, with no stroke at its end, '' where it isn't known;
    ``pattern`` is how its pages are named. With ``site``, composing an issue makes its site too.
    """

    standard: ReaderStandard = ReaderStandard.UA1
    resolution: int = 150
    quality: int = 85
    address: str = ""
    pattern: AddressPattern = AddressPattern.SLUG
    site: bool = False
