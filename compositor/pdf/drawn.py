"""A drawing whose pages are done: their content, what it names, and the body that has all of that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from compositor.pdf.file import Body, Reference, Stream, dictionary
from compositor.pdf.leaves import Placed
from compositor.records import dataclass
from compositor.units import SP

_PROCEDURES: Final = "[/PDF /Text /ImageB /ImageC /ImageI]"
"""Old output devices load what is named there (ISO 32000-1 14.2)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the document: its label, trim size, bleed and how far the sheet runs over that, in scaled points."""

    label: str
    width: int
    height: int
    bleed: int
    margin: int = 0

    @property
    def edge(self) -> int:
        """How far the sheet runs over the trim."""
        return self.bleed + self.margin


@dataclass(frozen=True, slots=True)
class Side:
    """What is drawn on a page: its content, and the forms and pictures that it names."""

    content: bytes
    objects: Mapping[str, Reference]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: its pages, its fonts, and the pages of other PDFs that stand in it, by the names of their stubs."""

    body: Body
    sides: tuple[Side, ...]
    fonts: Mapping[str, Reference]
    leaves: Mapping[str, Placed]

    def resources(self, states: str = "") -> tuple[str, ...]:
        """Return what the content of each page names (ISO 32000-1 7.8.3), with graphics ``states`` if it has any."""
        fonts = self.body.add(dictionary(self.fonts)) if self.fonts else ""
        return tuple(
            dictionary(
                {
                    "Font": fonts,
                    "ProcSet": _PROCEDURES,
                    "XObject": dictionary(side.objects) if side.objects else "",
                    "ExtGState": states,
                }
            )
            for side in self.sides
        )

    def file(self, version: str) -> bytes:
        """Return the pages as a file that says nothing of itself, for those who go on with it."""
        body = self.body
        pages = body.reserve()
        kids = []
        for side, resources in zip(self.sides, self.resources(), strict=True):
            content = body.stream(Stream("", side.content))
            told = f"/MediaBox [0 0 {SP} {SP}] /Parent {pages} /Resources {resources} /Contents {content}"
            kids.append(body.add(f"<</Type /Page {told}>>"))
        body.put(pages, f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}]>>")
        return body.file(version, body.add(f"<</Type /Catalog /Pages {pages}>>"))
