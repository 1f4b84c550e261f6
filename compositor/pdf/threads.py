"""Article threads as a file has them: beads on its pages, in rings (ISO 32000-1 12.4.3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compositor.records import dataclass

if TYPE_CHECKING:
    import pikepdf

Corners = tuple[str, str, str, str]
"""Left, foot, right and top in points, as the page has them."""


@dataclass(frozen=True, slots=True)
class Thread:
    """An article: its title, and the rectangles of pages, from 0, on which it is read, in order."""

    title: str
    beads: tuple[tuple[int, Corners], ...]


def thread(pdf: pikepdf.Pdf, threads: Iterable[Thread]) -> None:
    """Write the threads; each page names its beads in the order in which they are read."""
    import pikepdf

    written = [_written(pdf, one) for one in threads if one.beads]
    if written:
        pdf.Root.Threads = pikepdf.Array(written)


def _written(pdf: pikepdf.Pdf, one: Thread) -> Any:
    import pikepdf

    told = pikepdf.Dictionary(Title=pikepdf.String(one.title))
    made = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Thread, I=told))
    beads = [_bead(pdf, page, corners) for page, corners in one.beads]
    for at, bead in enumerate(beads):
        bead.V, bead.N = beads[at - 1], beads[(at + 1) % len(beads)]
    beads[0].T = made
    made.F = beads[0]
    return made


def _bead(pdf: pikepdf.Pdf, at: int, corners: Corners) -> Any:
    import pikepdf

    page = pdf.pages[at].obj
    rectangle = pikepdf.Array([Decimal(edge) for edge in corners])
    bead = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Bead, P=page, R=rectangle))
    if "/B" not in page:
        page.B = pikepdf.Array()
    page.B.append(bead)
    return bead
