"""What a file says of itself, done on the finished drawing: boxes, dates, XMP, outline, links, page labels."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from compositor import __version__
from compositor.pdf.numbers import decimal
from compositor.units import SP

if TYPE_CHECKING:
    import pikepdf

CREATOR = f"compositor {__version__}"
PRESS_VERSION = "1.6"
READER_VERSION = "1.7"
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d{2})")


@dataclass(frozen=True, slots=True)
class Titling:
    """What a document says of itself: title, the issue's date, the paper's time zone, language (BCP 47)."""

    title: str
    date: date
    timezone: str
    language: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the document: its label, trim size and bleed in scaled points."""

    label: str
    width: int
    height: int
    bleed: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: title, level from 0, page from 0, and the height it leads to (points, from the foot)."""

    title: str
    level: int
    page: int
    top: str


@dataclass(frozen=True, slots=True)
class Jump:
    """A link from a rectangle (points) of one page to a height (scaled points) of another; pages from 0.

    One with an ``address`` leads out of the document.
    """

    page: int
    corners: tuple[str, str, str, str]
    to_page: int
    top: int
    contents: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What helps a reader through the document: the outline and the links."""

    bookmarks: tuple[Bookmark, ...] = ()
    jumps: tuple[Jump, ...] = ()


def press(drawing: bytes, titling: Titling, sheets: Sequence[Sheet]) -> bytes:
    """Finish a file for the printing house: PDF 1.6, all page boxes, no annotations (ISO 32000-1 14.11.2).

    MediaBox, CropBox and BleedBox are the sheet, TrimBox the page within it.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(drawing)) as pdf:
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            _tidy(page)
            whole = pikepdf.Array(_box(0, 0, sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed))
            page.obj.MediaBox = page.obj.CropBox = page.obj.BleedBox = whole
            page.obj.TrimBox = pikepdf.Array(
                _box(sheet.bleed, sheet.bleed, sheet.width + sheet.bleed, sheet.height + sheet.bleed)
            )
        _entitle(pdf, titling)
        return _saved(pdf, PRESS_VERSION, object_streams=False)


def reader(drawing: bytes, titling: Titling, sheets: Sequence[Sheet], reading: Reading) -> bytes:
    """Finish a file for readers: PDF 1.7 with language, outline, page labels and links."""
    import pikepdf

    with pikepdf.open(io.BytesIO(drawing)) as pdf:
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            _tidy(page)
            page.obj.MediaBox = pikepdf.Array(_box(0, 0, sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed))
        _entitle(pdf, titling)
        root = pdf.Root
        root.Lang = pikepdf.String(titling.language)
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _label(pdf, sheets)
        if reading.bookmarks:
            _outline(pdf, reading.bookmarks)
            root.PageMode = pikepdf.Name.UseOutlines
        for jump in reading.jumps:
            _link(pdf, jump)
        return _saved(pdf, READER_VERSION, object_streams=True)


def pdf_date(titling: Titling) -> str:
    """Return the issue's date at 00:00 in the paper's zone as a PDF writes it (ISO 32000-1 7.9.4)."""
    sign, hours, minutes = _zone(titling.timezone)
    zone = f"{sign}{hours}'{minutes}'" if sign else "Z"
    return f"D:{titling.date:%Y%m%d}000000{zone}"


def xmp_date(titling: Titling) -> str:
    """Return the same moment as XMP writes it (ISO 8601)."""
    sign, hours, minutes = _zone(titling.timezone)
    return f"{titling.date:%Y-%m-%d}T00:00:00{f'{sign}{hours}:{minutes}' if sign else 'Z'}"


def _zone(timezone: str) -> tuple[str, str, str]:
    match = _ZONE.fullmatch(timezone.strip())
    return (match[1], match[2].zfill(2), match[3]) if match else ("", "", "")


def _box(left: int, foot: int, right: int, top: int) -> list[Any]:
    from decimal import Decimal

    return [Decimal(decimal(edge / SP)) for edge in (left, foot, right, top)]


def _tidy(page: pikepdf.Page) -> None:
    """Take out what reportlab writes on every page though nobody asked for it."""
    for key in ("/Rotate", "/Trans", "/Annots"):
        if key in page.obj:
            del page.obj[key]


def _entitle(pdf: pikepdf.Pdf, titling: Titling) -> None:
    import pikepdf

    for key in ("/PageMode", "/Outlines", "/Lang", "/ViewerPreferences", "/PageLabels"):
        if key in pdf.Root:
            del pdf.Root[key]
    moment = pdf_date(titling)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(titling.title)
    pdf.docinfo["/Creator"] = pikepdf.String(CREATOR)
    pdf.docinfo["/Producer"] = pikepdf.String(CREATOR)
    pdf.docinfo["/CreationDate"] = pikepdf.String(moment)
    pdf.docinfo["/ModDate"] = pikepdf.String(moment)
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    packet = pdf.make_stream(xmp(titling))
    packet.Type = pikepdf.Name.Metadata
    packet.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = packet


def xmp(titling: Titling) -> bytes:
    """Return the XMP packet that says the same as the Info dictionary (ISO 16684-1)."""
    title, moment = escape(titling.title), xmp_date(titling)
    return f"""<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{escape(titling.language)}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{escape(CREATOR)}</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
   <xmp:MetadataDate>{moment}</xmp:MetadataDate>
   <pdf:Producer>{escape(CREATOR)}</pdf:Producer>
   <pdf:Trapped>False</pdf:Trapped>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def _label(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    import pikepdf

    if not any(sheet.label for sheet in sheets):
        return
    numbers: list[Any] = []
    for at, sheet in enumerate(sheets):
        numbers += [at, pikepdf.Dictionary(P=pikepdf.String(sheet.label or str(at + 1)))]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))


def _outline(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
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
                Dest=_destination(pdf, bookmark.page, bookmark.top),
            )
        )
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


def _link(pdf: pikepdf.Pdf, jump: Jump) -> None:
    """Write a link annotation without a border (ISO 32000-1 12.5.6.5)."""
    from decimal import Decimal

    import pikepdf

    page = pdf.pages[jump.page]
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array([Decimal(edge) for edge in jump.corners]),
        Border=pikepdf.Array([0, 0, 0]),
        F=4,
        Contents=pikepdf.String(jump.contents),
    )
    if jump.address:
        annotation.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(_ascii(jump.address)))
    else:
        annotation.Dest = _destination(pdf, jump.to_page, decimal(jump.top / SP))
    if "/Annots" not in page.obj:
        page.obj.Annots = pikepdf.Array()
    page.obj.Annots.append(pdf.make_indirect(annotation))


def _ascii(address: str) -> str:
    """Return an address in 7-bit ASCII (ISO 32000-1 12.6.4.7, RFC 3987 3.1)."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=-._~")


def _destination(pdf: pikepdf.Pdf, page: int, top: str) -> pikepdf.Array:
    from decimal import Decimal

    import pikepdf

    return pikepdf.Array([pdf.pages[page].obj, pikepdf.Name.XYZ, 0, Decimal(top), None])


def _saved(pdf: pikepdf.Pdf, version: str, *, object_streams: bool) -> bytes:
    import pikepdf

    out = io.BytesIO()
    pdf.save(
        out,
        force_version=version,
        deterministic_id=True,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate if object_streams else pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()
