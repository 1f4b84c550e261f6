"""The pages of the reader's PDF, each as a file of its own.

What leads to other pages is left out: the outline, jumps, threads (ISO 32000-1 12.4.3), and with them the structure
tree, whose stories run over pages. So a page claims neither PDF/A nor PDF/UA; its words stay words, in their order.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from compositor.pdf.packet import Titling, pdf_date, xmp
from compositor.pdf.saving import saved

if TYPE_CHECKING:
    import pikepdf

_KEPT: Final = frozenset("/Type /MediaBox /CropBox /TrimBox /BleedBox /Resources /Contents /Group /UserUnit".split())


def pages_alone(content: bytes, titling: Titling, labels: Sequence[str]) -> Iterator[bytes]:
    """Yield each page of a reader's PDF as a file; its title is that of the issue with the page's label."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            _alone(page)
        for at, label in enumerate(labels):
            with pikepdf.new() as only:
                only.pages.append(pdf.pages[at])
                for key in ("/OutputIntents", "/Lang"):
                    if key in pdf.Root:
                        only.Root[key] = only.copy_foreign(pdf.make_indirect(pdf.Root[key]))
                _titled(only, replace(titling, title=f"{titling.title} {label}".strip()), pdf.pdf_version)
                yield saved(only, pdf.pdf_version, object_streams=True)


def _alone(page: pikepdf.Page) -> None:
    """Take from a page all that leads to others; what leads out of the document stays."""
    import pikepdf

    links = [one for one in page.obj.get("/Annots", []) if _leads_out(one)]
    for key in [key for key in page.obj.keys() if key not in _KEPT and key != "/Parent"]:  # noqa: SIM118
        del page.obj[key]
    for link in links:
        for key in ("/StructParent", "/P"):
            if key in link:
                del link[key]
    if links:
        page.obj.Annots = pikepdf.Array(links)


def _leads_out(annotation: Any) -> bool:
    action = annotation.get("/A")
    return annotation.get("/Subtype") == "/Link" and action is not None and action.get("/S") == "/URI"


def _titled(pdf: pikepdf.Pdf, titling: Titling, version: str) -> None:
    """Say what the page is: in XMP, and in the Info dictionary where PDF still has one (ISO 32000-2 14.3.3)."""
    import pikepdf

    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    packet = pdf.make_stream(xmp(titling))
    packet.Type = pikepdf.Name.Metadata
    packet.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = packet
    if version < "2":
        pdf.docinfo["/Title"] = pikepdf.String(titling.title)
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = pikepdf.String(pdf_date(titling))
