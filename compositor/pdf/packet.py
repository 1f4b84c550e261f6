"""What a document says of itself: its title and dates, in the Info dictionary and as an XMP packet (ISO 16684-1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from compositor import __version__
from compositor.records import dataclass

CREATOR = f"compositor {__version__}"
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d{2})")


@dataclass(frozen=True, slots=True)
class Titling:
    """What a document says of itself: title, the issue's date, the paper's time zone, language (BCP 47), version."""

    title: str
    date: date
    timezone: str
    language: str
    version: int = 1

    @property
    def identity(self) -> str:
        """The document's id: the same in all its versions, and drawn from no chance (RFC 4122, version 5)."""
        return f"uuid:{uuid5(NAMESPACE_URL, f'compositor:{self.date:%Y-%m-%d}:{self.title}')}"


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


def xmp(titling: Titling, claims: Sequence[str] = ()) -> bytes:
    """Return the XMP packet that says the same as the Info dictionary; ``claims`` are further descriptions."""
    title, moment = _escaped(titling.title), xmp_date(titling)
    more = "".join(claims)
    return f"""<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{_escaped(titling.language)}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{_escaped(CREATOR)}</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
   <xmp:MetadataDate>{moment}</xmp:MetadataDate>
   <pdf:Producer>{_escaped(CREATOR)}</pdf:Producer>
   <pdf:Trapped>False</pdf:Trapped>
  </rdf:Description>
{more} </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def press_claims(titling: Titling) -> tuple[str, ...]:
    """Return the descriptions that claim PDF/X-4 (ISO 15930-7 6.3) and PDF/A-2u (ISO 19005-2 6.6.4).

    The properties that name PDF/X-4 and trapping are not among those that PDF/A knows: their schemas are described
    (ISO 19005-2 6.6.2.3.3).
    """
    media = f"""  <rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
   <xmpMM:DocumentID>{titling.identity}</xmpMM:DocumentID>
   <xmpMM:VersionID>{titling.version}</xmpMM:VersionID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
  </rdf:Description>
"""
    return media, _STANDARDS, _SCHEMAS


_STANDARDS: Final = """  <rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>U</pdfaid:conformance>
  </rdf:Description>
"""


def reader_claims(*, second: bool = False) -> tuple[str, ...]:
    """Return the descriptions that claim PDF/UA-1 (ISO 14289-1 5) and PDF/A-2a (ISO 19005-2 6.6.4).

    The ``second`` claim PDF/UA-2 (ISO 14289-2 5), PDF/A-4 (ISO 19005-4 6.7.3) and Well-Tagged PDF for both its uses.
    """
    if second:
        return (_ACCESSIBLE_2,)
    schemas = _schema("PDF/UA identification", _UA, "pdfuaid", *_PART, kind="Integer") + _TRAPPING
    return _ACCESSIBLE, _described(schemas)


_UA: Final = "http://www.aiim.org/pdfua/ns/id/"
_PART: Final = ("part", "The part of ISO 14289 that the file keeps to")
_ACCESSIBLE: Final = f"""  <rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
  </rdf:Description>
"""


def _declared(name: str) -> str:
    return f"""     <rdf:li rdf:parseType="Resource">
      <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#{name}</pdfd:conformsTo>
     </rdf:li>
"""


_ACCESSIBLE_2: Final = f"""  <rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfd="http://pdfa.org/declarations/">
   <pdfuaid:part>2</pdfuaid:part>
   <pdfuaid:rev>2024</pdfuaid:rev>
   <pdfaid:part>4</pdfaid:part>
   <pdfaid:rev>2020</pdfaid:rev>
   <pdfd:declarations>
    <rdf:Bag>
{_declared("accessibility1.0")}{_declared("reuse1.0")}    </rdf:Bag>
   </pdfd:declarations>
  </rdf:Description>
"""


def _schema(title: str, space: str, prefix: str, name: str, words: str, *, kind: str = "Text") -> str:
    return f"""     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>{title}</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>{name}</pdfaProperty:name>
         <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>{words}</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
"""


def _described(schemas: str) -> str:
    return f"""  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas>
    <rdf:Bag>
{schemas}    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>
"""


_KEPT = ("GTS_PDFXVersion", "The PDF/X standard that the file keeps to")
_TRAPS = ("Trapped", "Whether the file has traps")
_TRAPPING: Final = _schema("Adobe PDF", "http://ns.adobe.com/pdf/1.3/", "pdf", *_TRAPS)
_SCHEMAS: Final = _described(
    _schema("PDF/X identification", "http://www.npes.org/pdfx/ns/id/", "pdfxid", *_KEPT) + _TRAPPING
)


def _escaped(text: str) -> str:
    """Return text as XML has it between tags."""
    return escape(text, quote=False)
