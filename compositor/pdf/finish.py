"""What a reader's file says of itself, done on the finished drawing: dates, XMP, outline, links, page labels."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from compositor.model.epaper import ReaderStandard
from compositor.pdf.drawn import Drawn, Sheet
from compositor.pdf.intents import intend_light
from compositor.pdf.leaves import embed
from compositor.pdf.numbers import decimal
from compositor.pdf.packet import CREATOR, Titling, pdf_date, reader_claims, xmp
from compositor.pdf.saving import saved
from compositor.pdf.structure import Element, Tree, write
from compositor.pdf.threads import Thread, thread
from compositor.records import dataclass
from compositor.units import SP

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: title, level from 0, and the point it leads to: page from 0, height, from the left.

    Both in points, from the page's foot and its left edge. ``element`` names what of the structure that is.
    """

    title: str
    level: int
    page: int
    top: str
    left: str = "0"
    element: str = ""


@dataclass(frozen=True, slots=True)
class Jump:
    """A link from a rectangle (points) of one page to a point (scaled points) of another; pages from 0.

    ``element`` names what of the structure is there. One with an ``address`` leads out of the document.
    """

    page: int
    corners: tuple[str, str, str, str]
    to_page: int
    top: int
    contents: str
    address: str = ""
    left: int = 0
    element: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What helps a reader through the document: the outline, the links, the threads and the structure."""

    bookmarks: tuple[Bookmark, ...] = ()
    jumps: tuple[Jump, ...] = ()
    threads: tuple[Thread, ...] = ()
    structure: Element | None = None
    standard: ReaderStandard = ReaderStandard.UA1
    from_right: bool = False


def reader(drawn: Drawn, titling: Titling, sheets: Sequence[Sheet], reading: Reading) -> bytes:
    """Finish a file for readers: in sRGB, with language, structure, outline, page labels, links and threads.

    PDF 2.0 has no Info dictionary (ISO 19005-4 6.1.3).
    """
    import pikepdf

    second = reading.standard is ReaderStandard.UA2
    with pikepdf.open(io.BytesIO(drawn.file(reading.standard.version))) as pdf:
        embed(pdf, drawn.leaves, light=True)
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            page.obj.MediaBox = pikepdf.Array(_box(0, 0, sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed))
        _entitle(pdf, titling, xmp(titling, reader_claims(second=second) if reading.structure else ()))
        if second:
            del pdf.trailer.Info
        root = pdf.Root
        root.Lang = pikepdf.String(titling.language)
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        if reading.from_right:
            root.ViewerPreferences.Direction = pikepdf.Name.R2L
        _label(pdf, sheets)
        links = [_link(pdf, jump) for jump in reading.jumps]
        tree = write(pdf, reading.structure, links, second=second) if reading.structure else None
        for jump, link in zip(reading.jumps, links, strict=True):
            if not jump.address:
                point = (decimal(jump.left / SP), decimal(jump.top / SP))
                _lead(pdf, link, Aim(jump.to_page, point, jump.element), tree if second else None)
        if reading.bookmarks:
            _outline(pdf, reading.bookmarks, tree if second else None)
            root.PageMode = pikepdf.Name.UseOutlines
        thread(pdf, reading.threads)
        intend_light(pdf)
        return saved(pdf, reading.standard.version, object_streams=True, in_order=True)


def _box(left: int, foot: int, right: int, top: int) -> list[Any]:
    from decimal import Decimal

    return [Decimal(decimal(edge / SP)) for edge in (left, foot, right, top)]


def _entitle(pdf: pikepdf.Pdf, titling: Titling, said: bytes) -> None:
    """Write the Info dictionary, and as an XMP packet what is ``said`` there."""
    import pikepdf

    moment = pdf_date(titling)
    pdf.docinfo["/Title"] = pikepdf.String(titling.title)
    pdf.docinfo["/Creator"] = pikepdf.String(CREATOR)
    pdf.docinfo["/Producer"] = pikepdf.String(CREATOR)
    pdf.docinfo["/CreationDate"] = pikepdf.String(moment)
    pdf.docinfo["/ModDate"] = pikepdf.String(moment)
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    packet = pdf.make_stream(said)
    packet.Type = pikepdf.Name.Metadata
    packet.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = packet


def _label(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    import pikepdf

    if not any(sheet.label for sheet in sheets):
        return
    numbers: list[Any] = []
    for at, sheet in enumerate(sheets):
        numbers += [at, pikepdf.Dictionary(P=pikepdf.String(sheet.label or str(at + 1)))]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))


def _outline(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark], tree: Tree | None) -> None:
    """Write the outline tree (ISO 32000-1 12.3.3), all of it opened."""
    import pikepdf

    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    branch: list[Any] = [root]
    for bookmark in bookmarks:
        del branch[min(bookmark.level, len(branch) - 1) + 1 :]
        entry = pdf.make_indirect(
            pikepdf.Dictionary(
                Title=pikepdf.String(bookmark.title),
                Parent=branch[-1],
            )
        )
        _lead(pdf, entry, Aim(bookmark.page, (bookmark.left, bookmark.top), bookmark.element), tree)
        parent = branch[-1]
        if "/Last" in parent:
            entry.Prev = parent.Last
            parent.Last.Next = entry
        else:
            parent.First = entry
        parent.Last = entry
        for above in branch:
            above.Count = int(above.get("/Count", 0)) + 1
        branch.append(entry)
    pdf.Root.Outlines = root


def _link(pdf: pikepdf.Pdf, jump: Jump) -> Any:
    """Write a link annotation without a border and return it (ISO 32000-1 12.5.6.5).

    Readers follow those of a page in the order of its structure (ISO 14289-1 7.18.3).
    """
    from decimal import Decimal

    import pikepdf

    page = pdf.pages[jump.page]
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array([Decimal(edge) for edge in jump.corners]),
        Border=pikepdf.Array([0, 0, 0]),
        F=4,
        P=page.obj,
        Contents=pikepdf.String(jump.contents),
    )
    if jump.address:
        annotation.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(_ascii(jump.address)))
    if "/Annots" not in page.obj:
        page.obj.Annots = pikepdf.Array()
        page.obj.Tabs = pikepdf.Name.S
    made = pdf.make_indirect(annotation)
    page.obj.Annots.append(made)
    return made


def _ascii(address: str) -> str:
    """Return an address in 7-bit ASCII (ISO 32000-1 12.6.4.7, RFC 3987 3.1)."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=-._~")


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a link or bookmark leads: page, point, and the name of what of the structure is there."""

    page: int
    point: tuple[str, str]
    element: str


def _lead(pdf: pikepdf.Pdf, entry: Any, aim: Aim, tree: Tree | None) -> None:
    """Let a link or bookmark lead to a point of a page, to be seen as large as before (ISO 32000-1 12.3.2.2).

    Where there is a tree it leads to an element of it, which is read from there on (ISO 14289-2 8.8, ISO 32000-2
    12.3.2.3); programs that don't know of that go to the page.
    """
    from decimal import Decimal

    import pikepdf

    view = (pikepdf.Name.XYZ, *map(Decimal, aim.point), None)
    place = pikepdf.Array([pdf.pages[aim.page].obj, *view])
    if tree is None:
        entry.Dest = place
        return
    element = pikepdf.Array([tree.element(aim.element, aim.page), *view])
    entry.A = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.GoTo, D=place, SD=element)
