"""The XMP packet of a PDF: what it says, and whether it is written as XMP and XML are (ISO 16684-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree import ElementTree as ET

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LONGEST: Final = 4 << 20
"""How long an XMP packet may be; one longer isn't read."""
_HEADER: Final = re.compile(r"<\?xpacket\s[^?]*\bbegin=[^?]*\?>")
_SCHEMA: Final = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"

Said = tuple[Mapping[str, str], tuple[str, ...], frozenset[str]]
"""A packet's properties, what of it is odd, and the namespaces that nothing describes."""


def read_packet(stream: Any) -> Said:
    """Return what a packet says, its properties by prefix of their namespace's usual name."""
    content = bytes(stream.read_bytes())
    if len(content) > _LONGEST or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return {}, ("it is longer than any packet, or defines what XMP doesn't",), frozenset()
    odd = list(_odd(content))
    try:
        tree = ET.fromstring(content.strip())  # noqa: S314  (no entities)
    except (ET.ParseError, UnicodeError, ValueError, LookupError) as error:
        return {}, (*odd, f"it is no well-formed XML ({error})"), frozenset()
    found: dict[str, str] = {}
    used: set[str] = set()
    for described in tree.iter(f"{_RDF}Description"):
        for name, value in described.attrib.items():
            found[_usual(name)] = value
        for child in described:
            found[_usual(child.tag)] = "".join(child.itertext()).strip()
    for described in (one for root in tree.iter(f"{_RDF}RDF") for one in root.findall(f"{_RDF}Description")):
        used |= {_space(name) for name in (*described.attrib, *(child.tag for child in described))}
    known = {(one.text or "").strip() for one in tree.iter(_SCHEMA)} | _PREDEFINED
    return found, tuple(odd), frozenset(used - known)


def _odd(content: bytes) -> Iterator[str]:
    """Yield a packet in another encoding than UTF-8, and the attributes that PDF/A bars (ISO 19005-2 6.6.2.1)."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield "it is not in UTF-8"
        return
    header = _HEADER.search(text)
    for name in ("bytes", "encoding"):
        if header and re.search(rf"\s{name}=", header[0]):
            yield f"its header has the attribute {name}"


_USUAL: Final = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}
_PREDEFINED: Final = frozenset(
    {
        "",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/XML/1998/namespace",
        "http://www.aiim.org/pdfa/ns/id/",
        "http://www.aiim.org/pdfa/ns/extension/",
        "http://purl.org/dc/elements/1.1/",
        "http://ns.adobe.com/xap/1.0/",
        "http://ns.adobe.com/xap/1.0/bj/",
        "http://ns.adobe.com/xap/1.0/mm/",
        "http://ns.adobe.com/xap/1.0/rights/",
        "http://ns.adobe.com/xap/1.0/t/pg/",
        "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
        "http://ns.adobe.com/xmp/Identifier/qual/1.0/",
        "http://ns.adobe.com/pdf/1.3/",
        "http://ns.adobe.com/photoshop/1.0/",
        "http://ns.adobe.com/camera-raw-settings/1.0/",
        "http://ns.adobe.com/tiff/1.0/",
        "http://ns.adobe.com/exif/1.0/",
        "http://ns.adobe.com/exif/1.0/aux/",
    }
)
"""Namespaces of the XMP Specification of 2005 and of ISO 19005 itself (ISO 19005-2 6.6.2.3.1)."""


def _space(name: str) -> str:
    return name[1:].rpartition("}")[0] if name.startswith("{") else ""


def _usual(name: str) -> str:
    space = _space(name)
    return f"{_USUAL.get(space, space)}:{name.rpartition('}')[2]}"
